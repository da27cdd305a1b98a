using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Requisitioning;

/// <summary>A line of a requisition in the list.</summary>
public sealed record RequisitionRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>The requisition.</summary>
    public string Number { get; init; } = "";

    /// <summary>Number of the line.</summary>
    public int Line { get; init; }

    /// <summary>Where it stands.</summary>
    public RequisitionState State { get; init; }

    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Code of the item.</summary>
    public string Item { get; init; } = "";

    /// <summary>Name of the item.</summary>
    public string ItemName { get; init; } = "";

    /// <summary>Name of the supplier to buy from; empty when nobody is named.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Needed, in base units.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>The base unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Of that, on orders.</summary>
    public Quantity Ordered { get; init; }

    /// <summary>Day it is needed.</summary>
    public DateOnly NeedDay { get; init; }

    /// <summary>Who asks.</summary>
    public string Requester { get; init; } = "";

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Lines of requisitions of the sites the reader works at.</summary>
public sealed class RequisitionList : Listing<RequisitionRow>
{
    /// <summary>Names the columns.</summary>
    public RequisitionList()
    {
        Column("number", "Requisition", r => r.Number).Search();
        Column("line", "Line", r => r.Line);
        Column("state", "State", r => r.State);
        Column("site", "Site", r => r.Site);
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.ItemName).Search();
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("quantity", "Quantity", r => r.Quantity);
        Column("unit", "Unit", r => r.Unit);
        Column("ordered", "On orders", r => r.Ordered);
        Column("need", "Needed", r => r.NeedDay);
        Column("requester", "Asked by", r => r.Requester).Search();
        Column("created", "Asked", r => r.CreatedAt);
        Order(r => r.Id, "need");
    }

    /// <inheritdoc/>
    public override string Name => "requisitions";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<RequisitionList>("GET /requisitions", Permission.SeePurchasing)
        .WithSummary("Lines of requisitions, the most urgent first.");

    /// <inheritdoc/>
    protected override IQueryable<RequisitionRow> Rows(Reading reading)
    {
        var suppliers = MasterRows.Partners(reading.Db);
        var people = GroupRows.People(reading.Db);
        return from l in reading.Db.Set<RequisitionLine>()
               join s in GroupRows.Sites(reading) on l.SiteId equals s.Id
               join i in MasterRows.Items(reading.Db) on l.ItemId equals i.Id
               select new RequisitionRow
               {
                   Id = l.Id,
                   Number = l.Number,
                   Line = l.Line,
                   State = l.State,
                   Site = s.Code,
                   Item = i.Code,
                   ItemName = i.Name,
                   Supplier = suppliers.Where(p => p.Id == l.SupplierId).Select(p => p.Name).FirstOrDefault() ?? "",
                   Quantity = l.Quantity,
                   Unit = i.Unit,
                   Ordered = l.Ordered,
                   NeedDay = l.NeedDay,
                   Requester = people.Where(p => p.Id == l.Requester).Select(p => p.Name).FirstOrDefault() ?? "Crossdock",
                   CreatedAt = l.CreatedAt,
               };
    }
}

/// <summary>One requisition.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindRequisitionRequest([Required, StringLength(20)] string Number);

/// <summary>A requisition with its lines and the orders that serve them.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Requester">Who asks.</param>
/// <param name="Reason">Why.</param>
/// <param name="Emergency">Why it cannot wait.</param>
/// <param name="Approval">Request people decide on.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Version">Its version.</param>
/// <param name="Lacks">Orders of what is to be ordered that would be below what their supplier takes at least.</param>
public sealed record FindRequisitionResponse(
    string Number, RequisitionState State, string Site, string Requester, string? Reason, string? Emergency, string? Approval, DateTimeOffset CreatedAt,
    IReadOnlyList<RequisitionLineView> Lines, long Version, IReadOnlyList<OrderLack>? Lacks = null) : IVersioned;

/// <summary>A line of a requisition.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Name of the item.</param>
/// <param name="Supplier">Name of the supplier.</param>
/// <param name="Source">Why that supplier, or why none.</param>
/// <param name="Quantity">Needed.</param>
/// <param name="Ordered">On orders.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="NeedDay">Day it is needed.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Orders">Orders that serve it.</param>
public sealed record RequisitionLineView(
    int Line, string Item, string ItemName, string? Supplier, string Source, Quantity Quantity, Quantity Ordered, string Unit, DateOnly NeedDay, RequisitionState State, IReadOnlyList<string> Orders);

