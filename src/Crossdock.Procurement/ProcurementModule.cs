using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Building;
using Crossdock.Procurement.Checking;
using Crossdock.Procurement.Choosing;
using Crossdock.Procurement.Consigning;
using Crossdock.Procurement.Offering;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Crossdock.Procurement.Repricing;
using Crossdock.Procurement.Requisitioning;
using Crossdock.Procurement.Scoring;
using Crossdock.Procurement.Sourcing;
using Crossdock.Procurement.Sending;
using Crossdock.Procurement.Tracing;
using Crossdock.Procurement.Uninvoiced;
using Crossdock.Storage.Following;
using Crossdock.Storage.Mailing;
using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement;

/// <summary>Purchase orders and their lines: what was ordered, confirmed, received, returned and invoiced, and what is received and not invoiced.</summary>
public sealed class ProcurementModule : IModule
{
    /// <inheritdoc/>
    public string Name => "procurement";

    /// <inheritdoc/>
    public IEnumerable<string> AppendOnlyTables =>
    [
        .. PurchasingTables.AppendOnly,
        .. SourcingTables.AppendOnly,
        OfferingTables.Name,
    ];

    /// <inheritdoc/>
    public IEnumerable<Storage.Checking.SealedTable> SealedTables =>
        [new Storage.Checking.SealedTable<GrniEntry>(GrniRows.Entries), new Storage.Checking.SealedTable<LineChange>(PurchasingRows.Changes),
        new Storage.Checking.SealedTable<OrderVersion>(PurchasingRows.Versions), new Storage.Checking.SealedTable<RequisitionLink>(RequisitionRows.Links),
        .. SourcingTables.Sealed,
        new Storage.Checking.SealedTable<TransferOffer>(OfferingTables.Offers),
        new Storage.Checking.SealedTable<AgreementRelease>(AgreementRows.Releases), new Storage.Checking.SealedTable<AgreementVersion>(AgreementRows.Versions),
        new Storage.Checking.SealedTable<ArrangementPrice>(ConsigningTables.Prices), new Storage.Checking.SealedTable<UsedStock>(ConsigningTables.Usages)];

    /// <inheritdoc/>
    public void Model(ModelBuilder model, Engine engine)
    {
        PurchasingTables.Model(model);
        SourcingTables.Model(model);
        OfferingTables.Model(model);
    }

