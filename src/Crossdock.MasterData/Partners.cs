using System.Collections.Concurrent;
using Crossdock.MasterData.PartnerRecords;
using Crossdock.MasterData.Pricing;
using Crossdock.Storage.Commit;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData;

/// <summary>Suppliers, customers, supplier terms, tax codes and exchange rates, from memory. It answers null for what does not exist.</summary>
public sealed class Partners : ICaseRates
{
    private const int MostRemembered = 100_000;
    private readonly MasterMemory<Shelf> memory;

    /// <summary>The partners of the database; one per process.</summary>
    public Partners(Database database, CommitEngine engine, TimeProvider time) => memory = new(database, engine, time, PartnersChanged.Name);

    /// <summary>The partner with this key.</summary>
    public async ValueTask<Partner?> FindAsync(CrossdockDb db, PartnerId id, CancellationToken cancel = default)
    {
        var shelf = await memory.CurrentAsync();
        if (shelf.ById.TryGetValue(id, out var known)) return known;
        var read = await memory.ReadAsync(db, d => d.Set<StoredPartner>().SingleOrDefaultAsync(p => p.Id == id, cancel));
        return Keep(shelf, read);
    }

    /// <summary>The supplier or customer with this code.</summary>
    public async ValueTask<Partner?> FindAsync(CrossdockDb db, PartnerKind kind, string code, CancellationToken cancel = default)
    {
        var normal = Code.Normal(code);
        var shelf = await memory.CurrentAsync();
        if (shelf.ByCode.TryGetValue((kind, normal), out var known)) return known;
        var read = await memory.ReadAsync(db, d => d.Set<StoredPartner>().SingleOrDefaultAsync(p => p.Kind == kind && p.Code == normal, cancel));
        return Keep(shelf, read);
    }

    /// <summary>Several partners at once, for lists; keys that do not exist are left out.</summary>
    public async ValueTask<IReadOnlyDictionary<PartnerId, Partner>> FindManyAsync(CrossdockDb db, IEnumerable<PartnerId> ids, CancellationToken cancel = default)
    {
        var shelf = await memory.CurrentAsync();
        var wanted = ids.Distinct().ToArray();
        var missing = wanted.Where(id => !shelf.ById.ContainsKey(id)).ToArray();
        foreach (var part in missing.Chunk(500))
        {
            foreach (var read in await memory.ReadAsync(db, d => d.Set<StoredPartner>().Where(p => part.Contains(p.Id)).ToListAsync(cancel)))
                Keep(shelf, read);
        }

        var found = new Dictionary<PartnerId, Partner>();
        foreach (var id in wanted)
            if (shelf.ById.TryGetValue(id, out var partner)) found[id] = partner;
        return found;
    }

    /// <summary>What a supplier asks for an item that is ordered on a day; null without a price in force on it.</summary>
    public async ValueTask<SupplierTerms?> TermsAsync(CrossdockDb db, PartnerId supplier, ItemId item, DateOnly day, CancellationToken cancel = default)
    {
        var shelf = await memory.CurrentAsync();
        if (shelf.Terms.TryGetValue((supplier, item), out var known)) return known.On(day);
        var read = await memory.ReadAsync(db, async d => await d.Set<StoredTerms>().SingleOrDefaultAsync(t => t.SupplierId == supplier && t.ItemId == item, cancel) is { } terms
            ? new PricedTerms(terms, await d.Set<StoredPrice>().Where(p => p.SupplierId == supplier && p.ItemId == item).ToListAsync(cancel))
            : null);
        if (read is null) return null;
        if (shelf.Terms.Count >= MostRemembered) shelf.Terms.Clear();
        return (shelf.Terms[(supplier, item)] = read).On(day);
    }

    /// <summary>Items that something is agreed about with a supplier.</summary>
    public async Task<IReadOnlyList<ItemId>> ItemsOfAsync(CrossdockDb db, PartnerId supplier, CancellationToken cancel) =>
        await db.Set<StoredTerms>().AsNoTracking().Where(t => t.SupplierId == supplier).OrderBy(t => t.ItemId).Select(t => t.ItemId).ToListAsync(cancel);

