using Crossdock.Ui;
using Microsoft.AspNetCore.Components;

namespace Crossdock.Procurement;

/// <summary>A page of purchasing and payables.</summary>
public abstract class BuyingPage : AskingPage
{
    [Inject] private Directory Directory { get; set; } = null!;

    /// <summary>What can make a buy an emergency, as choices.</summary>
    protected static IReadOnlyList<Choice> EmergencyCauses { get; } =
        [.. Enum.GetValues<EmergencyCause>().Where(c => c != EmergencyCause.None).Select(c => new Choice(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(c.ToString()), Words.Title(c)))];

    /// <summary>Sites the person works at, as choices.</summary>
    protected Task<IReadOnlyList<Choice>> SiteChoicesAsync()
    {
        var me = Me;
        return ReadAsync<IReadOnlyList<Choice>>(async db => [.. (await Directory.SitesAsync(db)).Where(s => me.WorksAt(s.EntityId, s.Id)).Select(s => new Choice(s.Code, $"{s.Code} {s.Name}"))]);
    }

    /// <summary>Entities the person works for, as choices.</summary>
    protected Task<IReadOnlyList<Choice>> EntityChoicesAsync()
    {
        var me = Me;
        return ReadAsync<IReadOnlyList<Choice>>(async db => [.. (await Directory.EntitiesAsync(db)).Where(e => me.WorksFor(e.Id)).Select(e => new Choice(e.Code, $"{e.Code} {e.Name}"))]);
    }

    /// <summary>A day as people read it.</summary>
    protected static string Day(DateOnly? day) => day?.ToString("d MMM yyyy", System.Globalization.CultureInfo.CurrentCulture) ?? "";

    /// <summary>A whole number as it stands in an address or a form.</summary>
    protected static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A code as part of an address.</summary>
    protected static string Escape(string? text) => Uri.EscapeDataString(text ?? "");

    /// <summary>True when the person may do something.</summary>
    protected bool May(Permission permission) => Http!.User.May(permission);
}
