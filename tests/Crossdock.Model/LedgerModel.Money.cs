namespace Crossdock.Model;

/// <content>Supplier invoices, late costs and payments.</content>
public partial class LedgerModel
{
    private Refused? Post(SupplierInvoice c)
    {
        if (FindLine(c.Order, c.Line, out PurchaseOrder order, out var line) is { } no) return no;
        if (CheckQuantity(items[line.Terms.Item], c.Quantity) is { } refused) return refused;
        if (c.Price < 0m) return No(Reason.NotPositive, "The price is below zero.");
        if (c.Price is { } price && price != line.Terms.Price && !Offer.OtherPrices) return No(Reason.PriceDiffers, $"Ordered at {line.Terms.Price}.");
        if (CheckDay(order.Site, null) is { } closed) return closed;
        if (c.Quantity > line.Accrual.Quantity)
            return No(Reason.ExceedsOpen, $"Invoiced {c.Quantity}, received net {line.Accrual.Quantity}.");

        var accrual = line.Accrual;
        var atPrice = accrual.WorthOfInvoice(c.Quantity);
        var cents = c.Price is null || c.Price == line.Terms.Price ? atPrice : Exactly.Worth(c.Quantity, c.Price.Value, line.Terms.Per);
        var cleared = c.Quantity == accrual.Quantity ? accrual.Cents : Math.Clamp(atPrice, 0, Math.Max(0, accrual.Cents));
        var invoice = new InvoiceFromSupplier(c.Id, Today, order, c.Line, c.Quantity, cents, cleared) { AtPrice = atPrice };
        Keep(invoice);
        PostInvoice(invoice, 1);
        return null;
    }

    /// <summary>Posts an invoice, or with sign -1 its mirror; the price difference is spread as things stand now.</summary>
    private void PostInvoice(InvoiceFromSupplier invoice, int sign)
    {
        var line = invoice.Order.Lines[invoice.LineNumber];
        var entity = World.EntityOf(invoice.Order.Site);
        line.Invoiced += sign * invoice.Quantity;
        line.Accrual.Quantity -= sign * invoice.Quantity;
        line.Accrual.Cents -= sign * invoice.Cleared;
        line.Accrual.Invoiced += sign * invoice.Quantity;
        line.Accrual.InvoicedCents += sign * invoice.Cents;
        line.Accrual.InvoicedAtPrice += sign * invoice.AtPrice;
        Book(entity, Today, Account.Payables, -sign * invoice.Cents);
        Book(entity, Today, Account.ReceivedNotInvoiced, sign * invoice.Cleared);
        var receipts = documents.Values.OfType<Receipt>().Where(r => r.Line == line && r.ReversedBy is null);
        SpreadLateCost(
            entity, items[line.Terms.Item], receipts.Select(r => r.Id).ToHashSet(), line.Received - line.Returned,
            sign * (invoice.Cents - invoice.AtPrice), Account.PriceVariance);
        Book(entity, Today, Account.PriceVariance, sign * (invoice.AtPrice - invoice.Cleared));
    }

    private Refused? Post(LandedCost c)
    {
        if (!Find<Receipt>(c.Receipt, out var receipt) || !Offer.LandedCosts) return No(Reason.UnknownReference, "No such receipt.");
        if (CheckMoney(c.Amount) is { } no) return no;
        var received = receipt.Quantity - receipt.Returned;
        if (receipt.ReversedBy is not null || received == 0m) return No(Reason.WrongState, "Nothing of the receipt is left.");
        var entity = World.EntityOf(receipt.At.Site);
        var cents = Exactly.Worth(1m, c.Amount);
        Keep(new Document(c.Id, Today));
        Book(entity, Today, Account.LandedCostClearing, -cents);
        SpreadLateCost(entity, items[receipt.At.Item], new HashSet<int> { receipt.Id }, received, cents, Account.CostOfGoods);
        return null;
    }