    /// <inheritdoc/>
    public void Services(IServiceCollection services)
    {
        services.AddSingleton(s => new PurchaseOrders(
            s.GetRequiredService<Directory>(), s.GetRequiredService<Items>(), s.GetRequiredService<Partners>(), s.GetRequiredService<Supplies>(), s.GetRequiredService<OrderWriter>(),
            s.GetRequiredService<AgreementDesk>(), s.GetRequiredService<Segregation>()));
        services.AddParameters(PurchasingParameters.All);
        services.AddSingleton<OrderMinimum>().AddSingleton<SetOrderTerms>();
        services.AddSingleton<OrderWriter>().AddSingleton<OrderCases>().AddSingleton<OrderRelease>().AddSingleton<OrderHands>().AddSingleton<DuplicateGuard>().AddSingleton<ApprovalSubject, OrderApproval>();
        services.AddSingleton<AnswerRules>().AddSingleton<ProposalDesk>().AddSingleton<AnswerPurchaseOrder>().AddSingleton<SetAnswerRule>();
        services.AddSingleton<AcceptProposal>().AddSingleton<RefuseProposal>().AddSingleton<CounterProposal>().AddSingleton<ProposalList>();
        services.AddSingleton<ExceptionSource, UnansweredOrders>().AddSingleton<ExceptionSource, LateOrders>().AddSingleton<ExceptionSource, BreakingProposals>().AddSingleton<ExceptionSource, UnorderedNeeds>();
        services.AddSingleton<RequisitionDesk>().AddSingleton<ApprovalSubject, RequisitionApproval>().AddSingleton<CreateRequisition>().AddSingleton<OrderRequisitions>().AddSingleton<CancelRequisition>();
        services.AddSingleton<RequisitionList>().AddSingleton<FindRequisition>().AddSingleton<FindOrderVersion>();
        services.AddSingleton<UnbilledList>();
        services.AddSingleton<ISubLedger, UninvoicedSums>().AddSingleton<IVerification, UninvoicedCheck>().AddSingleton<IVerification, OrderedCheck>();
        services.AddSingleton<CreatePurchaseOrder>().AddSingleton<ReleasePurchaseOrder>().AddSingleton<ChangePurchaseLine>();
        services.AddSingleton<CancelPurchaseLine>().AddSingleton<ShortClosePurchaseLine>().AddSingleton<ReopenPurchaseLine>().AddSingleton<ConfirmPurchaseLine>();
        services.AddSingleton(s => new BoughtLines(
            s.GetRequiredService<Directory>(), s.GetRequiredService<Items>(), s.GetRequiredService<Partners>(), s.GetRequiredService<People>(), s.GetRequiredService<DecisionLog>()));
        services.AddSingleton<OrderPaper>().AddSingleton<MailSource, OrderMail>().AddSingleton<Follower, OrderPost>().AddSingleton<PrintPurchaseOrder>().AddSingleton<SendPurchaseOrder>().AddSingleton<ExceptionSource, UnsentOrders>();
        services.AddSingleton<PurchaseTrailSource, OrderSteps>().AddSingleton<TracePurchase>().AddSingleton<FindPurchaseOf>();
        services.AddSingleton<FindPurchaseOrder>().AddSingleton<PurchaseOrderList>();
        services.AddSingleton<ScoreReader>().AddSingleton(s => new SupplierScores(s.GetRequiredService<ScoreReader>()));
        services.AddSingleton<ListSupplierScores>().AddSingleton<FindSupplierScore>().AddSingleton<ListScoreRows>();
        services.AddNavigation(
            new NavigationEntry("Buying", "Purchase orders", "/purchase-orders", "cart", Permission.SeePurchasing, 200) { Key = 'o' },
            new NavigationEntry("Buying", "Requisitions", "/requisitions?state=approved&state=partlyOrdered&sort=need", "list", Permission.SeePurchasing, 190),
            new NavigationEntry("Buying", "New requisition", "/requisitions/new", "plus", Permission.CreateRequisition, 191) { Task = "New requisition" },
            new NavigationEntry("Buying", "Supplier proposals", "/proposals?state=awaitingBuyer&sort=-broken", "returns", Permission.SeePurchasing, 210),
            new NavigationEntry("Buying", "Supplier scores", "/supplier-scores", "scale", Permission.SeePurchasing, 230),
            new NavigationEntry("Money", "Received, not invoiced", "/received-not-invoiced", "invoice", Permission.SeeBooks, 522),
            new NavigationEntry("Governance", "Purchase trail", "/purchase-trail", "history", Permission.SeeAudit, 690),
            new NavigationEntry("Buying", "New purchase order", "/purchase-orders/new", "plus", Permission.CreatePurchaseOrder, 201) { Task = "New purchase order" });
        BuildingServices.Add(services);
        services.AddChoosing();
        services.AddSourcing();
        services.AddRepricing();
        OfferingTables.Services(services);
        AgreementServices.Add(services);
        ConsigningServices.Add(services);
        DropShipping.DirectTables.Services(services);
        Queues(services);
    }

