using Crossdock.Procurement.Ordering;
using Crossdock.Storage.Lists;
using Crossdock.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Crossdock.Procurement.Building;

/// <summary>Asks from whom something is to be ordered.</summary>
public sealed record ShowOrderQueueRequest;

/// <summary>Suppliers from whom something is to be ordered.</summary>
/// <param name="Rows">Those that take orders until today's cut-off first, by the minutes that are left; then those without one, then later ones.</param>
public sealed record ShowOrderQueueResponse(IReadOnlyList<OrderQueueRow> Rows);

/// <summary>What waits for a supplier and a site.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="SupplierName">Its name.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Currency">The supplier's currency.</param>
/// <param name="Goods">What it comes to.</param>
/// <param name="Minimum">The least value the supplier takes, or null.</param>
/// <param name="Needs">How many requisition lines wait.</param>
/// <param name="Drafts">How many drafts can be ordered together with them.</param>
/// <param name="Day">The first day something of it is needed.</param>
/// <param name="CutOffDay">The day whose orders it takes next, as the site counts days.</param>
/// <param name="CutOffAt">Until when it takes them.</param>
/// <param name="MinutesLeft">Whole minutes until then.</param>
/// <param name="IsToday">True when it takes orders today: until a cut-off that is still to come, or at any time.</param>
/// <param name="Measures">Weight and volume beside their least, where the supplier asks for that.</param>
public sealed record OrderQueueRow(
    string Supplier, string SupplierName, string Site, Currency Currency, Amount Goods, Amount? Minimum, int Needs, int Drafts, DateOnly Day, DateOnly? CutOffDay, DateTimeOffset? CutOffAt, long? MinutesLeft, bool IsToday,
    IReadOnlyList<MeasuredMinimum> Measures)
{
    internal string Href => $"/order-builder?supplier={Uri.EscapeDataString(Supplier)}&site={Uri.EscapeDataString(Site)}";

    internal bool HasMinimum => Minimum is { IsPositive: true } || Measures.Count > 0;
}

internal sealed class ShowOrderQueue(WaitingDesk desk) : IQuery<ShowOrderQueueRequest, ShowOrderQueueResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowOrderQueue>("GET /order-queue", Permission.SeePurchasing)
        .WithSummary("From whom something is to be ordered, by the minutes to the cut-off.");

    // The start page of a buyer needs it twice.
    public Task<Result<ShowOrderQueueResponse>> AnswerAsync(Reading reading, ShowOrderQueueRequest request, CancellationToken cancel) =>
        reading.OnceAsync(this, () => ReadAsync(reading, cancel));

    private async Task<Result<ShowOrderQueueResponse>> ReadAsync(Reading reading, CancellationToken cancel)
    {
        var rows = (await desk.AllAsync(reading.Db, reading.Actor, reading.Now, cancel)).Where(w => w.Items.Count > 0).Select(w => Row(w, reading.Now)).ToList();
        return new ShowOrderQueueResponse([.. rows.OrderBy(r => !r.IsToday).ThenBy(r => r.CutOffAt ?? DateTimeOffset.MaxValue).ThenBy(r => r.HasMinimum).ThenBy(r => r.SupplierName, StringComparer.Ordinal)]);
    }

    private static OrderQueueRow Row(Waiting waiting, DateTimeOffset now) => new(
        waiting.Supplier.Code, waiting.Supplier.Name, waiting.Site.Code, waiting.Supplier.Currency, waiting.Goods, waiting.Rule?.MinimumValue, waiting.Needs, waiting.Joining,
        waiting.Items.Min(i => i.Day), waiting.CutOff?.Day, waiting.CutOff?.At, waiting.CutOff?.MinutesLeft(now),
        waiting.Rule is not { HasCutOff: true } || waiting.CutOff?.Day == waiting.Site.DayOf(now), waiting.Measures);
}

/// <summary>Words for a cut-off.</summary>
internal static class CutOffWords
{
    /// <summary>"any time", "45 min", "3 h 05 min", "30 Nov 14:00".</summary>
    public static string Of(OrderQueueRow row, TimeZoneInfo zone) => row.CutOffAt is not { } at ? "any time"
        : row.IsToday ? Left(row.MinutesLeft!.Value) : TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM HH:mm", System.Globalization.CultureInfo.CurrentCulture);

    public static string Left(long minutes) => minutes < 60 ? $"{minutes} min" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{minutes / 60} h {minutes % 60:00} min");
}

/// <summary>Suppliers to order from today, on the start page of buyers.</summary>
internal sealed class CutOffQueue(ShowOrderQueue queue, Directory directory) : HomeQueue("Suppliers to order from today", 14, Tone.Warning, Permission.SeePurchasing, [Permission.CreatePurchaseOrder])
{
    private const int Shown = 5;

    public override string Href(DateOnly today) => "/order-builder";

