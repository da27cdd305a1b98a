using Crossdock.Procurement.Scoring;

namespace Crossdock.Procurement;

/// <summary>How a supplier did over a period.</summary>
/// <param name="Id">Key of the supplier.</param>
/// <param name="Supplier">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">Its currency, in which amounts are.</param>
/// <param name="Figures">All figures, also those without data.</param>
public sealed record SupplierScore(PartnerId Id, string Supplier, string Name, Currency Currency, IReadOnlyList<ScoreValue> Figures)
{
    /// <summary>One of the figures.</summary>
    public ScoreValue this[ScoreFigure figure] => Figures[(int)figure - 1];
}

/// <summary>
/// How suppliers deliver, answer and price, from what they did to released orders. Every figure is the sum over rows that can be listed; shares are
/// compared by the least they are with 95 % confidence.
/// </summary>
public sealed class SupplierScores
{
    private readonly ScoreReader reader;

    internal SupplierScores(ScoreReader reader) => this.reader = reader;

    /// <summary>The scores of one supplier, or of all that have any row in the period; only orders of the reader's sites count.</summary>
    public async Task<IReadOnlyDictionary<PartnerId, SupplierScore>> OfAsync(Reading reading, ScorePeriod period, PartnerId? supplier, CancellationToken cancel)
    {
        var read = await reader.ReadAsync(reading, period, supplier, cancel);
        return read.ToDictionary(r => r.Key.Id, r => Of(r.Key, r.Value));
    }

    internal static SupplierScore Of(Partner supplier, IReadOnlyList<Contribution> rows)
    {
        var byFigure = rows.ToLookup(r => r.Figure);
        return new(supplier.Id, supplier.Code, supplier.Name, supplier.Currency, [.. Enum.GetValues<ScoreFigure>().Select(f => ScoreValue.Of(f, byFigure[f].ToList()))]);
    }
}
