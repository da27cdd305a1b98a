using System.Globalization;
using Crossdock.Warehouse.Correcting;

namespace Crossdock.Warehouse.Transferring;

/// <summary>An item of which a transfer would leave its sender less than it keeps for itself.</summary>
internal sealed record BelowFloor(Item Item, Quantity Asked, Quantity Free, Quantity Floor);

/// <summary>
/// Takes transfers in: reserved at once as long as the sender keeps its floor, else when people of both sites agree. What waits reserves nothing and
/// promises nothing to the receiver.
/// </summary>
internal sealed class TransferOffice(Approvals approvals, StockFloors floors, StockView stock, StockLedger ledger, Promises promises, Supplies supplies, Directory directory)
{
    public const string Kind = "transfer";

    /// <summary>Values of the exception dimension, the most serious last.</summary>
    public static readonly string[] Exceptions = ["below-floor", "more-than-free"];

    /// <summary>Reserves the goods, or asks those who decide. Answers what each line got, or nothing while it waits; the gates are locked already.</summary>
    public async Task<Result<(Verdict? Asked, IReadOnlyList<DemandAnswer> Answers)>> EnterAsync(Work work, OpenTransfer open, CancellationToken cancel)
    {
        var transfer = open.Transfer;
        if (await approvals.RuledAsync(work.Db, Kind, transfer.EntityId, cancel) && await BelowAsync(work, open, cancel) is { Count: > 0 } below)
        {
            if ((await approvals.AskAsync(work, await CaseAsync(work, open, below, cancel), cancel)).Refused(out var no, out var verdict)) return no;
            if (!verdict.Go)
            {
                (transfer.State, transfer.Approval) = (TransferState.Requested, verdict.Request);
                transfer.Version++;
                return ((Verdict?)verdict, []);
            }
        }

        var demands = transfer.Lines.ConvertAll(l => new NewDemand(
            l.Id, DemandKind.TransferLine, open.ItemOf(l), open.From, l.Ordered, transfer.ShipDay, transfer.Rank, transfer.Number, transfer.BackordersAllowed, l.LotId));
        if ((await promises.AddAsync(work, demands, cancel)).Refused(out var refusal, out var answers)) return refusal;
        await supplies.SetAsync(work, transfer.Lines.ConvertAll(l => TransferBook.SupplyOf(
            transfer, l, open.ItemOf(l), open.To, answers[l.Line - 1].Day is null ? SupplyStage.Released : SupplyStage.Confirmed)), cancel);
        transfer.State = TransferState.Open;
        transfer.Version++;
        return ((Verdict?)null, answers);
    }

    /// <summary>Nobody wants it any more, or people said no: nothing was reserved, so nothing is given back.</summary>
    public static void Drop(Transfer transfer, TransferState state)
    {
        foreach (var line in transfer.Lines) line.Cancelled = line.Ordered;
        transfer.State = state;
        transfer.Version++;
    }

    private async Task<List<BelowFloor>> BelowAsync(Work work, OpenTransfer open, CancellationToken cancel)
    {
        var asked = open.Transfer.Lines.GroupBy(l => l.ItemId).ToDictionary(g => g.Key, g => g.Aggregate(Quantity.Zero, (sum, l) => sum + l.Ordered));
        var kept = await floors.OfAsync(work.Db, open.From.Id, asked.Keys, cancel);
        if (kept.Count == 0) return [];
        var free = await stock.FreeAsync(work.Db, open.From, [.. kept.Keys], cancel);
        return [.. kept.Select(f => new BelowFloor(open.Items[f.Key], asked[f.Key], free.GetValueOrDefault(f.Key), f.Value))
            .Where(b => b.Free - b.Asked < b.Floor).OrderBy(b => b.Item.Code, StringComparer.Ordinal)];
    }

    private async Task<Case> CaseAsync(Work work, OpenTransfer open, List<BelowFloor> below, CancellationToken cancel)
    {
        var (transfer, from, to) = (open.Transfer, open.From, open.To);
        var currency = (await directory.EntityAsync(work.Db, transfer.EntityId, cancel))!.Currency;
        var worth = await ledger.WorthAsync(work, currency, [.. below.Select(b => (b.Item, from, b.Asked))], cancel);
        return new Case
        {
            Kind = Kind,
            Document = transfer.Number,
            Title = $"Transfer {transfer.Number} to {to.Code} takes {(below.Count == 1 ? $"{below[0].Item.Code} {below[0].Item.Name}" : $"{below.Count} items")} below the floor of {from.Code}",
            Href = $"/transfers/{transfer.Number}",
            Entity = transfer.EntityId,
            Site = from.Id,
            OtherSite = to.Id,
            Requester = transfer.CreatedBy.Value == 0 ? work.Actor.Id : transfer.CreatedBy,
            Amount = worth,
            Currency = currency,
            Group = $"transfer:{from.Id.Value}",
            Attributes = new Dictionary<string, string>
            {
                [Dimensions.Criticality] = Item.CriticalityOf(below.Select(b => b.Item)),
                [Dimensions.Exception] = Exceptions[below.Exists(b => b.Asked > b.Free) ? 1 : 0],
            },
            Content =
            [
                new("From", $"{from.Code} {from.Name}"), new("To", $"{to.Code} {to.Name}"),
                new("Leaves and arrives", string.Create(CultureInfo.InvariantCulture, $"{transfer.ShipDay:yyyy-MM-dd} and {transfer.ArrivalDay:yyyy-MM-dd}")),
                .. transfer.Lines.OrderBy(l => l.Line).Select(l => new CaseFact($"Line {l.Line}", $"{l.Ordered} {open.ItemOf(l).BaseUnit} of {open.ItemOf(l).Code} {open.ItemOf(l).Name}")),
            ],
            Facts =
            [
                .. below.Select(b => new CaseFact($"{b.Item.Code} at {from.Code}", $"free {b.Free}, after it {b.Free - b.Asked}, floor {b.Floor} {b.Item.BaseUnit}")),
                new("Worth at cost", worth.Words(currency)),
            ],
            Reason = transfer.Note,
        };
    }
}

/// <summary>Transfers as something that may need approval: goods a site would rather keep.</summary>
internal sealed class TransferApproval(TransferBook book, TransferOffice office) : ApprovalSubject
{
    public override string Kind => TransferOffice.Kind;

    public override string Title => "Transfers below the sender's floor";

    public override string? Together => "transfers from one site";

    public override Permission Reads => Permission.SeeStock;

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; } = new Dictionary<string, IReadOnlyList<string>> { [Dimensions.Exception] = TransferOffice.Exceptions };

    public override async Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        if (end.IsReview) return Done.Yes;
        if ((await book.OpenAsync(work, end.Document, cancel, waiting: true)).Refused(out var refusal, out var open)) return refusal;
        if (open.Transfer.State != TransferState.Requested || open.Transfer.Approval != end.Request) return Done.Yes;
        if (end.State != ApprovalState.Approved)
        {
            TransferOffice.Drop(open.Transfer, end.State == ApprovalState.Withdrawn ? TransferState.Cancelled : TransferState.Rejected);
            return Done.Yes;
        }

        return (await office.EnterAsync(work, open, cancel)).Refused(out refusal, out _) ? refusal : Done.Yes;
    }
}
