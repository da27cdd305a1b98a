using System.Globalization;

namespace Crossdock.Procurement.Repricing;

/// <summary>Prices that rise within a week: what is bought before costs less.</summary>
internal sealed class RisingPrices(SupplierPrices prices, Partners partners, Directory directory, IPricedOrders orders) : ExceptionSource
{
    /// <summary>Days ahead.</summary>
    public const int Days = 7;

    public override string Kind => "procurement.price_rises";

    public override string Title => "Prices that rise within a week";

    public override Permission Owner => Permission.CreatePurchaseOrder;

    public override int Hours => 24;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        if ((await directory.EntitiesAsync(db, cancel)).FirstOrDefault() is not { } entity) return [];
        var today = entity.DayOf(now);
        var found = new List<FoundException>();
        foreach (var group in (await prices.BeginningAsync(db, today.AddDays(1), today.AddDays(Days), cancel)).GroupBy(p => (p.Supplier, p.Price.Change, p.Price.ValidFrom)))
        {
            var supplier = (await partners.FindAsync(db, group.Key.Supplier, cancel))!;
            var ordered = await orders.OrderedAsync(db, supplier.Id, now.AddYears(-1), cancel);
            var (count, year) = (0, Amount.Zero);
            foreach (var price in group)
            {
                var more = price.Price.DearerBy(price.Before, ordered[price.Item], supplier.Currency);
                if (!more.IsPositive) continue;
                count++;
                year += more;
            }

            if (count == 0) continue;
            found.Add(new($"{group.Key.Change ?? supplier.Code} {group.Key.ValidFrom:yyyy-MM-dd}", $"{(count == 1 ? "A price" : $"{count} prices")} of {supplier.Name} {(count == 1 ? "rises" : "rise")} on {group.Key.ValidFrom.Words()}",
                string.Create(CultureInfo.InvariantCulture, $"At what was ordered in the last twelve months they cost {year.Words(supplier.Currency)} more a year: each month's need that is bought before saves {new Amount(year.TenThousandths / 12).Words(supplier.Currency)}. What holding it costs is not reckoned."),
                group.Key.Change is { } change ? $"/price-changes/{change}" : $"/suppliers/{supplier.Code}", entity.Id, group.Min(p => p.DecidedAt))
            {
                Value = year,
                Currency = supplier.Currency,
            });
        }

        return found;
    }
}
