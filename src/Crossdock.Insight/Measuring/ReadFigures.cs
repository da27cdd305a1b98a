using System.ComponentModel.DataAnnotations;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Insight.Measuring;

/// <summary>Asks for all figures of a period.</summary>
/// <param name="From">First day; four weeks before the last when absent.</param>
/// <param name="Until">Last day; yesterday when absent.</param>
/// <param name="Site">Only this site.</param>
/// <param name="Supplier">Only this supplier.</param>
public sealed record ReadFiguresRequest(DateOnly? From = null, DateOnly? Until = null, [StringLength(12)] string? Site = null, [StringLength(40)] string? Supplier = null);

/// <summary>All figures of a period.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="AsOf">When they were counted.</param>
/// <param name="Figures">Each figure.</param>
public sealed record ReadFiguresResponse(DateOnly From, DateOnly Until, DateTimeOffset AsOf, IReadOnlyList<FigureView> Figures);

/// <summary>A figure as counted.</summary>
/// <param name="Definition">What it means.</param>
/// <param name="Value">Percent, money or hours; null when there are no rows to count out of.</param>
/// <param name="Median">Of hours the median; null for others.</param>
/// <param name="Rows">How many rows it is made of.</param>
/// <param name="Numerator">Sum of the rows' parts.</param>
/// <param name="Denominator">Sum of the rows' wholes.</param>
/// <param name="Currency">Currency of money, when all rows have one.</param>
/// <param name="Weeks">The same by week, oldest first.</param>
public sealed record FigureView(
    FigureDefinition Definition, decimal? Value, decimal? Median, int Rows, long Numerator, long Denominator, Currency? Currency, IReadOnlyList<FigureWeek> Weeks)
{
    /// <summary>Fewer rows than this are too few to judge by.</summary>
    public const int Few = 20;

    /// <summary>True when it reaches its target; null without a target or without rows.</summary>
    public bool? Reached => Definition.Target is { } target && Value is { } value ? Definition.HigherIsBetter ? value >= target : value <= target : null;
}

/// <summary>A figure in a week.</summary>
/// <param name="Monday">The week's first day.</param>
/// <param name="Value">The figure; null without rows.</param>
/// <param name="Rows">How many rows.</param>
public sealed record FigureWeek(DateOnly Monday, decimal? Value, int Rows);

/// <summary>Asks for one figure with its rows.</summary>
/// <param name="Id">Its name.</param>
/// <param name="From">First day; four weeks before the last when absent.</param>
/// <param name="Until">Last day; yesterday when absent.</param>
/// <param name="Site">Only this site.</param>
/// <param name="Supplier">Only this supplier.</param>
public sealed record ReadFigureRequest(
    [Required, StringLength(40)] string Id, DateOnly? From = null, DateOnly? Until = null, [StringLength(12)] string? Site = null, [StringLength(40)] string? Supplier = null);

/// <summary>One figure with its rows.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="AsOf">When it was counted.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Rows">All its rows: those that speak against it first, then the newest.</param>
public sealed record ReadFigureResponse(DateOnly From, DateOnly Until, DateTimeOffset AsOf, FigureView Figure, IReadOnlyList<FigureRow> Rows) : ITabular
{
    string ITabular.FileName => $"{Figure.Definition.Id}-{From:yyyyMMdd}-{Until:yyyyMMdd}";

    IReadOnlyList<string> ITabular.Headings => ["Object", "Day", "Part", "Whole", "Site", "Supplier", "Item", "Path", "Note"];

    IEnumerable<object?[]> ITabular.Cells => Rows.Select(r => (object?[])[r.Object, r.Day, Shown(r.Numerator), Shown(r.Denominator), r.Site, r.Supplier, r.Item, r.Group, r.Note]);

    // Money is counted in ten-thousandths; counts and minutes are whole.
    private decimal Shown(long value) => Figure.Currency is null ? value : new Amount(value).ToDecimal();
}

/// <summary>Counts figures from bought lines.</summary>
internal sealed class FigureDesk(BoughtLines bought, Directory directory, Partners partners)
{
    public const int MostDays = 400;
    private const int UsualDays = 28;

    public async Task<Result<(DateOnly From, DateOnly Until, IReadOnlyList<BoughtLine> Lines)>> LinesAsync(Reading reading, DateOnly? from, DateOnly? until, string? site, string? supplier, CancellationToken cancel)
    {
        var last = until ?? DateOnly.FromDateTime(reading.Now.UtcDateTime).AddDays(-1);
        var first = from ?? last.AddDays(1 - UsualDays);
        if (first > last || last.DayNumber - first.DayNumber >= MostDays) return new PeriodWrong(first, last);
        if (!string.IsNullOrWhiteSpace(site) && await directory.SiteAsync(reading.Db, site, cancel) is null) return Refusal.NotFound("site", site);
        var lines = (await bought.OfAsync(reading, first, last, cancel)).Where(l =>
            (string.IsNullOrWhiteSpace(site) || Code.Normal(site) == l.Site.Code) && (string.IsNullOrWhiteSpace(supplier) || Code.Normal(supplier) == l.Supplier.Code)).ToList();
        return (await InOneCurrencyAsync(reading.Db, lines, last, cancel)).Refused(out var refusal, out var converted) ? refusal : (first, last, converted);
    }

