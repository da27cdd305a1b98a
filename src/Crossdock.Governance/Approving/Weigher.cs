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

    /// <summary>What was counted with it; null when nothing counts together.</summary>
    public CountedWith? Counted { get; init; }
}

/// <summary>What a case was counted with before others who ask at the same time were waited for.</summary>
/// <param name="Asked">The case.</param>
/// <param name="Group">What counts together.</param>
/// <param name="Since">From when on.</param>
/// <param name="Committed">What stood in the database.</param>
/// <param name="Amount">The amount with all others, in the entity's currency.</param>
internal sealed record CountedWith(Case Asked, string Group, DateTimeOffset Since, Amount Committed, Amount Amount)
{
    /// <summary>The row and the values it was found by.</summary>
    public (int Row, string Attributes) Found { get; set; }

    /// <summary>Told when more counts together than was seen, and the row is the same all the same.</summary>
    public Action<Amount>? Corrected { get; set; }
}

/// <summary>What was decided in this commit and is not written yet: a commit over many documents must see its own.</summary>
internal sealed class DecidedHere : IWorkState
{
    public List<Decision> Decisions { get; } = [];

    public List<CountedWith> Counted { get; } = [];

    public void Flush(Work work)
    {
    }
}

/// <summary>Lays a case against the table in force and against what was decided before.</summary>
internal sealed class Weigher(DecisionTables tables, Directory directory, ICaseRates rates)
{
    /// <summary>True when a table is in force for a kind in an entity; from memory.</summary>
    public async ValueTask<bool> RulesAsync(CrossdockDb db, string kind, EntityId entity, CancellationToken cancel) => await tables.InForceAsync(db, kind, entity, cancel) is not null;

    /// <summary>
    /// Finds the row of a case that is being asked about. Who asks at the same time for what counts together is not waited for here but right before
    /// the save, so that they work side by side: when what they committed leads to another row, the use runs again.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="asked">The case.</param>
    /// <param name="last">What was decided last on its document.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<Result<Weighing>> WeighAsync(Work work, Case asked, Decision? last, CancellationToken cancel) => WeighAsync(work.Db, work, work.Now, asked, last, cancel);

    /// <summary>Finds the row of a case, for a look beforehand.</summary>
    public async Task<Result<Weighing>> WeighAsync(CrossdockDb db, DateTimeOffset now, Case asked, CancellationToken cancel) =>
        await WeighAsync(db, null, now, asked, await LastAsync(db, null, asked.Kind, asked.Document, cancel), cancel);

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

    /// <summary>What was decided last on a document, in this commit or before; null when nothing was.</summary>
    public static async Task<Decision?> LastAsync(CrossdockDb db, Work? work, string kind, string document, CancellationToken cancel) =>
        work?.State<DecidedHere>().Decisions.LastOrDefault(d => d.Kind == kind && d.Document == document)
        ?? await db.Set<Decision>().AsNoTracking().Where(d => d.Kind == kind && d.Document == document).OrderByDescending(d => d.At).ThenByDescending(d => d.Id).FirstOrDefaultAsync(cancel);

    /// <summary>Takes a document for the length of the commit: what is decided on it is decided one after the other.</summary>
    public static Task LockDocumentAsync(Work work, string kind, EntityId entity, string document, CancellationToken cancel) =>
        work.LockAloneAsync(LockKey(kind, entity, "document\n" + document), cancel);

    /// <summary>The values of a case as they are kept.</summary>
    public static IReadOnlyDictionary<string, string> ReadText(string attributes) =>
        attributes.Split('\n').Select(a => a.Split('=', 2)).ToDictionary(a => a[0], a => a[1], StringComparer.Ordinal);

    private static long LockKey(string kind, EntityId entity, string what) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{entity.Value}\n{what}")));

    private static string Text(Dictionary<string, string> values) => string.Join('\n', Dimensions.All.Select(d => $"{d.Name}={values[d.Name]}"));

    private static string WithoutLimit(string attributes) =>
        string.Join('\n', attributes.Split('\n').Where(a => !a.StartsWith(Dimensions.Limit + "=", StringComparison.Ordinal)));