internal sealed class FindRequisition(Directory directory, Items items, Partners partners, People people, Building.WaitingDesk waiting, OrderMinimum minimum) : IQuery<FindRequisitionRequest, FindRequisitionResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindRequisition>("GET /requisitions/{number}", Permission.SeePurchasing)
        .WithSummary("One requisition with the orders that serve it.");

    public async Task<Result<FindRequisitionResponse>> AnswerAsync(Reading reading, FindRequisitionRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var found = await db.Set<Requisition>().SingleOrDefaultAsync(r => r.Number == request.Number, cancel);
        if (found is null || !reading.Actor.WorksAt(found.EntityId, found.SiteId)) return Refusal.NotFound("requisition", request.Number);
        var lines = await db.Set<RequisitionLine>().Where(l => l.RequisitionId == found.Id).OrderBy(l => l.Line).ToListAsync(cancel);
        var known = await items.FindManyAsync(db, lines.Select(l => l.ItemId), cancel);
        var ids = lines.ConvertAll(l => l.Id);
        var links = await (from k in db.Set<RequisitionLink>()
                           join p in db.Set<PurchaseLine>() on k.PurchaseLineId equals p.Id
                           where ids.Contains(k.RequisitionLineId)
                           select new { k.RequisitionLineId, p.OrderNumber, k.Quantity }).ToListAsync(cancel);
        var views = new List<RequisitionLineView>(lines.Count);
        foreach (var line in lines)
        {
            var orders = links.Where(l => l.RequisitionLineId == line.Id).GroupBy(l => l.OrderNumber)
                .Where(g => g.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity).IsPositive).Select(g => g.Key).Order(StringComparer.Ordinal);
            views.Add(new(line.Line, known[line.ItemId].Code, known[line.ItemId].Name,
                line.SupplierId is { } id ? (await partners.FindAsync(db, id, cancel))?.Name : null, line.Source,
                line.Quantity, line.Ordered, known[line.ItemId].BaseUnit, line.NeedDay, line.State, [.. orders]));
        }

        return new FindRequisitionResponse(
            found.Number, found.State, (await directory.SiteAsync(db, found.SiteId, cancel))!.Code, await people.NameAsync(db, found.Requester, cancel), found.Reason,
            found.EmergencyReason, found.Approval, found.CreatedAt, views, found.Version, await LacksAsync(reading, found, lines, cancel));
    }

    /// <summary>What it would be ordered as, by its suppliers: whole packs at the price of today. Where a price is missing nobody knows what it comes to.</summary>
    private async Task<IReadOnlyList<OrderLack>> LacksAsync(Reading reading, Requisition found, IReadOnlyList<RequisitionLine> lines, CancellationToken cancel)
    {
        var lacks = new List<OrderLack>();
        if (found.EmergencyReason is not null) return lacks;
        var site = (await directory.SiteAsync(reading.Db, found.SiteId, cancel))!;
        foreach (var own in lines.Where(l => l.State is RequisitionState.Approved or RequisitionState.PartlyOrdered && l.SupplierId is not null).GroupBy(l => l.SupplierId!.Value))
        {
            var supplier = (await partners.FindAsync(reading.Db, own.Key, cancel))!;
            var prices = await waiting.PricesAsync(reading.Db, supplier, site, [.. own.Select(l => l.ItemId).Distinct()], reading.Now, cancel);
            if (prices.Values.Any(p => !p.IsKnown)) continue;
            var wanted = own.GroupBy(l => l.ItemId).Select((same, i) =>
            {
                var price = prices[same.Key];
                var quantity = price.Covering(same.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity - l.Ordered));
                return new CaseLine(i + 1, same.Key, quantity, price.For(quantity), same.Min(l => l.NeedDay), price.Agreed is null ? AgreementUse.None : AgreementUse.Inside, price.Agreed?.Line.Id);
            }).ToList();
            if (await minimum.WouldLackAsync(reading.Db, supplier, site, supplier.Currency, wanted, reading.Now, cancel) is { } lack) lacks.Add(lack);
        }

        return [.. lacks.OrderBy(l => l.Name, StringComparer.Ordinal)];
    }
}
