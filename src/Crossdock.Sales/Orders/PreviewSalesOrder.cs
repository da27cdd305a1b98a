using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Orders;

/// <summary>What an order would get if it were entered now. The lists are read side by side: the first item with the first quantity.</summary>
/// <param name="Site">Code of the serving site.</param>
/// <param name="Customer">Code of the customer.</param>
/// <param name="Item">Items.</param>
/// <param name="Quantity">Quantities.</param>
/// <param name="Unit">Units; empty for the base unit.</param>
/// <param name="Price">Prices; empty for the list price.</param>
/// <param name="RequestedDay">Day the customer wants it.</param>
/// <param name="Supplier">Suppliers that are to ship straight to the customer; empty for our stock.</param>
public sealed record PreviewSalesOrderRequest(
    [Required] string Site,
    [Required] string Customer,
    [MaxLength(100)] string[]? Item = null,
    [MaxLength(100)] string[]? Quantity = null,
    [MaxLength(100)] string[]? Unit = null,
    [MaxLength(100)] string[]? Price = null,
    DateOnly? RequestedDay = null,
    [MaxLength(100)] string[]? Supplier = null);

/// <summary>Free stock at another site.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Free">Free there, in base units.</param>
public sealed record FreeElsewhere(string Site, Quantity Free);

/// <summary>A supplier that could ship an item straight to the customer, because something is agreed with it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
public sealed record DirectOffer(string Code, string Name);

/// <summary>What a line would get.</summary>
/// <param name="Line">Its place in the request, from 0.</param>
/// <param name="Problem">Why it cannot be entered as it is, or null.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Name">Its name.</param>
/// <param name="Base">Quantity in base units.</param>
/// <param name="BaseUnit">The base unit.</param>
/// <param name="Price">Price of one price unit.</param>
/// <param name="PriceUnit">Unit the price holds for.</param>
/// <param name="Free">Free at the serving site.</param>
/// <param name="Elsewhere">Free at other sites, most first.</param>
/// <param name="PromiseDay">Day all of it can leave, or null when no supply covers it.</param>
/// <param name="Expected">True when the day rests on supply that is not confirmed.</param>
/// <param name="Net">Net amount.</param>
/// <param name="Margin">Net less cost, in the entity's currency.</param>
/// <param name="MarginPercent">Margin of the net, in percent with one decimal; null without a net.</param>
/// <param name="Suppliers">Who could ship it straight to the customer.</param>
public sealed record PreviewLine(
    int Line, string? Problem, string? Item = null, string? Name = null, Quantity? Base = null, string? BaseUnit = null, UnitPrice? Price = null, string? PriceUnit = null,
    Quantity? Free = null, IReadOnlyList<FreeElsewhere>? Elsewhere = null, DateOnly? PromiseDay = null, bool Expected = false, Amount? Net = null, Amount? Margin = null, string? MarginPercent = null,
    IReadOnlyList<DirectOffer>? Suppliers = null);

/// <summary>What the order would get.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="Net">Net amount of the lines that can be entered.</param>
/// <param name="Margin">Their margin, in the entity's currency.</param>
/// <param name="PromiseDay">Day the last line can leave, or null.</param>
/// <param name="CreditLeft">What is left of the customer's limit before this order, or null without a limit.</param>
/// <param name="Currency">Currency of the order.</param>
public sealed record PreviewSalesOrderResponse(IReadOnlyList<PreviewLine> Lines, Amount Net, Amount Margin, DateOnly? PromiseDay, Amount? CreditLeft, Currency Currency);

