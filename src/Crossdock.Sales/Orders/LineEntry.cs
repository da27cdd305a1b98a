using System.ComponentModel.DataAnnotations;

namespace Crossdock.Sales.Orders;

/// <summary>A line to enter.</summary>
/// <param name="Item">Code of the item, or a number the customer has for it.</param>
/// <param name="Quantity">How much, in the unit.</param>
/// <param name="Unit">Unit; the item's base unit when absent.</param>
/// <param name="Price">Price of one price unit, in the customer's currency; the list price when absent.</param>
/// <param name="PriceUnit">Unit the price holds for; the ordered unit when absent.</param>
/// <param name="TaxCode">Tax code; the customer's when absent.</param>
/// <param name="RequestedDay">Day the customer wants it; the order's when absent.</param>
/// <param name="Rank">1 is served first; 5 when absent.</param>
/// <param name="Lot">A certain lot or serial.</param>
/// <param name="Supplier">Code of the supplier that is to ship it straight to the customer; from our stock when absent.</param>
public sealed record SalesLineRequest(
    [Required, StringLength(60)] string Item,
    Quantity Quantity,
    [StringLength(12)] string? Unit = null,
    UnitPrice? Price = null,
    [StringLength(12)] string? PriceUnit = null,
    [StringLength(20)] string? TaxCode = null,
    DateOnly? RequestedDay = null,
    [Range(1, 9)] int? Rank = null,
    [StringLength(60)] string? Lot = null,
    [StringLength(40)] string? Supplier = null);

/// <summary>A line with everything looked up and priced, before promising.</summary>
internal sealed record EnteredLine(Item Item, string Unit, Quantity UnitQuantity, Quantity Base, LinePrice Price, Amount Net, string? TaxCode, DateOnly Requested, DateOnly Due, int Rank, string? Lot, DirectSource? Source);

/// <summary>Looks a requested line up: item, unit, exact base quantity, price, tax, days. The order pad and the order itself use the same.</summary>
internal sealed class LineEntry(Directory directory, Items items, Partners partners)
{
    private const int UsualRank = 5;

    public async Task<Result<EnteredLine>> ResolveAsync(CrossdockDb db, OrderParties parties, SalesLineRequest request, DateOnly requestedDay, DateTimeOffset now, int index, CancellationToken cancel)
    {
        if (await items.FindAsync(db, request.Item, cancel) is not { } item) return Refusal.NotFound("item", request.Item) with { Pointer = $"/lines/{index}/item" };
        if (!item.Active) return new ItemInactive(item.Code) { Pointer = $"/lines/{index}/item" };
        var unit = string.IsNullOrWhiteSpace(request.Unit) ? item.BaseUnit : request.Unit.Trim();
        if (!request.Quantity.IsPositive) return Refusal.Invalid("sales.quantity", $"The quantity of {item.Code} must be more than zero.", $"/lines/{index}/quantity");
        if (item.ToBase(request.Quantity, unit).Refused(out var refusal, out var inBase)) return refusal with { Pointer = $"/lines/{index}/unit" };
        var pack = item.PackOf(unit)!;
        if (!pack.Sales) return new UnitNotSold(item.Code, unit, string.Join(", ", item.Packs.Where(p => p.Sales).Select(p => p.Unit))) { Pointer = $"/lines/{index}/unit" };
        if ((await PriceAsync(db, parties, item, pack, request, now, index, cancel)).Refused(out refusal, out var price)) return refusal;
        var taxCode = string.IsNullOrWhiteSpace(request.TaxCode) ? parties.Customer.TaxCode : request.TaxCode.Trim();
        if (taxCode is not null)
        {
            if (await partners.TaxCodeAsync(db, taxCode, cancel) is not { Active: true } found) return Refusal.NotFound("tax code", taxCode) with { Pointer = $"/lines/{index}/taxCode" };
            taxCode = found.Code;
        }

        DirectSource? source = null;
        if (request.Supplier.OrNull() is { } code)
        {
            if (request.Lot.OrNull() is not null) return new SupplierPicksLot(item.Code) { Pointer = $"/lines/{index}/lot" };
            if ((await DirectSource.FindAsync(db, partners, item, code, parties.Site.DayOf(now), cancel)).Refused(out refusal, out source)) return refusal with { Pointer = $"/lines/{index}/supplier" };
        }

        var today = parties.Site.DayOf(now);
        var requested = request.RequestedDay ?? requestedDay;
        var due = (await directory.WorkingDaysAsync(db, parties.Site.Id, cancel)).OnOrAfter(requested < today ? today : requested);
        return new EnteredLine(item, pack.Unit, request.Quantity, inBase, price, price.For(inBase, parties.Customer.Currency), taxCode, requested, due,
            request.Rank ?? UsualRank, request.Lot.OrNull(), source);
    }

