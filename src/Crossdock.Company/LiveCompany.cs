using System.Globalization;
using Crossdock.Company.Founding;
using Crossdock.Company.Replaying;
using Crossdock.Storage.Commit;
using Microsoft.Extensions.Logging;

namespace Crossdock.Company;

/// <summary>Keeps orders, scans and answers coming after the sample company is loaded, at an adjustable speed and without end.</summary>
/// <param name="database">Holds the company.</param>
/// <param name="desk">The product's uses.</param>
/// <param name="commits">Marks how far it is.</param>
/// <param name="time">Waits between events.</param>
/// <param name="logger">Says when it begins.</param>
public sealed partial class LiveCompany(Database database, UseDesk desk, CommitStep commits, TimeProvider time, ILogger<LiveCompany> logger)
{
    private const int MarkEvery = 20;

    /// <summary>Plays on from where the company stands until it is cancelled. Events of an earlier run are not repeated.</summary>
    /// <param name="folder">Folder of the sample data.</param>
    /// <param name="speed">Company time over real time: 60 makes a minute a second.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Why there is nothing to play, or null when it was cancelled.</returns>
    public async Task<string?> RunAsync(string folder, double speed, CancellationToken cancel)
    {
        await using (var db = database.Open())
        {
            if (await DatabaseSettings.ReadAsync(db, SampleMarks.Complete, cancel) != "true") return "This database holds no complete sample company. Load it first.";
        }

        var (choice, done) = await ReadAsync(cancel);
        var files = await Task.Run(() => SampleFiles.Load(folder), cancel);
        var plan = await Task.Run(() => SampleCompany.Build(files, choice.Today, choice.Seed, choice.Options), cancel);
        var kept = await database.ReadAsync(db => KeptAnswers.ListAsync(db, Clerk.KeyPrefix, cancel));
        var silent = new LoadBoard();
        var clerk = new Clerk(desk, silent, kept, logger) { Recalls = true };
        var staff = new Staff();
        await new Masters(plan, clerk, silent).FoundAsync(staff, cancel);
        var replayer = new Replayer(plan, clerk, staff, database.Engine);
        foreach (var day in plan.Days) await replayer.RunAsync(day, cancel);
        Begins(logger, speed);
        clerk.Live = true;
        var number = 0;
        foreach (var next in SampleLive.After(files, choice.Today, choice.Seed, speed, choice.Options))
        {
            number++;
            clerk.Recalls = number <= done;
            if (!clerk.Recalls) await Task.Delay(next.Wait, time, cancel);
            await replayer.HandleAsync(next.Event, cancel);
            if (number > done && number % MarkEvery == 0) await SampleMarks.WriteAsync(commits, cancel, (SampleMarks.Live, number.ToString(CultureInfo.InvariantCulture)));
        }

        return null;
    }

    private async Task<(SampleChoice Choice, int Done)> ReadAsync(CancellationToken cancel)
    {
        await using var db = database.Open();
        var plan = await DatabaseSettings.ReadAsync(db, SampleMarks.Plan, cancel);
        var live = await DatabaseSettings.ReadAsync(db, SampleMarks.Live, cancel);
        return (SampleChoice.Parse(plan!), live is null ? 0 : int.Parse(live, CultureInfo.InvariantCulture));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The sample company is live at {Speed} times real time.")]
    private static partial void Begins(ILogger logger, double speed);
}
