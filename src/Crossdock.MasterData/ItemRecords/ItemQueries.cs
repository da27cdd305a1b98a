using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.ItemRecords;

/// <summary>Asks for one item.</summary>
/// <param name="Code">Its code, or any number it is known by.</param>
public sealed record ItemRequest(string Code);

/// <summary>An item with everything that is known of it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Category">What it is.</param>
/// <param name="Class">How it is planned and counted.</param>
/// <param name="BaseUnit">The unit stock is kept in.</param>
/// <param name="BaseDecimals">Decimals of a stock quantity.</param>
/// <param name="Tracking">How pieces are told apart.</param>
/// <param name="Valuation">Which value leaves stock.</param>
/// <param name="Active">Whether it may be ordered.</param>
/// <param name="StandardCost">Expected cost of one base unit.</param>
/// <param name="ListPrice">List price of one base unit.</param>
/// <param name="Packs">Its units, the base unit first.</param>
/// <param name="References">Numbers others have for it.</param>
/// <param name="Terms">Who supplies it, cheapest first.</param>
/// <param name="Version">Its version, for If-Match.</param>
/// <param name="Supplier">Code of the usual supplier.</param>
/// <param name="ShelfLifeDays">Days from receipt to expiry.</param>
/// <param name="Weight">What one base unit weighs, in kilograms; null when not known.</param>
/// <param name="Volume">What room one base unit takes up, in litres; null when not known.</param>
public sealed record ItemView(
    int Id, string Code, string Name, string Category, string Class, string BaseUnit, int BaseDecimals, Tracking Tracking, Valuation Valuation, bool Active,
    UnitPrice StandardCost, UnitPrice ListPrice, IReadOnlyList<PackView> Packs, IReadOnlyList<ReferenceView> References, IReadOnlyList<TermsView> Terms, long Version,
    string? Supplier = null, int? ShelfLifeDays = null, Quantity? Weight = null, Quantity? Volume = null) : IVersioned;

/// <summary>One unit.</summary>
/// <param name="Unit">Its code.</param>
/// <param name="Contains">Base units.</param>
/// <param name="Per">Per this many of the unit.</param>
/// <param name="Decimals">Decimals a quantity may have.</param>
/// <param name="Purchase">Whether it may stand on purchase orders.</param>
/// <param name="Sales">Whether it may stand on customer orders.</param>
/// <param name="Gtin">Its trade item number.</param>
public sealed record PackView(string Unit, long Contains, long Per, int Decimals, bool Purchase, bool Sales, string? Gtin = null);

/// <summary>One number.</summary>
/// <param name="Kind">Whose.</param>
/// <param name="Number">The number.</param>
/// <param name="Partner">Code of the supplier or customer.</param>
public sealed record ReferenceView(ReferenceKind Kind, string Number, string? Partner = null);

/// <summary>What one supplier asks.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Unit">The unit it is ordered in.</param>
/// <param name="PricePerBase">Price of one base unit.</param>
/// <param name="Currency">Currency of the price.</param>
/// <param name="MinimumQuantity">The least that can be ordered.</param>
/// <param name="Multiple">Orders are a multiple of this.</param>
/// <param name="LeadTimeDays">Days from order to delivery.</param>
/// <param name="Breaks">Lower prices for larger orders.</param>
/// <param name="NextPrice">The next price that is decided already.</param>
/// <param name="NextFrom">Its first day.</param>
/// <param name="Name">Name of the item.</param>
/// <param name="BaseUnit">The unit that prices, minimum and multiple are in.</param>
public sealed record TermsView(
    string Supplier, string Item, string Unit, UnitPrice PricePerBase, Currency Currency, Quantity MinimumQuantity, Quantity Multiple, int LeadTimeDays, IReadOnlyList<PriceBreak> Breaks,
    UnitPrice? NextPrice = null, DateOnly? NextFrom = null, string Name = "", string BaseUnit = "");

internal sealed class ShowItem(Directory directory, Items items, Partners partners) : IQuery<ItemRequest, ItemView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowItem>("GET /items/{code}", Permission.SeeItems)
        .WithSummary("An item by its code or any number it is known by.");

    public async Task<Result<ItemView>> AnswerAsync(Reading reading, ItemRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if (await items.FindAsync(db, request.Code, cancel) is not { } item) return Refusal.NotFound("item", request.Code);
        var version = await db.Set<StoredItem>().Where(i => i.Id == item.Id).Select(i => i.Version).SingleAsync(cancel);
        var references = await db.Set<StoredReference>().Where(r => r.ItemId == item.Id).OrderBy(r => r.Kind).ThenBy(r => r.Number).ToListAsync(cancel);
        var terms = await partners.TermsOfItemAsync(db, item.Id, await directory.TodayAsync(db, reading.Actor, reading.Now, cancel), cancel);
        var known = await partners.FindManyAsync(
            db, [.. terms.Select(t => t.Supplier), .. references.Select(r => r.PartnerId), .. item.SupplierId is { } usual ? new[] { usual } : []], cancel);
        return new ItemView(
            item.Id.Value, item.Code, item.Name, item.Category, item.Class, item.BaseUnit, item.BaseDecimals, item.Tracking, item.Valuation, item.Active,
            item.StandardCost, item.ListPrice,
            [.. item.Packs.Select(p => new PackView(p.Unit, p.Size.Numerator, p.Size.Denominator, p.Decimals, p.Purchase, p.Sales, p.Gtin))],
            [.. references.Select(r => new ReferenceView(r.Kind, r.Number, known.GetValueOrDefault(r.PartnerId)?.Code))],
            [.. terms.Select(t => TermsViews.Of(t, known[t.Supplier], item))],
            version, item.SupplierId is { } supplier ? known[supplier].Code : null, item.ShelfLifeDays, item.Weight, item.Volume);
    }
}

internal static class TermsViews
{
    public static TermsView Of(SupplierTerms terms, Partner supplier, Item item) => new(
        supplier.Code, item.Code, terms.Unit, terms.PricePerBase, supplier.Currency, terms.MinimumQuantity, terms.Multiple, terms.LeadTimeDays, terms.Breaks, terms.Next?.PricePerBase, terms.Next?.ValidFrom,
        item.Name, item.BaseUnit);
}
