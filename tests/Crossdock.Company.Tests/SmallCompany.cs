using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Company.Tests;

/// <summary>The sample company made small: three weeks and the current one, few items, all vendors, shops, sites and kinds of work.</summary>
internal sealed class SmallCompany : IAsyncDisposable
{
    private static readonly DateOnly Thursday = new(2026, 5, 21);

    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "samples");

    private SmallCompany(CrossdockApp app) => App = app;

    public static SampleChoice Choice { get; } = new(Thursday, 3, new(Assortment: 20, Weeks: 3, OnlyStocked: true));

    public static SamplePlan Plan { get; } = SampleCompany.Build(SampleFiles.Load(Folder), Choice.Today, Choice.Seed, Choice.Options);

    public CrossdockApp App { get; }

    public LoadBoard Board => App.Get<LoadBoard>();

    public static async Task<SmallCompany> EmptyAsync(Engine engine, AppOptions? options = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(Thursday.ToDateTime(new TimeOnly(13, 0)), TimeSpan.Zero));
        return new(await CrossdockApp.StartAsync(engine, (options ?? new()) with { Time = time }));
    }

    public static async Task<SmallCompany> LoadedAsync(Engine engine, AppOptions? options = null)
    {
        var company = await EmptyAsync(engine, options);
        await company.LoadAsync(CancellationToken.None);
        return company;
    }

    public Task LoadAsync(CancellationToken cancel) => App.Get<SampleLoader>().RunAsync(Folder, Choice, cancel);

    /// <summary>What the checks of <c>crossdock verify</c> find.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        await App.SettledAsync();
        var faults = new List<string>();
        await using var db = App.Database.Open();
        foreach (var check in App.Services.GetServices<IVerification>())
            faults.AddRange((await check.RunAsync(db, 10, CancellationToken.None)).Select(f => $"{check.Number} {f.Row}: {f.Message}"));
        return faults;
    }

    public async Task<long> NumberAsync(string sql) => long.Parse((await RowsAsync(sql)).Single(), CultureInfo.InvariantCulture);

    /// <summary>Rows as text, in an order that does not depend on the engine.</summary>
    public async Task<List<string>> RowsAsync(string sql)
    {
        await using var db = App.Database.Open();
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements stand in these tests
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "-" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
