using Crossdock.Ui;

namespace Crossdock.Organisation;

/// <summary>A figure on the start page.</summary>
/// <param name="Title">What is measured.</param>
/// <param name="Value">The figure as text ("82.4 %", "no data").</param>
/// <param name="Note">Against what, out of how many.</param>
/// <param name="Href">Where it is taken apart.</param>
/// <param name="Tone">How it looks.</param>
/// <param name="Trend">Past values, oldest first.</param>
public sealed record HomeFigure(string Title, string Value, string Note, string Href, Tone Tone, IReadOnlyList<decimal> Trend);

/// <summary>Figures that stand above the queues of those who answer for them. Modules register theirs as singletons.</summary>
public abstract class HomeFigures
{
    /// <summary>True for those who answer for them.</summary>
    public abstract bool AreOf(Actor person);

    /// <summary>The figures now, in the reader's scope.</summary>
    public abstract Task<IReadOnlyList<HomeFigure>> SeeAsync(Reading reading, CancellationToken cancel);
}
