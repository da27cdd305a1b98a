using Crossdock.Storage.Following;
using Crossdock.Storage.Sealing;

namespace Crossdock.Web.Commands;

/// <summary>Seals what a command posts, as the server would, and ends when all of it is sealed.</summary>
internal sealed class Sealing : IAsyncDisposable
{
    private readonly IServiceProvider services;
    private readonly Sealer sealer;

    private Sealing(IServiceProvider services, Sealer sealer)
    {
        this.services = services;
        this.sealer = sealer;
    }

    public static async Task<Sealing> BeginAsync(IServiceProvider services)
    {
        var sealer = services.GetServices<IHostedService>().OfType<Sealer>().Single();
        await sealer.StartAsync(CancellationToken.None);
        return new(services, sealer);
    }

    public async ValueTask DisposeAsync()
    {
        var facts = services.GetRequiredService<SealedFacts>();
        while (!await facts.AllSealedAsync(CancellationToken.None) && sealer.ExecuteTask is { IsCompleted: false }) await Task.Delay(TimeSpan.FromMilliseconds(20));
        await sealer.StopAsync(CancellationToken.None);
    }
}
