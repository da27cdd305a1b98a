using System.Globalization;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Choosing;

/// <summary>Whom an item is bought from.</summary>
/// <param name="Supplier">The supplier; null when nobody may be asked.</param>
/// <param name="Why">Why this one, for whoever reads the requisition.</param>
internal sealed record Source(PartnerId? Supplier, string Why);

/// <summary>
/// Chooses suppliers, in this order: by the shares of the list, the one that is furthest behind its share of what was ordered in the last twelve months; the
/// supplier of a contract in force that names the item and has something left; the first of the list; the item's usual supplier. Whoever may not be ordered
/// from, has no price in force or is kept out is passed over, and the choice says so.
/// </summary>
internal sealed class Sources(Items items, Partners partners, Qualifications qualifications)
{
    /// <summary>Chooses for some items at a site, as it is now, with the agreements in force that cover them.</summary>
    public async Task<IReadOnlyDictionary<ItemId, Source>> ChooseAsync(
        CrossdockDb db, DateTimeOffset now, Site site, IReadOnlyCollection<Item> wanted, IReadOnlyList<AgreedTerms> offers, CancellationToken cancel)
    {
        var rules = (await RulesAsync(db, site, wanted.Select(i => i.Id), cancel)).ToLookup(r => r.ItemId);
        var chosen = new Dictionary<ItemId, Source>();
        foreach (var item in wanted.DistinctBy(i => i.Id))
        {
            var own = rules[item.Id].ToList();
            chosen[item.Id] = await ChooseAsync(db, now, site, item, own, offers.Where(o => o.Line.ItemId == item.Id && o.Covers(site.DayOf(now)) && o.HasLeft).ToList(), cancel);
        }

        return chosen;
    }

    /// <summary>Why an order of some items at a site may not be released to a supplier on a day, or null.</summary>
    public async Task<Refusal?> BlockAsync(CrossdockDb db, Site site, DateOnly day, Partner supplier, IEnumerable<ItemId> wanted, CancellationToken cancel) =>
        (await RulesAsync(db, site, wanted, cancel)).Find(r => r.SupplierId == supplier.Id && r.IsBlockedOn(day)) is { } rule
            ? new SourceBlocked(supplier.Code, (await items.FindAsync(db, rule.ItemId, cancel))!.Code, site.Code, rule.Reason!, rule.BlockedUntil)
            : null;

    /// <summary>Who is kept out of which of some items at a site on a day.</summary>
    public static async Task<IReadOnlySet<(ItemId Item, PartnerId Supplier)>> KeptOutAsync(CrossdockDb db, Site site, DateOnly day, IEnumerable<ItemId> wanted, CancellationToken cancel) =>
        (await RulesAsync(db, site, wanted, cancel)).Where(r => r.IsBlockedOn(day)).Select(r => (r.ItemId, r.SupplierId)).ToHashSet();

    private static async Task<List<SourceRule>> RulesAsync(CrossdockDb db, Site site, IEnumerable<ItemId> wanted, CancellationToken cancel)
    {
        var ids = wanted.Distinct().ToList();
        var found = new List<SourceRule>();
        foreach (var part in ids.Chunk(500))
            found.AddRange(await db.Set<SourceRule>().AsNoTracking().Where(r => part.Contains(r.ItemId) && (r.SiteId == null || r.SiteId == site.Id)).OrderBy(r => r.Id).ToListAsync(cancel));
        return found;
    }

    private async Task<Source> ChooseAsync(CrossdockDb db, DateTimeOffset now, Site site, Item item, List<SourceRule> rules, IReadOnlyList<AgreedTerms> contracts, CancellationToken cancel)
    {
        var day = site.DayOf(now);
        var kept = rules.Where(r => r.IsBlockedOn(day)).Select(r => r.SupplierId).ToHashSet();

        // A site's own list takes the place of the one for all; who is kept out everywhere is kept out here too.
        var list = rules.Where(r => !r.Blocked && !kept.Contains(r.SupplierId)).GroupBy(r => r.SiteId is null).OrderBy(g => g.Key).FirstOrDefault()?.OrderBy(r => r.Rank).ToList() ?? [];
        var passed = new List<string>();
        var open = new List<SourceRule>();
        foreach (var rule in list)
        {
            if (await MayAsync(rule.SupplierId)) open.Add(rule);
            else passed.Add((await partners.FindAsync(db, rule.SupplierId, cancel))!.Code);
        }

        var without = passed.Count == 0 ? "" : $"; {string.Join(", ", passed)} may not be ordered from";
        if (open.Count > 0 && open[0].Share > 0) return await BySharesAsync(db, now, site, item, open, without, cancel);
        foreach (var contract in contracts)
            if (!kept.Contains(contract.Agreement.SupplierId) && await MayAsync(contract.Agreement.SupplierId, priced: true)) return new(contract.Agreement.SupplierId, $"contract {contract.Agreement.Number}");
        if (open.Count > 0) return new(open[0].SupplierId, $"choice {open[0].Rank} of {list.Max(r => r.Rank)}{without}");
        if (item.SupplierId is { } usual) return kept.Contains(usual) ? new(null, "the usual supplier is kept out") : new(usual, $"usual supplier{without}");
        return new(null, $"nobody is named{without}");

        async Task<bool> MayAsync(PartnerId id, bool priced = false) =>
            (priced || await partners.TermsAsync(db, id, item.Id, day, cancel) is not null)
            && await qualifications.OrderBlockAsync(db, (await partners.FindAsync(db, id, cancel))!, day, cancel) is null;
    }

    /// <summary>The one furthest behind: had over share is least. What is counted is what orders of a year bring, drafts among them.</summary>
    private static async Task<Source> BySharesAsync(CrossdockDb db, DateTimeOffset now, Site site, Item item, List<SourceRule> open, string without, CancellationToken cancel)
    {
        var since = now.AddYears(-1);
        var here = open[0].SiteId;
        var bought = await db.Set<PurchaseLine>().AsNoTracking()
            .Where(l => l.ItemId == item.Id && l.EntityId == site.EntityId && (here == null || l.SiteId == here) && l.ArrangementId == null && l.State != PurchaseLineState.Cancelled
                && (l.State == PurchaseLineState.Draft || l.ReleasedAt >= since))
            .Select(l => new { l.SupplierId, Quantity = l.State == PurchaseLineState.ShortClosed ? l.Received : l.Ordered }).ToListAsync(cancel);
        var had = open.ToDictionary(r => r.SupplierId, r => bought.Where(b => b.SupplierId == r.SupplierId).Aggregate(Quantity.Zero, (sum, b) => sum + b.Quantity));
        var first = open[0];
        foreach (var rule in open.Skip(1))
            if ((Int128)had[rule.SupplierId].Micros * first.Share < (Int128)had[first.SupplierId].Micros * rule.Share) first = rule;
        var all = had.Values.Aggregate(Quantity.Zero, (sum, q) => sum + q);
        return new(first.SupplierId, string.Create(CultureInfo.InvariantCulture, $"share of {first.Share / 100m:0.##} %: had {had[first.SupplierId]} of {all} {item.BaseUnit}{without}"));
    }
}

internal sealed record SourceBlocked(string Supplier, string Item, string Site, string Why, DateOnly? Until) : Refusal(RefusalKind.Refused, "procurement.source_blocked",
    $"{Item} is not to be ordered from {Supplier} for {Site}{(Until is { } until ? $" until {until.Words()}" : "")}: {Why.TrimEnd('.')}. Order it from another supplier; whoever maintains suppliers can lift it on the page of sources.");