    private async Task<Result<LinePrice>> PriceAsync(
        CrossdockDb db, OrderParties parties, Item item, Pack ordered, SalesLineRequest request, DateTimeOffset now, int index, CancellationToken cancel)
    {
        if (request.Price is { } given)
        {
            if (given.IsNegative) return Refusal.Invalid("sales.price", $"The price of {item.Code} cannot be negative.", $"/lines/{index}/price");
            var unit = string.IsNullOrWhiteSpace(request.PriceUnit) ? ordered : item.PackOf(request.PriceUnit.Trim());
            return unit is null
                ? Refusal.NotFound("unit", request.PriceUnit!) with { Pointer = $"/lines/{index}/priceUnit" }
                : new LinePrice(given, unit.Unit, unit.Size);
        }

        var day = parties.Entity.DayOf(now);
        if (parties.Entity.Currency == parties.Customer.Currency) return new LinePrice(item.ListPrice, item.BaseUnit, PackSize.One);
        if (await partners.RateAsync(db, parties.Entity.Currency, parties.Customer.Currency, day, cancel) is not { } rate)
            return new RateMissing(parties.Entity.Currency, parties.Customer.Currency, day);
        return new LinePrice(new(Exact.MultiplyDivide(item.ListPrice.Millionths, rate.Millionths, UnitPrice.Scale)), item.BaseUnit, PackSize.One);
    }
}

/// <summary>The supplier that ships a line straight to the customer, and what is agreed with it.</summary>
internal sealed record DirectSource(Partner Supplier, SupplierTerms Terms)
{
    /// <summary>Only a supplier with terms for the item is offered: by them it is ordered.</summary>
    public static async Task<Result<DirectSource>> FindAsync(CrossdockDb db, Partners partners, Item item, string code, DateOnly day, CancellationToken cancel)
    {
        if (await partners.FindAsync(db, PartnerKind.Supplier, code, cancel) is not { } supplier) return Refusal.NotFound("supplier", code);
        if (!supplier.Active) return new SupplierInactive(supplier.Code);
        return await partners.TermsAsync(db, supplier.Id, item.Id, day, cancel) is { } terms ? new DirectSource(supplier, terms) : new NoDirectTerms(item.Code, supplier.Code);
    }
}

/// <summary>Who sells to whom from where.</summary>
internal sealed record OrderParties(LegalEntity Entity, Site Site, Partner Customer)
{
    public static async Task<Result<OrderParties>> FindAsync(CrossdockDb db, Actor actor, Directory directory, Partners partners, string siteCode, string customerCode, CancellationToken cancel)
    {
        if (await directory.SiteAsync(db, siteCode, cancel) is not { } site || !actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", siteCode) with { Pointer = "/site" };
        if (await partners.FindAsync(db, PartnerKind.Customer, customerCode, cancel) is not { } customer) return Refusal.NotFound("customer", customerCode) with { Pointer = "/customer" };
        if (!customer.Active) return new CustomerInactive(customer.Code) { Pointer = "/customer" };
        return new OrderParties((await directory.EntityAsync(db, site.EntityId, cancel))!, site, customer);
    }
}
