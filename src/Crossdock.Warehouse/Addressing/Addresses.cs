namespace Crossdock.Warehouse.Addressing;

/// <summary>
/// Turns the codes people and scanners use into positions. Whatever the actor may not see does not exist for them.
/// </summary>
internal sealed class Addresses(Directory directory, Items items, Partners partners, LotRegister lots)
{
    /// <summary>The site with a code, when the actor works there.</summary>
    public async Task<Result<Site>> SiteAsync(CrossdockDb db, Actor actor, string code, CancellationToken cancel)
    {
        var site = await directory.SiteAsync(db, code, cancel);
        return site is not null && actor.WorksAt(site.EntityId, site.Id) ? site : Refusal.NotFound("site", code);
    }

    /// <summary>The item with a code, a cross-reference or a trade item number.</summary>
    public async Task<Result<Item>> ItemAsync(CrossdockDb db, string code, CancellationToken cancel) =>
        await items.FindAsync(db, code, cancel) is { } item ? item : Refusal.NotFound("item", code);

    /// <summary>A place of the site that holds stock.</summary>
    public async Task<Result<Place>> PlaceAsync(CrossdockDb db, Site site, string code, CancellationToken cancel)
    {
        if (await directory.PlaceAsync(db, site.Id, code, cancel) is not { } place) return Refusal.NotFound($"place at {site.Code}", code);
        return place.IsVirtual || place.Kind == PlaceKind.Transit ? new PlaceHoldsNoStock(place.Code) : place;
    }

    /// <summary>Base units of a quantity in any of the item's units; no unit means base units.</summary>
    public static Result<Quantity> InBase(Item item, Quantity quantity, string? unit)
    {
        if (!quantity.IsPositive) return new QuantityNotPositive();
        return item.ToBase(quantity, unit ?? item.BaseUnit);
    }

    /// <summary>The supplier that owns the stock; no code means it is ours.</summary>
    public async Task<Result<PartnerId>> OwnerAsync(CrossdockDb db, string? code, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(code)) return default(PartnerId);
        return await partners.FindAsync(db, PartnerKind.Supplier, code, cancel) is { } owner ? owner.Id : Refusal.NotFound("supplier", code);
    }

    /// <summary>The lot or serial an outbound or internal line names.</summary>
    public ValueTask<Result<LotId>> LotAsync(Work work, Item item, string? code, CancellationToken cancel) =>
        item.Tracking == Tracking.None && string.IsNullOrWhiteSpace(code)
            ? new(default(LotId))
            : new(lots.NamedAsync(work, item, code, cancel));
}

internal sealed record PlaceHoldsNoStock(string Place) : Refusal(RefusalKind.Refused, "warehouse.place_holds_no_stock",
    $"{Place} holds no stock. Name a bin, the dock, a staging, shipping or quarantine place.");

internal sealed record QuantityNotPositive() : Refusal(RefusalKind.Invalid, "warehouse.quantity_not_positive", "The quantity must be more than zero.");
