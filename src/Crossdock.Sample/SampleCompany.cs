using Crossdock.Kernel;
using Crossdock.Sample.Masters;
using Crossdock.Sample.Scenario;

namespace Crossdock.Sample;

/// <summary>Makes the sample company out of the files.</summary>
public static class SampleCompany
{
    /// <summary>The plan for a day: the same files, day, seed and options always give the same plan.</summary>
    /// <param name="files">The cut.</param>
    /// <param name="today">The day after the last day of the replay.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <param name="options">Size; the usual one when null.</param>
    public static SamplePlan Build(SampleFiles files, DateOnly today, int seed, SampleOptions? options = null) =>
        Start(files, today, seed, options ?? new()).Plan;

    internal static (SamplePlan Plan, Replay Replay) Start(SampleFiles files, DateOnly today, int seed, SampleOptions options)
    {
        var calendar = SourceCalendar.For(today, options.Weeks);
        var company = new Company(files, calendar, seed, options);
        var world = company.Open();
        var replay = new Replay(world, files.Invoices.ToLookup(line => line.Date), company.Profiles);
        var days = new List<SampleDay>();
        for (var day = calendar.FirstDay; day < today; day = day.AddDays(1)) days.Add(replay.Run(day));
        var plan = new SamplePlan
        {
            Today = today,
            ShiftWeeks = calendar.ShiftDays / 7,
            FirstDay = calendar.FirstDay,
            Entities = Warehouses.Entities,
            Sites = Warehouses.Sites,
            Suppliers = company.Suppliers,
            Items = company.Items,
            Customers = company.Customers,
            Stocked = company.Stocked,
            CodeFindings = company.Findings,
            UnlistedItems = company.Unlisted,
            Rates = company.Rates,
            Openings = company.Openings,
            Books = company.Books(),
            History = company.History,
            Days = days,
            LinesOutsideAssortment = company.LinesOutside,
            Open = replay.OpenOn(today),
        };
        return (plan, replay);
    }
}