    public override async Task<QueueSight> SeeAsync(Reading reading, DateOnly today, CancellationToken cancel)
    {
        var rows = (await queue.AnswerAsync(reading, new ShowOrderQueueRequest(), cancel)).Value.Rows.Where(r => r.IsToday).ToList();
        var zone = await directory.ZoneAsync(reading.Db, reading.Actor, cancel);
        return new QueueSight(rows.Count, [.. rows.Take(Shown).Select(r => new QueueRow(r.SupplierName, Note(r), CutOffWords.Of(r, zone), r.Href) { Bar = BarOf(r) })]);
    }

    private static string Note(OrderQueueRow row) => string.Join(", ",
    [
        row.Site,
        row.Minimum is { IsPositive: true } least ? $"{QueueWords.Of(row.Goods, row.Currency)} of at least {FigureText.Of(least, row.Currency).Text}" : QueueWords.Of(row.Goods, row.Currency),
        .. row.Measures.Select(m => m.Words),
    ]);

    /// <summary>Of the minima the one that is the farthest from being reached.</summary>
    private static QueueBar? BarOf(OrderQueueRow row)
    {
        var bars = row.Measures.Select(m => new QueueBar(Quantity.Min(m.Goods, m.Minimum).ToDecimal(), m.Minimum.ToDecimal(), $"{m.GoodsWords} of the minimum {m.Minimum.Words(m.Unit)}")).ToList();
        if (row.Minimum is { IsPositive: true } least)
            bars.Insert(0, new QueueBar(Amount.Min(row.Goods, least).ToDecimal(), least.ToDecimal(), $"{row.Goods.Words(row.Currency)} of the minimum {least.Words(row.Currency)}"));
        return bars.MinBy(b => b.Value / b.Maximum);
    }
}

/// <summary>What a buyer sees first: how long it is to the next cut-off, how much waits to be ordered, and which orders nobody has answered.</summary>
internal sealed class OrderingFigures(ShowOrderQueue queue, Directory directory, Partners partners, PurchaseOrderList orders) : HomeFigures
{
    private const string Unanswered = "filter=unanswered%3Agt%3A0&sort=created";

    public override bool AreOf(Actor person) => person.May(Permission.CreatePurchaseOrder) && person.May(Permission.SeePurchasing);

    public override async Task<IReadOnlyList<HomeFigure>> SeeAsync(Reading reading, CancellationToken cancel)
    {
        var rows = (await queue.AnswerAsync(reading, new ShowOrderQueueRequest(), cancel)).Value.Rows;
        var next = rows.FirstOrDefault(r => r is { IsToday: true, CutOffAt: not null });
        var zone = await directory.ZoneAsync(reading.Db, reading.Actor, cancel);
        var unanswered = (await orders.AnswerAsync(reading, ListRoutes.Read(orders, QueryHelpers.ParseQuery(Unanswered)).Value with { Limit = 1 }, cancel)).Value;
        return
        [
            next is null
                ? new("To the next cut-off", "none today", "No supplier that something waits for takes orders until a time today.", "/order-builder", Tone.Neutral, [])
                : new("To the next cut-off", CutOffWords.Left(next.MinutesLeft!.Value), $"{next.SupplierName}, {next.Site}, until {TimeZoneInfo.ConvertTime(next.CutOffAt!.Value, zone):HH:mm}", next.Href, next.MinutesLeft < 60 ? Tone.Warning : Tone.Neutral, []),
            new("Waits to be ordered", await WorthAsync(reading, rows, cancel), $"{Count(rows.Sum(r => r.Needs), "need")}, {Count(rows.Sum(r => r.Drafts), "draft")}, {Count(rows.Select(r => r.Supplier).Distinct().Count(), "supplier")}", "/order-builder", Tone.Neutral, []),
            new("Orders without an answer", unanswered.Total is { } total ? FigureText.Of(total, 0, 0).Text : "10,000+", unanswered.Items is [var oldest, ..] ? $"the oldest is {oldest.Number} of {QueueWords.Day(zone.DayOf(oldest.CreatedAt))}" : "Every order on its way is answered.", "/purchase-orders?" + Unanswered, Tone.Neutral, []),
        ];
    }

    /// <summary>In the currency of the first entity the person works for, at the rate of the day.</summary>
    private async Task<string> WorthAsync(Reading reading, IReadOnlyList<OrderQueueRow> rows, CancellationToken cancel)
    {
        var entities = (await directory.EntitiesAsync(reading.Db, cancel)).Where(e => reading.Actor.WorksFor(e.Id)).ToList();
        var currency = entities.Count > 0 ? entities[0].Currency : rows.Count > 0 ? rows[0].Currency : Currency.Eur;
        var day = await directory.TodayAsync(reading.Db, reading.Actor, reading.Now, cancel);
        var sum = Amount.Zero;
        foreach (var group in rows.GroupBy(r => r.Currency))
        {
            var own = group.Aggregate(Amount.Zero, (worth, r) => worth + r.Goods);
            if (await partners.RateAsync(reading.Db, group.Key, currency, day, cancel) is not { } rate) return $"{QueueWords.Of(own, group.Key)} and more";
            sum += rate.Of(own, currency);
        }

        return QueueWords.Of(sum, currency);
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
