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

    /// <summary>The time zone in which the page counts days: the person's, unless it is about one entity or site.</summary>
    protected virtual TimeZoneInfo Zone => ZoneOfPerson ?? TimeZoneInfo.Utc;

    /// <summary>Today in the page's time zone.</summary>
    protected DateOnly Today => Zone.DayOf(Clock.GetUtcNow());

    /// <summary>The clock.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private TimeZoneInfo? ZoneOfPerson { get; set; }

    [Inject] private Asking Asking { get; set; } = null!;

    [Inject] private NavigationManager Location { get; set; } = null!;

    [Inject] private Database Database { get; set; } = null!;

    /// <summary>Asks; null when it was refused. What does not exist, or is out of scope, shows the page for that.</summary>
    protected async Task<TResponse?> AskAsync<TRequest, TResponse>(IQuery<TRequest, TResponse> query, TRequest request)
        where TRequest : notnull
        where TResponse : class
    {
        if (!(await Asking.AskAsync(query, request, Me, Http!.RequestAborted)).Refused(out var no, out var answer)) return answer;
        if (no.Kind == RefusalKind.NotFound) Location.NotFound();
        Refuse(no);
        return null;
    }

    /// <summary>Shows the page for what does not exist, or not for this person.</summary>
    protected void Missing() => Location.NotFound();

    /// <summary>Says why the page cannot show what its address asks for.</summary>
    protected void Refuse(Refusal no)
    {
        Refused = no;
        if (no.Kind != RefusalKind.NotFound && !Http!.Response.HasStarted) Http.Response.StatusCode = Problems.StatusOf(no.Kind);
    }

    /// <summary>A day in the address; null when there is none, and a refusal when it is no business day.</summary>
    protected DateOnly? ReadDay(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (BusinessDays.Parse(text) is { } day) return day;
        Refuse(Refusal.Invalid("organisation.day", $"'{text}' is not a day. Write it as 2026-03-31, between {BusinessDays.First:yyyy-MM-dd} and {BusinessDays.Last:yyyy-MM-dd}."));
        return null;
    }

    /// <summary>Reads masters (entities, sites) for choices and headings.</summary>
    protected Task<T> ReadAsync<T>(Func<CrossdockDb, Task<T>> read) => Database.ReadAsync(read);
}
