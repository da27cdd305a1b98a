using System.ComponentModel.DataAnnotations;
using Crossdock.MasterData.ItemRecords;
using Crossdock.MasterData.Searching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.PartnerRecords;

/// <summary>Asks for suppliers or customers, by code.</summary>
/// <param name="Q">Words or beginnings of words of code and name.</param>
/// <param name="Active">Only those new orders may be made for, or may not.</param>
/// <param name="Cursor">Go on after the partner with this code.</param>
/// <param name="Take">How many, at most 200.</param>
public sealed record PartnersRequest(string? Q = null, bool? Active = null, string? Cursor = null, [Range(1, 200)] int? Take = null);

/// <summary>A page of suppliers or customers.</summary>
/// <param name="Partners">Partners by code.</param>
/// <param name="Next">Cursor of the next page, or null at the end.</param>
public sealed record PartnersView(IReadOnlyList<PartnerRow> Partners, string? Next = null);

/// <summary>One partner of a list.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">The currency of its documents.</param>
/// <param name="PaymentDays">Days from invoice to payment.</param>
/// <param name="Active">Whether new orders may be made.</param>
/// <param name="HomeSite">Code of the site that usually serves it.</param>
/// <param name="Incoterm">Usual delivery term.</param>
/// <param name="CreditLimit">How much it may owe.</param>
/// <param name="Channel">Its channel.</param>
public sealed record PartnerRow(
    string Code, string Name, Currency Currency, int PaymentDays, bool Active, string? HomeSite = null, string? Incoterm = null, Amount? CreditLimit = null,
    string? Channel = null);

internal sealed class ListSuppliers(Directory directory) : IQuery<PartnersRequest, PartnersView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListSuppliers>("GET /suppliers", Permission.SeePurchasing)
        .WithSummary("Suppliers by code.");

    public Task<Result<PartnersView>> AnswerAsync(Reading reading, PartnersRequest request, CancellationToken cancel) =>
        PartnerLists.AnswerAsync(reading, directory, PartnerKind.Supplier, request, cancel);
}

internal sealed class ListCustomers(Directory directory) : IQuery<PartnersRequest, PartnersView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListCustomers>("GET /customers", Permission.SeeSales)
        .WithSummary("Customers by code.");

    public Task<Result<PartnersView>> AnswerAsync(Reading reading, PartnersRequest request, CancellationToken cancel) =>
        PartnerLists.AnswerAsync(reading, directory, PartnerKind.Customer, request, cancel);
}

/// <summary>Asks for one supplier or customer.</summary>
/// <param name="Code">Its code.</param>
public sealed record PartnerRequest(string Code);

/// <summary>A supplier or customer with everything that is known of it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Kind">Supplier or customer.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">The currency of its documents.</param>
/// <param name="PaymentDays">Days from invoice to payment.</param>
/// <param name="Active">Whether new orders may be made.</param>
/// <param name="ShipComplete">Whether it takes an order only as a whole.</param>
/// <param name="Terms">What a supplier asks for items, at most two hundred of them by item.</param>
/// <param name="Version">Its version, for If-Match.</param>
/// <param name="HomeSite">Code of the site that usually serves it.</param>
/// <param name="Incoterm">Usual delivery term.</param>
/// <param name="CreditLimit">How much it may owe.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="TaxCode">Tax code of its documents.</param>
/// <param name="Address">Its address.</param>
public sealed record PartnerView(
    int Id, PartnerKind Kind, string Code, string Name, Currency Currency, int PaymentDays, bool Active, bool ShipComplete, IReadOnlyList<TermsView> Terms, long Version,
    string? HomeSite = null, string? Incoterm = null, Amount? CreditLimit = null, string? Channel = null, string? TaxCode = null, string? Address = null) : IVersioned;

internal sealed class ShowSupplier(Items items, Partners partners) : IQuery<PartnerRequest, PartnerView>
{
    private const int MostTerms = 200;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowSupplier>("GET /suppliers/{code}", Permission.SeePurchasing)
        .WithSummary("A supplier with its terms.");

    public async Task<Result<PartnerView>> AnswerAsync(Reading reading, PartnerRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if (await partners.FindAsync(db, PartnerKind.Supplier, request.Code, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Code);
        var stored = await db.Set<StoredTerms>().Where(t => t.SupplierId == supplier.Id).OrderBy(t => t.ItemId).Take(MostTerms).Select(t => t.ItemId).ToListAsync(cancel);
        var known = await items.FindManyAsync(db, stored, cancel);
        var terms = new List<TermsView>(stored.Count);
        foreach (var id in stored)
            if (await partners.TermsAsync(db, supplier.Id, id, cancel) is { } found) terms.Add(TermsViews.Of(found, supplier, known[id].Code));
        return await PartnerLists.ViewAsync(db, supplier, null, terms, cancel);
    }
}

internal sealed class ShowCustomer(Directory directory, Partners partners) : IQuery<PartnerRequest, PartnerView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowCustomer>("GET /customers/{code}", Permission.SeeSales)
        .WithSummary("A customer.");

    public async Task<Result<PartnerView>> AnswerAsync(Reading reading, PartnerRequest request, CancellationToken cancel)
    {
        if (await partners.FindAsync(reading.Db, PartnerKind.Customer, request.Code, cancel) is not { } customer) return Refusal.NotFound("customer", request.Code);
        var home = customer.HomeSite is { } id ? (await directory.SiteAsync(reading.Db, id, cancel))?.Code : null;
        return await PartnerLists.ViewAsync(reading.Db, customer, home, [], cancel);
    }
}

internal static class PartnerLists
{
    public static async Task<Result<PartnersView>> AnswerAsync(Reading reading, Directory directory, PartnerKind kind, PartnersRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var partners = db.Set<StoredPartner>().Where(p => p.Kind == kind);
        if (request.Q is { Length: > 0 } q)
        {
            var found = SearchQuery.Matches(db, SearchText.WordsTyped(q), kind == PartnerKind.Supplier ? "supplier" : "customer");
            partners = partners.Where(p => found.Any(w => w.Key == p.Code));
        }

        if (request.Active is { } active) partners = partners.Where(p => p.Active == active);
        if (request.Cursor is { Length: > 0 } cursor) partners = partners.Where(p => string.Compare(p.Code, cursor) > 0);
        var take = request.Take ?? 50;
        var page = await partners.OrderBy(p => p.Code).Take(take + 1).ToListAsync(cancel);
        var next = page.Count > take ? page[take - 1].Code : null;
        if (page.Count > take) page.RemoveAt(take);
        var sites = (await directory.SitesAsync(db, cancel)).ToDictionary(s => s.Id, s => s.Code);
        return new PartnersView(
            [.. page.Select(p => new PartnerRow(
                p.Code, p.Name, p.Currency, p.PaymentDays, p.Active, p.HomeSiteId is { } s ? sites.GetValueOrDefault(s) : null, p.Incoterm, p.CreditLimit, p.Channel))],
            next);
    }

    public static async Task<PartnerView> ViewAsync(CrossdockDb db, Partner partner, string? home, IReadOnlyList<TermsView> terms, CancellationToken cancel)
    {
        var version = await db.Set<StoredPartner>().Where(p => p.Id == partner.Id).Select(p => p.Version).SingleAsync(cancel);
        return new(
            partner.Id.Value, partner.Kind, partner.Code, partner.Name, partner.Currency, partner.PaymentDays, partner.Active, partner.ShipComplete, terms, version,
            home, partner.Incoterm, partner.CreditLimit, partner.Channel, partner.TaxCode, partner.Address);
    }
}
