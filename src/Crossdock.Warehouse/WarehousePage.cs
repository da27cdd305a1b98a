using Crossdock.Ui;
using Crossdock.Warehouse.Adjusting;
using Microsoft.AspNetCore.Components;

namespace Crossdock.Warehouse;

/// <summary>A page of warehouse work: it knows the sites the person works at and stays at the one in its address.</summary>
public abstract class WarehousePage : AskingPage
{
    /// <summary>Code of the site, from the address.</summary>
    [SupplyParameterFromQuery(Name = "site")] protected string? SiteCode { get; set; }

    /// <summary>Sites the person works at.</summary>
    protected IReadOnlyList<Site> Sites { get; private set; } = [];

    /// <summary>The site the page is about: the one of the address, else the person's first.</summary>
    protected Site? Here { get; private set; }

    /// <summary>The sites as choices.</summary>
    protected IReadOnlyList<Choice> SiteChoices => [.. Sites.Select(s => new Choice(s.Code, $"{s.Code} {s.Name}"))];

    [Inject] private Directory Directory { get; set; } = null!;

    /// <summary>The site's time zone.</summary>
    protected override TimeZoneInfo Zone => Here?.Zone ?? base.Zone;

    /// <summary>Reads the sites; call it first.</summary>
    protected async Task LoadSitesAsync()
    {
        var me = Me;
        Sites = await ReadAsync(async db => (await Directory.SitesAsync(db)).Where(s => me.WorksAt(s.EntityId, s.Id)).ToList());
        Here = Sites.FirstOrDefault(s => string.Equals(s.Code, SiteCode, StringComparison.OrdinalIgnoreCase)) ?? (Sites.Count > 0 ? Sites[0] : null);
    }

    /// <summary>The reasons for some uses, as choices.</summary>
    protected Task<IReadOnlyList<Choice>> ReasonsAsync(params ReasonUse[] uses) => ReadAsync<IReadOnlyList<Choice>>(async db =>
        await db.Set<StoredReason>().AsNoTracking().Where(r => r.Active && uses.Contains(r.Use)).OrderBy(r => r.Use).ThenBy(r => r.Code)
            .Select(r => new Choice(r.Code, r.NeedsNote ? r.Name + " (with note)" : r.Name)).ToListAsync(Http!.RequestAborted));

    /// <summary>A code as part of an address.</summary>
    protected static string Escape(string? text) => Uri.EscapeDataString(text ?? "");
}
