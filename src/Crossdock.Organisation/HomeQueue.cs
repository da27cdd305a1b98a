using Crossdock.Storage.Lists;
using Crossdock.Ui;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Organisation;

/// <summary>One row of waiting work as the start page shows it.</summary>
/// <param name="Title">What it is: a document, an item.</param>
/// <param name="Note">Whose, where, since when.</param>
/// <param name="Figure">How much or how late, at the right.</param>
/// <param name="Href">Where it can be seen.</param>
public sealed record QueueRow(string Title, string Note, string Figure, string Href)
{
    /// <summary>Where it is dealt with, if not there; those whose work it is are led to it.</summary>
    public string? WorkHref { get; init; }

    /// <summary>How far it is, as a bar below; null without one.</summary>
    public QueueBar? Bar { get; init; }
}

/// <summary>How far something is.</summary>
/// <param name="Value">So far.</param>
/// <param name="Maximum">When it is there.</param>
/// <param name="Words">The same in words, for those who do not see it.</param>
public sealed record QueueBar(decimal Value, decimal Maximum, string Words);

/// <summary>How much of a queue waits now.</summary>
/// <param name="Count">Rows; null when there are more than are counted.</param>
/// <param name="First">The first of them, most urgent first.</param>
public sealed record QueueSight(long? Count, IReadOnlyList<QueueRow> First);

/// <summary>
/// Work that waits, as the start page shows it: a list with a filter. Its count and first rows are those of the list its link opens, because
/// both come from the same address. Modules register theirs as singletons.
/// </summary>
/// <param name="title">What waits ("Late supplies").</param>
/// <param name="order">Position: the most urgent first.</param>
/// <param name="tone">How it looks when something waits.</param>
/// <param name="permission">Who may see the list.</param>
/// <param name="work">Who deals with it: the start page shows it to those who hold one of these.</param>
public abstract class HomeQueue(string title, int order, Tone tone, Permission permission, IReadOnlyList<Permission> work)
{
    /// <summary>What waits.</summary>
    public string Title => title;

    /// <summary>Position.</summary>
    public int Order => order;

    /// <summary>How it looks when something waits.</summary>
    public Tone Tone => tone;

    /// <summary>The queues of somebody: those they may see and deal with; for one who deals with none, all they may see.</summary>
    public static IReadOnlyList<HomeQueue> Of(Actor person, IEnumerable<HomeQueue> queues)
    {
        List<HomeQueue> seen = [.. queues.Where(q => person.May(q.Permission)).OrderBy(q => q.Order)];
        List<HomeQueue> own = [.. seen.Where(q => q.IsWorkOf(person))];
        return own.Count == 0 ? seen : own;
    }

    /// <summary>The list, filtered.</summary>
    public abstract string Href(DateOnly today);

    /// <summary>What waits now of what the reader may see, on a day of theirs.</summary>
    public abstract Task<QueueSight> SeeAsync(Reading reading, DateOnly today, CancellationToken cancel);

    private Permission Permission => permission;

    /// <summary>True for those who deal with it.</summary>
    private protected bool IsWorkOf(Actor person) => work.Any(person.May);
}

/// <summary>A queue over one list.</summary>
/// <typeparam name="TRow">Its row.</typeparam>
/// <param name="title">What waits.</param>
/// <param name="order">Position.</param>
/// <param name="tone">How it looks when something waits.</param>
/// <param name="permission">Who may see the list.</param>
/// <param name="work">Who deals with it.</param>
/// <param name="listing">The list.</param>
/// <param name="path">Address of its page.</param>
/// <param name="query">Its filter on a day, without question mark.</param>
/// <param name="row">A row as the start page shows it on a day.</param>
public sealed class HomeQueue<TRow>(
    string title, int order, Tone tone, Permission permission, IReadOnlyList<Permission> work, Listing<TRow> listing, string path,
    Func<DateOnly, string> query, Func<TRow, DateOnly, QueueRow> row)
    : HomeQueue(title, order, tone, permission, work)
    where TRow : class
{
    private const int Shown = 5;

    /// <inheritdoc/>
    public override string Href(DateOnly today) => path + "?" + query(today);

    /// <inheritdoc/>
    public override async Task<QueueSight> SeeAsync(Reading reading, DateOnly today, CancellationToken cancel)
    {
        var request = ListRoutes.Read(listing, QueryHelpers.ParseQuery(query(today))).Value;
        var page = (await listing.AnswerAsync(reading, request with { Limit = Shown }, cancel)).Value;
        return new(page.Total, [.. page.Items.Select(r => Lead(row(r, today), reading.Actor))]);
    }

    private QueueRow Lead(QueueRow shown, Actor person) => shown.WorkHref is { } address && IsWorkOf(person) ? shown with { Href = address } : shown;
}

/// <summary>Words that the rows of queues share.</summary>
public static class QueueWords
{
    /// <summary>How late something is ("3 days late"), or when it is due ("today", "14 Dec").</summary>
    public static string Due(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        0 => "today",
        1 => "1 day late",
        > 1 and var late => $"{late} days late",
        -1 => "tomorrow",
        _ => Day(day),
    };

    /// <summary>A day in words ("14 Dec").</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM", System.Globalization.CultureInfo.CurrentCulture);

    /// <summary>A filter on a day column: <c>Filter("due", "lt", day)</c>.</summary>
    public static string Filter(string column, string comparison, DateOnly day) => $"filter={column}%3A{comparison}%3A{day:yyyy-MM-dd}";

    /// <summary>An amount with its currency.</summary>
    public static string Of(Amount amount, Currency currency) => $"{FigureText.Of(amount, currency).Text} {currency.Code}";

    /// <summary>How many lines ("1 line", "3 lines").</summary>
    public static string Lines(int count) => count == 1 ? "1 line" : $"{count} lines";

    /// <summary>A quantity with its unit.</summary>
    public static string Of(Quantity quantity, string unit) => $"{FigureText.Of(quantity).Text} {UnitName.For(quantity, unit)}";
}

/// <summary>Registers queues.</summary>
public static class HomeQueueServices
{
    /// <summary>Adds a queue over the list <typeparamref name="TList"/>; the parameters are those of <see cref="HomeQueue{TRow}"/>.</summary>
    public static IServiceCollection AddQueue<TList, TRow>(
        this IServiceCollection services, string title, int order, Tone tone, Permission permission, IReadOnlyList<Permission> work, string path,
        Func<DateOnly, string> query, Func<TRow, DateOnly, QueueRow> row)
        where TList : Listing<TRow>
        where TRow : class =>
        services.AddSingleton<HomeQueue>(s => new HomeQueue<TRow>(title, order, tone, permission, work, s.GetRequiredService<TList>(), path, query, row));
}