/// <summary>Answers what the order pad shows while somebody types: price, free stock here and elsewhere, promise date, margin. Nothing is entered.</summary>
internal sealed class PreviewSalesOrder(Directory directory, Items items, Partners partners, StockView stock, LineEntry entry, CreditCheck credit)
    : IQuery<PreviewSalesOrderRequest, PreviewSalesOrderResponse>
{
    private const int MostOtherSites = 5;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<PreviewSalesOrder>("GET /sales-orders/preview", Permission.CreateSalesOrder)
        .WithSummary("What an order would get if it were entered now.");

    public async Task<Result<PreviewSalesOrderResponse>> AnswerAsync(Reading reading, PreviewSalesOrderRequest request, CancellationToken cancel)
    {
        if ((await OrderParties.FindAsync(reading.Db, reading.Actor, directory, partners, request.Site, request.Customer, cancel)).Refused(out var refusal, out var parties)) return refusal;
        var lines = new List<PreviewLine>();
        for (var i = 0; i < (request.Item?.Length ?? 0); i++)
        {
            var line = await LineAsync(reading, parties, request, i, cancel);
            lines.Add(line with { Suppliers = await OffersAsync(reading, parties, request.Item![i], cancel) });
        }

        var use = await credit.OfAsync(reading.Db, parties.Entity.Id, parties.Customer, cancel);
        var good = lines.Where(l => l.Problem is null).ToList();
        return new PreviewSalesOrderResponse(lines, Sum(good.Select(l => l.Net)), Sum(good.Select(l => l.Margin)),
            good.Count == 0 || good.Any(l => l.PromiseDay is null) ? null : good.Max(l => l.PromiseDay), use.Left, parties.Customer.Currency);
    }

    private async Task<IReadOnlyList<DirectOffer>> OffersAsync(Reading reading, OrderParties parties, string code, CancellationToken cancel)
    {
        if (await items.FindAsync(reading.Db, code, cancel) is not { } item) return [];
        var terms = await partners.TermsOfItemAsync(reading.Db, item.Id, parties.Site.DayOf(reading.Now), cancel);
        var known = await partners.FindManyAsync(reading.Db, terms.Select(t => t.Supplier), cancel);
        return [.. known.Values.Where(s => s.Active).OrderBy(s => s.Code, StringComparer.Ordinal).Select(s => new DirectOffer(s.Code, s.Name))];
    }

    private async Task<PreviewLine> LineAsync(Reading reading, OrderParties parties, PreviewSalesOrderRequest request, int index, CancellationToken cancel)
    {
        if (!Kernel.Quantity.TryParse(At(request.Quantity, index) ?? "", out var quantity)) return new(index, "Enter a quantity.");
        UnitPrice? price = null;
        if (At(request.Price, index) is { } priceText)
        {
            if (!UnitPrice.TryParse(priceText, out var parsed)) return new(index, "The price is not a number.");
            price = parsed;
        }

        var today = parties.Site.DayOf(reading.Now);
        var asked = new SalesLineRequest(request.Item![index], quantity, At(request.Unit, index), price, Supplier: At(request.Supplier, index));
        if ((await entry.ResolveAsync(reading.Db, parties, asked, request.RequestedDay ?? today, reading.Now, index, cancel)).Refused(out var refusal, out var line))
            return new(index, refusal.Message);

        if (line.Source is { } source) return await DirectAsync(reading, parties, line, source, index, cancel);
        var partitions = await stock.PartitionAsync(reading.Db, line.Item.Id, null, cancel);
        var here = partitions.FirstOrDefault(p => p.Site.Id == parties.Site.Id);
        var elsewhere = partitions.Where(p => p.Site.Id != parties.Site.Id && p.Free.IsPositive && reading.Actor.WorksFor(p.Site.EntityId))
            .OrderByDescending(p => p.Free).Take(MostOtherSites).Select(p => new FreeElsewhere(p.Site.Code, p.Free)).ToList();
        var steps = await stock.AvailableToPromiseAsync(reading.Db, line.Item.Id, parties.Site, cancel);
        var step = steps.FirstOrDefault(s => s.Quantity >= line.Base);
        var margin = await MarginAsync(reading, parties, line, here, cancel);
        return new(index, null, line.Item.Code, line.Item.Name, line.Base, line.Item.BaseUnit, line.Price.Price, line.Price.Unit, here?.Free ?? Kernel.Quantity.Zero, elsewhere,
            step is null ? null : step.Day > line.Due ? step.Day : line.Due, step?.Expected ?? false, line.Net, margin.Amount, margin.Percent);
    }

    private async Task<(Amount Amount, string? Percent)> MarginAsync(Reading reading, OrderParties parties, EnteredLine line, SitePartition? here, CancellationToken cancel)
    {
        var functional = parties.Entity.Currency;
        var net = line.Net;
        if (functional != parties.Customer.Currency)
        {
            var rate = await partners.RateAsync(reading.Db, parties.Customer.Currency, functional, parties.Entity.DayOf(reading.Now), cancel);
            net = Invoices.InvoiceDraft.Convert(line.Net, rate ?? UnitPrice.Zero, functional);
        }

        var cost = line.Item.StandardCost.Times(line.Base, functional);
        if (here is not null && (here.Total - here.Parts[StockWord.Consigned]) is { IsPositive: true } owned) cost = here.Value.Share(line.Base, owned, functional);
        var margin = net - cost;
        return (margin, PercentOf(margin, net));
    }

    private static string? PercentOf(Amount margin, Amount net) => net.IsZero
        ? null
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Exact.MultiplyDivide(margin.TenThousandths, 1000, net.TenThousandths) / 10m:0.0}");

    /// <summary>What a supplier ships straight to the customer costs what is agreed with it, and can leave after its lead time.</summary>
    private async Task<PreviewLine> DirectAsync(Reading reading, OrderParties parties, EnteredLine line, DirectSource source, int index, CancellationToken cancel)
    {
        var (functional, day) = (parties.Entity.Currency, parties.Entity.DayOf(reading.Now));
        var sold = await partners.RateAsync(reading.Db, parties.Customer.Currency, functional, day, cancel);
        var bought = await partners.RateAsync(reading.Db, source.Supplier.Currency, functional, day, cancel);
        var leaves = parties.Site.DayOf(reading.Now).AddDays(source.Terms.LeadTimeDays);
        Amount? margin = null;
        string? percent = null;
        if (sold is { } selling && bought is { } buying)
        {
            var net = Invoices.InvoiceDraft.Convert(line.Net, selling, functional);
            margin = net - Invoices.InvoiceDraft.Convert(source.Terms.PriceFor(line.Base).Times(line.Base, source.Supplier.Currency), buying, functional);
            percent = PercentOf(margin.Value, net);
        }

        return new(index, null, line.Item.Code, line.Item.Name, line.Base, line.Item.BaseUnit, line.Price.Price, line.Price.Unit, null, [],
            leaves > line.Due ? leaves : line.Due, true, line.Net, margin, percent);
    }

    private static Amount Sum(IEnumerable<Amount?> amounts) => amounts.Aggregate(Amount.Zero, (sum, amount) => sum + (amount ?? Amount.Zero));

    private static string? At(string[]? values, int index) => values is not null && index < values.Length && !string.IsNullOrWhiteSpace(values[index]) ? values[index].Trim() : null;
}
