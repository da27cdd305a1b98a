using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Crossdock.Storage.Following;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(Crossdock.Reliability.Tests.Killing.CountedFactsStartup))]

namespace Crossdock.Reliability.Tests.Killing;

/// <summary>Follows everything and keeps one line: how many facts it saw, and the hash of their chain. A fact that is left out, repeated or out of order shows.</summary>
internal sealed class CountedFacts : Follower
{
    public const string Setting = "test.followed";

    public static string Nothing { get; } = "0 " + new string('0', 64);

    public override string Name => "test.counted_facts";

    public override int MostSeals => 20;

    public override async Task HandleAsync(Work work, IReadOnlyList<SealedFact> facts, CancellationToken cancel)
    {
        var line = await DatabaseSettings.ReadAsync(work.Db, Setting, cancel) ?? Nothing;
        foreach (var fact in facts) line = Next(line, fact);
        await DatabaseSettings.SetAsync(work, Setting, line, cancel);
    }

    public static string Next(string line, SealedFact fact)
    {
        var parts = line.Split(' ');
        var text = string.Create(CultureInfo.InvariantCulture, $"{parts[1]} {fact.SealNo} {fact.Fact.PostingId} {fact.Fact.Sequence}");
        return string.Create(CultureInfo.InvariantCulture, $"{long.Parse(parts[0], CultureInfo.InvariantCulture) + 1} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}");
    }
}

/// <summary>Adds the follower to a node that names this assembly in its environment.</summary>
public sealed class CountedFactsStartup : IHostingStartup
{
    /// <inheritdoc/>
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<Follower, CountedFacts>());
}
