using System.Collections.Concurrent;
using Crossdock.Books.Accounts;

namespace Crossdock.Books;

/// <summary>An account as others see it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Code">Number in the chart.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">Side.</param>
/// <param name="Role">The role it plays, if any.</param>
public sealed record ChartAccount(int Id, string Code, string Name, AccountKind Kind, AccountRole? Role);

/// <summary>Each entity's chart of accounts and posting table. Kept in memory: accounts are only ever added.</summary>
public sealed class Chart
{
    private readonly ConcurrentDictionary<EntityId, IReadOnlyList<ChartAccount>> charts = new();

    /// <summary>The chart of an entity; empty when it has none yet.</summary>
    public async ValueTask<IReadOnlyList<ChartAccount>> OfAsync(CrossdockDb db, EntityId entity, CancellationToken cancel)
    {
        if (charts.TryGetValue(entity, out var known)) return known;
        var roles = await db.Set<AccountAssignment>().AsNoTracking().Where(a => a.EntityId == entity).ToDictionaryAsync(a => a.AccountId, a => a.Role, cancel);
        var accounts = await db.Set<Account>().AsNoTracking().Where(a => a.EntityId == entity).OrderBy(a => a.Code).ToListAsync(cancel);
        var chart = accounts.Select(a => new ChartAccount(a.Id, a.Code, a.Name, a.Kind, roles.TryGetValue(a.Id, out var role) ? role : null)).ToList();
        if (chart.Count > 0) charts[entity] = chart;
        return chart;
    }

    /// <summary>The account that plays a role; an entity without it cannot post, which is a set-up error.</summary>
    public async ValueTask<ChartAccount> PlayingAsync(CrossdockDb db, EntityId entity, AccountRole role, CancellationToken cancel)
    {
        foreach (var account in await OfAsync(db, entity, cancel))
            if (account.Role == role) return account;
        throw new InvalidOperationException($"Entity {entity.Value} has no account for {role}.");
    }

    /// <summary>Gives a new entity the template chart and opens its periods from a month on.</summary>
    public void Found(Work work, EntityId entity, DateOnly firstMonth, int months)
    {
        foreach (var (role, code, name, kind, controlled) in ChartTemplate.Accounts)
        {
            var id = work.NewKey("accounts");
            work.Db.Add(new Account { Id = id, EntityId = entity, Code = code, Name = name, Kind = kind, Controlled = controlled });
            work.Db.Add(new AccountAssignment { EntityId = entity, Role = role, AccountId = id });
        }

        for (var i = 0; i < months; i++)
            work.Db.Add(new Periods.Period { EntityId = entity, Month = Periods.Period.MonthOf(firstMonth.AddMonths(i)), State = PeriodState.Open });
    }
}