    private static void Queues(IServiceCollection services) => services
        .AddQueue<PurchaseOrderList, PurchaseOrderRow>("Orders past their day", 20, Tone.Bad, Permission.SeePurchasing, [Permission.CreatePurchaseOrder], "/purchase-orders",
            day => $"{QueueWords.Filter("due", "lt", day)}&sort=due",
            (row, today) => ToCome(row, today, $"{row.LateLines} of {row.OpenLines} open lines late"))
        .AddQueue<PurchaseOrderList, PurchaseOrderRow>("Orders expected this week", 31, Tone.Info, Permission.SeePurchasing, [Permission.CreatePurchaseOrder], "/purchase-orders",
            day => $"{QueueWords.Filter("due", "ge", day)}&{QueueWords.Filter("due", "le", day.AddDays(6))}&sort=due",
            (row, today) => ToCome(row, today, $"{row.OpenLines} of {row.Lines} lines open"))
        .AddQueue<PurchaseOrderList, PurchaseOrderRow>("Drafts to release", 21, Tone.Info, Permission.SeePurchasing, [Permission.ReleasePurchaseOrder], "/purchase-orders",
            _ => "state=draft",
            (row, _) => new(row.SupplierName, $"{row.Number}, {row.Site}", QueueWords.Lines(row.Lines), $"/purchase-orders/{row.Number}"))
        .AddQueue<ProposalList, ProposalRow>("Suppliers would change", 15, Tone.Warning, Permission.SeePurchasing, [Permission.CreatePurchaseOrder], "/proposals",
            _ => "state=awaitingBuyer&sort=-broken",
            (row, _) => new(row.Supplier, $"{row.Order} line {row.Line}: {row.Impact}", row.Broken == 0 ? "" : $"{row.Broken} promises", $"/proposals?q={row.Number}"))
        .AddQueue<RequisitionList, RequisitionRow>("Requisitions to order", 22, Tone.Info, Permission.SeePurchasing, [Permission.CreatePurchaseOrder], "/requisitions",
            _ => "state=approved&state=partlyOrdered&sort=need",
            (row, today) => new(row.ItemName, $"{row.Number}, {row.Site}, {QueueWords.Of(row.Quantity, row.Unit)}", QueueWords.Due(row.NeedDay, today), $"/requisitions/{row.Number}"))
        .AddQueue<UnbilledList, UnbilledRow>("Received, not invoiced", 63, Tone.Info, Permission.SeeBooks, [Permission.PostSupplierInvoice], "/received-not-invoiced",
            _ => "filter=left%3Agt%3A0&sort=last",
            (row, _) => new(row.SupplierName, $"{row.Order} line {row.Line}, {row.Site}, {QueueWords.Of(row.Left, row.Unit)}", QueueWords.Of(row.Value, row.Currency), $"/purchase-orders/{row.Order}") { WorkHref = $"/supplier-invoices/new?order={row.Order}" });

    private static QueueRow ToCome(PurchaseOrderRow row, DateOnly today, string lines) => new(
        row.SupplierName, $"{row.Number}, {row.Site}, {lines}", QueueWords.Due(row.DueDay ?? today, today), $"/purchase-orders/{row.Number}");

    /// <inheritdoc/>
    public void Endpoints(IEndpointRouteBuilder routes)
    {
        CreatePurchaseOrder.Map(routes);
        UnbilledList.Map(routes);
        ReleasePurchaseOrder.Map(routes);
        SetOrderTerms.Map(routes);
        ChangePurchaseLine.Map(routes);
        CancelPurchaseLine.Map(routes);
        ShortClosePurchaseLine.Map(routes);
        ReopenPurchaseLine.Map(routes);
        ConfirmPurchaseLine.Map(routes);
        AnswerPurchaseOrder.Map(routes);
        SetAnswerRule.Map(routes);
        AcceptProposal.Map(routes);
        RefuseProposal.Map(routes);
        CounterProposal.Map(routes);
        ProposalList.Map(routes);
        CreateRequisition.Map(routes);
        OrderRequisitions.Map(routes);
        CancelRequisition.Map(routes);
        RequisitionList.Map(routes);
        FindRequisition.Map(routes);
        FindOrderVersion.Map(routes);
        OfferingTables.Map(routes);
        ListSupplierScores.Map(routes);
        FindSupplierScore.Map(routes);
        ListScoreRows.Map(routes);
        FindPurchaseOrder.Map(routes);
        PurchaseOrderList.Map(routes);
        PrintPurchaseOrder.Map(routes);
        SendPurchaseOrder.Map(routes);
        FindPurchaseOf.Map(routes);
        TracePurchase.Map(routes);
        BuildingServices.Map(routes);
        routes.MapChoosing();
        routes.MapSourcing();
        routes.MapRepricing();
        AgreementServices.Map(routes);
        ConsigningServices.Map(routes);
        DropShipping.DirectTables.Map(routes);
    }
}
