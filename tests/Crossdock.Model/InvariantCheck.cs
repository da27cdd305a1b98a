using System.Numerics;

namespace Crossdock.Model;

/// <summary>
/// Works the model's state out again from its journals, entries and documents: the letters are those of
/// "Checked after every scenario". An empty answer means that nothing was found.
/// </summary>
public static class InvariantCheck
{
    /// <summary>Every broken invariant, in the order A to E.</summary>
    public static IReadOnlyList<string> Of(LedgerModel model) =>
    [
        .. JournalsBalance(model), .. StockAgrees(model), .. SharesAreNearest(model), .. NothingIsNegative(model),
        .. DocumentsAgree(model), .. EverythingLeadsToADocument(model),
    ];

    private static IEnumerable<string> JournalsBalance(LedgerModel model)
    {
        foreach (var journal in model.Journals.Where(j => j.Lines.Sum(l => l.Cents) != 0))
            yield return $"A: journal {journal.Number} of document {journal.Document} is off by {journal.Lines.Sum(l => l.Cents)}";
        foreach (var entity in World.Entities)
            foreach (var account in Enum.GetValues<Account>())
            {
                var lines = model.BalanceOn(account, entity, DateOnly.MaxValue);
                if (lines != model.Balance(account, entity))
                    yield return $"A: {account} of entity {entity} says {model.Balance(account, entity)}, its journals {lines}";
            }
    }

    private static IEnumerable<string> StockAgrees(LedgerModel model)
    {
        foreach (var position in model.Positions)
        {
            if (position.OnHand != position.Entries.Sum(e => e.Quantity)) yield return $"B: {position.Key} is not the sum of its entries";
            if (position.Entries.Where((e, i) => e.Number != i + 1).Any()) yield return $"B: {position.Key} has a gap in its numbers";
        }

        var quantities = model.Positions.GroupBy(p => (p.Key.Site, p.Key.Item)).ToDictionary(g => g.Key, g => g.Sum(p => p.OnHand));
        foreach (var pool in model.Pools)
        {
            var held = quantities.GetValueOrDefault((pool.Site, pool.Item.Name));
            if (held != pool.Quantity) yield return $"B: pool {pool.Site} {pool.Item.Name} has {pool.Quantity}, its positions {held}";
            foreach (var layer in pool.Layers.Where(l => l.Quantity <= 0m || l.Cents < 0))
                yield return $"B: pool {pool.Site} {pool.Item.Name} holds {layer.Quantity} worth {layer.Cents}";
            if (pool.Quantity == 0m && pool.Cents != 0) yield return $"B: pool {pool.Site} {pool.Item.Name} is empty and worth {pool.Cents}";
        }

        foreach (var site in World.Sites)
        {
            var value = model.Pools.Where(p => p.Site == site).Sum(p => p.Cents);
            if (value != model.InventoryOf(site)) yield return $"B: INV of site {site} is {model.InventoryOf(site)}, its pools {value}";
        }

        var transfers = model.Documents.Values.OfType<Transfer>().ToList();
        foreach (var entity in World.Entities)
        {
            var value = transfers.Where(t => World.EntityOf(t.ToSite) == entity).Sum(t => t.CentsUnderWay);
            if (value != model.Balance(Account.InTransit, entity)) yield return $"B: INV-T of entity {entity} is not {value}";
        }

        foreach (var transfer in transfers.Where(t => t.Pieces.Any(p => p.QuantityUnderWay < 0m || p.CentsUnderWay < 0 || (p.QuantityUnderWay == 0m && p.CentsUnderWay != 0))))
            yield return $"B: transfer {transfer.Id} has {transfer.QuantityUnderWay} under way worth {transfer.CentsUnderWay}";
    }

    /// <summary>A part is the exact part rounded half away from zero, and the whole is all of it.</summary>
    private static IEnumerable<string> SharesAreNearest(LedgerModel model)
    {
        const decimal Scale = 1_000_000m;
        foreach (var share in model.Shares.Where(s => s.Whole != 0m))
        {
            var (part, whole) = (new BigInteger(share.Part * Scale), new BigInteger(share.Whole * Scale));
            var twiceOff = 2 * (BigInteger.Abs((BigInteger)share.Value * part) - BigInteger.Abs((BigInteger)share.Cents * whole));
            if (twiceOff < -BigInteger.Abs(whole) || twiceOff >= BigInteger.Abs(whole))
                yield return $"B: document {share.Document} took {share.Cents} as {share.Part} of {share.Whole} of {share.Value}";
        }
    }

