using System.Globalization;

namespace Crossdock.Payables.WritingOff;

/// <summary>Posts write-offs of goods received, not invoiced, or lets people decide first. Where no table says who decides, only who may write journals does.</summary>
internal sealed class WriteOffDesk(Approvals approvals, Directory directory, Items items, Partners partners, PurchaseOrders orders, Journals journals)
{
    /// <summary>Kind of its cases; stored in approval tables, never renamed.</summary>
    public const string Kind = "received-write-off";

    /// <summary>Values of the exception dimension, the most serious first: a claim on the supplier is given up; more may come on the line.</summary>
    public static readonly string[] Exceptions = ["credit-given-up", "line-open"];

    /// <summary>Asks about a write-off as its line stands now and posts it when it may go on; else it waits, and nothing of it is in the books. The line is locked here.</summary>
    public async Task<Result<Verdict>> AskAsync(Work work, WriteOff asked, CancellationToken cancel)
    {
        await orders.LockLinesAsync(work, [asked.OrderLineId], cancel);
        var line = orders.Now(work, asked.OrderLineId);
        var entity = (await directory.EntityAsync(work.Db, asked.EntityId, cancel))!;
        if ((await orders.ApartAsync(work, work.Actor.Id, Duty.MatchInvoice, line, cancel)).Refused(out var refusal, out _)) return refusal;
        if (line.Uninvoiced.IsZero && line.UninvoicedValue.IsZero) return new NothingToWriteOff(asked.Line);
        if ((await journals.RequireOpenAsync(work, entity.Id, asked.Day ?? entity.DayOf(work.Now), cancel)).Refused(out refusal, out _)) return refusal;
        (asked.Quantity, asked.Value) = (line.Uninvoiced, line.UninvoicedValue);
        if ((await approvals.AskAsync(work, await CaseAsync(work, asked, line, entity, cancel), cancel)).Refused(out refusal, out var verdict)) return refusal;
        if (verdict is { Go: true, Ruled: false } && !work.Actor.May(Permission.PostJournal)) return new NobodyDecides(asked.Line);
        if (verdict.Go)
        {
            if ((await PostAsync(work, asked, entity, cancel)).Refused(out refusal, out _)) return refusal;
            asked.Move(work, WriteOffState.Posted);
        }
        else
        {
            asked.Approval = verdict.Request;
            asked.Move(work, WriteOffState.Waiting);
        }

        return verdict;
    }

    /// <summary>Nobody votes who received on the line: what never came would be made good by who booked it in.</summary>
    public async Task<Result<Done>> VoteAsync(Work work, PersonId voice, string document, CancellationToken cancel)
    {
        if (await work.Db.Set<WriteOff>().AsNoTracking().Where(w => w.Number == document).Select(w => (Guid?)w.OrderLineId).FirstOrDefaultAsync(cancel) is not { } line) return Done.Yes;
        var lines = await orders.LinesAsync(work.Db, [line], cancel);
        return await orders.ApartAsync(work, voice, Duty.MatchInvoice, lines[line], cancel);
    }

    private async Task<Result<Done>> PostAsync(Work work, WriteOff asked, LegalEntity entity, CancellationToken cancel)
    {
        asked.Day ??= entity.DayOf(work.Now);
        var worth = orders.WriteOff(work, asked.OrderLineId, asked.Id, asked.Day.Value);
        (asked.Quantity, asked.Value, asked.PostingId) = (worth.Quantity, worth.Value, work.PostingId);
        if (asked.Value.IsZero) return Done.Yes;
        var journal = asked.ToJournal(entity.Currency);
        if ((await journals.PostAsync(work, journal, cancel)).Refused(out var refusal, out _)) return refusal;
        asked.JournalId = journal.Id;
        return Done.Yes;
    }

