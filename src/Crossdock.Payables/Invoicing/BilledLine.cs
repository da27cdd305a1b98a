namespace Crossdock.Payables.Invoicing;

/// <summary>A line of an invoice that agrees with its order: quantity in base units, price, and the order line as it stands.</summary>
internal sealed record BilledLine(PurchaseLineView Ordered, Item Item, Pack Unit, Quantity Quantity, PurchasePrice Price, string? TaxCode)
{
    public string Name => $"{Ordered.Order} line {Ordered.Number}";

    /// <summary>Compares what is billed with the order; the first thing that differs is said, with the money it makes.</summary>
    public static Result<BilledLine> Decide(SupplierInvoiceLineRequest asked, PurchaseLineView ordered, Item item, Partner supplier, string? currency)
    {
        var name = $"{ordered.Order} line {ordered.Number}";
        if (ordered.Supplier != supplier.Id) return new OtherSupplierLine(name);
        if (currency is not null && (!Currency.TryParse(currency, out var billed) || billed != ordered.Currency))
            return new OtherCurrencyLine(name, ordered.Currency, Currency.TryParse(currency, out billed) ? billed : default);
        var unit = asked.Unit ?? item.BaseUnit;
        if (item.ToBase(asked.Quantity, unit).Refused(out var refusal, out var quantity)) return refusal with { Pointer = "/quantity" };
        if (!quantity.IsPositive) return Refusal.Invalid("payables.quantity", "The quantity must be more than zero.", "/quantity");
        if (item.PackOf(asked.PriceUnit ?? ordered.Price.Unit) is not { } pack)
            return new UnitUnknown(item.Code, asked.PriceUnit ?? ordered.Price.Unit, string.Join(", ", item.Packs.Select(p => p.Unit))) { Pointer = "/priceUnit" };
        var price = new PurchasePrice(asked.Price, pack.Unit, pack.Size);
        if (!price.Equals(ordered.Price))
        {
            var difference = price.AmountOf(quantity, ordered.Currency) - ordered.Price.AmountOf(quantity, ordered.Currency);
            return PriceDiffers.Of(name, price, ordered.Price, difference, ordered.Currency) with { Pointer = "/price" };
        }

        return new BilledLine(ordered, item, item.PackOf(unit)!, quantity, price, asked.TaxCode ?? supplier.TaxCode);
    }

    public SupplierInvoiceLine ToRow(Guid invoice, Guid id, int number, InvoiceWorth worth) => new()
    {
        Id = id,
        InvoiceId = invoice,
        Number = number,
        OrderLineId = Ordered.Id,
        OrderNumber = Ordered.Order,
        OrderLineNumber = Ordered.Number,
        ItemId = Item.Id,
        Quantity = Quantity,
        UnitQuantity = Unit.Size.FromBase(Quantity, Unit.Decimals),
        Unit = Unit.Unit,
        Price = Price.Price,
        PriceUnit = Price.Unit,
        TaxCode = TaxCode,
        Amount = worth.Amount,
        Payable = worth.Payable,
        Cleared = worth.Cleared,
    };
}

internal static class RateArithmetic
{
    /// <summary>An amount at a rate, rounded to the target's minor unit; the same amount in the same currency.</summary>
    public static Amount Of(this UnitPrice rate, Amount amount, Currency from, Currency to) => from == to ? amount : rate.Of(amount, to);
}
