using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Approving;

/// <summary>What a table says to a case.</summary>
/// <param name="Table">The table in force; null when there is none.</param>
/// <param name="Row">The row that fits.</param>
/// <param name="Amount">What was looked at: the amount with others of its group, in the table's currency.</param>
/// <param name="Attributes">The value of every dimension, a line each.</param>
internal sealed record Weighing(DecisionTable? Table, DecisionRow? Row, Amount Amount, string Attributes)
{
    /// <summary>The row in words.</summary>
    public string Sentence => this is { Table: { } table, Row: { } row }
        ? $"Row {row.Number} of table {table.Number}: {row.Sentence(table.Currency)}"
        : "No table is in force: the right to do it decides.";
}

/// <summary>What was decided in this commit and is not written yet: a commit over many documents must see its own.</summary>
internal sealed class DecidedHere : IWorkState
{
    public List<Decision> Decisions { get; } = [];

    public void Flush(Work work)
    {
    }
}

/// <summary>Lays a case against the table in force and against what was decided before.</summary>
internal sealed class Weigher(DecisionTables tables, Directory directory, ICaseRates rates)
{
    /// <summary>True when a table is in force for a kind in an entity; from memory.</summary>
    public async ValueTask<bool> RulesAsync(CrossdockDb db, string kind, EntityId entity, CancellationToken cancel) => await tables.InForceAsync(db, kind, entity, cancel) is not null;

    /// <summary>Finds the row of a case that is being asked about: what counts together with it is locked for the length of the commit.</summary>
    public Task<Result<Weighing>> WeighAsync(Work work, Case asked, CancellationToken cancel) => WeighAsync(work.Db, work, work.Now, asked, cancel);

    /// <summary>Finds the row of a case, for a look beforehand.</summary>
    public Task<Result<Weighing>> WeighAsync(CrossdockDb db, DateTimeOffset now, Case asked, CancellationToken cancel) => WeighAsync(db, null, now, asked, cancel);

    /// <summary>True when people have approved this content, or more of the same.</summary>
    public static async Task<bool> CoverAsync(CrossdockDb db, Work? work, Case asked, byte[] hash, Weighing weighed, CancellationToken cancel)
    {
        // Only the latest: an older, larger approval was replaced by it.
        var last = work?.State<DecidedHere>().Decisions.LastOrDefault(d => d.Kind == asked.Kind && d.Document == asked.Document && d.Outcome is Outcome.Approved or Outcome.BrokenGlass)
            ?? await db.Set<Decision>().AsNoTracking()
                .Where(d => d.Kind == asked.Kind && d.Document == asked.Document && (d.Outcome == Outcome.Approved || d.Outcome == Outcome.BrokenGlass))
                .OrderByDescending(d => d.At).ThenByDescending(d => d.Id).FirstOrDefaultAsync(cancel);
        if (last is null) return false;
        if (last.ContentHash.AsSpan().SequenceEqual(hash)) return true;
        return last.GroupKey == asked.Group && WithoutLimit(last.Attributes) == WithoutLimit(weighed.Attributes)
            && asked.Amount <= new Amount(checked((long)((Int128)last.Amount.TenThousandths * (10_000 + weighed.Table!.ToleranceHundredths) / 10_000)));
    }

