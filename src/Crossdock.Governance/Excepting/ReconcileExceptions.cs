namespace Crossdock.Governance.Excepting;

/// <summary>Brings the queue in line with what its sources find.</summary>
public sealed record ReconcileExceptionsRequest;

/// <summary>What changed in the queue.</summary>
/// <param name="Raised">New ones.</param>
/// <param name="Cleared">Ones whose cause is gone.</param>
/// <param name="Woken">Ones whose snooze or accepted risk is over.</param>
public sealed record ReconcileExceptionsResponse(int Raised, int Cleared, int Woken);

/// <summary>The exception clock's use; it is on no route.</summary>
internal sealed class ReconcileExceptions(IEnumerable<ExceptionSource> sources, ExceptionWatch watch) : IUse<ReconcileExceptionsRequest, ReconcileExceptionsResponse>
{
    public async Task<Result<ReconcileExceptionsResponse>> ExecuteAsync(Work work, ReconcileExceptionsRequest request, CancellationToken cancel)
    {
        var (raised, cleared, woken) = (0, 0, 0);
        foreach (var source in sources.OrderBy(s => s.Kind, StringComparer.Ordinal))
        {
            var difference = await watch.LookAsync(work.Db, source, work.Now, cancel);
            foreach (var gone in difference.Gone)
            {
                gone.End(ExceptionState.Cleared, work.Now, null, "The cause is gone.");
                Tell(work, gone);
            }

            foreach (var (item, found) in difference.Moved)
                if (Update(work, item, found)) woken++;
            foreach (var (found, repeats) in difference.New) Raise(work, source, found, repeats);
            cleared += difference.Gone.Count;
            raised += difference.New.Count;
        }

        work.Subject = "exceptions";
        return new ReconcileExceptionsResponse(raised, cleared, woken);
    }

    private static void Raise(Work work, ExceptionSource source, FoundException found, int repeats)
    {
        var id = Guid.CreateVersion7();
        var item = new ExceptionItem
        {
            Id = id,
            Number = work.Number("EX"),
            Kind = source.Kind,
            Object = found.Object,
            LiveKey = found.Object,
            Title = found.Title,
            Detail = found.Detail,
            Href = found.Href,
            EntityId = found.Entity,
            SiteId = found.Site,
            Value = found.Value,
            Currency = found.Currency,
            Owner = source.Owner,
            AskedFirst = found.AskedFirst,
            State = ExceptionState.Raised,
            Since = found.Since,
            RaisedAt = work.Now,
            DueAt = work.Now.AddHours(source.Hours),
            Repeats = repeats,
            Version = 1,
        };
        work.Db.Add(item);
        Tell(work, item);
    }

    /// <summary>Keeps words and value true; answers true when it comes back into sight.</summary>
    private static bool Update(Work work, ExceptionItem known, FoundException found)
    {
        if (!known.Says(found))
        {
            (known.Title, known.Detail, known.Value, known.Currency, known.Href, known.AskedFirst) = (found.Title, found.Detail, found.Value, found.Currency, found.Href, found.AskedFirst);
            known.Version++;
        }

        if (!known.Wakes(work.Now)) return false;
        (known.State, known.Until) = (known.TakenBy is null ? ExceptionState.Raised : ExceptionState.InProgress, null);
        known.Version++;
        Tell(work, known);
        return true;
    }

    internal static void Tell(Work work, ExceptionItem item) => work.Announce(new ExceptionMoved(item.Number, item.Kind, item.State, item.SiteId));
}
