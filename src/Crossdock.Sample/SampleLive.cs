using Crossdock.Sample.Scenario;

namespace Crossdock.Sample;

/// <summary>An event and how long to wait before it, at the asked speed.</summary>
/// <param name="Wait">Real time between the event before and this one.</param>
/// <param name="Event">What happens.</param>
public readonly record struct LiveEvent(TimeSpan Wait, SampleEvent Event);

/// <summary>Goes on where a plan ends, day after day without end: the shops' lines of the window come again, everything else is drawn anew.</summary>
public static class SampleLive
{
    /// <summary>
    /// Events from the plan's today on. Nights and weekends are skipped: no wait is longer than half an hour of the company's time.
    /// </summary>
    /// <param name="files">The cut the plan was made of.</param>
    /// <param name="today">The plan's day.</param>
    /// <param name="seed">The plan's seed.</param>
    /// <param name="speed">Company time over real time: 60 makes a minute a second.</param>
    /// <param name="options">The plan's options.</param>
    public static IEnumerable<LiveEvent> After(SampleFiles files, DateOnly today, int seed, double speed, SampleOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        return Endless(SampleCompany.Start(files, today, seed, options ?? new()).Replay, today, speed);
    }

    private static IEnumerable<LiveEvent> Endless(Replay replay, DateOnly today, double speed)
    {
        DateTimeOffset? before = null;
        for (var day = today; ; day = day.AddDays(1))
        {
            foreach (var happened in replay.Run(day).Events)
            {
                var pause = before is null ? TimeSpan.Zero : happened.At - before.Value;
                before = happened.At;
                yield return new(TimeSpan.FromSeconds(Math.Clamp(pause.TotalSeconds, 0, 1800) / speed), happened);
            }
        }
    }
}
