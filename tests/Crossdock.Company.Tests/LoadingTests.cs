using Crossdock.Books.Proving;
using Crossdock.Organisation;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Company.Tests;

public sealed class LoadingTests
{
    [Theory, EachDatabase]
    public async Task It_loads_without_a_refusal_everything_agrees_and_loading_again_changes_nothing(Engine engine)
    {
        await using var company = await SmallCompany.LoadedAsync(engine);
        var state = company.Board.Look();
        Assert.Equal(LoadPhase.Done, state.Phase);
        Assert.Empty(state.Refusals);
        Assert.Empty(await company.FaultsAsync());
        await ProveAsync(company);
        await OpenWorkAsync(company);

        var postings = await company.NumberAsync("SELECT COUNT(*) FROM storage_postings");
        await company.LoadAsync(CancellationToken.None);
        Assert.Equal(LoadPhase.NotNeeded, company.Board.Phase);
        Assert.Equal(postings, await company.NumberAsync("SELECT COUNT(*) FROM storage_postings"));
    }

    [Theory, EachDatabase]
    public async Task The_same_day_and_seed_come_to_the_same_statement(Engine engine)
    {
        var statements = new List<List<string>>();
        for (var i = 0; i < 2; i++)
        {
            await using var company = await SmallCompany.LoadedAsync(engine);
            statements.Add(await Statement.OfAsync(company));
        }

        Assert.True(statements[0].Count > 500);
        Assert.Equal(statements[0], statements[1]);
    }

    [Theory, EachDatabase]
    public async Task A_load_that_was_stopped_goes_on_without_gap_and_without_repeat(Engine engine)
    {
        await using var company = await SmallCompany.EmptyAsync(engine);
        foreach (var postings in new[] { 12, 150, 500, 700 }) await StopAfterAsync(company, postings);
        Assert.NotEqual(LoadPhase.Done, company.Board.Phase);
        await company.LoadAsync(CancellationToken.None);

        Assert.Equal(LoadPhase.Done, company.Board.Phase);
        Assert.Empty(await company.FaultsAsync());
        await HasAllAsync<CustomerOrdered>(company, o => o.CustomerReference, "SELECT customer_reference FROM sales_orders WHERE customer_reference IS NOT NULL");
        await HasAllAsync<GoodsArrived>(company, a => a.Receipt, "SELECT delivery_note FROM warehouse_receipts WHERE delivery_note IS NOT NULL");
        await HasAllAsync<SupplierInvoiceMatched>(company, m => m.Invoice, "SELECT supplier_number FROM payables_invoices");
        await HasAllAsync<CustomerPaid>(company, p => p.Payment, "SELECT reference FROM sales_payments");

        // Those of the plan, and the few that are left to decide this morning.
        Assert.Equal(Events<PurchaseOrdered>().Count(), await company.NumberAsync("SELECT COUNT(*) FROM storage_request_keys WHERE key IN (" + string.Join(", ", Events<PurchaseOrdered>().SelectMany(o => new[] { $"'sample:{o.Order}'", $"'sample:{o.Order}:again'", $"'sample:{o.Order}:plan'" })) + ")"));
        Assert.InRange(await company.NumberAsync("SELECT COUNT(*) FROM procurement_orders") - Events<PurchaseOrdered>().Count(), 1, 20);
        Assert.InRange(await company.NumberAsync("SELECT COUNT(*) FROM sales_orders WHERE customer_reference IS NULL"), 1, 4);
        Assert.InRange(await company.NumberAsync("SELECT COUNT(*) FROM warehouse_transfers") - Events<TransferOrdered>().Count(), 1, 8);
        Assert.Equal(SmallCompany.Plan.Sites.Count, await company.NumberAsync("SELECT COUNT(*) FROM warehouse_documents WHERE kind = 6"));
        Assert.Equal(SmallCompany.Plan.Items.Count, await company.NumberAsync("SELECT COUNT(*) FROM masterdata_items"));
    }

    private static IEnumerable<T> Events<T>() => SmallCompany.Plan.Days.SelectMany(day => day.Events).OfType<T>();

