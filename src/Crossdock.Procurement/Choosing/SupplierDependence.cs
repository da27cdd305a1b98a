using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Choosing;

/// <summary>Asks how far an entity depends on each of its suppliers.</summary>
/// <param name="Entity">Code of the entity; the reader's first when absent.</param>
public sealed record SupplierDependenceRequest([property: StringLength(12)] string? Entity = null);

/// <summary>How far an entity depends on a supplier. Worth is what was ordered in the last twelve months, at today's rates.</summary>
/// <param name="Supplier">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Risk">How risky it is held to be.</param>
/// <param name="Standing">Whether it may be ordered from.</param>
/// <param name="Worth">What was ordered from it.</param>
/// <param name="Share">Percentage of all that was ordered.</param>
/// <param name="Lines">How many order lines that is.</param>
/// <param name="Items">How many items.</param>
/// <param name="OnlyItems">How many of them no other supplier that may be ordered from has terms for.</param>
/// <param name="OnlyWorth">What was ordered of those.</param>
public sealed record DependenceRow(
    string Supplier, string Name, SupplierRisk Risk, SupplierStanding Standing, Amount Worth, decimal Share, int Lines, int Items, int OnlyItems, Amount OnlyWorth);

/// <summary>How far an entity depends on its suppliers, the largest first. The rows add up to the worth.</summary>
/// <param name="Entity">Code of the entity.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Since">First instant of the twelve months.</param>
/// <param name="Worth">What was ordered from all.</param>
/// <param name="Largest">Percentage ordered from the largest; null when nothing was ordered.</param>
/// <param name="TopFive">Percentage ordered from the five largest.</param>
/// <param name="OnlySource">Percentage of what was ordered that no other supplier could have delivered.</param>
/// <param name="HighRisk">Percentage ordered from suppliers held to be of high risk.</param>
/// <param name="Rows">Each supplier.</param>
public sealed record SupplierDependenceView(
    string Entity, Currency Currency, DateTimeOffset Since, Amount Worth, decimal? Largest, decimal? TopFive, decimal? OnlySource, decimal? HighRisk, IReadOnlyList<DependenceRow> Rows) : ITabular
{
    string ITabular.FileName => "supplier-dependence";

    IReadOnlyList<string> ITabular.Headings => ["Supplier", "Name", "Risk", "Standing", "Ordered", "Currency", "Share, %", "Order lines", "Items", "Items of it alone", "Ordered of those"];

    IEnumerable<object?[]> ITabular.Cells => Rows.Select(r => new object?[]
    {
        r.Supplier, r.Name, Ui.Words.Of(r.Risk), Ui.Words.Of(r.Standing), r.Worth, Currency.Code, r.Share, r.Lines, r.Items, r.OnlyItems, r.OnlyWorth,
    });
}

internal sealed class ShowSupplierDependence(Directory directory, Partners partners) : IQuery<SupplierDependenceRequest, SupplierDependenceView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowSupplierDependence>("GET /supplier-dependence", Permission.SeePurchasing)
        .WithSummary("How far an entity depends on each of its suppliers: shares of what was ordered, and what nobody else can deliver.");

    public async Task<Result<SupplierDependenceView>> AnswerAsync(Reading reading, SupplierDependenceRequest request, CancellationToken cancel)
    {
        var (db, actor) = (reading.Db, reading.Actor);
        var all = (await directory.EntitiesAsync(db, cancel)).Where(e => actor.WorksFor(e.Id));
        var wanted = request.Entity.OrNull();
        if ((wanted is null ? all.FirstOrDefault() : all.FirstOrDefault(e => e.Code == Code.Normal(wanted))) is not { } entity) return Refusal.NotFound("entity", wanted ?? "of yours");
        var since = reading.Now.AddYears(-1);
        var lines = (await db.Set<PurchaseLine>().AsNoTracking()
            .Where(l => l.EntityId == entity.Id && l.ReleasedAt >= since && (l.State == PurchaseLineState.Released || l.State == PurchaseLineState.ShortClosed)).ToListAsync(cancel))
            .Where(l => actor.WorksAt(l.EntityId, l.SiteId)).ToList();
        var ids = lines.Select(l => l.ItemId).Distinct().ToList();
        var only = (await MasterRows.Sources(db).Where(s => ids.Contains(s.ItemId)).ToListAsync(cancel))
            .GroupBy(s => s.ItemId).Where(g => g.Select(s => s.SupplierId).Distinct().Count() == 1).Select(g => (g.Key, g.First().SupplierId)).ToHashSet();
        var suppliers = await partners.FindManyAsync(db, lines.Select(l => l.SupplierId).Distinct(), cancel);
        var rates = new Dictionary<Currency, UnitPrice>();
        foreach (var currency in lines.Select(l => l.Currency).Distinct())
        {
            var day = entity.DayOf(reading.Now);
            if (await partners.RateAsync(db, currency, entity.Currency, day, cancel) is not { } rate) return new NoRate(currency, entity.Currency, day);
            rates[currency] = rate;
        }

        var worths = lines.ConvertAll(l => (Line: l, Worth: rates[l.Currency].Of(Ordered(l), entity.Currency), Only: only.Contains((l.ItemId, l.SupplierId))));
        var sum = Total(worths.Select(w => w.Worth));
        decimal? Of(IEnumerable<Amount> parts) => sum.IsZero ? null : Share.Percent(Total(parts).ToDecimal(), sum.ToDecimal());
        var rows = worths.GroupBy(w => w.Line.SupplierId).Select(g =>
        {
            var (supplier, worth) = (suppliers[g.Key], Total(g.Select(w => w.Worth)));
            return new DependenceRow(
                supplier.Code, supplier.Name, supplier.Risk, supplier.Standing, worth, Of([worth]) ?? 0, g.Count(), g.Select(w => w.Line.ItemId).Distinct().Count(),
                g.Where(w => w.Only).Select(w => w.Line.ItemId).Distinct().Count(), Total(g.Where(w => w.Only).Select(w => w.Worth)));
        }).OrderByDescending(r => r.Worth).ThenBy(r => r.Supplier, StringComparer.Ordinal).ToList();
        return new SupplierDependenceView(
            entity.Code, entity.Currency, since, sum, Of(rows.Take(1).Select(r => r.Worth)), Of(rows.Take(5).Select(r => r.Worth)), Of(rows.Select(r => r.OnlyWorth)),
            Of(rows.Where(r => r.Risk == SupplierRisk.High).Select(r => r.Worth)), rows);
    }

    /// <summary>What a line came to: of one that was closed short what came.</summary>
    private static Amount Ordered(PurchaseLine line) =>
        line.PriceAsGiven.ShareOf(line.ScheduledAhead, line.State == PurchaseLineState.ShortClosed ? line.Received : line.Ordered, line.Currency);

    private static Amount Total(IEnumerable<Amount> parts) => parts.Aggregate(Amount.Zero, (sum, p) => sum + p);
}
