using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Answering;

/// <summary>A supplier's answer to an order, line by line.</summary>
/// <param name="Number">The order.</param>
/// <param name="Lines">The lines answered.</param>
/// <param name="Seen">Version of the order the supplier answers to; when a line was changed since, its answer is refused as stale.</param>
/// <param name="Channel">How it came.</param>
public sealed record AnswerPurchaseOrderRequest(
    [Required, StringLength(20)] string Number, [Required, MinLength(1), MaxLength(200)] IReadOnlyList<AnswerLineRequest> Lines, int? Seen = null, AnswerChannel Channel = AnswerChannel.Keyed);

/// <summary>What a supplier says to a line.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Quantity">The whole line, what was received included, in <paramref name="Unit"/>; as ordered when absent.</param>
/// <param name="Unit">Unit of the quantities; the line's when absent.</param>
/// <param name="Day">Day the goods arrive; the day expected now when absent.</param>
/// <param name="Price">Price of one <paramref name="PriceUnit"/>; as ordered when absent.</param>
/// <param name="PriceUnit">Unit of the price; the line's price unit when absent.</param>
/// <param name="Parts">Several deliveries instead of one quantity and day; together the whole line.</param>
/// <param name="Substitute">Code of another item the supplier would deliver instead of what is open.</param>
/// <param name="Refused">True when the supplier will not deliver what is open.</param>
/// <param name="Note">What the supplier said.</param>
public sealed record AnswerLineRequest(
    int Line, Quantity? Quantity = null, [StringLength(12)] string? Unit = null, DateOnly? Day = null, UnitPrice? Price = null, [StringLength(12)] string? PriceUnit = null,
    [MaxLength(20)] IReadOnlyList<LinePart>? Parts = null, [StringLength(60)] string? Substitute = null, bool Refused = false, [StringLength(200)] string? Note = null);

/// <summary>What became of an answer.</summary>
/// <param name="Order">The order.</param>
/// <param name="OrderVersion">The order's version now.</param>
/// <param name="Lines">Each line answered.</param>
/// <param name="Version">What If-Match must name on the next change.</param>
public sealed record AnswerPurchaseOrderResponse(string Order, int OrderVersion, IReadOnlyList<AnsweredLine> Lines, long Version);

/// <summary>What became of the answer to a line.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Proposal">Number of the proposal.</param>
/// <param name="State">Accepted, or who decides.</param>
/// <param name="Impact">What it does, in words.</param>
public sealed record AnsweredLine(int Line, string Proposal, ProposalState State, string Impact);

