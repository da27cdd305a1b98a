using Crossdock.MasterData.ItemRecords;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.PartnerRecords;

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
/// <param name="OrderEmail">Where orders are mailed to.</param>
public sealed record PartnerView(
    int Id, PartnerKind Kind, string Code, string Name, Currency Currency, int PaymentDays, bool Active, bool ShipComplete, IReadOnlyList<TermsView> Terms, long Version,
    string? HomeSite = null, string? Incoterm = null, Amount? CreditLimit = null, string? Channel = null, string? TaxCode = null, string? Address = null, string? OrderEmail = null) : IVersioned;

internal sealed class ShowSupplier(Directory directory, Items items, Partners partners) : IQuery<PartnerRequest, PartnerView>
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
        var today = await directory.TodayAsync(db, reading.Actor, reading.Now, cancel);
        var terms = new List<TermsView>(stored.Count);
        foreach (var id in stored)
            if (await partners.TermsAsync(db, supplier.Id, id, today, cancel) is { } found) terms.Add(TermsViews.Of(found, supplier, known[id].Code));
        return await PartnerViews.ViewAsync(db, supplier, null, terms, cancel);
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