    private static IEnumerable<string> NothingIsNegative(LedgerModel model)
    {
        var tied = model.Documents.Values.OfType<SalesOrder>().SelectMany(o => o.Lines).SelectMany(l => l.Allocations)
            .GroupBy(a => a.Position).ToDictionary(g => g.Key, g => g.Sum(a => a.Quantity));
        foreach (var position in model.Positions)
        {
            if (position.Allocated != tied.GetValueOrDefault(position.Key)) yield return $"C: {position.Key} is not tied by the lines that say so";
            if (position.Allocated > 0m && position.Key.Condition != Condition.Available) yield return $"C: {position.Key} is allocated";
            if (model.AllowsNegative(position.Key.Site)) continue;
            if (position.OnHand < 0m) yield return $"C: {position.Key} holds {position.OnHand}";
            if (position.Allocated < 0m || position.Allocated > position.OnHand)
                yield return $"C: {position.Key} holds {position.OnHand} and promised {position.Allocated}";
            if (position.FirstShortDay(DateOnly.MinValue, 0m) is { } day) yield return $"C: {position.Key} ends {day:O} below zero";
        }

        foreach (var unit in model.Positions.Where(p => model.Items[p.Key.Item].Tracking == Tracking.Serial)
            .GroupBy(p => (p.Key.Item, p.Key.Lot)).Where(g => g.Sum(p => p.OnHand) > 1m))
            yield return $"C: serial {unit.Key} is there more than once";
    }

    private static IEnumerable<string> DocumentsAgree(LedgerModel model)
    {
        var live = model.Documents.Values.Where(d => d.ReversedBy is null).ToList();
        return
        [
            .. PurchasesAgree(model, live), .. SalesAgree(live), .. GoodsAreConserved(model, live),
            .. World.Entities.SelectMany(e => OpenItemsAgree(model, live, e)),
        ];
    }

    private static IEnumerable<string> PurchasesAgree(LedgerModel model, List<Document> live)
    {
        foreach (var order in live.OfType<PurchaseOrder>())
            foreach (var line in order.Lines)
            {
                var receipts = live.OfType<Receipt>().Where(r => r.Line == line).ToList();
                var returns = live.OfType<ReturnToSupplier>().Where(r => r.Receipt.Line == line).ToList();
                var invoices = live.OfType<InvoiceFromSupplier>().Where(i => i.Order.Lines[i.LineNumber] == line).ToList();
                var owed = receipts.Sum(r => r.Cents) - returns.Sum(r => r.Owed) - invoices.Sum(i => i.Cleared);
                if (line.Received != receipts.Sum(r => r.Quantity) || line.Returned != returns.Sum(r => r.Quantity)
                    || line.Invoiced != invoices.Sum(i => i.Quantity)
                    || line.Accrual.Quantity != line.Received - line.Returned - line.Invoiced || line.Accrual.Cents != owed
                    || line.Open < 0m
                    || !line.Tolerates(line.Received)
                    || (line.Accrual is { Quantity: 0m, MayHoldCents: false } && line.Accrual.Cents != 0))
                    yield return $"D: a line of purchase order {order.Id} does not follow from its documents";
            }

        foreach (var receipt in live.OfType<Receipt>().Where(r => r.Returned < 0m || r.Returned > r.Quantity))
            yield return $"D: {receipt.Returned} of receipt {receipt.Id} was returned";
    }

