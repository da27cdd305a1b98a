using Crossdock.Company;

namespace Crossdock.Web.Loading;

/// <summary>Loads the sample company beside the running server, and plays it on when it is to live. The node is ready when it is there.</summary>
internal sealed partial class SampleService(
    Settings settings, SampleLoader loader, LiveCompany live, LoadBoard board, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<SampleService> logger)
    : BackgroundService, IReadiness
{
    private const string TimeZone = "America/Chicago";

    /// <summary>Where the sample data lie beside the program.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>The day it is at the company.</summary>
    public static SampleChoice Today(TimeProvider time) =>
        SampleChoice.On(TimeZoneInfo.FindSystemTimeZoneById(TimeZone).DayOf(time.GetUtcNow()));

    public ValueTask<string?> WaitingForAsync(CancellationToken cancel) =>
        new(board.Failure is not null ? "the sample company, whose loading stopped" : board.Loading ? "the sample company" : null);

    /// <summary>Whether a load is due is known before the first page is asked for.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await loader.IsDueAsync(cancellationToken)) board.Expect();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartedAsync(stoppingToken);
            await loader.RunAsync(Folder, Today(time), stoppingToken);
            if (settings.LiveSpeed is { } speed && await live.RunAsync(Folder, speed, stoppingToken) is { } no) NotLive(logger, no);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on where this one stopped.
        }
#pragma warning disable CA1031 // whatever breaks the load must not stop the server: the board and the log say what it was
        catch (Exception exception)
#pragma warning restore CA1031
        {
            board.Fail(exception.Message);
            Broken(logger, exception);
        }
    }

    private async Task StartedAsync(CancellationToken cancel)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sample company could not be loaded. It goes on at the next start.")]
    private static partial void Broken(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The company does not live: {Reason}")]
    private static partial void NotLive(ILogger logger, string reason);
}