    private async Task<Result<Weighing>> WeighAsync(CrossdockDb db, Work? work, DateTimeOffset now, Case asked, Decision? last, CancellationToken cancel)
    {
        var values = await ValuesAsync(db, asked, cancel);
        if (await tables.InForceAsync(db, asked.Kind, asked.Entity, cancel) is not { } table) return new Weighing(null, null, asked.Amount, Text(values));
        if (asked.Group is not { } group || table.WindowDays == 0) return await RowAsync(db, now, asked, table, asked.Amount, values, cancel);
        var since = now.AddDays(-table.WindowDays);
        var committed = await CommittedAsync(db, asked, group, since, cancel);
        var counted = new CountedWith(asked, group, since, committed, asked.Amount + committed + Uncommitted(work, asked, last, group, since));
        if ((await RowAsync(db, now, asked, table, counted.Amount, values, cancel)).Refused(out var refusal, out var found)) return refusal;
        counted.Found = (found.Row!.Number, found.Attributes);
        // The one writer of the embedded database has seen everything there is.
        if (work is { Db.Engine: Engine.Postgres })
        {
            var here = work.State<DecidedHere>().Counted;
            if (here.Count == 0) work.Confirm(stop => ConfirmAsync(work, here, stop));
            here.Add(counted);
        }

        return found with { Counted = counted };
    }

    /// <summary>Takes what counts together until the commit, and looks whether what others have committed meanwhile leads to the same rows.</summary>
    private async Task<bool> ConfirmAsync(Work work, IReadOnlyList<CountedWith> all, CancellationToken cancel)
    {
        await work.LockAloneAsync(all.Select(c => LockKey(c.Asked.Kind, c.Asked.Entity, c.Group)), cancel);
        foreach (var counted in all)
        {
            var more = await CommittedAsync(work.Db, counted.Asked, counted.Group, counted.Since, cancel) - counted.Committed;
            if (more.IsZero) continue;
            if (await tables.InForceAsync(work.Db, counted.Asked.Kind, counted.Asked.Entity, cancel) is not { } table) return false;
            var values = await ValuesAsync(work.Db, counted.Asked, cancel);
            if ((await RowAsync(work.Db, work.Now, counted.Asked, table, counted.Amount + more, values, cancel)).Refused(out _, out var found)) return false;
            if (counted.Found != (found.Row!.Number, found.Attributes)) return false;
            counted.Corrected?.Invoke(found.Amount);
        }

        return true;
    }

    /// <summary>The row that fits a case with so much, in the entity's currency.</summary>
    private async Task<Result<Weighing>> RowAsync(CrossdockDb db, DateTimeOffset now, Case asked, DecisionTable table, Amount amount, Dictionary<string, string> values, CancellationToken cancel)
    {
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

    /// <summary>
    /// What went by rule of a group within the window and is committed: of each document the latest amount. A decision says itself what it replaces,
    /// so that one sum over two indexes tells, however many there are.
    /// </summary>
    private static async Task<Amount> CommittedAsync(CrossdockDb db, Case asked, string group, DateTimeOffset since, CancellationToken cancel)
    {
        var all = db.Set<Decision>().AsNoTracking().Where(d => d.Kind == asked.Kind && d.EntityId == asked.Entity);
        var counted = all.Where(d => d.GroupKey == group && d.At > since && (d.Outcome == Outcome.Auto || d.Outcome == Outcome.Review)).Select(d => (long)(object)d.Amount);
        var replaced = all.Where(d => d.ReplacesGroup == group && d.ReplacesAt > since).Select(d => -(long)(object)d.ReplacesAmount!);
        return new Amount(await counted.Concat(replaced).SumAsync(cancel));
    }

    /// <summary>What this commit adds to that and is in no table yet, less what the document itself counts.</summary>
    private static Amount Uncommitted(Work? work, Case asked, Decision? last, string group, DateTimeOffset since)
    {
        var sum = Amount.Zero;
        foreach (var here in work?.State<DecidedHere>().Decisions.Where(d => d.Kind == asked.Kind && d.EntityId == asked.Entity) ?? [])
        {
            if (here.Counts && here.GroupKey == group) sum += here.Amount;
            if (here.ReplacesGroup == group && here.ReplacesAt > since) sum -= here.ReplacesAmount!.Value;
        }

        return last is { Counts: true } && last.GroupKey == group && last.At > since ? sum - last.Amount : sum;
    }
}

internal sealed record NoCaseRate(Currency From, Currency To, DateOnly Day) : Refusal(RefusalKind.Refused, "governance.no_rate",
    $"There is no exchange rate from {From} to {To} on {Day:yyyy-MM-dd}, so nobody can say who decides. Enter it first.");

internal sealed record NoRow(string Title) : Refusal(RefusalKind.Conflict, "governance.no_row",
    $"No row of the approval table fits {Title}. The governance council must close the gap.");
