using Crossdock.Ui;
using Microsoft.AspNetCore.Components;

namespace Crossdock.Sales;

/// <summary>A page of the sales desk.</summary>
public abstract class SalesPage : AskingPage
{
    [Inject] private Directory Directory { get; set; } = null!;

    /// <summary>Sites the person works at, as choices.</summary>
    protected Task<IReadOnlyList<Choice>> SiteChoicesAsync()
    {
        var me = Me;
        return ReadAsync<IReadOnlyList<Choice>>(async db => [.. (await Directory.SitesAsync(db)).Where(s => me.WorksAt(s.EntityId, s.Id)).Select(s => new Choice(s.Code, $"{s.Code} {s.Name}"))]);
    }

    /// <summary>Code of a site, or null.</summary>
    protected Task<string?> SiteCodeAsync(SiteId site) => ReadAsync(async db => (await Directory.SiteAsync(db, site))?.Code);

    /// <summary>Entities the person works for, as choices.</summary>
    protected Task<IReadOnlyList<Choice>> EntityChoicesAsync()
    {
        var me = Me;
        return ReadAsync<IReadOnlyList<Choice>>(async db => [.. (await Directory.EntitiesAsync(db)).Where(e => me.WorksFor(e.Id)).Select(e => new Choice(e.Code, $"{e.Code} {e.Name}"))]);
    }

    /// <summary>A day as people read it.</summary>
    protected static string Day(DateOnly? day) => day?.ToString("d MMM yyyy", System.Globalization.CultureInfo.CurrentCulture) ?? "";

    /// <summary>True when the person may do something.</summary>
    protected bool May(Permission permission) => Http!.User.May(permission);

    /// <summary>Who asked, as choices of a form.</summary>
    protected static IReadOnlyList<Choice> Sides { get; } = [new("customer", "The customer"), new("us", "We")];

    /// <summary>How an order's state looks.</summary>
    protected static Tone ToneOf(OrderState state) => state switch
    {
        OrderState.Open => Tone.Info,
        OrderState.PartShipped => Tone.Warning,
        OrderState.Shipped => Tone.Good,
        _ => Tone.Neutral,
    };
}
