using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;

namespace Crossdock.Procurement.Answering;

/// <summary>Released orders that the supplier has not answered in time.</summary>
internal sealed class UnansweredOrders(Partners partners, AnswerRules rules) : ExceptionSource
{
    public override string Kind => "procurement.answer_overdue";

    public override string Title => "Orders without an answer";

    public override Permission Owner => Permission.CreatePurchaseOrder;

    public override int Hours => 24;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var yesterday = now.AddDays(-1);
        var lines = await db.Set<PurchaseLine>().AsNoTracking()
            .Where(l => l.State == PurchaseLineState.Released && l.Received < l.Ordered && l.FirstAnsweredAt == null && l.ReleasedAt < yesterday).ToListAsync(cancel);
        var suppliers = await partners.FindManyAsync(db, lines.Select(l => l.SupplierId), cancel);
        var found = new List<FoundException>();
        foreach (var order in lines.GroupBy(l => l.OrderNumber).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var (first, supplier) = (order.First(), suppliers[order.First().SupplierId]);
            var days = (await rules.OfAsync(db, supplier, cancel)).AnswerDays;
            var since = order.Min(l => l.ReleasedAt!.Value);
            if (since.AddDays(days) >= now) continue;
            found.Add(new(order.Key, $"{supplier.Name} has not answered {order.Key}",
                $"{(order.Count() == 1 ? "1 line is" : $"{order.Count()} lines are")} not confirmed; an answer was due within {(days == 1 ? "a day" : $"{days} days")}. Call them and key the answer.",
                $"/purchase-orders/{order.Key}/answer", first.EntityId, since.AddDays(days))
            {
                Site = first.SiteId,
                Value = order.Aggregate(Amount.Zero, (sum, l) => sum + l.OpenAmount),
                Currency = first.Currency,
            });
        }

        return found;
    }
}

/// <summary>Open lines whose day is over: the goods should be here.</summary>
internal sealed class LateOrders(Partners partners, Directory directory) : ExceptionSource
{
    public override string Kind => "procurement.late";

    public override string Title => "Goods that should be here";

    public override Permission Owner => Permission.CreatePurchaseOrder;

    public override int Hours => 24;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var latest = DateOnly.FromDateTime(now.UtcDateTime).AddDays(1);
        var lines = await db.Set<PurchaseLine>().AsNoTracking()
            .Where(l => l.State == PurchaseLineState.Released && l.Received < l.Ordered && (l.ConfirmedDay ?? l.RequestedDay) < latest).ToListAsync(cancel);
        var suppliers = await partners.FindManyAsync(db, lines.Select(l => l.SupplierId), cancel);
        var found = new List<FoundException>();
        foreach (var order in lines.GroupBy(l => l.OrderNumber).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var first = order.First();
            var site = (await directory.SiteAsync(db, first.SiteId, cancel))!;
            var late = order.Where(l => l.ExpectedDay < site.DayOf(now)).ToList();
            if (late.Count == 0) continue;
            var day = late.Min(l => l.ExpectedDay);
            found.Add(new(order.Key, $"{suppliers[first.SupplierId].Name} is late with {order.Key}",
                $"{(late.Count == 1 ? "1 line" : $"{late.Count} lines")} for {site.Code} should have come since {day.Words()}. Ask for a new day, or buy elsewhere.",
                $"/purchase-orders/{order.Key}", first.EntityId, new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero))
            {
                Site = first.SiteId,
                Value = late.Aggregate(Amount.Zero, (sum, l) => sum + l.OpenAmount),
                Currency = first.Currency,
            });
        }

        return found;
    }
}

/// <summary>Answers of suppliers that would break promises and that nobody has decided on.</summary>
internal sealed class BreakingProposals(Partners partners) : ExceptionSource
{
    public override string Kind => "procurement.promise_at_risk";

    public override string Title => "Answers that break promises";

    public override Permission Owner => Permission.CreatePurchaseOrder;

    public override int Hours => 8;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var proposals = await db.Set<Proposal>().AsNoTracking().Where(p => p.State == ProposalState.AwaitingBuyer && p.BrokenPromises > 0).OrderBy(p => p.Number).ToListAsync(cancel);
        var suppliers = await partners.FindManyAsync(db, proposals.Select(p => p.SupplierId), cancel);
        var ids = proposals.ConvertAll(p => p.LineId);
        var lines = await db.Set<PurchaseLine>().AsNoTracking().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, cancel);
        return proposals.ConvertAll(p => new FoundException(p.Number, $"{suppliers[p.SupplierId].Name} would break {(p.BrokenPromises == 1 ? "a promise" : $"{p.BrokenPromises} promises")}", $"{p.OrderNumber} line {p.LineNumber}: {p.Impact}",
            $"/purchase-orders/{p.OrderNumber}", p.EntityId, p.CreatedAt)
        {
            Site = p.SiteId,
            Value = lines[p.LineId].OpenAmount,
            Currency = lines[p.LineId].Currency,
        });
    }
}

/// <summary>Approved needs that nobody orders, because there is no agreed price or supplier, or a buyer has not come to them.</summary>
internal sealed class UnorderedNeeds(Directory directory, Items items, ParameterBook parameters) : ExceptionSource
{
    public override string Kind => "procurement.need_not_ordered";

    public override string Title => "Needs that nobody orders";

    public override Permission Owner => Permission.CreatePurchaseOrder;

    public override int Hours => 24;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var lines = await db.Set<RequisitionLine>().AsNoTracking()
            .Where(l => (l.State == RequisitionState.Approved || l.State == RequisitionState.PartlyOrdered) && l.CreatedAt < now).OrderBy(l => l.Number).ThenBy(l => l.Line).ToListAsync(cancel);
        var known = await items.FindManyAsync(db, lines.Select(l => l.ItemId), cancel);
        var found = new List<FoundException>();
        foreach (var line in lines)
        {
            if (line.CreatedAt >= now.AddDays(-await parameters.AtSiteAsync(db, PurchasingParameters.NeedWaits, line.SiteId, now, cancel))) continue;
            var (item, entity) = (known[line.ItemId], (await directory.EntityAsync(db, line.EntityId, cancel))!);
            found.Add(new($"{line.Number}/{line.Line}", $"{item.Name} is needed and not ordered",
                $"{line.Number} needs {(line.Quantity - line.Ordered).Words(item.BaseUnit)} by {line.NeedDay.Words()}{(line.SupplierId is null ? "; no usual supplier is named" : "")}. Order it, or take it back.",
                $"/requisitions/{line.Number}", line.EntityId, line.CreatedAt)
            {
                Site = line.SiteId,
                Value = item.StandardCost.Times(line.Quantity - line.Ordered, entity.Currency),
                Currency = entity.Currency,
            });
        }

        return found;
    }
}
