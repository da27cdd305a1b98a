using Crossdock.Inventory.Checking;
using Crossdock.Inventory.Commitments;
using Crossdock.Inventory.Consigning;
using Crossdock.Inventory.History;
using Crossdock.Inventory.Ledger;
using Crossdock.Inventory.Looking;
using Crossdock.Inventory.Lots;
using Crossdock.Inventory.Overview;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Inventory;

/// <summary>The stock ledger: positions, movements, cost pools, lots, demands and supplies, promises and allocations, availability.</summary>
public sealed class InventoryModule : IModule
{
    /// <inheritdoc/>
    public string Name => "inventory";

    /// <inheritdoc/>
    public IEnumerable<string> AppendOnlyTables => ["inventory_movements", "inventory_promise_changes"];

    /// <inheritdoc/>
    public IEnumerable<Storage.Checking.SealedTable> SealedTables =>
        [new Storage.Checking.SealedTable<Movement>(LedgerRows.Movements), new Storage.Checking.SealedTable<PromiseChange>(CommitmentRows.PromiseChanges)];

    /// <inheritdoc/>
    public void Model(ModelBuilder model, Engine engine)
    {
        Ledger(model, engine);
        Commitments(model);
        OverviewModel.Model(model);
        PastDemand.Model(model);
        ConsignedRule.Model(model);
        model.Entity<Lot>(e =>
        {
            e.ToTable("inventory_lots");
            e.HasIndex(l => new { l.ItemId, l.Code }).IsUnique();
        });
    }

    /// <inheritdoc/>
    public void Services(IServiceCollection services)
    {
        services.AddSingleton<Promises>();
        services.AddSingleton<Demands>();
        services.AddSingleton<Supplies>();
        services.AddSingleton<StockLedger>();
        services.AddSingleton<StockView>().AddSingleton<FreeStock>();
        services.AddSingleton<LotRegister>();
        services.AddSingleton<AsOf>().AddSingleton<ConsignedStock>();
        services.AddSingleton<DemandHistory>().AddSingleton<ImportDemandHistory>();
        services.AddSingleton<CountBook>().AddSingleton<StockPositions>().AddSingleton<MovementLog>().AddSingleton<MovementReader>();
        services.AddSingleton<ListPositions>().AddSingleton<ListMovements>().AddSingleton<FindMovement>().AddSingleton<ShowAvailability>();
        services.AddSingleton<ShowOutlook>().AddSingleton<ShowAllocations>().AddSingleton<ShowStockThen>();
        services.AddSingleton<StockList>().AddSingleton<DemandList>().AddSingleton<SupplyList>().AddSingleton<PositionList>();
        services.AddSingleton<IJournalTrace, MovementTrace>();
        StockFaces.Add(services);
        services.AddSingleton<ISubLedger, PoolSums>();
        services.AddSingleton<ISubLedger, TransitSums>();
        services.AddSingleton<IVerification, BalanceCheck>();
        services.AddSingleton<IVerification, ValueCheck>();
        services.AddSingleton<IVerification, PoolCheck>();
        services.AddSingleton<IVerification, CommitmentCheck>();
    }

    /// <inheritdoc/>
    public void Endpoints(IEndpointRouteBuilder routes)
    {
        ImportDemandHistory.Map(routes);
        ListPositions.Map(routes);
        ListMovements.Map(routes);
        FindMovement.Map(routes);
        ShowAvailability.Map(routes);
        ShowOutlook.Map(routes);
        ShowAllocations.Map(routes);
        ShowStockThen.Map(routes);
        StockList.Map(routes);
        DemandList.Map(routes);
        SupplyList.Map(routes);
        PositionList.Map(routes);
    }

