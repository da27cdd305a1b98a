using Crossdock.Storage.Lists;
using Crossdock.Ui;
using Microsoft.AspNetCore.WebUtilities;

namespace Crossdock.Organisation;

/// <summary>
/// Work that waits, as the start page counts it: a list with a filter. The tile shows the number of exactly the rows its link opens, because
/// both come from the same address. Modules register theirs as singletons.
/// </summary>
/// <param name="title">What waits ("Late supplies").</param>
/// <param name="permission">Who may see the list.</param>
/// <param name="order">Position: the role's most urgent first.</param>
/// <param name="tone">How it looks when something waits.</param>
public abstract class HomeQueue(string title, Permission permission, int order, Tone tone)
{
    /// <summary>What waits.</summary>
    public string Title => title;

    /// <summary>Who may see it.</summary>
    public Permission Permission => permission;

    /// <summary>Position.</summary>
    public int Order => order;

    /// <summary>How it looks when something waits.</summary>
    public Tone Tone => tone;

    /// <summary>The list, filtered.</summary>
    public abstract string Href(DateOnly today);

    /// <summary>How many rows that list has; null when there are more than are counted.</summary>
    public abstract Task<long?> CountAsync(Reading reading, CancellationToken cancel);
}

/// <summary>A queue over one list.</summary>
/// <typeparam name="TRow">Its row.</typeparam>
/// <param name="title">What waits.</param>
/// <param name="permission">Who may see the list.</param>
/// <param name="order">Position.</param>
/// <param name="tone">How it looks when something waits.</param>
/// <param name="listing">The list.</param>
/// <param name="path">Address of its page.</param>
/// <param name="query">Its filter on a day, without question mark.</param>
public sealed class HomeQueue<TRow>(string title, Permission permission, int order, Tone tone, Listing<TRow> listing, string path, Func<DateOnly, string> query)
    : HomeQueue(title, permission, order, tone)
    where TRow : class
{
    /// <inheritdoc/>
    public override string Href(DateOnly today) => path + "?" + query(today);

    /// <inheritdoc/>
    public override async Task<long?> CountAsync(Reading reading, CancellationToken cancel)
    {
        var day = DateOnly.FromDateTime(reading.Now.UtcDateTime);
        var request = ListRoutes.Read(listing, QueryHelpers.ParseQuery(query(day))).Value;
        return (await listing.AnswerAsync(reading, request with { Limit = 1 }, cancel)).Value.Total;
    }
}
