using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Scoring;

/// <summary>
/// A line as we asked for it, with everything that came of it. A change of ours asks anew: its quantity and day count, and what was confirmed before
/// no longer does (unless we only asked for less or for another price). A change of the supplier's never moves what it is measured by: parts it made
/// of a line belong to that line still, and another item it sent instead does not.
/// </summary>
/// <param name="Line">The line we asked for.</param>
/// <param name="Asked">How much.</param>
/// <param name="Requested">For which day.</param>
/// <param name="Confirmed">First and last day of the supplier's first confirmation of it; null while there is none.</param>
/// <param name="DayMoved">True when we moved the day after the release.</param>
/// <param name="GivenUp">What we gave up ourselves, and when.</param>
/// <param name="Arrivals">What came.</param>
/// <param name="Returned">How much of it went back.</param>
internal sealed record Schedule(
    LineFacts Line, Quantity Asked, DateOnly Requested, (DateOnly First, DateOnly Last)? Confirmed, bool DayMoved,
    IReadOnlyList<(DateTimeOffset At, Quantity Quantity, bool All)> GivenUp, IReadOnlyList<ArrivalFact> Arrivals, Quantity Returned)
{
    /// <summary>The schedules of an order's lines.</summary>
    public static IEnumerable<Schedule> Of(IReadOnlyCollection<LineFacts> lines)
    {
        var byId = lines.ToDictionary(l => l.Id);
        var members = lines.Where(l => l.Versions.Any(v => v.IsOurs)).ToDictionary(l => l.Id, l => new List<LineFacts>());
        foreach (var line in lines.Where(l => !members.ContainsKey(l.Id)))
        {
            var from = line;
            while (from.PartedFrom is { } parent && byId.TryGetValue(parent, out var whole) && !members.ContainsKey(from.Id)) from = whole;
            if (members.TryGetValue(from.Id, out var parts) && from.Item == line.Item) parts.Add(line);
        }

        return lines.Where(l => members.ContainsKey(l.Id)).Select(l => Of(l, members[l.Id], lines.Where(other => LeftBy(other, l)).ToList()));
    }

    /// <summary>A part that the supplier made and that we have asked for anew since: it stands for itself from then on.</summary>
    private static bool LeftBy(LineFacts part, LineFacts whole) => part.PartedFrom == whole.Id && part.Item == whole.Item && part.Versions is [{ IsOurs: false }, ..] && part.Versions.Any(v => v.IsOurs);

    private static Schedule Of(LineFacts line, List<LineFacts> parts, List<LineFacts> left)
    {
        var asked = Quantity.Zero;
        DateOnly? day = null;
        (DateOnly, DateOnly)? confirmed = null;
        var moved = false;
        VersionFact? before = null;
        foreach (var version in line.Versions)
        {
            if (version.IsOurs && day is null)
            {
                // A part that we made ourselves keeps what was confirmed for the whole.
                (asked, day, confirmed) = (version.Ordered, version.Requested, version.Confirmed is { } kept ? (kept, kept) : null);
            }
            else if (version.IsOurs)
            {
                var total = version.Ordered == before!.Ordered ? asked : parts.Aggregate(version.Ordered, (sum, p) => sum + p.OrderedAt(version.At));
                var other = version.Requested != before.Requested;
                if (other || total > asked) confirmed = null;
                (asked, day, moved) = (total, other ? version.Requested : day, moved || other);
            }
            else if (version.Kind == LineChangeKind.Confirmed && version.Confirmed is { } said && day is not null)
            {
                confirmed ??= Days(said, parts, version.At);
            }

            before = version;
        }

        foreach (var part in left)
        {
            var own = part.Versions.First(v => v.IsOurs);
            if (own.At > line.Versions.Last(v => v.IsOurs).At) asked -= part.Versions.Last(v => v.Revision < own.Revision).Ordered;
        }

        LineFacts[] all = [line, .. parts];
        return new(line, asked, day!.Value, confirmed, moved, [.. all.SelectMany(GivenUpOf)],
            [.. all.SelectMany(l => l.Arrivals).OrderBy(a => a.Day).ThenBy(a => a.Receipt, StringComparer.Ordinal)], all.Aggregate(Quantity.Zero, (sum, l) => sum + l.Returned));
    }

    private static (DateOnly First, DateOnly Last) Days(DateOnly said, List<LineFacts> parts, DateTimeOffset at)
    {
        var days = parts.Where(p => p.Versions is [{ Confirmed: not null }, ..] && p.Versions[0].At == at).Select(p => p.Versions[0].Confirmed!.Value).Append(said).ToList();
        return (days.Min(), days.Max());
    }

    private static IEnumerable<(DateTimeOffset At, Quantity Quantity, bool All)> GivenUpOf(LineFacts line)
    {
        if (line.Versions.LastOrDefault(v => v.IsGivenUp || v.Kind == LineChangeKind.Reopened) is not { IsGivenUp: true } end) yield break;
        yield return (end.At, Quantity.Max(end.Ordered - line.Received, Quantity.Zero), end.Kind == LineChangeKind.Cancelled && line.PartedFrom is null);
    }

    /// <summary>How much was to come by the end of a day, less what we gave up until then; null when nothing was.</summary>
    public Quantity? AskedBy(DateOnly day, TimeZoneInfo zone)
    {
        var given = GivenUp.Where(g => zone.DayOf(g.At) <= day).ToList();
        if (given.Exists(g => g.All)) return null;
        var left = given.Aggregate(Asked, (sum, g) => sum - g.Quantity);
        return left.IsPositive ? left : null;
    }

    /// <summary>Good quantity that came in a window: not damaged, and less what went back beyond what was damaged.</summary>
    public Quantity GoodIn(Window window)
    {
        var damaged = Arrivals.Where(a => a.Condition == Condition.Damaged).Aggregate(Quantity.Zero, (sum, a) => sum + a.Quantity);
        var came = Arrivals.Where(a => a.Condition != Condition.Damaged && window.Holds(a.Day)).Aggregate(Quantity.Zero, (sum, a) => sum + a.Quantity);
        return Quantity.Max(came - Quantity.Max(Returned - damaged, Quantity.Zero), Quantity.Zero);
    }

    /// <summary>The day on which as much had come as was asked for, or null.</summary>
    public DateOnly? CompletedOn(Quantity enough)
    {
        var sum = Quantity.Zero;
        foreach (var arrival in Arrivals)
        {
            sum += arrival.Quantity;
            if (sum >= enough) return arrival.Day;
        }

        return null;
    }
}

/// <summary>The days on which goods are in time.</summary>
/// <param name="From">First of them.</param>
/// <param name="To">Last of them: when it is over, the line is right or wrong.</param>
internal readonly record struct Window(DateOnly From, DateOnly To)
{
    /// <summary>Working days that goods may come early.</summary>
    public const int DaysEarly = 2;

    /// <summary>Two working days early and none late. A day on which the site is closed counts as the next one it works.</summary>
    public static Window Around(DateOnly first, DateOnly last, WorkingDays days)
    {
        var from = first;
        for (var left = DaysEarly; left > 0; left--)
        {
            do from = from.AddDays(-1);
            while (!days.Includes(from));
        }

        return new(from, days.OnOrAfter(last));
    }

    /// <summary>True when a day is one of them.</summary>
    public bool Holds(DateOnly day) => day >= From && day <= To;
}
