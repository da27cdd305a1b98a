using Crossdock.MasterData.ItemRecords;
using Crossdock.MasterData.PartnerRecords;
using Crossdock.MasterData.Pricing;
using Crossdock.MasterData.Qualifying;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData;

/// <summary>Creates suppliers and customers and sets terms, one or hundreds in a commit: all of them or none.</summary>
public sealed class PartnerMaster
{
    private readonly Directory directory;
    private readonly SearchIndex search;
    private readonly SupplierRequests requests;
    private readonly Segregation segregation;
    private readonly FirstPrices firstPrices;

    internal PartnerMaster(Directory directory, SearchIndex search, SupplierRequests requests, Segregation segregation, FirstPrices firstPrices)
    {
        this.directory = directory;
        this.search = search;
        this.requests = requests;
        this.segregation = segregation;
        this.firstPrices = firstPrices;
    }

    /// <summary>Creates one partner.</summary>
    public async Task<Result<Partner>> CreateAsync(Work work, NewPartner partner, CancellationToken cancel) =>
        (await CreateManyAsync(work, [partner], cancel)).Refused(out var refusal, out var partners) ? refusal : partners[0];

    /// <summary>Creates partners in the given order; the refusal's pointer names the row that is wrong.</summary>
    public async Task<Result<IReadOnlyList<Partner>>> CreateManyAsync(Work work, IReadOnlyList<NewPartner> partners, CancellationToken cancel)
    {
        var created = new List<StoredPartner>(partners.Count);
        var codes = new HashSet<(PartnerKind, string)>();
        for (var row = 0; row < partners.Count; row++)
        {
            if ((await DecideAsync(work, partners[row], cancel)).Refused(out var refusal, out var stored))
                return refusal with { Pointer = $"/partners/{row}" };
            if (!codes.Add((stored.Kind, stored.Code))) return Taken(stored.Kind, stored.Code);
            created.Add(stored);
        }

        var all = created.ConvertAll(p => p.Code);
        var same = await work.Db.Set<StoredPartner>().Where(p => all.Contains(p.Code)).Select(p => new { p.Kind, p.Code }).ToListAsync(cancel);
        if (same.Find(p => codes.Contains((p.Kind, p.Code))) is { } taken) return Taken(taken.Kind, taken.Code);

        foreach (var supplier in created.Where(p => p.Kind == PartnerKind.Supplier))
            if ((await requests.AskAsync(work, supplier, "A new supplier.", cancel)).Refused(out var no, out _)) return no;
        var maintained = created.Where(p => p.Kind == PartnerKind.Supplier).Select(p => Chain.Supplier(p.Id, p.Code)).ToList();
        if ((await segregation.TakeAsync(work, Duty.MaintainSupplier, maintained, cancel: cancel)).Refused(out var apart, out _)) return apart;
        work.Db.AddRange(created);
        var answers = created.ConvertAll(p => p.ToPartner());
        foreach (var partner in answers) search.PutPartner(work, partner);
        await MasterChanges.TellAsync(work, new PartnersChanged(), cancel);
        return Result<IReadOnlyList<Partner>>.Of(answers);
    }

    /// <summary>Sets what suppliers ask for items, replacing what was agreed before. A first price may come with it; a price that is there changes by a price change.</summary>
    public async Task<Result<Done>> SetTermsAsync(Work work, IReadOnlyList<NewTerms> terms, CancellationToken cancel)
    {
        var suppliers = await SuppliersAsync(work.Db, terms, cancel);
        var items = await ItemsAsync(work.Db, terms, cancel);
        var before = await StoredAsync(work.Db, items.Values.Select(i => i.Id).ToArray(), cancel);
        var prices = await firstPrices.LockAsync(work, suppliers.Values, items.Values.Select(i => i.Id).ToList(), cancel);
        for (var row = 0; row < terms.Count; row++)
        {
            if (!suppliers.TryGetValue(Code.Normal(terms[row].Supplier), out var supplier)) return Refusal.NotFound("supplier", terms[row].Supplier);
            if (!items.TryGetValue(Code.Normal(terms[row].Item), out var item)) return Refusal.NotFound("item", terms[row].Item);
            if (TermsRules.Decide(supplier.Id, item, terms[row]).Refused(out var refusal, out var decided)) return refusal with { Pointer = $"/terms/{row}" };
            if (terms[row].PricePerBase is not null && !prices.Take(supplier, decided)) return new PriceByChange(item.Code, supplier.Code) { Pointer = $"/terms/{row}/pricePerBase" };
            if (!before.TryGetValue((supplier.Id, item.Id), out var stored))
            {
                stored = new() { SupplierId = supplier.Id, ItemId = item.Id, Unit = decided.Unit };
                before.Add((supplier.Id, item.Id), stored);
                work.Db.Add(stored);
            }

            (stored.Unit, stored.MinimumQuantity, stored.Multiple, stored.LeadTimeDays) = (decided.Unit, decided.MinimumQuantity, decided.Multiple, decided.LeadTimeDays);
        }

        if ((await segregation.TakeAsync(work, Duty.EditTerms, [.. items.Values.Select(i => Chain.Item(i.Id, i.Code))], cancel: cancel)).Refused(out var apart, out _)) return apart;
        if ((await firstPrices.WriteAsync(work, prices, cancel)).Refused(out var no, out _)) return no;
        await MasterChanges.TellAsync(work, new PartnersChanged(), cancel);
        return Done.Yes;
    }

