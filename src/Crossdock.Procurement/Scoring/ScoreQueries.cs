using System.ComponentModel.DataAnnotations;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Scoring;

/// <summary>Asks how suppliers did.</summary>
/// <param name="From">First day of the period; a year before the last when left out.</param>
/// <param name="To">Last day; today when left out.</param>
/// <param name="Q">Part of a code or name.</param>
/// <param name="Sort">supplier, requested, confirmed, answered, atTerms, priceLevel, quality, leadTime or firstReceipt; with a minus the largest first. Shares sort by their lower bound.</param>
/// <param name="Skip">How many to leave out.</param>
/// <param name="Limit">At most so many.</param>
public sealed record SupplierScoresRequest(
    DateOnly? From = null, DateOnly? To = null, [StringLength(60)] string? Q = null, [StringLength(20)] string? Sort = null, [Range(0, 100_000)] int Skip = 0, [Range(1, 500)] int Limit = 500);

/// <summary>Suppliers with their figures.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Total">How many suppliers there are in all.</param>
/// <param name="Suppliers">Those asked for.</param>
public sealed record SupplierScoresView(DateOnly From, DateOnly To, int Total, IReadOnlyList<SupplierScore> Suppliers) : ITabular
{
    private static readonly ScoreFigure[] All = Enum.GetValues<ScoreFigure>();

    /// <inheritdoc/>
    public string FileName => $"supplier-scores-{To:yyyy-MM-dd}";

    /// <inheritdoc/>
    public IReadOnlyList<string> Headings => ["Supplier", "Name", .. All.SelectMany(f => new[] { ScoreWords.TitleOf(f), $"{ScoreWords.TitleOf(f)}, at least", $"{ScoreWords.TitleOf(f)}, rows" })];

    /// <inheritdoc/>
    public IEnumerable<object?[]> Cells => Suppliers.Select(s => (object?[])[s.Supplier, s.Name, .. s.Figures.SelectMany(f => new object?[] { f.Value, f.Bound, f.Rows })]);
}

internal sealed class ListSupplierScores(SupplierScores scores, Directory directory) : IQuery<SupplierScoresRequest, SupplierScoresView>
{
    private const string Usual = "-requested";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListSupplierScores>("GET /supplier-scores", Permission.SeePurchasing)
        .WithSummary("How suppliers deliver, answer and price, the surest first.");

    public async Task<Result<SupplierScoresView>> AnswerAsync(Reading reading, SupplierScoresRequest request, CancellationToken cancel)
    {
        if ((await ScorePeriods.OfAsync(directory, reading, request.From, request.To, cancel)).Refused(out var refusal, out var period)) return refusal;
        var sort = string.IsNullOrWhiteSpace(request.Sort) ? Usual : request.Sort;
        var (key, falling) = sort[0] == '-' ? (sort[1..], true) : (sort, false);
        var figure = Enum.GetValues<ScoreFigure>().FirstOrDefault(f => ScoreWords.KeyOf(f) == key);
        if (figure == default && key != "supplier") return new ScoreSortUnknown(sort);
        var found = (await scores.OfAsync(reading, period, null, cancel)).Values.Where(s => Fits(s, request.Q)).ToList();
        var byCode = found.OrderBy(s => s.Supplier, StringComparer.Ordinal);
        var sorted = figure == default ? falling ? byCode.Reverse() : byCode
            : byCode.OrderBy(s => Measure(s[figure]) is null).ThenBy(s => falling ? -Measure(s[figure]) : Measure(s[figure])).ThenBy(s => s.Supplier, StringComparer.Ordinal);
        return new SupplierScoresView(period.From, period.To, found.Count, [.. sorted.Skip(request.Skip).Take(request.Limit)]);
    }

    /// <summary>Shares are compared by what they are at least, so that three good deliveries do not beat ninety-six of a hundred.</summary>
    private static decimal? Measure(ScoreValue value) => value.Bound ?? value.Value;

    private static bool Fits(SupplierScore score, string? text) =>
        (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => score.Supplier.Contains(word, StringComparison.OrdinalIgnoreCase) || score.Name.Contains(word, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Asks how one supplier did.</summary>
/// <param name="Code">Code of the supplier.</param>
/// <param name="From">First day of the period; a year before the last when left out.</param>
/// <param name="To">Last day; today when left out.</param>
public sealed record SupplierScoreRequest([Required, StringLength(40)] string Code, DateOnly? From = null, DateOnly? To = null);

/// <summary>How one supplier did.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Score">Its figures.</param>
public sealed record SupplierScoreView(DateOnly From, DateOnly To, SupplierScore Score);

internal sealed class FindSupplierScore(ScoreReader reader, Directory directory, Partners partners) : IQuery<SupplierScoreRequest, SupplierScoreView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindSupplierScore>("GET /supplier-scores/{code}", Permission.SeePurchasing)
        .WithSummary("How one supplier delivers, answers and prices.");

    public async Task<Result<SupplierScoreView>> AnswerAsync(Reading reading, SupplierScoreRequest request, CancellationToken cancel)
    {
        if (await partners.FindAsync(reading.Db, PartnerKind.Supplier, request.Code, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Code);
        if ((await ScorePeriods.OfAsync(directory, reading, request.From, request.To, cancel)).Refused(out var refusal, out var period)) return refusal;
        var rows = await reader.ReadAsync(reading, period, supplier.Id, cancel);
        return new SupplierScoreView(period.From, period.To, SupplierScores.Of(supplier, rows.Values.SingleOrDefault() ?? []));
    }
}

internal static class ScorePeriods
{
    /// <summary>The period asked for, the last twelve months when nothing is said.</summary>
    public static async Task<Result<ScorePeriod>> OfAsync(Directory directory, Reading reading, DateOnly? from, DateOnly? to, CancellationToken cancel)
    {
        var last = to ?? await directory.TodayAsync(reading.Db, reading.Actor, reading.Now, cancel);
        if (!BusinessDays.Hold(last) || from > last || (from is { } first && !BusinessDays.Hold(first))) return new ScorePeriodWrong();
        return from is { } day ? new ScorePeriod(day, last) : ScorePeriod.YearTo(last);
    }
}

internal sealed record ScorePeriodWrong() : Refusal(RefusalKind.Invalid, "procurement.score_period", "The first day of the period must not come after the last one.");

internal sealed record ScoreSortUnknown(string Sort) : Refusal(RefusalKind.Invalid, "procurement.score_sort",
    $"'{Sort}' is no figure to sort by. Known are supplier, {string.Join(", ", Enum.GetValues<ScoreFigure>().Select(ScoreWords.KeyOf))}.");
