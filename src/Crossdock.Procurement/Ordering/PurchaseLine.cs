using System.ComponentModel.DataAnnotations.Schema;
using Crossdock.Procurement.Agreeing;

namespace Crossdock.Procurement.Ordering;

/// <summary>
/// A line of a purchase order: one item at one price. It carries what its head says, so that a receipt reads and locks lines only.
/// Quantities are in base units, amounts in the order's currency, values in the entity's.
/// </summary>
internal sealed class PurchaseLine
{
    public Guid Id { get; init; }
    public Guid OrderId { get; init; }
    public string OrderNumber { get; init; } = "";
    public int Number { get; init; }

    /// <summary>Why its order exists.</summary>
    public PurchaseOrderKind Kind { get; init; }

    /// <summary>The consignment arrangement it comes or was used under; null for all other goods.</summary>
    public Guid? ArrangementId { get; init; }

    /// <summary>The line of the customer's order that the supplier ships; its key is also that of the demand. Null for what comes here.</summary>
    public Guid? SalesLineId { get; init; }

    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PartnerId SupplierId { get; init; }
    public Currency Currency { get; init; }
    public ItemId ItemId { get; init; }

    /// <summary>The line this one was parted from, or null.</summary>
    public Guid? PartedFrom { get; init; }

    /// <summary>What lines share that were written as one with several days; null for a line by itself.</summary>
    public Guid? ScheduleId { get; set; }

    /// <summary>How much of that whole those before it bring: its amounts are what the whole costs beyond that, so that all of them add up.</summary>
    public Quantity ScheduledAhead { get; set; }

    public string Unit { get; init; } = "";

    /// <summary>The ordered quantity in the supplier's unit, for display: <see cref="Ordered"/> controls.</summary>
    public Quantity UnitQuantity { get; set; }

    public UnitPrice Price { get; set; }
    public string PriceUnit { get; set; } = "";
    public long PriceNumerator { get; set; }
    public long PriceDenominator { get; set; }

    /// <summary>True when nobody gave a price: it follows the terms until the release.</summary>
    public bool AtTerms { get; set; }

    /// <summary>What the terms asked for one base unit on the day of the order, in the supplier's currency; null when nothing was agreed.</summary>
    public UnitPrice? AgreedPrice { get; set; }

    /// <summary>Who wrote the order, and who released it: neither receives it.</summary>
    public PersonId WrittenBy { get; init; }

    public PersonId? ReleasedBy { get; set; }

    /// <summary>Keys of whoever else approved or changed it, each between commas: they do not receive it either.</summary>
    public string Hands { get; set; } = "";

    /// <summary>1 at the release, one more with each change: receipts, answers and invoices name the one they saw.</summary>
    public int Revision { get; set; }

    /// <summary>When the need arose: proposal, requisition or entry.</summary>
    public DateTimeOffset NeedArose { get; init; }

    /// <summary>The day of the first release, never changed: suppliers are measured by it.</summary>
    public DateOnly FirstRequestedDay { get; set; }

    public DateOnly RequestedDay { get; set; }
    public DateTimeOffset? FirstAnsweredAt { get; set; }
    public DateOnly? FirstConfirmedDay { get; set; }
    public DateOnly? ConfirmedDay { get; set; }
    public DateTimeOffset? ReleasedAt { get; set; }
    public PurchaseLineState State { get; set; }

    /// <summary>How much more than ordered may come, in hundredths of a percent of the order.</summary>
    public int ToleranceHundredths { get; init; }

    public Quantity Ordered { get; set; }
    public Quantity Received { get; set; }
    public Quantity Returned { get; set; }
    public Quantity Invoiced { get; set; }

    /// <summary>What no bill will come for; negative when it is a credit that will not come.</summary>
    public Quantity WrittenOff { get; set; }

    /// <summary>
    /// What the received quantity costs: the price of the cumulative quantity, so that the parts add up; after a reversal in the middle it may
    /// be a rounding step off, and a later part is then worth that much more or less, never less than nothing.
    /// </summary>
    public Amount ReceivedAmount { get; set; }

