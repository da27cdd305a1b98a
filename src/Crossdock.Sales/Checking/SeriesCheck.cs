using System.Globalization;
using Crossdock.Sales.Invoices;

namespace Crossdock.Sales.Checking;

/// <summary>
/// Customer invoices and credit notes are numbered 1, 2, 3 ... per entity, without a gap, up to what the series has given out. A document
/// that was deleted, the last one included, leaves a hole that is named.
/// </summary>
internal sealed class SeriesCheck : IVerification
{
    public int Number => 7;

    public string Name => "gapless series have no gap";

    public async Task<IReadOnlyList<Finding>> RunAsync(CrossdockDb db, int most, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var entities = await db.Database.SqlQueryRaw<Series>(
            """
            SELECT e.id AS "Entity", e.code AS "Code", CAST(COALESCE(i.next, 0) AS bigint) AS "Invoices", CAST(COALESCE(c.next, 0) AS bigint) AS "Credits" FROM organisation_entities e
            LEFT JOIN storage_counters i ON i.name = 'gapless:invoice:' || e.code LEFT JOIN storage_counters c ON c.name = 'gapless:credit-note:' || e.code
            """).OrderBy(s => s.Entity).ToListAsync(cancel);
        foreach (var series in entities)
        {
            await WalkAsync(db, new EntityId(series.Entity), InvoiceKind.Invoice, $"SI-{series.Code}-", series.Invoices, findings, most, cancel);
            await WalkAsync(db, new EntityId(series.Entity), InvoiceKind.CreditNote, $"CR-{series.Code}-", series.Credits, findings, most, cancel);
        }

        return findings;
    }

    private static async Task WalkAsync(CrossdockDb db, EntityId entity, InvoiceKind kind, string prefix, long given, List<Finding> findings, int most, CancellationToken cancel)
    {
        var numbers = new List<long>();
        await foreach (var number in db.Set<CustomerInvoice>().Where(i => i.EntityId == entity && i.Kind == kind).Select(i => i.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (number.StartsWith(prefix, StringComparison.Ordinal) && long.TryParse(number.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place)) numbers.Add(place);
            else if (findings.Count < most) findings.Add(new($"sales_invoices {number}", $"is not of the series {prefix}"));
        }

        numbers.Sort();
        var expected = 1L;
        foreach (var number in numbers.Append(given + 1))
        {
            if (findings.Count >= most) return;
            if (number > expected) findings.Add(new($"sales_invoices {Named(prefix, expected)}", number == expected + 1 ? "is missing" : $"is missing, and all up to {Named(prefix, number - 1)}"));
            else if (number < expected) findings.Add(new($"sales_invoices {Named(prefix, number)}", number > given ? $"the series has given out {given} numbers" : "is there twice"));
            expected = Math.Max(expected, number) + 1;
        }
    }

    private static string Named(string prefix, long number) => prefix + number.ToString("000000", CultureInfo.InvariantCulture);

    private sealed record Series(int Entity, string Code, long Invoices, long Credits);
}