    /// <summary>Who supplies an item, and on which terms on a day, the cheapest first.</summary>
    public Task<IReadOnlyList<SupplierTerms>> TermsOfItemAsync(CrossdockDb db, ItemId item, DateOnly day, CancellationToken cancel = default) =>
        memory.ReadAsync<IReadOnlyList<SupplierTerms>>(db, async d =>
        {
            var terms = await d.Set<StoredTerms>().Where(t => t.ItemId == item).ToListAsync(cancel);
            var prices = (await d.Set<StoredPrice>().Where(p => p.ItemId == item).ToListAsync(cancel)).ToLookup(p => p.SupplierId);
            return [.. terms.Select(t => new PricedTerms(t, prices[t.SupplierId]).On(day)).OfType<SupplierTerms>().OrderBy(t => t.PricePerBase)];
        });

    /// <summary>
    /// How much of <paramref name="to"/> one unit of <paramref name="from"/> is on a day: the last rate known on that day. Where only the
    /// other direction is quoted it is turned round, to a millionth. Null when neither was ever quoted.
    /// </summary>
    public async ValueTask<UnitPrice?> RateAsync(CrossdockDb db, Currency from, Currency to, DateOnly day, CancellationToken cancel = default)
    {
        if (from == to) return UnitPrice.Of(1);
        var shelf = await memory.CurrentAsync();
        if (shelf.Rates.TryGetValue((from, to, day), out var known)) return known;
        var read = await memory.ReadAsync<UnitPrice?>(db, async d =>
        {
            var straight = await LastAsync(d, from, to, day, cancel);
            var turned = await LastAsync(d, to, from, day, cancel);
            if (straight is not null && (turned is null || straight.Day >= turned.Day)) return straight.Rate;
            return turned is null ? null : new UnitPrice((long)Exact.Divide((Int128)UnitPrice.Scale * UnitPrice.Scale, turned.Rate.Millionths));
        });
        if (read is not { } rate) return null;
        if (shelf.Rates.Count >= MostRemembered) shelf.Rates.Clear();
        return shelf.Rates[(from, to, day)] = rate;
    }

    /// <summary>The tax code.</summary>
    public async ValueTask<TaxCode?> TaxCodeAsync(CrossdockDb db, string code, CancellationToken cancel = default)
    {
        var normal = Code.Normal(code);
        var shelf = await memory.CurrentAsync();
        if (shelf.TaxCodes.TryGetValue(normal, out var known)) return known;
        var read = await memory.ReadAsync(db, d => d.Set<StoredTaxCode>().SingleOrDefaultAsync(t => t.Code == normal, cancel));
        return read is null ? null : shelf.TaxCodes[normal] = read.ToTaxCode();
    }

    private static Task<StoredRate?> LastAsync(CrossdockDb db, Currency from, Currency to, DateOnly day, CancellationToken cancel) =>
        db.Set<StoredRate>().Where(r => r.FromCurrency == from && r.ToCurrency == to && r.Day <= day).OrderByDescending(r => r.Day).FirstOrDefaultAsync(cancel);

    private static Partner? Keep(Shelf shelf, StoredPartner? stored)
    {
        if (stored is null) return null;
        var partner = stored.ToPartner();
        shelf.ByCode[(partner.Kind, partner.Code)] = partner;
        return shelf.ById[partner.Id] = partner;
    }

    private sealed class Shelf
    {
        public ConcurrentDictionary<PartnerId, Partner> ById { get; } = new();
        public ConcurrentDictionary<(PartnerKind, string), Partner> ByCode { get; } = new();
        public ConcurrentDictionary<(PartnerId, ItemId), PricedTerms> Terms { get; } = new();
        public ConcurrentDictionary<(Currency, Currency, DateOnly), UnitPrice> Rates { get; } = new();
        public ConcurrentDictionary<string, TaxCode> TaxCodes { get; } = new(StringComparer.Ordinal);
    }
}
