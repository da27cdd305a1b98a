using Crossdock.MasterData.PartnerRecords;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Pricing;

/// <summary>Terms of a supplier for an item with all its prices: the price of a day is looked up in memory.</summary>
internal sealed class PricedTerms(StoredTerms terms, IEnumerable<StoredPrice> prices)
{
    /// <summary>One price per day on which one begins, the first first.</summary>
    private readonly List<DatedPrice> byDay = [.. prices.GroupBy(p => p.ValidFrom).OrderBy(g => g.Key).Select(g => g.MaxBy(p => p.Revision)!.ToPrice())];

    /// <summary>The terms on a day; null while no price is in force.</summary>
    public SupplierTerms? On(DateOnly day)
    {
        var at = byDay.FindLastIndex(p => p.ValidFrom <= day);
        return at < 0 ? null : new(terms.SupplierId, terms.ItemId, terms.Unit, byDay[at].PricePerBase, terms.MinimumQuantity, terms.Multiple, terms.LeadTimeDays)
        {
            Breaks = byDay[at].Breaks,
            Next = byDay.ElementAtOrDefault(at + 1),
        };
    }
}

/// <summary>
/// First prices that come with terms. They hold from the start of time, because no other held before; where the rules have first prices decided by
/// people they do not come this way.
/// </summary>
internal sealed class FirstPrices(Directory directory, Approvals approvals)
{
    /// <summary>The prices there are of some suppliers, which nobody else changes until the commit.</summary>
    public async Task<Standing> LockAsync(Work work, IReadOnlyCollection<Partner> suppliers, IReadOnlyCollection<ItemId> items, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(work.Now.UtcDateTime);
        var standing = new Dictionary<(PartnerId, ItemId), StoredPrice?>();
        foreach (var supplier in suppliers.OrderBy(s => s.Id.Value))
        {
            await work.LockAloneAsync(PriceDesk.LockKey(supplier.Id), cancel);
            foreach (var own in await PriceDesk.StandingAsync(work.Db, supplier.Id, items, cancel)) standing[(supplier.Id, own.Key)] = StoredPrice.On(own, today);
        }

        return new(standing);
    }

    /// <summary>Writes the first prices that were taken in, unless the rules have people decide on them.</summary>
    public async Task<Result<Done>> WriteAsync(Work work, Standing standing, CancellationToken cancel)
    {
        var entity = (await directory.EntitiesAsync(work.Db, cancel)).FirstOrDefault(e => work.Actor.WorksFor(e.Id));
        foreach (var own in standing.First.GroupBy(f => f.Supplier.Id))
        {
            var supplier = own.First().Supplier;
            if (entity is not null)
            {
                if ((await approvals.ForeseeAsync(work.Db, work.Now, CaseOf(work, supplier, entity), cancel)).Refused(out var refusal, out var foreseen)) return refusal;
                if (!foreseen.Go) return new FirstPriceDecided(supplier.Code, foreseen.Sentence);
            }

            foreach (var (_, terms) in own)
                PriceDesk.Insert(work, supplier, terms.Item, new(BusinessDays.First, terms.PricePerBase) { Breaks = terms.Breaks, Source = PriceSource.Terms }, 1, work.Actor.Id, decision: 0);
        }

        return Done.Yes;
    }

    private static Case CaseOf(Work work, Partner supplier, LegalEntity entity) => new()
    {
        Kind = PriceDesk.Kind,
        Document = $"terms of {supplier.Code}",
        Title = $"First prices of {supplier.Name}",
        Href = $"/suppliers/{supplier.Code}",
        Entity = entity.Id,
        Requester = work.Actor.Id,
        Amount = Amount.Zero,
        Currency = entity.Currency,
        Group = $"price:{supplier.Id.Value}",
        Attributes = new Dictionary<string, string> { [Dimensions.Category] = supplier.Category ?? Dimensions.None, [Dimensions.Risk] = supplier.Risk.ToString(), [Dimensions.Exception] = "new" },
        Content = [],
    };

    /// <summary>The prices there are, and the first ones that come in.</summary>
    internal sealed class Standing(Dictionary<(PartnerId, ItemId), StoredPrice?> prices)
    {
        private readonly Dictionary<(PartnerId, ItemId), SupplierTerms> first = [];

        public List<(Partner Supplier, SupplierTerms Terms)> First { get; } = [];

        /// <summary>Takes a price in; false when another one is there, which changes by a price change.</summary>
        public bool Take(Partner supplier, SupplierTerms terms)
        {
            var key = (supplier.Id, terms.Item);
            if (prices.TryGetValue(key, out var there)) return there is not null && there.PricePerBase == terms.PricePerBase && there.Breaks == PriceBreaks.Write(terms.Breaks);
            if (!first.TryAdd(key, terms)) return first[key].PricePerBase == terms.PricePerBase && first[key].Breaks.SequenceEqual(terms.Breaks);
            First.Add((supplier, terms));
            return true;
        }
    }
}