    private static IEnumerable<string> SalesAgree(List<Document> live)
    {
        foreach (var order in live.OfType<SalesOrder>())
            foreach (var line in order.Lines)
            {
                var shipped = live.OfType<Shipment>().Where(s => s.Line == line).Sum(s => s.Quantity);
                if (line.Shipped != shipped || line.Open < 0m || line.Allocated < 0m || line.Allocated > line.Open || line.Cancelled < 0m)
                    yield return $"D: a line of sales order {order.Id} does not follow from its documents";
            }

        foreach (var shipment in live.OfType<Shipment>())
            if (shipment.Pieces.Any(p => p.Returned < 0m || p.Returned > p.Quantity)
                || shipment.Returned != live.OfType<ReturnFromCustomer>().Where(r => r.Shipment == shipment).Sum(r => r.Quantity)
                || (shipment.Returned == shipment.Quantity && shipment.CostOut != 0))
                yield return $"D: shipment {shipment.Id} and its returns disagree";
    }

    private static IEnumerable<string> GoodsAreConserved(LedgerModel model, List<Document> live)
    {
        var expected = new Dictionary<(string, string?), decimal>();
        void Add(PositionKey key, decimal quantity) =>
            expected[(key.Item, key.Lot)] = expected.GetValueOrDefault((key.Item, key.Lot)) + quantity;
        foreach (var d in live.OfType<Receipt>()) Add(d.At, d.Quantity);
        foreach (var d in live.OfType<ReturnToSupplier>()) Add(d.From, -d.Quantity);
        foreach (var d in live.OfType<ReturnFromCustomer>()) Add(d.At, d.Quantity);
        foreach (var d in live.OfType<Correction>()) Add(d.At, d.Change);
        foreach (var d in live.OfType<Shipment>().SelectMany(s => s.Pieces)) Add(d.From, -d.Quantity);
        foreach (var p in live.OfType<Transfer>().SelectMany(t => t.Pieces)) Add(p.From, -p.QuantityUnderWay);
        foreach (var position in model.Positions) Add(position.Key, -position.OnHand);
        return expected.Where(e => e.Value != 0m).Select(e => $"D: {e.Value} of {e.Key} is lost");
    }

    private static IEnumerable<string> OpenItemsAgree(LedgerModel model, List<Document> live, int entity)
    {
        var accruals = live.OfType<PurchaseOrder>().Where(o => World.EntityOf(o.Site) == entity).SelectMany(o => o.Lines).Select(l => l.Accrual)
            .Concat(live.OfType<Receipt>().Where(r => r.Line is null && World.EntityOf(r.At.Site) == entity).Select(r => r.Accrual));
        var invoices = live.OfType<InvoiceFromSupplier>().Where(i => World.EntityOf(i.Order.Site) == entity);
        var shipments = model.Documents.Values.OfType<Shipment>().Where(s => World.EntityOf(s.Order.Site) == entity).ToList();
        var standing = shipments.Where(s => s.ReversedBy is null).Sum(s => s.Invoiced);
        var payments = live.OfType<Payment>().Where(p => p.Entity == entity).ToList();
        (Account Account, long Cents)[] expected =
        [
            (Account.ReceivedNotInvoiced, -accruals.Sum(a => a.Cents)),
            (Account.Payables, -invoices.Sum(i => i.Cents - i.Paid)),
            (Account.Receivables, standing - shipments.Sum(s => s.Paid)),
            (Account.Sales, -standing),
            (Account.Bank, payments.Sum(p => p.Of is Shipment ? p.Cents : -p.Cents)),
            (Account.Advances, payments.Where(p => p.Of is null).Sum(p => p.Cents)),
        ];
        return expected.Where(e => model.Balance(e.Account, entity) != e.Cents)
            .Select(e => $"D: {e.Account} of entity {entity} is {model.Balance(e.Account, entity)}, its documents say {e.Cents}");
    }

    private static IEnumerable<string> EverythingLeadsToADocument(LedgerModel model)
    {
        foreach (var journal in model.Journals.Where(j => !model.Documents.ContainsKey(j.Document)))
            yield return $"E: journal {journal.Number} has no document";
        foreach (var entry in model.Positions.SelectMany(p => p.Entries).Where(e => !model.Documents.ContainsKey(e.Document)))
            yield return $"E: an entry has no document {entry.Document}";
        foreach (var document in model.Documents.Values.Where(d => d.ReversedBy is not null))
            if (model.Documents.GetValueOrDefault(document.ReversedBy!.Value) is not Reversal reversal || reversal.Original != document.Id)
                yield return $"E: document {document.Id} and its reversal do not name each other";
    }
}
