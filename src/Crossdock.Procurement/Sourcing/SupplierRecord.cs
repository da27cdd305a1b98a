namespace Crossdock.Procurement.Sourcing;

/// <summary>What a supplier's record is worth in a comparison, and whether it can win.</summary>
/// <param name="Points">In hundredths of a point, 100.00 at best.</param>
/// <param name="Why">In words.</param>
/// <param name="Block">Why nothing can be ordered from it, or null.</param>
internal sealed record Standing(int Points, string Why, Refusal? Block);

/// <summary>
/// Looks up a supplier's record as we know it now: how risky it is held to be, and whether the certificates it needs will still hold when the goods
/// would come. A measured scorecard would come in here.
/// </summary>
internal sealed class SupplierRecord(Qualifications qualifications)
{
    private const int EndsBeforeArrival = 2_000;

    public async Task<Standing> OfAsync(CrossdockDb db, Partner supplier, DateOnly today, int leadTimeDays, CancellationToken cancel)
    {
        var (points, why) = supplier.Risk switch
        {
            SupplierRisk.Low => (10_000, "low risk"),
            SupplierRisk.Medium => (6_000, "medium risk"),
            SupplierRisk.High => (2_000, "high risk"),
            _ => (5_000, "nobody has said how risky it is"),
        };
        var block = await qualifications.OrderBlockAsync(db, supplier, today, cancel);
        if (block is null && await qualifications.OrderBlockAsync(db, supplier, today.AddDays(leadTimeDays), cancel) is not null)
            (points, why) = (Math.Max(0, points - EndsBeforeArrival), why + "; a certificate ends before the goods would come");
        return new(points, why, block);
    }
}
