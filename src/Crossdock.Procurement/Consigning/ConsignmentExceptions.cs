namespace Crossdock.Procurement.Consigning;

/// <summary>Suppliers' stock of which less is here, or on its way, than was agreed at least.</summary>
internal sealed class LowConsignedStock(Directory directory, Items items, Partners partners, Arrangements arrangements) : ExceptionSource
{
    public override string Kind => "procurement.consigned_low";

    public override string Title => "Consigned stock below its minimum";

    public override Permission Owner => Permission.CreatePurchaseOrder;

    public override int Hours => 24;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var found = new List<FoundException>();
        foreach (var arrangement in await db.Set<Arrangement>().AsNoTracking().Where(a => a.Minimum > Quantity.Zero).OrderBy(a => a.Number).ToListAsync(cancel))
        {
            var site = (await directory.SiteAsync(db, arrangement.SiteId, cancel))!;
            var day = site.DayOf(now);
            if (!arrangement.RunsOn(day)) continue;
            var (here, coming) = await arrangements.NowAsync(db, arrangement, cancel);
            if (here + coming >= arrangement.Minimum) continue;
            var item = (await items.FindAsync(db, arrangement.ItemId, cancel))!;
            var supplier = (await partners.FindAsync(db, arrangement.SupplierId, cancel))!;
            var lacking = arrangement.Maximum - here - coming;
            found.Add(new(arrangement.Number, $"{item.Name} of {supplier.Name} runs out at {site.Code}",
                $"{here.Words(item.BaseUnit)} {(here == Quantity.Units(1) ? "is" : "are")} here and {coming.Grouped} on the way; at least {arrangement.Minimum.Grouped} are agreed. Ask for {lacking.Grouped}.",
                $"/consignments/{arrangement.Number}", arrangement.EntityId, now)
            {
                Site = arrangement.SiteId,
                Value = (await Arrangements.PriceAsync(db, arrangement.Id, day, cancel))!.AsGiven.AmountOf(lacking, arrangement.Currency),
                Currency = arrangement.Currency,
            });
        }

        return found;
    }
}

/// <summary>Suppliers' stock that lies here longer than was agreed: it is to be used, taken over or sent back.</summary>
internal sealed class AgedConsignedStock(Directory directory, Items items, Partners partners, Arrangements arrangements) : ExceptionSource
{
    public override string Kind => "procurement.consigned_aged";

    public override string Title => "Consigned stock out of its time";

    public override Permission Owner => Permission.CreatePurchaseOrder;

    public override int Hours => 72;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var timed = await db.Set<Arrangement>().AsNoTracking().Where(a => a.AgeDays > 0).OrderBy(a => a.Number).ToListAsync(cancel);

        // Stock goes by its supplier, item and site: only the last arrangement says how long it may lie.
        var last = timed.Where(a => !timed.Exists(l => l.SupplierId == a.SupplierId && l.ItemId == a.ItemId && l.SiteId == a.SiteId && l.FromDay > a.FromDay)).ToList();
        var aged = await arrangements.AgedAsync(db, last, now, cancel);
        var found = new List<FoundException>();
        foreach (var arrangement in last.Where(a => aged.ContainsKey(a.Id)))
        {
            var (item, site) = ((await items.FindAsync(db, arrangement.ItemId, cancel))!, (await directory.SiteAsync(db, arrangement.SiteId, cancel))!);
            var supplier = (await partners.FindAsync(db, arrangement.SupplierId, cancel))!;
            found.Add(new(arrangement.Number, $"{item.Name} of {supplier.Name} lies at {site.Code} too long",
                $"{aged[arrangement.Id].Words(item.BaseUnit)} came more than {arrangement.AgeDays} days ago and were not used. Send them back, or take them over.",
                $"/consignments/{arrangement.Number}", arrangement.EntityId, now)
            {
                Site = arrangement.SiteId,
                Value = (await Arrangements.PriceAsync(db, arrangement.Id, site.DayOf(now), cancel))?.AsGiven.AmountOf(aged[arrangement.Id], arrangement.Currency) ?? Amount.Zero,
                Currency = arrangement.Currency,
            });
        }

        return found;
    }
}
