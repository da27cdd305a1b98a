using Crossdock.MasterData.ItemRecords;
using Crossdock.MasterData.PartnerRecords;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData;

/// <summary>Creates items, one or hundreds in a commit: all of them or none.</summary>
/// <param name="search">Makes them findable.</param>
public sealed class ItemMaster(SearchIndex search)
{
    /// <summary>Creates one item.</summary>
    public async Task<Result<Item>> CreateAsync(Work work, NewItem item, CancellationToken cancel) =>
        (await CreateManyAsync(work, [item], cancel)).Refused(out var refusal, out var items) ? refusal : items[0];

    /// <summary>Creates items in the given order; the refusal's pointer names the row that is wrong.</summary>
    public async Task<Result<IReadOnlyList<Item>>> CreateManyAsync(Work work, IReadOnlyList<NewItem> items, CancellationToken cancel)
    {
        var plans = new List<ItemPlan>(items.Count);
        for (var row = 0; row < items.Count; row++)
        {
            if (ItemPlan.Decide(items[row], row).Refused(out var refusal, out var plan)) return refusal;
            plans.Add(plan);
        }

        if (ItemPlan.FindRepeat(plans) is { } repeat) return repeat;
        if (await FindTakenAsync(work.Db, plans, cancel) is { } taken) return taken;
        if ((await PartnersOfAsync(work.Db, plans, cancel)).Refused(out var unknown, out var partners)) return unknown;

        var created = new List<Item>(plans.Count);
        foreach (var plan in plans)
        {
            var stored = plan.ToItem(new(work.NewKey("items")), partners);
            var packs = plan.ToPacks(stored.Id).ToList();
            var references = plan.ToReferences(stored.Id, partners).ToList();
            work.Db.Add(stored);
            work.Db.AddRange(packs);
            work.Db.AddRange(references);
            var item = stored.ToItem(packs);
            search.PutItem(work, item, references.Select(r => r.Number));
            created.Add(item);
        }

        await MasterChanges.TellAsync(work, new ItemsChanged(created.Count == 1 ? created[0].Id : null), cancel);
        return Result<IReadOnlyList<Item>>.Of(created);
    }

    private static async Task<Refusal?> FindTakenAsync(CrossdockDb db, List<ItemPlan> plans, CancellationToken cancel)
    {
        var codes = plans.ConvertAll(p => p.Code);
        var taken = await db.Set<StoredItem>().Where(i => codes.Contains(i.Code)).Select(i => i.Code).FirstOrDefaultAsync(cancel);
        if (taken is not null) return new CodeTaken("item", taken);
        var gtins = plans.SelectMany(p => p.Gtins).ToList();
        if (gtins.Count == 0) return null;
        var used = await db.Set<StoredPack>().Where(p => p.Gtin != null && gtins.Contains(p.Gtin)).Select(p => p.Gtin).FirstOrDefaultAsync(cancel);
        return used is null ? null : new GtinTaken(used);
    }

    private static async Task<Result<Dictionary<(PartnerKind Kind, string Code), PartnerId>>> PartnersOfAsync(CrossdockDb db, List<ItemPlan> plans, CancellationToken cancel)
    {
        var wanted = plans.SelectMany(p => p.Partners).Distinct().ToList();
        var codes = wanted.Select(p => p.Code).Distinct().ToList();
        var known = new Dictionary<(PartnerKind Kind, string Code), PartnerId>();
        if (codes.Count == 0) return known;
        foreach (var partner in await db.Set<StoredPartner>().Where(p => codes.Contains(p.Code)).Select(p => new { p.Kind, p.Code, p.Id }).ToListAsync(cancel))
            known[(partner.Kind, partner.Code)] = partner.Id;
        foreach (var partner in db.Set<StoredPartner>().Local) known[(partner.Kind, partner.Code)] = partner.Id;
        foreach (var (kind, code) in wanted)
            if (!known.ContainsKey((kind, code))) return Refusal.NotFound(kind == PartnerKind.Supplier ? "supplier" : "customer", code);
        return known;
    }
}
