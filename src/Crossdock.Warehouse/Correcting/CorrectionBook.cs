using System.Globalization;

namespace Crossdock.Warehouse.Correcting;

/// <summary>What the uses of corrections share: the kinds of case, loading one locked, and telling how it stands.</summary>
internal static class CorrectionBook
{
    /// <summary>Kind of the cases of a correction; stored in approval tables, never renamed.</summary>
    public static string KindOf(CorrectionKind kind) => kind switch
    {
        CorrectionKind.Adjustment => "stock-adjustment",
        CorrectionKind.WriteOff => "write-off",
        CorrectionKind.TransitLoss => "transit-loss",
        _ => "count-variance",
    };

    /// <summary>Locks and loads one; null when there is none.</summary>
    public static async Task<Correction?> OpenAsync(Work work, string number, CancellationToken cancel)
    {
        if ((await work.SelectAsync(CorrectionTables.Lock, [new CorrectionHead { Number = number }], cancel)).Count == 0) return null;
        return await work.Db.Set<Correction>().Include(c => c.Lines.OrderBy(l => l.Line)).SingleAsync(c => c.Number == number, cancel);
    }

    /// <summary>It waits for people, about what its lines say now.</summary>
    public static void Wait(Work work, Correction correction, Case asked, Verdict verdict)
    {
        (correction.State, correction.Approval, correction.Value) = (CorrectionState.Waiting, verdict.Request, asked.Amount);
        Tell(work, correction);
    }

    /// <summary>It is over.</summary>
    public static void End(Work work, Correction correction, CorrectionState state)
    {
        correction.State = state;
        correction.EndedAt = state == CorrectionState.Returned ? null : work.Now;
        Tell(work, correction);
    }

    private static void Tell(Work work, Correction correction)
    {
        correction.Version++;
        work.Announce(new CorrectionMoved(correction.Number, correction.State, correction.SiteId));
    }
}

internal sealed record EvidenceMissing() : Refusal(RefusalKind.Refused, "warehouse.evidence_missing",
    "This goes to people who were not there. Write what happened, or name the evidence.")
{
    /// <summary>Refuses what people cannot judge.</summary>
    public static Refusal? Check(string? note, string? evidence) => string.IsNullOrWhiteSpace(note) && string.IsNullOrWhiteSpace(evidence) ? new EvidenceMissing() { Pointer = "/note" } : null;
}

internal sealed record CorrectionEnded(string Number, CorrectionState State) : Refusal(RefusalKind.Conflict, "warehouse.correction_ended",
    $"{Number} is {State.ToString().ToLowerInvariant()} already.");

internal sealed record CorrectionOfOther(string Number) : Refusal(RefusalKind.Forbidden, "warehouse.correction_of_other",
    $"Somebody else asked for {Number}. Only they change it or take it back.");
