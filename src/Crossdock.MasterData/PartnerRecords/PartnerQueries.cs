using Crossdock.MasterData.ItemRecords;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.PartnerRecords;

/// <summary>Asks for one supplier or customer.</summary>
/// <param name="Code">Its code.</param>
public sealed record PartnerRequest(string Code);

/// <summary>Asks for one supplier.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Cursor">Where the terms before ended; the first ones when absent.</param>
public sealed record SupplierRequest(string Code, string? Cursor = null);

/// <summary>A supplier or customer with everything that is known of it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Kind">Supplier or customer.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">The currency of its documents.</param>
/// <param name="PaymentDays">Days from invoice to payment.</param>
/// <param name="Active">Whether new orders may be made.</param>
/// <param name="ShipComplete">Whether it takes an order only as a whole.</param>
/// <param name="Terms">What a supplier asks for items, two hundred of them by item, and then the next.</param>
/// <param name="Version">Its version, for If-Match.</param>
/// <param name="HomeSite">Code of the site that usually serves it.</param>
/// <param name="Incoterm">Usual delivery term.</param>
/// <param name="CreditLimit">How much it may owe.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="TaxCode">Tax code of its documents.</param>
/// <param name="Address">Its address.</param>
/// <param name="OrderEmail">Where orders are mailed to.</param>
/// <param name="TermsInAll">How many items a supplier has terms for.</param>
/// <param name="NextTerms">Cursor of the next terms; null when these are the last.</param>
public sealed record PartnerView(
    int Id, PartnerKind Kind, string Code, string Name, Currency Currency, int PaymentDays, bool Active, bool ShipComplete, IReadOnlyList<TermsView> Terms, long Version,
    string? HomeSite = null, string? Incoterm = null, Amount? CreditLimit = null, string? Channel = null, string? TaxCode = null, string? Address = null, string? OrderEmail = null,
    int TermsInAll = 0, string? NextTerms = null) : IVersioned;

internal sealed class ShowSupplier(Directory directory, Items items, Partners partners) : IQuery<SupplierRequest, PartnerView>
{
    private const int MostTerms = 200;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowSupplier>("GET /suppliers/{code}", Permission.SeePurchasing)
        .WithSummary("A supplier with its terms.");

    public async Task<Result<PartnerView>> AnswerAsync(Reading reading, SupplierRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if (await partners.FindAsync(db, PartnerKind.Supplier, request.Code, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Code);
        var all = from t in db.Set<StoredTerms>()
                  join i in db.Set<StoredItem>() on t.ItemId equals i.Id
                  where t.SupplierId == supplier.Id
                  select i;
        var count = await all.CountAsync(cancel);
        if (request.Cursor is { Length: > 0 } after) all = all.Where(i => string.Compare(i.Code, after) > 0);
        var stored = await all.OrderBy(i => i.Code).Take(MostTerms + 1).Select(i => i.Id).ToListAsync(cancel);
        var known = await items.FindManyAsync(db, stored, cancel);
        var today = await directory.TodayAsync(db, reading.Actor, reading.Now, cancel);
        var terms = new List<TermsView>(stored.Count);
        foreach (var id in stored.Take(MostTerms))
            if (await partners.TermsAsync(db, supplier.Id, id, today, cancel) is { } found) terms.Add(TermsViews.Of(found, supplier, known[id]));
        var view = await PartnerViews.ViewAsync(db, supplier, null, terms, cancel);
        return view with { TermsInAll = count, NextTerms = stored.Count > MostTerms ? known[stored[MostTerms - 1]].Code : null };
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
        return await PartnerViews.ViewAsync(reading.Db, customer, home, [], cancel);
    }
}

internal static class PartnerViews
{
    public static async Task<PartnerView> ViewAsync(CrossdockDb db, Partner partner, string? home, IReadOnlyList<TermsView> terms, CancellationToken cancel)
    {
        var version = await db.Set<StoredPartner>().Where(p => p.Id == partner.Id).Select(p => p.Version).SingleAsync(cancel);
        return new(
            partner.Id.Value, partner.Kind, partner.Code, partner.Name, partner.Currency, partner.PaymentDays, partner.Active, partner.ShipComplete, terms, version,
            home, partner.Incoterm, partner.CreditLimit, partner.Channel, partner.TaxCode, partner.Address, partner.OrderEmail);
    }
}