internal sealed class AnswerPurchaseOrder(PurchaseOrders orders, Directory directory, Items items, Partners partners, AnswerRules rules, ProposalDesk desk, OrderRelease release, AgreementDesk agreements)
    : IUse<AnswerPurchaseOrderRequest, AnswerPurchaseOrderResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AnswerPurchaseOrder>("POST /purchase-orders/{number}/answer", Permission.CreatePurchaseOrder)
        .WithSummary("Key, paste or send a supplier's answer: what is within tolerance and breaks no promise is taken at once.");

    public async Task<Result<AnswerPurchaseOrderResponse>> ExecuteAsync(Work work, AnswerPurchaseOrderRequest request, CancellationToken cancel)
    {
        if (!Enum.IsDefined(request.Channel) || request.Channel == AnswerChannel.PriceLetter) return Refusal.Invalid("procurement.channel", "Say how the answer came: keyed, pasted or electronic.", "/channel");
        if (await work.State<OrderBook>().LockOrderAsync(work, request.Number, cancel) is not { } found) return Refusal.NotFound("purchase order", request.Number);
        var (order, lines) = found;
        if (request.Lines.GroupBy(l => l.Line).FirstOrDefault(g => g.Count() > 1) is { } twice) return new AnsweredTwice(twice.Key);
        var rule = await rules.OfAsync(work.Db, (await partners.FindAsync(work.Db, order.SupplierId, cancel))!, cancel);
        var stale = request.Seen is { } seen ? await ChangedSinceAsync(work, order, seen, cancel) : [];

        var answers = new List<Answer>(request.Lines.Count);
        for (var i = 0; i < request.Lines.Count; i++)
        {
            var said = request.Lines[i];
            if (lines.FirstOrDefault(l => l.Number == said.Line) is not { } line) return Refusal.NotFound("purchase order line", $"{order.Number} line {said.Line}") with { Pointer = $"/lines/{i}/line" };
            if (line.State != PurchaseLineState.Released || line.Open.IsZero) return new NothingToAnswer(line.Document) { Pointer = $"/lines/{i}/line" };
            if (stale.Contains(line.Number)) return new AnswerStale(line.Document, request.Seen!.Value) { Pointer = $"/lines/{i}/line" };
            var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;
            if ((await EditAsync(work, order, line, item, said, cancel)).Refused(out var refusal, out var edit)) return refusal with { Pointer = $"/lines/{i}{refusal.Pointer}" };
            var impact = await desk.LookAsync(work, line, item, edit, cancel);
            answers.Add(new(line, said, edit, impact, edit is { Substitute: null, OutsideReason: null } && impact.Broken == 0 && Within(rule, line, edit)));
        }

        // More than an agreement bears is for the buyer to look at; the rest of the answer is taken all the same.
        if (await agreements.BearAsync(work, order, Projected(answers, lines), cancel) is not null)
            answers = answers.ConvertAll(a => a.Taken && a.Line.AgreementUse == AgreementUse.Inside && a.Edit!.Total > a.Line.Ordered ? a with { Taken = false } : a);

        // So is more than a customer ordered: nothing of it could be kept here.
        answers = answers.ConvertAll(a => a.Taken && a.Line.SalesLineId is not null && a.Edit!.Total > a.Line.Ordered ? a with { Taken = false } : a);

        await ProposalDesk.SupersedeAsync(work, answers.ConvertAll(a => a.Line.Id), cancel);
        var taken = answers.Where(a => a.Taken).ToList();
        var verdict = new Verdict(true, order.DecisionId, null, "");
        if (taken.Exists(a => a.Edit!.Price is not null || a.Edit.Total != a.Line.Ordered))
        {
            if ((await release.ChangeAsync(work, order, Projected(answers, lines), "The supplier's answer.", cancel)).Refused(out var refusal, out verdict)) return refusal;
        }

        return await FinishAsync(work, order, answers, verdict, request.Channel, cancel);
    }

    private async Task<AnswerPurchaseOrderResponse> FinishAsync(
        Work work, PurchaseOrder order, List<Answer> answers, Verdict verdict, AnswerChannel channel, CancellationToken cancel)
    {
        var book = work.State<OrderBook>();
        var told = new List<AnsweredLine>(answers.Count);
        foreach (var (line, said, edit, impact, taken) in answers)
        {
            line.FirstAnsweredAt ??= work.Now;
            line.Changed = true;
            var state = !taken ? ProposalState.AwaitingBuyer : verdict.Go ? ProposalState.Accepted : ProposalState.AwaitingApproval;
            var proposal = ProposalDesk.Keep(work, order, line, edit, bySupplier: true, channel, state, impact, said.Note);
            if (state == ProposalState.Accepted) await desk.ApplyAsync(work, order, line, proposal, edit, cancel);
            else if (state == ProposalState.AwaitingApproval) proposal.Approval = verdict.Request;
            told.Add(new(line.Number, proposal.Number, state, impact.Words));
        }

        var accepted = told.Count(t => t.State == ProposalState.Accepted);
        if (accepted > 0) OrderVersions.Next(work, order, accepted == 1 ? "Answered by the supplier" : $"{accepted} lines answered by the supplier", bySupplier: true);
        book.Touch(order);
        await orders.StateSuppliesAsync(work, cancel);
        work.Subject = $"purchase order {order.Number}";
        return new AnswerPurchaseOrderResponse(order.Number, order.VersionNumber, told, order.Version + 1);
    }

    /// <summary>The order with what is taken of an answer.</summary>
    private static IReadOnlyList<CaseLine> Projected(IEnumerable<Answer> answers, IReadOnlyList<PurchaseLine> lines) =>
        ProposalDesk.Project(lines, answers.Where(a => a.Taken).ToDictionary(a => a.Line.Id, a => a.Edit));

    private static async Task<HashSet<int>> ChangedSinceAsync(Work work, PurchaseOrder order, int seen, CancellationToken cancel)
    {
        var version = await work.Db.Set<OrderVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.OrderId == order.Id && v.Number == seen, cancel);
        if (version is null) return [.. work.State<OrderBook>().LinesOf(order.Number).Select(l => l.Number)];
        var then = version.Read().ToDictionary(l => l.Line, l => l.Revision);
        return [.. work.State<OrderBook>().LinesOf(order.Number).Where(l => then.GetValueOrDefault(l.Number) != l.Revision).Select(l => l.Number)];
    }

    private async Task<Result<LineEdit?>> EditAsync(Work work, PurchaseOrder order, PurchaseLine line, Item item, AnswerLineRequest said, CancellationToken cancel)
    {
        if (said.Refused) return (LineEdit?)null;
        Item? substitute = null;
        if (!string.IsNullOrWhiteSpace(said.Substitute))
        {
            if (await items.FindAsync(work.Db, said.Substitute, cancel) is not { } other) return Refusal.NotFound("item", said.Substitute) with { Pointer = "/substitute" };
            if (line.SalesLineId is not null) return new DropShipping.DirectSubstitute(line.Document) { Pointer = "/substitute" };
            if (line.IsConsigned) return new ConsignedSubstitute(line.Document) { Pointer = "/substitute" };
            if (other.Id == line.ItemId) return new SameSubstitute(item.Code) { Pointer = "/substitute" };
            if (!other.Active) return new NotActive("item", other.Code) { Pointer = "/substitute" };
            substitute = other;
        }

        var measured = substitute ?? item;
        var unit = said.Unit ?? (substitute is null ? line.Unit : substitute.BaseUnit);
        var parts = new List<LinePart>();
        foreach (var part in said.Parts ?? [])
        {
            if (measured.ToBase(part.Quantity, unit).Refused(out var refusal, out var quantity)) return refusal with { Pointer = "/parts" };
            if (!quantity.IsPositive) return new QuantityMissing(measured.Code) { Pointer = "/parts" };
            parts.Add(new(quantity, part.Day));
        }

        if (parts.Count == 0)
        {
            var quantity = substitute is null ? line.Ordered : line.Open;
            if (said.Quantity is { } given && measured.ToBase(given, unit).Refused(out var refusal, out quantity)) return refusal with { Pointer = "/quantity" };
            parts.Add(new(quantity, said.Day ?? line.ExpectedDay));
        }

        var site = (await directory.SiteAsync(work.Db, line.SiteId, cancel))!;
        foreach (var part in parts.Where(p => p.Day != line.ExpectedDay))
            if (PassedDays.Check(work, site, part.Day) is { } passed) return passed with { Pointer = said.Parts is { Count: > 0 } ? "/parts" : "/day" };

        var total = parts.Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity);
        if (!total.IsPositive) return new QuantityMissing(measured.Code) { Pointer = "/quantity" };
        if (substitute is null && total < line.Received) return new BelowReceived(line.Document, line.Received, total) { Pointer = "/quantity" };
        if (substitute is not null && line.Received.IsPositive) parts.Insert(0, new(line.Received, line.ExpectedDay));
        PurchasePrice? price = null;
        if (said.Price is not null || substitute is not null)
        {
            var supplier = (await partners.FindAsync(work.Db, order.SupplierId, cancel))!;
            var terms = await partners.TermsAsync(work.Db, supplier.Id, measured.Id, site.DayOf(work.Now), cancel);
            if (OrderWriter.PriceOf(measured, supplier, terms, order.Currency, total, said.Price, said.PriceUnit ?? (substitute is null ? line.PriceUnit : measured.BaseUnit)).Refused(out var refusal, out var given)) return refusal;
            price = substitute is null && given.Equals(line.PriceAsGiven) ? null : given;
        }

        return await agreements.FitAsync(work.Db, line, new LineEdit(parts, price, substitute), Deliveries.OthersOf(work.State<OrderBook>().LinesOf(order.Number), line), cancel);
    }

    private sealed record Answer(PurchaseLine Line, AnswerLineRequest Said, LineEdit? Edit, Impact Impact, bool Taken);

    /// <summary>True when an answer differs so little that nobody needs to look.</summary>
    private static bool Within(AnswerRule rule, PurchaseLine line, LineEdit edit)
    {
        var late = edit.Parts.Max(p => p.Day).DayNumber - line.RequestedDay.DayNumber;
        var early = line.RequestedDay.DayNumber - edit.Parts.Min(p => p.Day).DayNumber;
        if (late > rule.DaysLate || early > rule.DaysEarly || edit.Parts.Count > 1) return false;
        var total = edit.Total;
        if (total < line.Ordered - line.Ordered.PartOf(rule.UnderHundredths) || total > line.Ordered + line.Ordered.PartOf(rule.OverHundredths)) return false;
        return edit.Price is not { } price
            || (Int128)price.PerBase.Millionths * 10_000 <= (Int128)line.PriceAsGiven.PerBase.Millionths * (10_000 + rule.DearerHundredths);
    }
}

internal sealed record AnsweredTwice(int Line) : Refusal(RefusalKind.Invalid, "procurement.answered_twice", $"Line {Line} is answered twice. For several deliveries give parts.");

internal sealed record NothingToAnswer(string Line) : Refusal(RefusalKind.Conflict, "procurement.nothing_to_answer", $"{Line} has nothing open that could be answered.");

internal sealed record AnswerStale(string Line, int Seen) : Refusal(RefusalKind.Stale, "procurement.answer_stale",
    $"{Line} was changed after version {Seen}, which this answers. Send the supplier the new version.");

internal sealed record ConsignedSubstitute(string Line) : Refusal(RefusalKind.Refused, "procurement.consigned_substitute",
    $"{Line} brings goods that stay the supplier's, by an arrangement for that item only. Cancel the line and order the other item.");

internal sealed record SameSubstitute(string Item) : Refusal(RefusalKind.Invalid, "procurement.same_substitute", $"{Item} cannot replace itself.");
