using Crossdock.Organisation.Sites;

namespace Crossdock.Warehouse.Tests;

/// <summary>What a test's company looks like.</summary>
internal sealed record Foundations
{
    public bool NegativeAtA { get; init; }

    public string TimeZone { get; init; } = "Europe/Berlin";

    public DateOnly FirstMonth { get; init; } = new(2026, 1, 1);

    public int Months { get; init; } = 12;

    public Valuation Valuation { get; init; } = Valuation.MovingAverage;
}

/// <summary>Creates entity ONE with sites A and B, entity TWO with site C, and the items X (piece), L (by lot), S (by serial) and K (kilogram).</summary>
internal sealed class Found(Foundation foundation, ItemMaster items, Chart chart) : IUse<Foundations, CreatePlacesResponse>
{
    public async Task<Result<CreatePlacesResponse>> ExecuteAsync(Work work, Foundations request, CancellationToken cancel)
    {
        foreach (var (entity, sites) in new[] { ("ONE", new[] { "A", "B" }), ("TWO", ["C"]) })
        {
            var made = World.Value(await foundation.CreateEntityAsync(work, new(entity, entity, "EUR", request.TimeZone), cancel));
            chart.Found(work, made.Id, request.FirstMonth, request.Months);
            foreach (var code in sites)
            {
                var site = World.Value(await foundation.CreateSiteAsync(work, new(entity, code, code, NegativeStockAllowed: request.NegativeAtA && code == "A"), cancel));
                World.Value(await foundation.CreatePlacesAsync(work, site.Id, [new(code + "1"), new(code + "2"), new(code + "3")], cancel));
            }
        }

        World.Value(await items.CreateManyAsync(work,
        [
            new("X", "Plain", "pc", Class: "B", Valuation: request.Valuation, Packs: [new("dozen", 12)]),
            new("L", "By lot", "pc", Tracking: Tracking.Lot),
            new("S", "By serial", "pc", Tracking: Tracking.Serial),
            new("K", "By weight", "kg", BaseDecimals: 3),
        ], cancel));
        return new CreatePlacesResponse(9);
    }
}

/// <summary>A movement as modules above the warehouse post it.</summary>
internal sealed record Plain(MovementKind Kind, string Item, string Site, string Place, long Quantity, decimal? Value, DateTimeOffset? At, string? Lot);

/// <summary>What was posted.</summary>
internal sealed record PostedPlainly(string Number, decimal Value);

/// <summary>Posts a receipt, a shipment or a return straight to the ledger.</summary>
internal sealed class PostPlainly(Directory directory, Items items, LotRegister lots, StockLedger ledger) : IUse<Plain, PostedPlainly>
{
    public async Task<Result<PostedPlainly>> ExecuteAsync(Work work, Plain request, CancellationToken cancel)
    {
        var site = (await directory.SiteAsync(work.Db, request.Site, cancel))!;
        var entity = (await directory.EntityAsync(work.Db, site.EntityId, cancel))!;
        var place = (await directory.PlaceAsync(work.Db, site.Id, request.Place, cancel))!;
        var item = (await items.FindAsync(work.Db, request.Item, cancel))!;
        var inbound = request.Kind is MovementKind.Receipt or MovementKind.CustomerReturn;
        var quantity = Quantity.Units(request.Quantity);
        var named = inbound
            ? await lots.InboundAsync(work, item, request.Lot, null, quantity, request.Kind == MovementKind.CustomerReturn, cancel)
            : await lots.NamedAsync(work, item, request.Lot, cancel);
        if (named.Refused(out var refusal, out var lot)) return refusal;
        var at = new StockAt(site.Id, place.Id, Condition.Available, lot);
        var document = new StockDocument(entity.Id, work.Number("TEST"), Guid.CreateVersion7(work.Now), entity.DayOf(request.At ?? work.Now));
        var move = new StockMove
        {
            Kind = request.Kind,
            Item = item.Id,
            Quantity = quantity,
            From = inbound ? null : at,
            To = inbound ? at : null,
            Value = request.Value is { } value ? Amount.Of(value) : null,
            HappenedAt = request.At,
        };
        if ((await ledger.PostAsync(work, document, [move], cancel)).Refused(out refusal, out var posted)) return refusal;
        return new PostedPlainly(document.Number, posted[0].Value.ToDecimal());
    }
}
