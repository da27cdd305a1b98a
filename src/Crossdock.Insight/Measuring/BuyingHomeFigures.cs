namespace Crossdock.Insight.Measuring;

/// <summary>The figures about buying on the start page of those who answer for how it is decided: the last four weeks.</summary>
internal sealed class BuyingHomeFigures(ReadFigures figures) : HomeFigures
{
    public override bool AreOf(Actor person) => person.May(Permission.SeePurchasing) && person.May(Permission.SeeApprovals);

    public override async Task<IReadOnlyList<HomeFigure>> SeeAsync(Reading reading, CancellationToken cancel)
    {
        // Why they cannot be counted is said on their own page.
        if ((await figures.AnswerAsync(reading, new ReadFiguresRequest(), cancel)).Refused(out _, out var read)) return [];
        return [.. read.Figures.Select(f => new HomeFigure(f.Definition.Title, FigureWords.Value(f), FigureWords.Note(f), $"/figures/{f.Definition.Id}", FigureWords.Tone(f), FigureWords.Trend(f)))];
    }
}
