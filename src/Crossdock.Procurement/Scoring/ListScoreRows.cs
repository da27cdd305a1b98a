using System.ComponentModel.DataAnnotations;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Scoring;

/// <summary>Asks for the rows behind a figure.</summary>
/// <param name="Code">Code of the supplier.</param>
/// <param name="Figure">The figure.</param>
/// <param name="From">First day of the period; a year before the last when left out.</param>
/// <param name="To">Last day; today when left out.</param>
public sealed record ScoreRowsRequest([Required, StringLength(40)] string Code, ScoreFigure Figure = ScoreFigure.Requested, DateOnly? From = null, DateOnly? To = null);

/// <summary>Goods that came on a line.</summary>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="Day">Day they stood at the dock.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Condition">In which condition.</param>
public sealed record ScoreReceipt(string Receipt, DateOnly Day, Quantity Quantity, Condition Condition);

/// <summary>What one line contributes.</summary>
/// <param name="Order">The order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Its name.</param>
/// <param name="Site">Where to.</param>
/// <param name="Day">The day it counts on.</param>
/// <param name="N">Its part of the numerator.</param>
/// <param name="D">Its part of the denominator.</param>
/// <param name="Words">What became of it.</param>
/// <param name="Receipts">What came, those that were taken back left out.</param>
public sealed record ScoreRow(
    string Order, int Line, string Item, string ItemName, string Site, DateOnly Day, decimal N, decimal D, string Words, IReadOnlyList<ScoreReceipt> Receipts);

/// <summary>The rows behind a figure, those that missed first.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Figure">The figure, which is the sum of the rows.</param>
/// <param name="Rows">All of them.</param>
public sealed record ScoreRowsView(DateOnly From, DateOnly To, ScoreValue Figure, IReadOnlyList<ScoreRow> Rows) : ITabular
{
    /// <inheritdoc/>
    public string FileName => $"supplier-score-{ScoreWords.KeyOf(Figure.Figure)}-{To:yyyy-MM-dd}";

    /// <inheritdoc/>
    public IReadOnlyList<string> Headings => ["Order", "Line", "Item", "Name", "Site", "Counts on", "N", "D", "What became of it", "Receipts"];

    /// <inheritdoc/>
    public IEnumerable<object?[]> Cells => Rows.Select(r => new object?[]
        { r.Order, r.Line, r.Item, r.ItemName, r.Site, r.Day, r.N, r.D, r.Words, string.Join("; ", r.Receipts.Select(g => $"{g.Receipt} {g.Day:yyyy-MM-dd} {g.Quantity}")) });
}

internal sealed class ListScoreRows(ScoreReader reader, Directory directory, Partners partners, Items items) : IQuery<ScoreRowsRequest, ScoreRowsView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListScoreRows>("GET /supplier-scores/{code}/rows", Permission.SeePurchasing)
        .WithSummary("The order lines and receipts behind a figure of a supplier; their sums are the figure.");

    public async Task<Result<ScoreRowsView>> AnswerAsync(Reading reading, ScoreRowsRequest request, CancellationToken cancel)
    {
        if (!Enum.IsDefined(request.Figure)) return new ScoreSortUnknown(request.Figure.ToString());
        if (await partners.FindAsync(reading.Db, PartnerKind.Supplier, request.Code, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Code);
        if ((await ScorePeriods.OfAsync(directory, reading, request.From, request.To, cancel)).Refused(out var refusal, out var period)) return refusal;
        var all = (await reader.ReadAsync(reading, period, supplier.Id, cancel)).Values.SingleOrDefault() ?? [];
        var rows = all.Where(r => r.Figure == request.Figure).ToList();
        var known = await items.FindManyAsync(reading.Db, rows.Select(r => r.Line.Item), cancel);
        var sites = new Dictionary<SiteId, Site>();
        foreach (var id in rows.Select(r => r.Line.Site).Distinct()) sites[id] = (await directory.SiteAsync(reading.Db, id, cancel))!;
        return new ScoreRowsView(period.From, period.To, ScoreValue.Of(request.Figure, rows), [.. rows
            .OrderBy(r => r.N == r.D && ScoreWords.IsShare(r.Figure)).ThenByDescending(r => r.Day).ThenBy(r => r.Line.Order, StringComparer.Ordinal).ThenBy(r => r.Line.Number)
            .Select(r => Row(r, known[r.Line.Item], sites[r.Line.Site]))]);
    }

    private static ScoreRow Row(Contribution row, Item item, Site site) => new(
        row.Line.Order, row.Line.Number, item.Code, item.Name, site.Code, row.Day, row.N, row.D, ScoreWords.Of(row, item.BaseUnit, site.Zone),
        [.. (row.Schedule?.Arrivals ?? row.Line.Arrivals).Select(a => new ScoreReceipt(a.Receipt, a.Day, a.Quantity, a.Condition))]);
}
