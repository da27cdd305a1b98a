using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Crossdock.Organisation;

/// <summary>A page that shows what queries answer: the same ones as the API, in the scope of whoever looks.</summary>
public abstract class AskingPage : ComponentBase
{
    /// <summary>Why the last question was not answered; the page shows it as a notice.</summary>
    protected Refusal? Refused { get; set; }

    /// <summary>Who looks.</summary>
    protected Actor Me => ActorClaims.Read(Http!.User) ?? throw new InvalidOperationException("A page was reached without signing in.");

    /// <summary>The request.</summary>
    [CascadingParameter] protected HttpContext? Http { get; set; }

    /// <summary>The clock.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    [Inject] private Asking Asking { get; set; } = null!;

    [Inject] private NavigationManager Location { get; set; } = null!;

    [Inject] private Database Database { get; set; } = null!;

    /// <summary>Asks; null when it was refused. What does not exist, or is out of scope, shows the page for that.</summary>
    protected async Task<TResponse?> AskAsync<TRequest, TResponse>(IQuery<TRequest, TResponse> query, TRequest request)
        where TRequest : notnull
        where TResponse : class
    {
        if (!(await Asking.AskAsync(query, request, Me, Http!.RequestAborted)).Refused(out var no, out var answer)) return answer;
        Refused = no;
        if (no.Kind == RefusalKind.NotFound) Location.NotFound();
        else if (!Http.Response.HasStarted) Http.Response.StatusCode = Problems.StatusOf(no.Kind);
        return null;
    }

    /// <summary>Reads masters (entities, sites) for choices and headings.</summary>
    protected Task<T> ReadAsync<T>(Func<CrossdockDb, Task<T>> read) => Database.ReadAsync(read);
}