    /// <summary>Takes what is asked about together for the length of the commit: two who ask at once must see each other.</summary>
    public static Task LockAsync(Work work, Case asked, string what, CancellationToken cancel)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{asked.Kind}\n{asked.Entity.Value}\n{what}"));
        return work.LockAloneAsync(BinaryPrimitives.ReadInt64BigEndian(hash), cancel);
    }

    /// <summary>The values of a case as they are kept.</summary>
    public static IReadOnlyDictionary<string, string> ReadText(string attributes) =>
        attributes.Split('\n').Select(a => a.Split('=', 2)).ToDictionary(a => a[0], a => a[1], StringComparer.Ordinal);

    private static string Text(Dictionary<string, string> values) => string.Join('\n', Dimensions.All.Select(d => $"{d.Name}={values[d.Name]}"));

    private static string WithoutLimit(string attributes) =>
        string.Join('\n', attributes.Split('\n').Where(a => !a.StartsWith(Dimensions.Limit + "=", StringComparison.Ordinal)));

    private async Task<Result<Weighing>> WeighAsync(CrossdockDb db, Work? work, DateTimeOffset now, Case asked, CancellationToken cancel)
    {
        var values = await ValuesAsync(db, asked, cancel);
        if (await tables.InForceAsync(db, asked.Kind, asked.Entity, cancel) is not { } table) return new Weighing(null, null, asked.Amount, Text(values));
        var amount = asked.Amount;
        if (asked.Group is { } group && table.WindowDays > 0)
        {
            if (work is not null) await LockAsync(work, asked, group, cancel);
            amount += await OthersAsync(db, work, asked, group, now.AddDays(-table.WindowDays), cancel);
        }

        var limit = await tables.LimitAsync(db, asked.Requester, asked.Kind, asked.Entity, cancel);
        values[Dimensions.Limit] = limit is not { } most ? Dimensions.None : amount <= most ? "within" : "over";
        if (table.Currency != asked.Currency)
        {
            var day = (await directory.EntityAsync(db, asked.Entity, cancel))!.DayOf(now);
            if (await rates.RateAsync(db, asked.Currency, table.Currency, day, cancel) is not { } rate) return new NoCaseRate(asked.Currency, table.Currency, day);
            amount = new(checked((long)Exact.Divide((Int128)amount.TenThousandths * rate.Millionths, UnitPrice.Scale)));
        }

        return table.Match(amount, values) is { } row ? new Weighing(table, row, amount, Text(values)) : new NoRow(asked.Title);
    }

    private async Task<Dictionary<string, string>> ValuesAsync(CrossdockDb db, Case asked, CancellationToken cancel)
    {
        var values = Dimensions.All.ToDictionary(d => d.Name, d => asked.Attributes.TryGetValue(d.Name, out var value) ? Dimensions.Normal(value) : Dimensions.Usual(d.Name));
        values[Dimensions.Entity] = Dimensions.Normal((await directory.EntityAsync(db, asked.Entity, cancel))!.Code);
        values[Dimensions.Site] = asked.Site is { } site ? Dimensions.Normal((await directory.SiteAsync(db, site, cancel))!.Code) : Dimensions.None;
        return values;
    }

    /// <summary>What went by rule of the same group within the window, on other documents: of each the latest amount.</summary>
    private static async Task<Amount> OthersAsync(CrossdockDb db, Work? work, Case asked, string group, DateTimeOffset since, CancellationToken cancel)
    {
        // Of each document its latest decision counts; those of this commit are in no table yet.
        var here = work?.State<DecidedHere>().Decisions.Where(d => d.GroupKey == group && d.Kind == asked.Kind && d.EntityId == asked.Entity && d.Document != asked.Document).ToList() ?? [];
        var replaced = here.Select(d => d.Document).Distinct().ToList();
        var all = db.Set<Decision>().AsNoTracking();
        var sum = await all
            .Where(d => d.GroupKey == group && d.At > since && d.Kind == asked.Kind && d.EntityId == asked.Entity && d.Document != asked.Document && !replaced.Contains(d.Document)
                && (d.Outcome == Outcome.Auto || d.Outcome == Outcome.Review)
                && !all.Any(o => o.Kind == d.Kind && o.Document == d.Document && (o.At > d.At || (o.At == d.At && o.Id > d.Id))))
            .SumAsync(d => (long)(object)d.Amount, cancel);
        return here.GroupBy(d => d.Document).Select(g => g.Last())
            .Where(d => d.Outcome is Outcome.Auto or Outcome.Review).Aggregate(new Amount(sum), (total, d) => total + d.Amount);
    }
}

internal sealed record NoCaseRate(Currency From, Currency To, DateOnly Day) : Refusal(RefusalKind.Refused, "governance.no_rate",
    $"There is no exchange rate from {From} to {To} on {Day:yyyy-MM-dd}, so nobody can say who decides. Enter it first.");

internal sealed record NoRow(string Title) : Refusal(RefusalKind.Conflict, "governance.no_row",
    $"No row of the approval table fits {Title}. The governance council must close the gap.");
