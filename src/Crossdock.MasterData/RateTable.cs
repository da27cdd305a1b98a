using Crossdock.MasterData.PartnerRecords;
using Crossdock.MasterData.Rates;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData;

/// <summary>Sets exchange rates and creates tax codes, for uses and loaders.</summary>
public sealed class RateTable
{
    /// <summary>Sets rates, replacing those of the same currencies and days.</summary>
    public async Task<Result<Done>> SetAsync(Work work, IReadOnlyList<NewRate> rates, CancellationToken cancel)
    {
        var days = rates.Select(r => r.Day).Distinct().ToArray();
        await work.Db.Set<StoredRate>().Where(r => days.Contains(r.Day)).LoadAsync(cancel);
        var stored = work.Db.Set<StoredRate>().Local.ToDictionary(r => (r.FromCurrency, r.ToCurrency, r.Day));
        for (var row = 0; row < rates.Count; row++)
        {
            var rate = rates[row];
            if (!rate.Rate.IsPositive) return new RateNotPositive() { Pointer = $"/rates/{row}/rate" };
            if (rate.From == rate.To) return new RateOfItself(rate.From.Code) { Pointer = $"/rates/{row}/to" };
            if (stored.TryGetValue((rate.From, rate.To, rate.Day), out var same))
            {
                same.Rate = rate.Rate;
                continue;
            }

            var created = new StoredRate { FromCurrency = rate.From, ToCurrency = rate.To, Day = rate.Day, Rate = rate.Rate };
            work.Db.Add(created);
            stored.Add((rate.From, rate.To, rate.Day), created);
        }

        await MasterChanges.TellAsync(work, new PartnersChanged(), cancel);
        return Done.Yes;
    }

    /// <summary>Creates a tax code; its rate never changes.</summary>
    public async Task<Result<TaxCode>> CreateTaxCodeAsync(Work work, string code, string name, long rateMillionths, CancellationToken cancel)
    {
        if (Code.Refused(code, "a tax code", out var refusal, out var normal)) return refusal;
        if (await work.Db.Set<StoredTaxCode>().AnyAsync(t => t.Code == normal, cancel)) return new CodeTaken("tax code", normal);
        var stored = new StoredTaxCode { Code = normal, Name = name.Trim(), RateMillionths = rateMillionths, Active = true };
        work.Db.Add(stored);
        await MasterChanges.TellAsync(work, new PartnersChanged(), cancel);
        return stored.ToTaxCode();
    }
}