    private static async Task HasAllAsync<T>(SmallCompany company, Func<T, string> name, string sql)
    {
        var planned = Events<T>().Select(name).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(planned);
        Assert.Equal(planned, await company.RowsAsync(sql));
    }

    private static async Task StopAfterAsync(SmallCompany company, int postings)
    {
        using var stop = new CancellationTokenSource();
        var load = company.LoadAsync(stop.Token);
        while (company.Board.Look().Postings < postings && !load.IsCompleted) await Task.Delay(2, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => load);
    }

    private static async Task ProveAsync(SmallCompany company)
    {
        foreach (var entity in SmallCompany.Plan.Entities)
        {
            var balance = (await company.App.AskAsync(company.App.Get<TrialBalance>(), new TrialBalanceRequest(entity.Code))).Value;
            Assert.Equal(Amount.Zero, balance.Difference);
            Assert.Contains(balance.Lines, line => line.Kind == Books.AccountKind.Income && line.Closing.IsNegative);
            var proof = (await company.App.AskAsync(company.App.Get<Proof>(), new ProofRequest(entity.Code))).Value;
            Assert.Equal((Amount.Zero, Amount.Zero), (proof.Difference, proof.Unbalanced));
            Assert.All(proof.Lines, line => Assert.Equal(line.SubLedger, line.Ledger));
        }
    }

    /// <summary>What people find on the morning after.</summary>
    private static async Task OpenWorkAsync(SmallCompany company)
    {
        const string Day = "20260521";
        await HasWorkAsync("orders due in", $"SELECT COUNT(*) FROM procurement_lines WHERE received < ordered AND COALESCE(confirmed_day, requested_day) = {Day}");
        await HasWorkAsync("orders that should have come", $"SELECT COUNT(*) FROM procurement_lines WHERE received < ordered AND COALESCE(confirmed_day, requested_day) < {Day}");
        await HasWorkAsync("goods at the dock", "SELECT COUNT(*) FROM inventory_positions p JOIN organisation_places pl ON pl.id = p.place_id WHERE pl.code = 'DOCK' AND p.quantity > 0");
        await HasWorkAsync("allocated goods to pick", "SELECT COUNT(*) FROM inventory_positions p JOIN organisation_places pl ON pl.id = p.place_id WHERE pl.code NOT IN ('SHIP', 'DOCK') AND p.allocated > 0");
        await HasWorkAsync("picked goods to ship", "SELECT COUNT(*) FROM inventory_positions p JOIN organisation_places pl ON pl.id = p.place_id WHERE pl.code = 'SHIP' AND p.allocated > 0");
        await HasWorkAsync("back-orders", "SELECT COUNT(*) FROM inventory_pools WHERE backordered > 0");
        await HasWorkAsync("receipts to be billed", "SELECT COUNT(*) FROM procurement_lines WHERE received - returned > invoiced");
        await HasWorkAsync("transfers on the road", "SELECT COUNT(*) FROM inventory_transits WHERE quantity > 0");
        await HasWorkAsync("invoices to pay", "SELECT COUNT(*) FROM books_open_items WHERE kind = 2 AND open <> 0");
        await HasWorkAsync("quotations that run", "SELECT COUNT(*) FROM procurement_quotation_requests WHERE state = 2");
        await HasWorkAsync("quotations to evaluate", "SELECT COUNT(*) FROM procurement_quotation_requests WHERE state = 3 AND approval IS NULL");
        await HasWorkAsync("awards to decide", "SELECT COUNT(*) FROM procurement_quotation_requests WHERE state = 3 AND approval IS NOT NULL");
        await HasWorkAsync("write-offs of goods received to decide", "SELECT COUNT(*) FROM payables_write_offs WHERE state = 1");
        await HasWorkAsync("invoices to collect", "SELECT COUNT(*) FROM books_open_items WHERE kind = 1 AND open > 0");

        async Task HasWorkAsync(string what, string sql) => Assert.True(await company.NumberAsync(sql) > 0, $"There are no {what}.");
    }
}