    /// <summary>
    /// The share min(on hand, received) / received of a late cost goes to stock and goods in transit by quantity,
    /// never below zero value; the rest goes to the account given. FIFO looks only at the layers of the receipts.
    /// </summary>
    private void SpreadLateCost(
        int entity, Item item, IReadOnlySet<int> receipts, decimal received, long cents, Account rest)
    {
        if (cents == 0) return;
        var fifo = item.Method == CostMethod.Fifo;
        var layers = pools.Values.Where(p => p.Item == item && World.EntityOf(p.Site) == entity).OrderBy(p => p.Site)
            .SelectMany(p => p.LayerList.Where(l => !fifo || receipts.Contains(l.Origin)).Select(l => (Pool: p, Layer: l)))
            .ToList();
        var underWay = documents.Values.OfType<Transfer>().Where(t => !fifo && t.Item == item.Name && World.EntityOf(t.ToSite) == entity)
            .SelectMany(t => t.Pieces.Where(p => p.QuantityUnderWay > 0m).Select(p => (Transfer: t, Piece: p))).ToList();
        decimal[] quantities = [.. layers.Select(l => l.Layer.Quantity), .. underWay.Select(u => u.Piece.QuantityUnderWay)];
        var stock = received == 0m ? 0 : TakeShare(cents, Math.Min(quantities.Sum(), received), received);
        var parts = Exactly.Split(stock, quantities);
        for (var i = 0; i < layers.Count; i++)
        {
            var part = Math.Max(parts[i], -layers[i].Layer.Cents);
            Revalue(layers[i].Pool, layers[i].Layer, part, Today);
            cents -= part;
        }

        for (var i = 0; i < underWay.Count; i++)
        {
            var (transfer, piece) = underWay[i];
            var part = Math.Max(parts[layers.Count + i], -piece.CentsUnderWay);
            ChangeTransit(transfer, piece, 0m, part, Today);
            cents -= part;
        }

        Book(entity, Today, rest, cents);
    }

    private Refused? Post(CustomerPayment c)
    {
        if (!Find<Shipment>(c.Shipment, out var shipment)) return No(Reason.UnknownReference, "No such shipment.");
        if (CheckMoney(c.Amount) is { } no) return no;
        if (CheckDay(shipment.Order.Site, null) is { } closed) return closed;
        var cents = Exactly.Worth(1m, c.Amount);
        if (cents > shipment.Invoiced - shipment.Paid)
            return No(Reason.ExceedsOpen, $"{shipment.Invoiced - shipment.Paid} cents are open.");
        PostPayment(new Payment(c.Id, Today, World.EntityOf(shipment.Order.Site), shipment, cents));
        return null;
    }

    private Refused? Post(SupplierPayment c)
    {
        if (!World.Entities.Contains(c.Entity)) return No(Reason.UnknownReference, "No such entity.");
        InvoiceFromSupplier? invoice = null;
        if (c.Invoice is { } number && (!Find(number, out invoice) || World.EntityOf(invoice.Order.Site) != c.Entity))
            return No(Reason.UnknownReference, "No such invoice of this entity.");
        if (CheckMoney(c.Amount) is { } no) return no;
        if (IsClosed(c.Entity, Today)) return No(Reason.PeriodClosed, "The period is closed.");
        if (invoice?.ReversedBy is not null) return No(Reason.WrongState, "The invoice is reversed.");
        var cents = Exactly.Worth(1m, c.Amount);
        if (invoice is not null && cents > invoice.Cents - invoice.Paid)
            return No(Reason.ExceedsOpen, $"{invoice.Cents - invoice.Paid} cents are open.");
        PostPayment(new Payment(c.Id, Today, c.Entity, invoice, cents));
        return null;
    }

    private void PostPayment(Payment payment)
    {
        Keep(payment);
        BookPayment(payment, 1);
    }

    private void BookPayment(Payment payment, int sign)
    {
        var cents = sign * payment.Cents;
        switch (payment.Of)
        {
            case Shipment shipment:
                shipment.Paid += cents;
                Book(payment.Entity, Today, Account.Bank, cents);
                Book(payment.Entity, Today, Account.Receivables, -cents);
                break;
            case InvoiceFromSupplier invoice:
                invoice.Paid += cents;
                Book(payment.Entity, Today, Account.Payables, cents);
                Book(payment.Entity, Today, Account.Bank, -cents);
                break;
            default:
                Book(payment.Entity, Today, Account.Advances, cents);
                Book(payment.Entity, Today, Account.Bank, -cents);
                break;
        }
    }
}
