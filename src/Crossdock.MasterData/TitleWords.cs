using Crossdock.Ui;

namespace Crossdock.MasterData;

/// <summary>Words for where goods become ours.</summary>
public static class TitleWords
{
    /// <summary>The places, as choices.</summary>
    public static IReadOnlyList<Choice> Choices { get; } = [new("none", "nothing is agreed"), new("origin", "where the supplier hands them over"), new("destination", "where they arrive")];

    /// <summary>A place in words.</summary>
    public static string Of(TitlePoint point) => point switch
    {
        TitlePoint.Origin => "where the supplier hands them over",
        TitlePoint.Destination => "where they arrive",
        _ => "nothing is agreed",
    };
}
