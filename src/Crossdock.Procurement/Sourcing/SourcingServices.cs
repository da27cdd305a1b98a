using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement.Sourcing;

/// <summary>What requests for quotation bring to the module.</summary>
internal static class SourcingServices
{
    public static void AddSourcing(this IServiceCollection services)
    {
        services.AddSingleton<QuotationDesk>().AddSingleton<Comparison>().AddSingleton<SupplierRecord>().AddSingleton<AwardCases>().AddSingleton<ApprovalSubject, AwardApproval>();
        services.AddSingleton<CreateQuotation>().AddSingleton<ChangeQuotation>().AddSingleton<PublishQuotation>().AddSingleton<ExtendQuotation>().AddSingleton<CloseQuotation>().AddSingleton<CancelQuotation>();
        services.AddSingleton<KeyBid>().AddSingleton<AcceptLateBid>().AddSingleton<AwardQuotation>().AddSingleton<ConvertAward>().AddSingleton<ContractAward>().AddSingleton<QuotationList>().AddSingleton<FindQuotation>();
        services.AddSingleton<PurchaseTrailSource, QuotationSteps>();
        services.AddNavigation(
            new NavigationEntry("Buying", "Quotations", "/quotation-requests", "scale", Permission.SeePurchasing, 195),
            new NavigationEntry("Buying", "New request for quotation", "/quotation-requests/new", "plus", Permission.RunSourcing, 196) { Task = "New request for quotation" });
        services.AddQueue<QuotationList, QuotationRow>("Quotations to evaluate", 23, Tone.Info, Permission.SeePurchasing, [Permission.RunSourcing], "/quotation-requests",
            _ => "state=closed&filter=approval%3Aeq%3A&sort=due",
            (row, _) => new(row.ItemName, $"{row.Number}, {row.Site}, {row.Answered} of {row.Invited} have bid", QueueWords.Lines(row.Lines), $"/quotation-requests/{row.Number}"));
        services.AddQueue<QuotationList, QuotationRow>("Awards to order", 24, Tone.Info, Permission.SeePurchasing, [Permission.RunSourcing], "/quotation-requests",
            _ => "state=awarded&sort=due",
            (row, _) => new(row.ItemName, $"{row.Number}, {row.Site}", QueueWords.Lines(row.Lines), $"/quotation-requests/{row.Number}"));
    }

    public static void MapSourcing(this IEndpointRouteBuilder routes)
    {
        CreateQuotation.Map(routes);
        ChangeQuotation.Map(routes);
        PublishQuotation.Map(routes);
        ExtendQuotation.Map(routes);
        CloseQuotation.Map(routes);
        CancelQuotation.Map(routes);
        KeyBid.Map(routes);
        AcceptLateBid.Map(routes);
        AwardQuotation.Map(routes);
        ConvertAward.Map(routes);
        ContractAward.Map(routes);
        QuotationList.Map(routes);
        FindQuotation.Map(routes);
    }
}
