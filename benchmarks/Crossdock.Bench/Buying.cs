using System.Diagnostics;
using System.Globalization;
using Crossdock.Governance.Approving;
using Crossdock.Governance.Tables;
using Crossdock.MasterData;
using Crossdock.Storage.Lists;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Bench;

/// <summary>
/// Governed buying: a routine need becomes a released order, fifty of them begun each second whatever the answers take; and the inbox of somebody
/// for whom ten thousand requests wait.
/// </summary>
internal static class Buying
{
    private const int PerSecond = 50;
    private const int Clients = 32;
    private const int Suppliers = 40;
    private const int Items = 2000;

    public static async IAsyncEnumerable<Figure> RunAsync(Pace pace)
    {
        foreach (var engine in pace.Engines)
        {
            await using var world = await World.StartAsync(engine, Items, listen: true);
            await PrepareAsync(world);
            var times = await FlowAsync(world, TimeSpan.FromSeconds(pace.Quick ? 10 : 60));
            yield return new($"routine need to released order, 50/s over HTTP, p99, {engine}", "ms", At(times, 0.99), null, 1000);
            yield return new($"routine need to released order, 50/s over HTTP, p50, {engine}", "ms", At(times, 0.50), null, 1000);
            yield return new($"inbox of 10,000, first page, p95, {engine}", "ms", At(await InboxAsync(world), 0.95), null, 100);
        }
    }

    private static async Task PrepareAsync(World world)
    {
        await world.DoAsync(async (work, cancel) => (await world.App.Get<PartnerMaster>().CreateManyAsync(
            work, [.. Enumerable.Range(0, Suppliers).Select(i => new NewPartner(PartnerKind.Supplier, $"S{i}", $"Supplier {i}", "EUR"))], cancel)).Value);
        for (var first = 0; first < Items; first += 500)
        {
            var from = first;
            await world.DoAsync(async (work, cancel) => (await world.App.Get<PartnerMaster>().SetTermsAsync(
                work, [.. Enumerable.Range(from, 500).Select(i => new NewTerms($"S{i % Suppliers}", $"I{i}", "piece", 7, UnitPrice.Of(2.35m)))], cancel)).Value);
        }

        foreach (var kind in new[] { "requisition", "purchase-order" })
        {
            var draft = (await world.App.RunAsync(world.App.Get<DraftTable>(), new DraftTableRequest(kind, [new("auto", Below: Amount.Of(1_000_000)), new("refuse: too much", From: Amount.Of(1_000_000))], Currency: "EUR"))).Value;
            _ = (await world.App.RunAsync(world.App.Get<ActivateTable>(), new ActivateTableRequest(draft.Id, draft.Version))).Value;
        }
    }

    /// <summary>Requests are begun on a clock of their own: one that is late counts from when it was due.</summary>
    private static async Task<List<double>> FlowAsync(World world, TimeSpan length)
    {
        var clients = new System.Collections.Concurrent.ConcurrentBag<LeanClient>();
        for (var i = 0; i < Clients; i++) clients.Add(await LeanClient.AsAsync(world.App, "planner"));
        var (times, number) = (new System.Collections.Concurrent.ConcurrentBag<double>(), 0);
        var free = new SemaphoreSlim(Clients);
        var clock = Stopwatch.StartNew();
        var under = new List<Task>();
        var warm = TimeSpan.FromSeconds(5);
        while (clock.Elapsed < warm + length)
        {
            var due = TimeSpan.FromSeconds((double)number / PerSecond);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed);
            under.Add(SendAsync(number++, due));
        }

        await Task.WhenAll(under);
        foreach (var client in clients) client.Dispose();
        return [.. times];

        async Task SendAsync(int n, TimeSpan due)
        {
            await free.WaitAsync();
            if (!clients.TryTake(out var client)) throw new InvalidOperationException("No client is free.");
            var item = n % Items;
            await client.PostAsync("/api/v1/requisitions", new
            {
                site = "A",
                planKey = $"need {n}",
                lines = new[] { new { item = $"I{item}", supplier = $"S{item % Suppliers}", quantity = "12", needDay = new DateOnly(2030, 1, 1).AddDays(n / Items * 10).ToString("O", CultureInfo.InvariantCulture) } },
            });
            if (due >= warm) times.Add((clock.Elapsed - due).TotalMilliseconds);
            clients.Add(client);
            free.Release();
        }
    }

    private static async Task<List<double>> InboxAsync(World world)
    {
        using var client = await world.App.AsAsync("procurement-manager");
        var me = new PersonId(await world.App.Database.ReadAsync(db => db.Database.SqlQueryRaw<int>("SELECT MAX(id) AS \"Value\" FROM organisation_people").SingleAsync()));
        for (var part = 0; part < 20; part++)
        {
            var from = part * 500;
            await world.DoAsync((work, _) =>
            {
                for (var i = from; i < from + 500; i++)
                {
                    var request = new ApprovalRequest
                    {
                        Id = Guid.CreateVersion7(), Number = $"AP-9{i:00000}", Kind = "purchase-order", Document = $"PO-9{i:00000}", Title = $"Purchase order PO-9{i:00000}", Href = "/purchase-orders",
                        EntityId = new(1), SiteId = new(1), Requester = new(1), Writers = "1", Amount = Amount.Of(1000 + i), Currency = Currency.Eur, ContentHash = [1], Attributes = "", RowSentence = "Row 1",
                        Route = "procurement-manager", Facts = "[]", Step = 1, State = Governance.ApprovalState.Pending, AskedAt = work.Now, DueAt = work.Now.AddMinutes(i), Version = 1,
                    };
                    work.Db.Add(request);
                    work.Db.Add(new Wait { PersonId = me, RequestId = request.Id, Role = "procurement-manager" });
                }

                return Task.FromResult(new World.Nothing());
            });
        }

        await world.App.Database.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ANALYZE"));
        var actor = new Actor(me, "me") { Permissions = Organisation.Roles.Find("procurement-manager")!.Permissions };
        var times = new List<double>();
        for (var i = 0; i < 120; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var page = (await world.App.AskAsync(world.App.Get<ApprovalList>(), new ListRequest(Filter: ["mine:eq:true", "state:eq:pending"], Sort: "due"), actor)).Value;
            if (page.Items.Count != 50) throw new InvalidOperationException($"{page.Items.Count} rows");
            if (i >= 20) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return times[Math.Min(times.Count - 1, (int)(times.Count * share))];
    }
}
