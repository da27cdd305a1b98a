using System.Globalization;
using Crossdock.Company.Founding;
using Crossdock.Company.Replaying;
using Crossdock.Organisation;
using Crossdock.Storage.Commit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Crossdock.Company;

/// <summary>
/// Loads the sample company into an empty database by the product's own uses, each on its historic day. It may be cut off at any moment:
/// the next run of the same plan goes on where it stopped. When the company is complete, loading again does nothing.
/// </summary>
/// <param name="database">Where it goes.</param>
/// <param name="desk">The product's uses.</param>
/// <param name="commits">Marks how far it is.</param>
/// <param name="directory">Knows whether there is a company already.</param>
/// <param name="board">Shows how far it is.</param>
/// <param name="logger">Says how it ended.</param>
public sealed partial class SampleLoader(Database database, UseDesk desk, CommitStep commits, Organisation.Directory directory, LoadBoard board, ILogger<SampleLoader> logger)
{
    /// <summary>True when there is something to load: nothing is here yet, or a load was cut off.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancel)
    {
        await using var db = database.Open();
        if (await DatabaseSettings.ReadAsync(db, SampleMarks.Complete, cancel) == "true") return false;
        return await DatabaseSettings.ReadAsync(db, SampleMarks.Plan, cancel) is not null || (await directory.EntitiesAsync(db, cancel)).Count == 0;
    }

    /// <summary>Loads, or continues a load. A plan that was begun is finished as it was begun, whatever is asked for now.</summary>
    /// <param name="folder">Folder of the sample data.</param>
    /// <param name="choice">Day, seed and size of a new load.</param>
    /// <param name="cancel">Stops it after the requests that are under way.</param>
    public async Task RunAsync(string folder, SampleChoice choice, CancellationToken cancel)
    {
        if (!await IsDueAsync(cancel))
        {
            board.Enter(LoadPhase.NotNeeded);
            return;
        }

        board.Enter(LoadPhase.Reading);
        var (begun, finishedDay) = await ReadAsync(cancel);
        choice = begun ?? choice;
        if (begun is null) await SampleMarks.WriteAsync(commits, cancel, (SampleMarks.Plan, choice.ToString()));
        var plan = await Task.Run(() => SampleCompany.Build(SampleFiles.Load(folder), choice.Today, choice.Seed, choice.Options), cancel);
        var kept = await database.ReadAsync(db => KeptAnswers.ListAsync(db, Clerk.KeyPrefix, cancel));
        var clerk = new Clerk(desk, board, kept, logger);
        var staff = new Staff();
        board.Enter(LoadPhase.Founding, Masters.Steps);
        clerk.Recalls = finishedDay is not null;
        var masters = new Masters(plan, clerk, board);
        await masters.FoundAsync(staff, cancel);
        await ReplayAsync(plan, clerk, staff, masters.Agreements!, finishedDay, cancel);
        board.Enter(LoadPhase.Finishing);
        await SampleMarks.WriteAsync(commits, cancel, (SampleMarks.Complete, "true"));
        board.Enter(LoadPhase.Done);
        var state = board.Look();
        Loaded(logger, state.Postings, state.Seconds, string.Join(", ", state.Documents.Select(d => $"{d.Value} {d.Key}")), clerk.Refused,
            string.Join(", ", state.Refusals.Select(r => $"{Ui.Words.OfCode(r.Key)} {r.Value}")));
    }

    private async Task ReplayAsync(SamplePlan plan, Clerk clerk, Staff staff, SupplierAgreements agreements, DateOnly? finishedDay, CancellationToken cancel)
    {
        board.Enter(LoadPhase.Replaying, plan.Days.Count);
        var replayer = new Replayer(plan, clerk, staff, database.Engine);
        for (var i = 0; i < plan.Days.Count; i++)
        {
            var day = plan.Days[i];
            board.Reach(day.Date, i);
            clerk.Recalls = day.Date <= finishedDay;
            await replayer.RunAsync(day, cancel);
            if (!clerk.Recalls) await SampleMarks.WriteAsync(commits, cancel, (SampleMarks.Day, day.Date.ToString("O", CultureInfo.InvariantCulture)));
        }

        clerk.Recalls = false;
        await new OpenDecisions(plan, clerk, staff, replayer.Buying, agreements).MakeAsync(plan.Days.SelectMany(d => d.Events).Max(e => e.At), cancel);
        board.Reach(plan.Days[^1].Date, plan.Days.Count);
    }

    private async Task<(SampleChoice? Begun, DateOnly? FinishedDay)> ReadAsync(CancellationToken cancel)
    {
        await using var db = database.Open();
        var plan = await DatabaseSettings.ReadAsync(db, SampleMarks.Plan, cancel);
        var day = await DatabaseSettings.ReadAsync(db, SampleMarks.Day, cancel);
        return (plan is null ? null : SampleChoice.Parse(plan), day is null ? null : DateOnly.Parse(day, CultureInfo.InvariantCulture));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The sample company is loaded: {Postings} postings in {Seconds} s ({Documents}). Refused: {Refused} ({Codes}).")]
    private static partial void Loaded(ILogger logger, long postings, int seconds, string documents, int refused, string codes);
}

/// <summary>Which sample company: the same choice always gives the same one.</summary>
/// <param name="Today">The day after its last day.</param>
/// <param name="Seed">Decides what is drawn.</param>
/// <param name="Options">Its size.</param>
public sealed record SampleChoice(DateOnly Today, int Seed, SampleOptions Options)
{
    /// <summary>The usual one for a day.</summary>
    public static SampleChoice On(DateOnly today) => new(today, 1, new());

    internal static SampleChoice Parse(string text)
    {
        var parts = text.Split(' ');
        return new(DateOnly.Parse(parts[0], CultureInfo.InvariantCulture), Number(1), new(Number(2), Number(3), bool.Parse(parts[4])));

        int Number(int at) => int.Parse(parts[at], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Today:yyyy-MM-dd} {Seed} {Options.Assortment} {Options.Weeks} {Options.OnlyStocked}");
}
