using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement.Offering;

internal static class OfferingTables
{
    public const string Name = "procurement_transfer_offers";

    public static readonly RowMap<TransferOffer> Offers = new(Name);
    public static readonly RowInsert<TransferOffer> Insert = new(Offers, sealedRow: true);

    public static void Model(ModelBuilder model) => model.Entity<TransferOffer>(e =>
    {
        // An answer to buy says why; a transfer names itself.
        e.ToTable(Name, t => t.HasCheckConstraint("ck_transfer_offers",
            "needed > 0 AND offered >= 0 AND taken >= 0 AND taken <= offered AND (state NOT IN (5, 6) OR reason > 0) AND (state NOT IN (4, 5) OR transfer IS NOT NULL) AND (state IN (1, 2) OR donor_id IS NOT NULL)"));
        e.HasIndex(o => o.LineId);
        e.HasIndex(o => new { o.SiteId, o.State });
    });

    public static void Services(IServiceCollection services) => services
        .AddSingleton<OfferDesk>().AddSingleton<AnswerTransferOffer>().AddSingleton<FindTransferOffers>().AddSingleton<OfferList>().AddSingleton<IVerification, OfferCheck>().AddSingleton<PurchaseTrailSource, OfferSteps>()
        .AddNavigation(new NavigationEntry("Buying", "Transfer offers", "/transfer-offers", "transfer", Permission.SeePurchasing, 205))
        .AddQueue<OfferList, OfferRow>("Transfer or buy", 14, Tone.Warning, Permission.SeePurchasing, [Permission.CreatePurchaseOrder], "/transfer-offers",
            _ => "state=asked&sort=-saving",
            (row, _) => new(row.ItemName, $"{row.Order} line {row.Line}: {row.Donor} has {QueueWords.Of(row.Offered, row.BaseUnit)} for {row.Site}", $"saves {QueueWords.Of(row.Saving, row.Currency)}", $"/purchase-orders/{row.Order}"));

    public static void Map(IEndpointRouteBuilder routes)
    {
        AnswerTransferOffer.Map(routes);
        FindTransferOffers.Map(routes);
        OfferList.Map(routes);
    }
}
