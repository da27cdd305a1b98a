using System.ComponentModel.DataAnnotations;
using Crossdock.MasterData.PartnerRecords;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Pricing;

/// <summary>A price change in the list.</summary>
public sealed record PriceChangeListRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public PriceChangeState State { get; init; }

    /// <summary>Code of the supplier.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Name of the supplier.</summary>
    public string SupplierName { get; init; } = "";

    /// <summary>Letter or list.</summary>
    public string? Reference { get; init; }

    /// <summary>How many prices it has.</summary>
    public int Prices { get; init; }

    /// <summary>The first day one of them holds.</summary>
    public DateOnly FirstDay { get; init; }

    /// <summary>The most serious of what it does.</summary>
    public string Exception { get; init; } = "";

    /// <summary>What those that rise cost more in a year.</summary>
    public Amount Rise { get; init; }

    /// <summary>What those that fall cost less in a year.</summary>
    public Amount Fall { get; init; }

    /// <summary>Currency of both.</summary>
    public Currency Currency { get; init; }

    /// <summary>Request people decide on.</summary>
    public string? Approval { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Price changes, newest first.</summary>
public sealed class PriceChangeList : Listing<PriceChangeListRow>
{
    /// <summary>Names the columns.</summary>
    public PriceChangeList()
    {
        Column("number", "Price change", r => r.Number).Search();
        Column("state", "State", r => r.State);
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("name", "Name", r => r.SupplierName).Search();
        Column("reference", "Letter or list", r => r.Reference).Search();
        Column("prices", "Prices", r => r.Prices);
        Column("from", "From", r => r.FirstDay);
        Column("exception", "What it does", r => r.Exception);
        Column("rise", "Rises a year", r => r.Rise);
        Column("fall", "Falls a year", r => r.Fall);
        Column("currency", "Currency", r => r.Currency);
        Column("approval", "Approval", r => r.Approval);
        Column("created", "Written", r => r.CreatedAt);
        Order(r => r.Id, "-created");
    }

    /// <inheritdoc/>
    public override string Name => "price-changes";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<PriceChangeList>("GET /price-changes", Permission.SeePurchasing)
        .WithSummary("Price changes of suppliers, newest first.");

    /// <inheritdoc/>
    protected override IQueryable<PriceChangeListRow> Rows(Reading reading) =>
        from c in reading.Db.Set<PriceChange>()
        join p in reading.Db.Set<StoredPartner>() on c.SupplierId equals p.Id
        join e in GroupRows.Entities(reading.Db) on c.EntityId equals e.Id
        select new PriceChangeListRow
        {
            Id = c.Id,
            Number = c.Number,
            State = c.State,
            Supplier = p.Code,
            SupplierName = p.Name,
            Reference = c.Reference,
            Prices = c.Rows,
            FirstDay = c.FirstDay,
            Exception = c.Exception,
            Rise = c.Rise,
            Fall = c.Fall,
            Currency = e.Currency,
            Approval = c.Approval,
            CreatedAt = c.CreatedAt,
        };
}

/// <summary>Asks for one price change.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindPriceChangeRequest([Required, StringLength(20)] string Number);

/// <summary>A price of a change.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Its name.</param>
/// <param name="Unit">Its base unit.</param>
/// <param name="ItemId">Its key.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="Before">The price it replaces; null when there was none.</param>
/// <param name="Price">The new one.</param>
/// <param name="Yearly">Ordered in the twelve months before.</param>
/// <param name="Effect">What that would have cost more, in the books' currency; less when negative.</param>
/// <param name="Breaks">Lower prices for larger orders.</param>
public sealed record PriceChangeRowView(
    string Item, string ItemName, string Unit, int ItemId, DateOnly ValidFrom, UnitPrice? Before, UnitPrice Price, Quantity Yearly, Amount Effect, IReadOnlyList<PriceBreak> Breaks);

/// <summary>A price change with its prices, those with most effect first.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="SupplierName">Its name.</param>
/// <param name="Currency">Currency of the prices.</param>
/// <param name="Books">Currency of the effect.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="Reference">Letter or list.</param>
/// <param name="OpenOrders">Whether the supplier says they hold for what is on order.</param>
/// <param name="Reason">Why.</param>
/// <param name="Exception">The most serious of what it does.</param>
/// <param name="Rise">What those that rise cost more in a year.</param>
/// <param name="Fall">What those that fall cost less.</param>
/// <param name="Prices">How many prices it has.</param>
/// <param name="Rows">At most five hundred of them.</param>
/// <param name="CreatedBy">Who wrote it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Version">Its version, for If-Match.</param>
/// <param name="Approval">Request people decide on.</param>
/// <param name="EndedAt">When it was decided.</param>
/// <param name="Why">Why it ended, when it was not taken.</param>
public sealed record PriceChangeView(
    string Number, PriceChangeState State, string Supplier, string SupplierName, Currency Currency, Currency Books, PriceSource Source, string? Reference, bool OpenOrders, string? Reason,
    string Exception, Amount Rise, Amount Fall, int Prices, IReadOnlyList<PriceChangeRowView> Rows, string CreatedBy, DateTimeOffset CreatedAt, long Version,
    string? Approval = null, DateTimeOffset? EndedAt = null, string? Why = null) : IVersioned;

/// <summary>One price change.</summary>
public sealed class FindPriceChange(Directory directory, Items items, Partners partners, People people) : IQuery<FindPriceChangeRequest, PriceChangeView>
{
    private const int MostRows = 500;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindPriceChange>("GET /price-changes/{number}", Permission.SeePurchasing)
        .WithSummary("A price change with its prices and what they cost more or less in a year.");

    /// <inheritdoc/>
    public async Task<Result<PriceChangeView>> AnswerAsync(Reading reading, FindPriceChangeRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if (await db.Set<PriceChange>().SingleOrDefaultAsync(c => c.Number == request.Number, cancel) is not { } change) return Refusal.NotFound("price change", request.Number);
        var rows = await db.Set<PriceChangeRow>().Where(r => r.ChangeId == change.Id).ToListAsync(cancel);
        var shown = rows.OrderByDescending(r => r.Effect.Abs()).ThenBy(r => r.Number).Take(MostRows).ToList();
        var known = await items.FindManyAsync(db, shown.Select(r => r.ItemId), cancel);
        var supplier = (await partners.FindAsync(db, change.SupplierId, cancel))!;
        return new PriceChangeView(
            change.Number, change.State, supplier.Code, supplier.Name, change.Currency, (await directory.EntityAsync(db, change.EntityId, cancel))!.Currency, change.Source, change.Reference,
            change.OpenOrders, change.Reason, change.Exception, change.Rise, change.Fall, change.Rows,
            shown.ConvertAll(r => new PriceChangeRowView(
                known[r.ItemId].Code, known[r.ItemId].Name, known[r.ItemId].BaseUnit, r.ItemId.Value, r.ValidFrom, r.Before, r.Price, r.Yearly, r.Effect, PriceBreaks.Read(r.Breaks))),
            await people.NameAsync(db, change.CreatedBy, cancel), change.CreatedAt, change.Version, change.Approval, change.EndedAt, change.Why);
    }
}