    public Amount ReturnedAmount { get; set; }
    public Amount InvoicedAmount { get; set; }

    /// <summary>Credited to goods received, not invoiced.</summary>
    public Amount ReceivedValue { get; set; }

    /// <summary>Debited to it by returns.</summary>
    public Amount ReturnedValue { get; set; }

    /// <summary>Debited to it by invoices.</summary>
    public Amount ClearedValue { get; set; }

    /// <summary>Debited to it because nothing will be billed.</summary>
    public Amount WrittenOffValue { get; set; }

    /// <summary>What invoices made payable.</summary>
    public Amount InvoicedValue { get; set; }

    /// <summary>The agreement's line that it uses, or goes round.</summary>
    public Guid? AgreementLineId { get; set; }

    public AgreementUse AgreementUse { get; set; }

    /// <summary>Why it goes round.</summary>
    public string? OutsideReason { get; set; }

    public long Version { get; set; }

    [NotMapped]
    public bool AgreementChanged { get; set; }

    [NotMapped]
    public bool Changed { get; set; }

    /// <summary>What is to come changed: the supply must be stated again.</summary>
    [NotMapped]
    public bool SupplyChanged { get; set; }

    /// <summary>Made together with its receipt: it never was a supply.</summary>
    [NotMapped]
    public bool IsBornReceived { get; init; }

    public string Document => $"{OrderNumber} line {Number}";

    public PurchasePrice PriceAsGiven => new(Price, PriceUnit, new PackSize(PriceNumerator, PriceDenominator));