    private static void Ledger(ModelBuilder model, Engine engine)
    {
        model.Entity<Position>(e =>
        {
            e.ToTable("inventory_positions", t =>
            {
                t.HasCheckConstraint("ck_positions_quantity", "quantity >= 0 OR negative_allowed");
                t.HasCheckConstraint("ck_positions_allocated", "allocated >= 0 AND (allocated <= quantity OR negative_allowed)");
            });
            e.HasIndex(p => new { p.ItemId, p.PlaceId, p.LotId, p.OwnerId, p.HandlingUnit, p.Condition }).IsUnique();
            e.HasIndex(p => new { p.ItemId, p.SiteId, p.Condition });
            e.HasIndex(p => p.PlaceId);
            e.Ignore(p => p.At);
        });
        model.Entity<Pool>(e =>
        {
            e.ToTable("inventory_pools", t => t.HasCheckConstraint("ck_pools_backordered", "backordered >= 0"));
            e.HasIndex(p => new { p.ItemId, p.SiteId }).IsUnique();
        });
        model.Entity<Layer>(e =>
        {
            e.ToTable("inventory_layers", t => t.HasCheckConstraint("ck_layers_remaining", "remaining >= 0 AND remaining <= received"));
            e.HasIndex(l => new { l.PoolId, l.Remaining });
        });
        model.Entity<Transit>(e =>
        {
            e.ToTable("inventory_transits", t => t.HasCheckConstraint("ck_transits_quantity", "quantity >= 0"));
            e.HasIndex(t => new { t.ItemId, t.ToSiteId });
        });
        model.Entity<Shortage>(e =>
        {
            e.ToTable("inventory_shortages", t => t.HasCheckConstraint("ck_shortages_open", "open >= 0"));
            e.HasIndex(s => s.PoolId);
        });
        model.Entity<Movement>(e =>
        {
            e.ToTable("inventory_movements", t => t.HasCheckConstraint("ck_movements_quantity", "quantity >= 0"));
            // Partial: a move within a site has no pools, a receipt no position it leaves. Every index here is paid for by each posting.
            e.HasIndex(m => new { m.FromPositionId, m.PostedAt, m.FromNo }).HasFilter("from_position_id IS NOT NULL");
            e.HasIndex(m => new { m.ToPositionId, m.PostedAt, m.ToNo }).HasFilter("to_position_id IS NOT NULL");
            e.HasIndex(m => new { m.FromPoolId, m.PostedAt, m.FromPoolNo }).HasFilter("from_pool_id IS NOT NULL");
            e.HasIndex(m => new { m.ToPoolId, m.PostedAt, m.ToPoolNo }).HasFilter("to_pool_id IS NOT NULL");
            e.HasIndex(m => m.HappenedAt).HasFilter("late");
            var posted = e.HasIndex(m => m.PostedAt);
            if (engine == Engine.Postgres) posted.HasMethod("brin");
            e.HasIndex(m => m.PostingId);
            e.HasIndex(m => m.DocumentId);
            e.HasIndex(m => m.Document);
            e.HasIndex(m => new { m.ItemId, m.Id });
            e.HasIndex(m => m.ReverseOf).IsUnique().HasFilter("reverse_of IS NOT NULL");
        });
    }

    private static void Commitments(ModelBuilder model)
    {
        model.Entity<Demand>(e =>
        {
            e.ToTable("inventory_demands", t => t.HasCheckConstraint("ck_demands_open", "shipped >= 0 AND cancelled >= 0 AND allocated >= 0 AND shipped + cancelled + allocated <= ordered"));
            e.HasIndex(d => new { d.ItemId, d.SiteId });
        });
        model.Entity<PromiseChange>(e =>
        {
            e.ToTable("inventory_promise_changes");
            e.HasIndex(c => c.DemandId);
        });
        model.Entity<Supply>(e =>
        {
            e.ToTable("inventory_supplies", t => t.HasCheckConstraint("ck_supplies_open", "open >= 0 AND promised >= 0 AND promised <= open"));
            e.HasIndex(s => new { s.ItemId, s.SiteId });
            e.HasIndex(s => s.DemandId).HasFilter("demand_id IS NOT NULL");
        });
        model.Entity<Promise>(e =>
        {
            e.ToTable("inventory_promises", t => t.HasCheckConstraint("ck_promises_quantity", "quantity >= 0"));
            e.HasKey(p => new { p.DemandId, p.SupplyId });
            e.HasIndex(p => new { p.ItemId, p.SiteId });
        });
        model.Entity<Allocation>(e =>
        {
            e.ToTable("inventory_allocations", t => t.HasCheckConstraint("ck_allocations_quantity", "quantity > 0"));
            e.HasIndex(a => a.DemandId);
            e.HasIndex(a => a.PositionId);
        });
    }
}