    private async Task<Case> CaseAsync(Work work, WriteOff asked, PurchaseLineView line, LegalEntity entity, CancellationToken cancel)
    {
        var item = (await items.FindAsync(work.Db, line.Item, cancel))!;
        var supplier = (await partners.FindAsync(work.Db, line.Supplier, cancel))!;
        var credit = asked.Quantity.IsNegative || asked.Value.IsNegative;
        var what = $"{asked.Quantity.Abs().Words(item.BaseUnit)} of {item.Code} {item.Name}";
        return new Case
        {
            Kind = Kind,
            Document = asked.Number,
            Title = credit ? $"{asked.Number}: the credit of {supplier.Name} for {what} will not come" : $"{asked.Number}: {supplier.Name} will not bill {what}",
            Href = $"/write-offs/{asked.Number}",
            Entity = entity.Id,
            Site = line.Site,
            Requester = asked.AskedBy,
            Amount = asked.Value.Abs(),
            Currency = entity.Currency,
            Group = $"received-write-off:{supplier.Id.Value}",
            Attributes = new Dictionary<string, string>
            {
                [Dimensions.Category] = supplier.Category ?? Dimensions.None,
                [Dimensions.Risk] = supplier.Risk.ToString(),
                [Dimensions.Criticality] = Item.CriticalityOf([item]),
                [Dimensions.Exception] = credit ? Exceptions[0] : line.Open.IsPositive ? Exceptions[1] : Dimensions.None,
            },
            Content =
            [
                new("Order line", asked.Line), new("Supplier", $"{supplier.Code} {supplier.Name}"), new("What", what), new(credit ? "Credit given up" : "Never billed", asked.Value.Abs().Words(entity.Currency)),
                new("Accounting day", asked.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "when it is posted"), new("Reason", asked.Reason), new("Evidence", asked.Evidence ?? "none"),
            ],
            Facts = [new("Received, returned and invoiced", $"{line.Received.Words(item.BaseUnit)}, {line.Returned.Words(item.BaseUnit)} and {line.Invoiced.Words(item.BaseUnit)}"), new("Still to come on the line", line.Open.Words(item.BaseUnit))],
            Reason = asked.Reason,
        };
    }
}

/// <summary>Write-offs of goods received, not invoiced as something that may need approval.</summary>
internal sealed class WriteOffApproval(WriteOffDesk desk) : ApprovalSubject
{
    public override string Kind => WriteOffDesk.Kind;

    public override string Title => "Write-offs of goods received, not invoiced";

    public override string? Together => "write-offs of one supplier";

    public override Permission Reads => Permission.SeeBooks;

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; } = new Dictionary<string, IReadOnlyList<string>> { [Dimensions.Exception] = WriteOffDesk.Exceptions };

    public override Task<Result<Done>> VoteAsync(Work work, PersonId voice, string document, CancellationToken cancel) => desk.VoteAsync(work, voice, document, cancel);

    public override async Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        if (end.IsReview || await WriteOffTables.OpenAsync(work, end.Document, cancel) is not { State: WriteOffState.Waiting } asked || asked.Approval != end.Request) return Done.Yes;
        if (end.State == ApprovalState.Approved) return (await desk.AskAsync(work, asked, cancel)).Refused(out var refusal, out _) ? refusal : Done.Yes;
        asked.Move(work, end.State switch
        {
            ApprovalState.Returned => WriteOffState.Returned,
            ApprovalState.Withdrawn => WriteOffState.Withdrawn,
            _ => WriteOffState.Rejected,
        });
        return Done.Yes;
    }
}

internal sealed record NothingToWriteOff(string Line) : Refusal(RefusalKind.Refused, "payables.nothing_to_write_off",
    $"{Line}: all that was received is invoiced, returned or written off.");

internal sealed record NobodyDecides(string Line) : Refusal(RefusalKind.Forbidden, "payables.nobody_decides",
    $"{Line}: no approval table says who decides on write-offs of goods received. Until one does, only who writes journals may.");
