using Crossdock.Warehouse.Transferring;

namespace Crossdock.Warehouse.Correcting;

/// <summary>
/// The reversal of an adjustment, a write-off, a count or a loss on the way is a correction of stock as well: where a table decides on those, it goes only as far as
/// the table lets it go. More than that is entered as the opposite adjustment, so that people decide on it as it is.
/// </summary>
internal sealed class ReversalCases(Approvals approvals, Directory directory)
{
    /// <summary>Value of the exception dimension.</summary>
    public const string Exception = "reversal";

    /// <summary>Why a document may not be reversed by one person; null when it may.</summary>
    public async Task<Refusal?> CheckAsync(Work work, string number, Site site, LoggedDocument original, string reason, bool isReplaced, CancellationToken cancel)
    {
        if (KindOf(original) is not { } correction) return null;
        var kind = CorrectionBook.KindOf(correction);
        if (!await approvals.RuledAsync(work.Db, kind, site.EntityId, cancel)) return null;
        if (isReplaced) return new ReplacementWeighed(original.Number);
        var entity = (await directory.EntityAsync(work.Db, site.EntityId, cancel))!;
        var value = original.Moves.Aggregate(Amount.Zero, (sum, m) => sum + (m.Value ?? Amount.Zero).Abs());
        var asked = await approvals.AskAsync(work, new Case
        {
            Kind = kind,
            Document = number,
            Title = $"Reversal {number} of {original.Number} at {site.Code}",
            Href = $"/stock-documents/{number}",
            Entity = site.EntityId,
            Site = site.Id,
            Requester = work.Actor.Id,
            Amount = value,
            Currency = entity.Currency,
            Group = correction switch
            {
                CorrectionKind.Count => $"count:{site.Id.Value}",
                CorrectionKind.TransitLoss => TransitLossCases.GroupOf(site),
                _ => $"adjust:{site.Id.Value}:{original.Moves[0].Move.Item.Value}",
            },
            Attributes = new Dictionary<string, string> { [Dimensions.Exception] = Exception },
            Content = [new("Reverses", original.Number), new("Reason", reason), new("Worth", value.Words(entity.Currency))],
        }, cancel);
        return asked.Refused(out var refusal, out var verdict) ? refusal : verdict.Go ? null : new ReversalWeighed(original.Number, value.Words(entity.Currency), correction == CorrectionKind.TransitLoss);
    }

    private static CorrectionKind? KindOf(LoggedDocument document) => document.Moves[0].Move.Kind switch
    {
        MovementKind.Adjustment => CorrectionKind.Adjustment,
        MovementKind.Scrap => CorrectionKind.WriteOff,
        MovementKind.Count => CorrectionKind.Count,
        MovementKind.TransitLoss => CorrectionKind.TransitLoss,
        _ => null,
    };
}

internal sealed record ReversalWeighed(string Number, string Worth, bool OnTheWay) : Refusal(RefusalKind.Refused, "warehouse.reversal_weighed",
    $"{Number} is worth {Worth}, more than is reversed without others. {(OnTheWay ? "Enter what arrived after all as found" : "Enter the opposite adjustment")}: then they are asked.");

internal sealed record ReplacementWeighed(string Number) : Refusal(RefusalKind.Refused, "warehouse.replacement_weighed",
    $"{Number} is a correction that is weighed. Reverse it without a replacement, and enter what it should have been.");