    /// <summary>Somebody has it in hand: released, approved or changed it.</summary>
    public void TakenBy(PersonId person)
    {
        if (person.Value == 0 || person == WrittenBy || HandsHold(person)) return;
        Hands = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(Hands.Length == 0 ? "," : Hands)}{person.Value},");
        Changed = true;
    }

    /// <summary>What a person did to it before it is received.</summary>
    public IEnumerable<Deed> DeedsOf(PersonId person)
    {
        if (WrittenBy == person) yield return new(person, Duty.WriteOrder);
        if (ReleasedBy == person || HandsHold(person)) yield return new(person, Duty.ReleaseOrder);
    }

    private bool HandsHold(PersonId person) =>
        Hands.Length > 0 && Hands.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $",{person.Value},"), StringComparison.Ordinal);

    public Quantity Open => State == PurchaseLineState.Released ? Quantity.Max(Ordered - Received, Quantity.Zero) : Quantity.Zero;

    public Quantity Tolerance => Ordered.PartOf(ToleranceHundredths);

    public Quantity Receivable => State == PurchaseLineState.Released ? Quantity.Max(Ordered + Tolerance - Received, Quantity.Zero) : Quantity.Zero;

    /// <summary>The goods stay the supplier's until they are used: nothing of this line is ever owed.</summary>
    public bool IsConsigned => Kind == PurchaseOrderKind.Consigned;

    public Quantity Uninvoiced => IsConsigned ? Quantity.Zero : Received - Returned - Invoiced - WrittenOff;

    /// <summary>What the line still has on goods received, not invoiced; negative when the supplier owes a credit.</summary>
    public Amount UninvoicedValue => ReceivedValue - ReturnedValue - ClearedValue - WrittenOffValue;

    public DateOnly ExpectedDay => ConfirmedDay ?? RequestedDay;

    /// <summary>What is not received yet costs.</summary>
    public Amount OpenAmount => PriceOf(Ordered) - (IsConsigned ? PriceOf(Received) : ReceivedAmount);

    public void Stand(Standing standing)
    {
        AgreementChanged |= AgreementLineId != standing.Line || AgreementUse != standing.Use || OutsideReason != standing.Reason;
        (AgreementLineId, AgreementUse, OutsideReason) = (standing.Line, standing.Use, standing.Reason);
    }

    /// <summary>Goes round the agreement it used so far.</summary>
    public void GoRound(string why) => Stand(new Standing(AgreementUse.Outside, AgreementLineId, null, why));

    public Amount PriceOf(Quantity cumulative) => PriceAsGiven.ShareOf(ScheduledAhead, cumulative, Currency);

    /// <summary>Gives a draft the price of the terms, and keeps that nobody did it but the price; false when it has that already.</summary>
    public bool Reprice(Work work, UnitPrice perBase, Item item, string why)
    {
        if (AgreedPrice == perBase && PriceAsGiven.Equals(new PurchasePrice(perBase, item.BaseUnit, PackSize.One))) return false;
        (Price, PriceUnit, PriceNumerator, PriceDenominator, AgreedPrice) = (perBase, item.BaseUnit, PackSize.One.Numerator, PackSize.One.Denominator, perBase);
        work.State<OrderBook>().Record(work, this, LineChangeKind.Repriced, why, bySupplier: true, by: default(PersonId));
        SupplyChanged = false;
        work.Announce(new PurchaseLineDrafted(Id, OrderNumber, Ordered, RequestedDay, ItemId, SiteId));
        return true;
    }

    /// <summary>Takes a receipt in: refused beyond what is open and tolerated, over all receipts together.</summary>
    public Result<Amount> Receive(Quantity quantity)
    {
        if (State != PurchaseLineState.Released) return new LineNotOpen(Document, State);
        if (quantity > Receivable) return new OverReceipt(Document, Open, quantity, Tolerance);
        Received += quantity;
        if (IsConsigned) return Amount.Zero;
        var amount = Amount.Max(PriceOf(Received) - ReceivedAmount, Amount.Zero);
        ReceivedAmount += amount;
        return amount;
    }

    /// <summary>So much more was used of consigned goods: it is ordered and received in one, at this line's price.</summary>
    public Result<Amount> Use(Quantity quantity)
    {
        (State, Ordered) = (PurchaseLineState.Released, Received + quantity);
        return Receive(quantity);
    }

    /// <summary>Takes back that goods were used, with the amounts they had. A line of which nothing is left is cancelled.</summary>
    public Refusal? Unuse(Quantity quantity, Amount amount, Amount value)
    {
        if (Uninvoiced < quantity) return WrittenOff.IsPositive ? new WrittenOffBefore(Document, WrittenOff) : new UsageBilled(Document, Invoiced);
        Received -= quantity;
        ReceivedAmount -= amount;
        ReceivedValue -= value;
        (State, Ordered) = Received.IsZero ? (PurchaseLineState.Cancelled, Ordered) : (PurchaseLineState.Released, Received);
        return null;
    }

    /// <summary>Takes a receipt back with the amounts it had.</summary>
    public Refusal? Unreceive(Quantity quantity, Amount amount, Amount value)
    {
        if (!IsConsigned && Uninvoiced < quantity) return WrittenOff.IsPositive ? new WrittenOffBefore(Document, WrittenOff) : new ReceiptInvoiced(Document, Invoiced);
        Received -= quantity;
        ReceivedAmount -= amount;
        ReceivedValue -= value;
        return null;
    }

    /// <summary>
    /// Sends goods back. What is not invoiced leaves at the receipt's worth (in the entity's own currency at what keeps the rest at its exact
    /// price), the last of it with all that is left; what is invoiced at the invoices', so that the credit to come is the invoices' share of
    /// all that went back.
    /// </summary>
    /// <param name="quantity">How much goes back.</param>
    /// <param name="receiptShare">What the receipt line booked for that quantity.</param>
    /// <param name="functional">The entity's currency.</param>
    public Result<ReceiptWorth> Return(Quantity quantity, Amount receiptShare, Currency functional)
    {
        var net = Received - Returned;
        if (quantity > net) return new ReturnTooLarge(Document, net, quantity);
        if (WrittenOff.IsPositive && quantity > net - WrittenOff) return new WrittenOffBefore(Document, WrittenOff);
        if (IsConsigned)
        {
            Returned += quantity;
            return new ReceiptWorth(Amount.Zero, Amount.Zero);
        }

        var amount = Amount.Max(ReceivedAmount - ReturnedAmount - PriceOf(net - quantity), Amount.Zero);
        var left = Uninvoiced - quantity;
        var value = left.IsPositive ? Amount.Min(Currency == functional ? amount : receiptShare, Amount.Max(UninvoicedValue, Amount.Zero))
            : left.IsZero ? Amount.Max(UninvoicedValue, Amount.Zero)
            : Amount.Max(UninvoicedValue + InvoicedValue.Share(-left, Invoiced, functional), Amount.Zero);
        Returned += quantity;
        ReturnedAmount += amount;
        ReturnedValue += value;
        return new ReceiptWorth(amount, value);
    }

    /// <summary>What billing a quantity costs by the order.</summary>
    public Amount InvoiceAmount(Quantity quantity) => Amount.Max(PriceOf(Invoiced + quantity) - InvoicedAmount, Amount.Zero);

    /// <summary>Bills a quantity: never more than was received, net of returns. Goods received, not invoiced is cleared exactly.</summary>
    public Result<InvoiceWorth> Invoice(Quantity quantity, UnitPrice rate, Currency functional)
    {
        if (IsConsigned) return new ConsignedNotBilled(Document);
        if (quantity > Uninvoiced)
        {
            return WrittenOff.IsPositive && quantity <= Uninvoiced + WrittenOff
                ? new WrittenOffBefore(Document, WrittenOff)
                : new InvoicedBeyondReceived(Document, Invoiced + quantity, Received - Returned);
        }

        var amount = InvoiceAmount(quantity);
        var payable = rate.Of(amount, functional);
        var cleared = quantity == Uninvoiced ? UninvoicedValue
            : Currency == functional ? Amount.Min(amount, Amount.Max(UninvoicedValue, Amount.Zero))
            : UninvoicedValue.Share(quantity, Uninvoiced, functional);
        Invoiced += quantity;
        InvoicedAmount += amount;
        InvoicedValue += payable;
        ClearedValue += cleared;
        return new InvoiceWorth(amount, payable, cleared);
    }

    /// <summary>Takes an invoice line back with the amounts it had.</summary>
    public void Uninvoice(Quantity quantity, InvoiceWorth worth)
    {
        Invoiced -= quantity;
        InvoicedAmount -= worth.Amount;
        InvoicedValue -= worth.Payable;
        ClearedValue -= worth.Cleared;
    }

    /// <summary>Takes off goods received, not invoiced all that is left on it: no bill comes for it, or no credit.</summary>
    public WriteOffWorth WriteOff()
    {
        var worth = new WriteOffWorth(Uninvoiced, UninvoicedValue);
        WrittenOff += worth.Quantity;
        WrittenOffValue += worth.Value;
        return worth;
    }

    /// <summary>Takes that back with the worth it had.</summary>
    public void Unwrite(WriteOffWorth worth)
    {
        WrittenOff -= worth.Quantity;
        WrittenOffValue -= worth.Value;
    }

    public PurchaseLineView View() => new()
    {
        Id = Id,
        Order = OrderNumber,
        Number = Number,
        Kind = Kind,
        Entity = EntityId,
        Site = SiteId,
        Supplier = SupplierId,
        Item = ItemId,
        Currency = Currency,
        Unit = Unit,
        UnitQuantity = UnitQuantity,
        Price = PriceAsGiven,
        State = State,
        Ordered = Ordered,
        Received = Received,
        Returned = Returned,
        Invoiced = Invoiced,
        Open = Open,
        Receivable = Receivable,
        WrittenOff = WrittenOff,
        Uninvoiced = Uninvoiced,
        UninvoicedValue = UninvoicedValue,
        UninvoicedAmount = Uninvoiced.IsPositive ? InvoiceAmount(Uninvoiced) : Amount.Zero,
        FirstRequestedDay = FirstRequestedDay,
        RequestedDay = RequestedDay,
        ConfirmedDay = ConfirmedDay,
        SalesLine = SalesLineId,
    };
}