    private async Task<Result<StoredPartner>> DecideAsync(Work work, NewPartner partner, CancellationToken cancel)
    {
        if (Code.Refused(partner.Code, partner.Kind == PartnerKind.Supplier ? "a supplier" : "a customer", out var refusal, out var code)) return refusal;
        if (!Currency.TryParse(partner.Currency, out var currency)) return new PartnerCurrencyUnknown(partner.Currency);
        if (partner.CreditLimit is { IsNegative: true }) return new CreditLimitNegative();
        SiteId? home = null;
        if (!string.IsNullOrWhiteSpace(partner.HomeSite))
        {
            if (await directory.SiteAsync(work.Db, partner.HomeSite, cancel) is not { } site) return Refusal.NotFound("site", partner.HomeSite);
            home = site.Id;
        }

        return new StoredPartner
        {
            Id = new(work.NewKey("partners")),
            Kind = partner.Kind,
            Code = code,
            Name = partner.Name.Trim(),
            Currency = currency,
            PaymentDays = partner.PaymentDays,
            Active = true,
            HomeSiteId = home,
            Incoterm = partner.Incoterm?.ToUpperInvariant(),
            CreditLimit = partner.CreditLimit,
            Channel = partner.Channel,
            ShipComplete = partner.ShipComplete,
            TaxCode = partner.TaxCode is null ? null : Code.Normal(partner.TaxCode),
            Address = partner.Address,
            Version = 1,
        };
    }

    private static CodeTaken Taken(PartnerKind kind, string code) => new(kind == PartnerKind.Supplier ? "supplier" : "customer", code);

    private static async Task<Dictionary<string, Partner>> SuppliersAsync(CrossdockDb db, IReadOnlyList<NewTerms> terms, CancellationToken cancel)
    {
        var codes = terms.Select(t => Code.Normal(t.Supplier)).Distinct().ToArray();
        var known = (await db.Set<StoredPartner>().Where(p => p.Kind == PartnerKind.Supplier && codes.Contains(p.Code)).ToListAsync(cancel)).ToDictionary(p => p.Code, p => p.ToPartner());
        foreach (var partner in db.Set<StoredPartner>().Local.Where(p => p.Kind == PartnerKind.Supplier)) known[partner.Code] = partner.ToPartner();
        return known;
    }

    private static async Task<Dictionary<string, Item>> ItemsAsync(CrossdockDb db, IReadOnlyList<NewTerms> terms, CancellationToken cancel)
    {
        var codes = terms.Select(t => Code.Normal(t.Item)).ToHashSet(StringComparer.Ordinal);
        var stored = await db.Set<StoredItem>().Where(i => codes.Contains(i.Code)).ToListAsync(cancel);
        stored.AddRange(db.Set<StoredItem>().Local.Where(i => codes.Contains(i.Code) && !stored.Contains(i)).ToList());
        var ids = stored.ConvertAll(i => i.Id);
        await db.Set<StoredPack>().Where(p => ids.Contains(p.ItemId)).LoadAsync(cancel);
        var packs = db.Set<StoredPack>().Local.ToLookup(p => p.ItemId);
        return stored.ToDictionary(i => i.Code, i => i.ToItem(packs[i.Id]));
    }

    private static async Task<Dictionary<(PartnerId, ItemId), StoredTerms>> StoredAsync(CrossdockDb db, ItemId[] items, CancellationToken cancel)
    {
        await db.Set<StoredTerms>().Where(t => items.Contains(t.ItemId)).LoadAsync(cancel);
        return db.Set<StoredTerms>().Local.ToDictionary(t => (t.SupplierId, t.ItemId));
    }
}
