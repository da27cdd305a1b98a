namespace Crossdock.Planner.Forecasting;

/// <summary>How the first size and interval are set.</summary>
public enum IntermittentStart
{
    /// <summary>First size; mean of all intervals (for TSB the share of periods with demand).</summary>
    Mean,

    /// <summary>First size and first interval (for TSB 0 or 1, demand in the first period).</summary>
    Naive,
}

/// <summary>Which correction of the ratio size / interval is made.</summary>
public enum CrostonKind
{
    /// <summary>None: Croston (1972); biased upward.</summary>
    Croston,

    /// <summary>1 - alpha / 2: Syntetos and Boylan (2005).</summary>
    SyntetosBoylan,

    /// <summary>1 - alpha / (2 - alpha): Shale, Boylan and Johnston (2006).</summary>
    ShaleBoylanJohnston,
}

/// <summary>A demand rate with what was forecast for each past period.</summary>
/// <param name="Rate">Units per period ahead.</param>
/// <param name="InSample">Forecast made for each period of the history before it; NaN where there was none yet.</param>
public sealed record IntermittentForecast(double Rate, double[] InSample);

/// <summary>Croston's method: sizes and intervals of demand smoothed apart, only when there is demand.</summary>
public static class Croston
{
    /// <summary>Smoothing parameters of size and interval (0 to 1). Refused without any demand: then no interval exists.</summary>
    public static Result<IntermittentForecast> Of(double[] values, CrostonKind kind, double alphaSize, double alphaInterval, IntermittentStart start)
    {
        if ((Given.Count("history", values.Length, 1) ?? Given.AllNotNegative("history", values) ?? Given.ShareOrBound("alpha of the size", alphaSize)
            ?? Given.ShareOrBound("alpha of the interval", alphaInterval)) is { } no) return no;
        var first = Array.FindIndex(values, v => v > 0);
        if (first < 0) return Given.No("There is no demand in the history, so there is no interval to smooth.");
        var last = Array.FindLastIndex(values, v => v > 0);
        var size = values[first];
        var interval = start == IntermittentStart.Naive ? first + 1 : (last + 1) / (double)values.Count(v => v > 0);
        var correction = kind switch
        {
            CrostonKind.SyntetosBoylan => 1 - alphaInterval / 2,
            CrostonKind.ShaleBoylanJohnston => 1 - alphaInterval / (2 - alphaInterval),
            _ => 1,
        };
        var inSample = new double[values.Length];
        var previous = first;
        for (var t = 0; t < values.Length; t++)
        {
            inSample[t] = t <= first ? double.NaN : correction * size / interval;
            if (t <= first || values[t] <= 0) continue;
            size += alphaSize * (values[t] - size);
            interval += alphaInterval * (t - previous - interval);
            previous = t;
        }

        return new IntermittentForecast(correction * size / interval, inSample);
    }
}