    /// <summary>Entities that keep their books in other currencies are added in that of the first, at the rate of the period's last day.</summary>
    private async Task<Result<IReadOnlyList<BoughtLine>>> InOneCurrencyAsync(CrossdockDb db, IReadOnlyList<BoughtLine> lines, DateOnly day, CancellationToken cancel)
    {
        var currencies = lines.Select(l => l.Currency).Distinct().ToList();
        if (currencies.Count <= 1) return Result<IReadOnlyList<BoughtLine>>.Of(lines);
        var common = lines.MinBy(l => l.Entity.Value)!.Currency;
        var rates = new Dictionary<Currency, UnitPrice>();
        foreach (var currency in currencies)
        {
            // A line that cannot be converted is not left out of a sum unseen.
            if (await partners.RateAsync(db, currency, common, day, cancel) is not { } rate) return new NoFigureRate(currency, common, day);
            rates[currency] = rate;
        }

        return Result<IReadOnlyList<BoughtLine>>.Of([.. lines.Select(l => l with { Worth = rates[l.Currency].Of(l.Worth, common), Premium = rates[l.Currency].Of(l.Premium, common), Currency = common })]);
    }

    public static (FigureView View, IReadOnlyList<FigureRow> Rows) Count(BuyingFigure figure, IReadOnlyList<BoughtLine> lines, DateTimeOffset now)
    {
        var found = lines.Select(l => (Line: l, Row: figure.Row(l, l.Site.DayOf(now)))).Where(x => x.Row is not null).ToList();
        var rows = found.ConvertAll(x => x.Row!);
        var currencies = found.Select(x => x.Line.Currency).Distinct().ToList();
        var weeks = rows.GroupBy(r => Monday(r.Day)).OrderBy(g => g.Key).Select(g => new FigureWeek(g.Key, Value(figure.Definition.Unit, [.. g]), g.Count())).ToList();
        var view = new FigureView(
            figure.Definition, Value(figure.Definition.Unit, rows), figure.Definition.Unit == FigureUnit.Hours ? Hours(rows, 50) : null, rows.Count,
            rows.Sum(r => r.Numerator), rows.Sum(r => r.Denominator), figure.OfMoney && currencies.Count == 1 ? currencies[0] : null, weeks);
        return (view, rows);
    }

    /// <summary>Percent to a tenth, finer beside none and all, money exactly, hours as the 90th percentile to a tenth; null when there is nothing to count out of.</summary>
    private static decimal? Value(FigureUnit unit, IReadOnlyList<FigureRow> rows) => unit switch
    {
        FigureUnit.Percent => rows.Sum(r => r.Denominator) is var whole && whole == 0 ? null : Share.Percent(rows.Sum(r => r.Numerator), whole),
        FigureUnit.Money => rows.Count == 0 ? null : new Amount(rows.Sum(r => r.Numerator)).ToDecimal(),
        FigureUnit.Hours => Hours(rows, 90),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    /// <summary>The percentile by nearest rank: the smallest value that at least so many percent of the rows do not exceed.</summary>
    private static decimal? Hours(IReadOnlyList<FigureRow> rows, int percent)
    {
        if (rows.Count == 0) return null;
        var minutes = rows.Select(r => r.Numerator).Order().ToList();
        return decimal.Round(minutes[(((percent * rows.Count) + 99) / 100) - 1] / 60m, 1, MidpointRounding.AwayFromZero);
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

internal sealed class ReadFigures(FigureDesk desk) : IQuery<ReadFiguresRequest, ReadFiguresResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ReadFigures>("GET /figures", Permission.SeePurchasing)
        .WithSummary("All figures of a period.");

    public async Task<Result<ReadFiguresResponse>> AnswerAsync(Reading reading, ReadFiguresRequest request, CancellationToken cancel)
    {
        if ((await desk.LinesAsync(reading, request.From, request.Until, request.Site, request.Supplier, cancel)).Refused(out var refusal, out var found)) return refusal;
        return new ReadFiguresResponse(found.From, found.Until, reading.Now, [.. BuyingFigures.All.Select(f => FigureDesk.Count(f, found.Lines, reading.Now).View)]);
    }
}

internal sealed class ReadFigure(FigureDesk desk) : IQuery<ReadFigureRequest, ReadFigureResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ReadFigure>("GET /figures/{id}", Permission.SeePurchasing)
        .WithSummary("One figure with all rows it is made of.");

    public async Task<Result<ReadFigureResponse>> AnswerAsync(Reading reading, ReadFigureRequest request, CancellationToken cancel)
    {
        if (BuyingFigures.All.FirstOrDefault(f => f.Definition.Id == request.Id) is not { } figure) return Refusal.NotFound("figure", request.Id);
        if ((await desk.LinesAsync(reading, request.From, request.Until, request.Site, request.Supplier, cancel)).Refused(out var refusal, out var found)) return refusal;
        var (view, rows) = FigureDesk.Count(figure, found.Lines, reading.Now);
        var against = figure.Definition.HigherIsBetter
            ? rows.OrderBy(r => r.Numerator).ThenByDescending(r => r.Day)
            : rows.OrderByDescending(r => r.Numerator).ThenByDescending(r => r.Day);
        return new ReadFigureResponse(found.From, found.Until, reading.Now, view, [.. against.ThenBy(r => r.Object, StringComparer.Ordinal)]);
    }
}

internal sealed record PeriodWrong(DateOnly From, DateOnly Until) : Refusal(RefusalKind.Invalid, "insight.period",
    $"{From:yyyy-MM-dd} to {Until:yyyy-MM-dd} is no period. It must end on or after its first day and last at most {FigureDesk.MostDays} days.");

internal sealed record NoFigureRate(Currency From, Currency To, DateOnly Day) : Refusal(RefusalKind.Refused, "insight.no_rate",
    $"There is no exchange rate from {From} to {To} on {Day:yyyy-MM-dd}, so what the entities bought cannot be added. Enter it, or look at one site.");
