using System.ComponentModel.DataAnnotations.Schema;

namespace Crossdock.Sales.Orders;

/// <summary>
/// A line of a customer order. The base quantity controls; the unit and quantity as ordered are kept as the customer said them.
/// Its key is also the key of its demand.
/// </summary>
internal sealed class SalesLine
{
    public Guid Id { get; init; }
    public Guid OrderId { get; init; }
    public PartnerId CustomerId { get; init; }
    public SiteId SiteId { get; init; }
    public int Line { get; init; }
    public ItemId ItemId { get; init; }

    /// <summary>Lot or serial the customer asked for, or default.</summary>
    public LotId LotId { get; init; }

    public string Unit { get; set; } = "";
    public Quantity UnitQuantity { get; set; }
    public Quantity Ordered { get; set; }
    public UnitPrice Price { get; set; }
    public string PriceUnit { get; set; } = "";
    public long PriceNumerator { get; set; }
    public long PriceDenominator { get; set; }

    /// <summary>Net amount of everything ordered.</summary>
    public Amount Net { get; set; }

    public string? TaxCode { get; init; }
    public DateOnly RequestedDay { get; set; }

    /// <summary>Day the goods are to leave, in the site's time zone.</summary>
    public DateOnly DueDay { get; set; }

    public int Rank { get; init; }

    /// <summary>The supplier that ships it straight to the customer; default when it leaves from our stock.</summary>
    public PartnerId SupplierId { get; set; }

    // What service is measured against; written at entry and never changed.
    public Quantity OrderedAtEntry { get; init; }
    public UnitPrice PriceAtEntry { get; init; }
    public Quantity FreeAtEntry { get; init; }
    public DateOnly RequestedAtEntry { get; init; }
    public DateOnly? FirstPromisedDay { get; init; }

    public Quantity Cancelled { get; set; }
    public string? CancelReason { get; set; }
    public AskedBy? CancelSide { get; set; }

    /// <summary>Part of the cancelled quantity the customer bought elsewhere or went without.</summary>
    public Quantity Lost { get; set; }

    public Quantity Shipped { get; set; }
    public Quantity Returned { get; set; }
    public Quantity Invoiced { get; set; }
    public Amount NetInvoiced { get; set; }

    /// <summary>Ordered less cancelled less shipped; kept by <see cref="Settle"/>.</summary>
    public Quantity Open { get; set; }

    /// <summary>Net amount of the open quantity; kept by <see cref="Settle"/>.</summary>
    public Amount OpenNet { get; set; }

    public long Version { get; set; }

    [NotMapped]
    public bool Changed { get; set; }

    /// <summary>A supplier ships it straight to the customer.</summary>
    [NotMapped]
    public bool IsDirect => SupplierId != default;

    [NotMapped]
    public LinePrice AgreedPrice => new(Price, PriceUnit, new PackSize(PriceNumerator, PriceDenominator));

    public void Ship(Quantity quantity, Currency currency)
    {
        Require(quantity.IsPositive && quantity <= Open, "ships more than is open");
        Shipped += quantity;
        Settle(currency);
    }

    /// <summary>Takes a shipment back. What is not to be delivered again counts as cancelled by us.</summary>
    public void Unship(Quantity quantity, bool reopen, string reason, Currency currency)
    {
        Require(quantity.IsPositive && quantity <= Shipped - Returned, "takes back more than was shipped");
        Shipped -= quantity;
        if (!reopen)
        {
            Cancelled += quantity;
            CancelReason = reason;
            CancelSide = AskedBy.Us;
        }

        Settle(currency);
    }

    public void Return(Quantity quantity)
    {
        Require(quantity.IsPositive && quantity <= Shipped - Returned, "returns more than was shipped");
        Returned += quantity;
        Changed = true;
    }

    /// <summary>Invoices a shipped quantity. The amount is what is missing to the exact amount of all that is invoiced, so the parts add up.</summary>
    public Amount Invoice(Quantity quantity, Currency currency)
    {
        Require(quantity.IsPositive && Invoiced + quantity <= Shipped, "invoices more than was shipped");
        Invoiced += quantity;
        var net = AgreedPrice.For(Invoiced, currency) - NetInvoiced;
        NetInvoiced += net;
        Changed = true;
        return net;
    }

    /// <summary>Takes an invoiced quantity back with its invoice's amount, when its shipment is reversed.</summary>
    public void Uninvoice(Quantity quantity, Amount net)
    {
        Require(quantity.IsPositive && quantity <= Invoiced, "credits more than was invoiced");
        Invoiced -= quantity;
        NetInvoiced -= net;
        Changed = true;
    }

    public void Cancel(Quantity quantity, string reason, AskedBy side, Quantity lost, Currency currency)
    {
        Require(quantity.IsPositive && quantity <= Open && lost <= quantity, "cancels more than is open");
        Cancelled += quantity;
        CancelReason = reason;
        CancelSide = side;
        Lost += lost;
        Settle(currency);
    }

    /// <summary>What follows from the quantities, computed in one place.</summary>
    public void Settle(Currency currency)
    {
        Open = Ordered - Cancelled - Shipped;
        Require(!Open.IsNegative, "has less than nothing open");
        Net = AgreedPrice.For(Ordered, currency);
        OpenNet = AgreedPrice.For(Open, currency);
        Changed = true;
    }

    private void Require(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException($"Sales line {Id} {what}.");
    }
}
