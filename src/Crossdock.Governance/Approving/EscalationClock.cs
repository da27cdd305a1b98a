using Crossdock.Storage.Commit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Governance.Approving;

/// <summary>Looks for overdue steps and for requests whose time is over, on every node: the first to find one escalates or ends it.</summary>
internal sealed partial class EscalationClock(Database database, CommitStep commits, EscalateRequests use, ExpireRequest expire, ParameterBook book, TimeProvider time, ILogger<EscalationClock> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // Nothing is posted when nothing is late.
                if (await database.ReadAsync(db => EscalateRequests.Late(db, time.GetUtcNow()).AnyAsync(stoppingToken)))
                    await commits.RunAsync(use, new EscalateRequestsRequest(), new Caller(Actor.System("escalation")) { Use = nameof(EscalateRequests) }, stoppingToken);
                foreach (var number in await database.ReadAsync(db => ExpireRequest.OverAsync(db, book, time.GetUtcNow(), stoppingToken)))
                    await commits.RunAsync(expire, new ExpireRequestRequest(number), new Caller(Actor.System("escalation")) { Use = nameof(ExpireRequest) }, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A database that is away for a moment must not end the node; the next tick looks again.
                Failed(logger, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Overdue approvals could not be escalated; it is tried again.")]
    private static partial void Failed(ILogger logger, Exception exception);
}
