using Crossdock.Ui;

namespace Crossdock.MasterData.Pricing;

/// <summary>What a price change does, in words.</summary>
public static class PriceWords
{
    /// <summary>The exception of a change for people.</summary>
    public static string Of(string exception) => exception switch
    {
        "above-10-percent" => "rises by more than 10 %",
        "above-5-percent" => "rises by more than 5 %",
        "above-2-percent" => "rises by more than 2 %",
        "increase" => "rises",
        "new" => "new price",
        "decrease" => "falls",
        _ => exception,
    };

    /// <summary>The tone of a state.</summary>
    public static Tone ToneOf(PriceChangeState state) => state switch
    {
        PriceChangeState.Draft => Tone.Info,
        PriceChangeState.Waiting => Tone.Warning,
        PriceChangeState.Taken => Tone.Good,
        PriceChangeState.Rejected or PriceChangeState.Overtaken => Tone.Bad,
        _ => Tone.Neutral,
    };
}
