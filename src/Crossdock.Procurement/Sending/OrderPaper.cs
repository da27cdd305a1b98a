using System.Globalization;
using Crossdock.Procurement.Ordering;
using Crossdock.Storage.Printing;

namespace Crossdock.Procurement.Sending;

/// <summary>Writes a version of a purchase order as the supplier reads it. A version never changes, so neither does its paper.</summary>
internal sealed class OrderPaper(Directory directory, Items items, Partners partners)
{
    /// <summary>The paper of a version; null when the order has no such version.</summary>
    public async Task<PaperDocument?> OfAsync(CrossdockDb db, PurchaseOrder order, int number, CancellationToken cancel)
    {
        if (await db.Set<OrderVersion>().AsNoTracking().FirstOrDefaultAsync(v => v.OrderId == order.Id && v.Number == number, cancel) is not { } version) return null;
        var entity = (await directory.EntityAsync(db, order.EntityId, cancel))!;
        var site = (await directory.SiteAsync(db, order.SiteId, cancel))!;
        var supplier = (await partners.FindAsync(db, order.SupplierId, cancel))!;
        var lines = version.Read().Where(l => l.State != PurchaseLineState.Cancelled).OrderBy(l => l.Line).ToList();
        var known = await items.FindManyAsync(db, lines.Select(l => new ItemId(l.Item)), cancel);
        return new PaperDocument(
            version.Number == 1 ? "Purchase order" : "Changed purchase order", $"{order.Number}, version {version.Number}",
            [entity.Name], [supplier.Name, .. (supplier.Address ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            [.. Facts(order, version, site, order.CustomerId is { } to ? await partners.FindAsync(db, to, cancel) : null, supplier, entity)],
            [new("Line", 5), new("Item", 13), new("Description", 30), new("Quantity", 13, Right: true), new("Price", 18, Right: true), new("Due", 13, Right: true), new("Amount", 14, Right: true)],
            [.. lines.Select(l => Row(l, lines, known[new(l.Item)], order.Currency))],
            [.. Totals(order, version)],
            [.. Notes(order, version)], version.At);
    }

    /// <summary>What of a version comes on several days, a sentence each: "W: 12 piece by 3 Dec 2026, 24 piece by 10 Dec 2026".</summary>
    public async Task<IReadOnlyList<string>> DeliveriesAsync(CrossdockDb db, PurchaseOrder order, int number, CancellationToken cancel)
    {
        var version = await db.Set<OrderVersion>().AsNoTracking().FirstAsync(v => v.OrderId == order.Id && v.Number == number, cancel);
        var several = version.Read().Where(l => l.State != PurchaseLineState.Cancelled && l.Schedule is not null).OrderBy(l => l.Line).GroupBy(l => l.Schedule).Where(g => g.Count() > 1).ToList();
        var known = await items.FindManyAsync(db, several.Select(g => new ItemId(g.First().Item)), cancel);
        return [.. several.Select(g => $"{known[new(g.First().Item)].Code}: {string.Join(", ", g.OrderBy(Due).Select(l => $"{l.Quantity} {l.Unit} by {Day(Due(l))}"))}")];
    }

    private static IEnumerable<PaperFact> Facts(PurchaseOrder order, OrderVersion version, Site site, Partner? customer, Partner supplier, LegalEntity entity)
    {
        yield return new("Date", Day(entity.DayOf(version.At)));
        yield return new("Your number", supplier.Code);
        yield return new("Deliver to", customer is null ? $"{site.Name} ({site.Code})" : string.Join(", ", [customer.Name, .. (customer.Address ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]));
        if (order.SalesOrder is { } sold) yield return new("For our customer's order", sold);
        if (version.Incoterm is { } term) yield return new("Delivery term", term);
        if (version.TitlePoint != TitlePoint.None) yield return new("Title passes", version.TitlePoint == TitlePoint.Origin ? "at origin" : "at destination");
        yield return new("Payment", supplier.PaymentDays == 0 ? "at once" : $"{supplier.PaymentDays} days");
        if (order.Reference is { } reference) yield return new("Reference", reference);
    }

    private static IEnumerable<PaperFact> Totals(PurchaseOrder order, OrderVersion version)
    {
        var charges = Charges.Read(version.Charges);
        if (charges.Count > 0) yield return new("Goods", (version.Total - Charges.Total(charges)).Grouped(order.Currency));
        foreach (var charge in charges) yield return new($"{Ui.Words.Title(charge.Kind)}{(charge.Note is { } note ? $", {note}" : "")}", charge.Amount.Grouped(order.Currency));
        yield return new($"Total in {order.Currency.Code}", version.Total.Grouped(order.Currency));
    }

    private static IReadOnlyList<string> Row(VersionLine line, IReadOnlyList<VersionLine> lines, Item item, Currency currency)
    {
        var unit = item.PackOf(line.Unit)!;
        var price = new PurchasePrice(line.Price, line.PriceUnit, item.PackOf(line.PriceUnit)!.Size);
        var amount = unit.Size.TryToBase(line.Quantity, out var quantity) ? price.ShareOf(line.Ahead ?? Quantity.Zero, quantity, currency).Grouped(currency) : "";
        return
        [
            line.Line.ToString(CultureInfo.InvariantCulture), item.Code, $"{item.Name}{Which(line, lines)}", $"{line.Quantity} {line.Unit}", $"{line.Price} per {line.PriceUnit}", Day(Due(line)), amount,
        ];
    }

    private static string Which(VersionLine line, IReadOnlyList<VersionLine> lines)
    {
        var all = lines.Where(l => line.Schedule is not null && l.Schedule == line.Schedule).OrderBy(Due).ThenBy(l => l.Line).ToList();
        return all.Count > 1 ? $", delivery {all.IndexOf(line) + 1} of {all.Count}" : "";
    }

    private static DateOnly Due(VersionLine line) => line.Confirmed ?? line.Requested;

    private static IEnumerable<string> Notes(PurchaseOrder order, OrderVersion version)
    {
        if (version.Number > 1) yield return $"This replaces all earlier versions. Changed: {version.Cause}{(version.Reason is { } why ? $", {why}" : "")}.";
        if (order.EmergencyReason is not null) yield return "Urgent: please confirm at once.";
        if (order.Notes is { } notes) yield return notes;
        if (order.SalesOrder is not null) yield return "Ship straight to our customer, without your prices, and tell us on the day what left and under which delivery note.";
        yield return "Please confirm quantity, price and day of each line. Name our order number and line on delivery note and invoice.";
    }

    // Papers go abroad: figures and days are written one way, whatever the reader's language.
    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
