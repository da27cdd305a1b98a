using Crossdock.Ui;

namespace Crossdock.Inventory.Looking;

/// <summary>Where each stock figure is taken apart: lists filtered to exactly its rows.</summary>
internal static class StockLinks
{
    public static string Movements(string item, string? site) => Of("/stock/movements", item, site);

    public static string Supplies(string item, string? site) => Of("/stock/supplies", item, site);

    public static string Demands(string item, string? site) => Of("/stock/demands", item, site);

    public static string Positions(string item, string? site, string? also) => Of("/stock/positions", item, site) + also;

    /// <summary>Everything a document moved.</summary>
    public static string Document(string number) => "/stock/movements?document=" + Uri.EscapeDataString(number);

    /// <summary>The words of a site as parts of its bar, zeros too, each leading to its rows.</summary>
    public static IReadOnlyList<StatusPart> Parts(string item, SiteAvailability at) =>
        [.. StatusTable.Words.Select(w => new StatusPart(Words.Of(w.Word), at.Words.GetValueOrDefault(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(w.Word.ToString())), Href(item, at.Site, w.Word)))];

    /// <summary>"1 case = 12 each".</summary>
    public static string Contains(Pack pack, string unit) => pack.Size.Denominator == 1 ? $"{pack.Size.Numerator} {unit}" : $"{pack.Size.Numerator}/{pack.Size.Denominator} {unit}";

    /// <summary>"DOCK → A1", or the outside where a side has no place.</summary>
    public static string Way(MovementView movement) => $"{Side(movement.From) ?? "outside"}\u00a0→ {Side(movement.To) ?? "outside"}";

    private static string? Side(MovementSide? side) => side is null ? null : $"{side.Site}\u00a0{side.Place}";

    private static string Href(string item, string site, StockWord word) => word switch
    {
        StockWord.InTransit => Supplies(item, site) + "&kind=transferLine&stage=shipped",
        StockWord.Allocated or StockWord.Picked => Positions(item, site, "&filter=allocated%3Agt%3A0"),
        StockWord.Consigned => Positions(item, site, "&filter=owner%3Ane%3A"),
        StockWord.Quarantined => Positions(item, site, "&condition=quarantine"),
        StockWord.Held => Positions(item, site, "&condition=hold"),
        _ => Positions(item, site, "&condition=" + Words.Of(word)),
    };

    private static string Of(string path, string item, string? site) =>
        $"{path}?item={Uri.EscapeDataString(item)}" + (site is null ? null : "&site=" + Uri.EscapeDataString(site));
}
