namespace Crossdock.Sample.Tests;

/// <summary>A strict system refuses what has no ground; these follow each chain of documents in the order of the events.</summary>
public class DocumentChainTests
{
    private readonly Dictionary<(string Document, int Line), long> quantities = [];
    private readonly Dictionary<string, Amount> owed = [];
    private readonly HashSet<string> made = [];

    [Fact]
    public void Nothing_is_followed_up_that_was_not_made_before_and_nothing_beyond_what_was_asked()
    {
        foreach (var happened in Plans.Plan.Events())
        {
            Sales(happened);
            Buying(happened);
            Floor(happened);
        }

        Assert.All(quantities.Values, left => Assert.True(left >= 0));
        Assert.All(owed.Values, left => Assert.False(left.IsNegative));
    }

    private void Sales(SampleEvent happened)
    {
        switch (happened)
        {
            case CustomerOrdered ordered:
                Make(ordered.Order);
                foreach (var line in ordered.Lines) Give(ordered.Order + " open", line.Line, line.Quantity);
                break;
            case OrderReleased released:
                foreach (var line in released.Lines) Pass(released.Order, " open", " released", line.Line, line.Quantity);
                break;
            case OrderPicked picked:
                Make(picked.Shipment);
                foreach (var line in picked.Lines)
                {
                    Use(picked.Order + " released", line.Line, line.Quantity);
                    Give(picked.Shipment + " picked", line.Line, line.Quantity);
                }

                break;
            case OrderShipped shipped:
                foreach (var line in shipped.Lines) Pass(shipped.Shipment, " picked", " shipped", line.Line, line.Quantity);
                break;
            case CustomerInvoiced invoiced:
                Make(invoiced.Invoice);
                owed[invoiced.Invoice] = invoiced.Total;
                foreach (var line in invoiced.Lines) Pass(invoiced.Shipment, " shipped", " invoiced", line.Line, line.Quantity);
                break;
            case OrderLineCancelled cancelled:
                Use(cancelled.Order + " open", cancelled.Line, cancelled.Quantity);
                break;
            case CustomerPaid paid:
                Pay(paid.Invoices, paid.Total);
                break;
            case ReturnAuthorised authorised:
                Make(authorised.Return);
                foreach (var line in authorised.Lines)
                {
                    Use(authorised.Shipment + " invoiced", line.Line, line.Quantity);
                    Give(authorised.Return, line.Line, line.Quantity);
                }

                break;
            case CustomerCredited credited:
                Assert.Contains(credited.Invoice, made);
                foreach (var line in credited.Lines) Use(credited.Return, line.Line, line.Quantity);
                break;
        }
    }

    private void Buying(SampleEvent happened)
    {
        switch (happened)
        {
            case PurchaseOrdered ordered:
                Make(ordered.Order);
                foreach (var line in ordered.Lines) Give(ordered.Order, line.Line, line.Quantity);
                break;
            case PurchaseAcknowledged answer:
                Assert.Contains(answer.Order, made);
                break;
            case GoodsArrived arrived:
                Make(arrived.Receipt);
                foreach (var line in arrived.Lines)
                {
                    Use(arrived.Order, line.Line, line.Good + line.Damaged);
                    Give(arrived.Receipt, line.Line, line.Good + line.Damaged);
                    Give(arrived.Receipt + " bill", line.Line, line.Good + line.Damaged);
                }

                break;
            case StockPutAway put when put.Document.StartsWith("GR-", StringComparison.Ordinal):
                foreach (var line in put.Lines) Use(put.Document, line.Line, line.Quantity);
                break;
            case SupplierInvoiced invoiced:
                Make(invoiced.Invoice);
                owed[invoiced.Invoice] = invoiced.Total;
                foreach (var line in invoiced.Lines) Use(invoiced.Receipt + " bill", line.Line, line.Quantity);
                break;
            case FreightInvoiced freight:
                Assert.Contains(freight.Order, made);
                owed[freight.Invoice] = freight.Total;
                Make(freight.Invoice);
                break;
            case SupplierInvoiceMatched matched:
                Assert.Contains(matched.Invoice, made);
                break;
            case SupplierPaid paid:
                Pay(paid.Invoices, paid.Total);
                break;
        }
    }

    private void Floor(SampleEvent happened)
    {
        switch (happened)
        {
            case TransferOrdered ordered:
                Make(ordered.Transfer);
                foreach (var line in ordered.Lines) Give(ordered.Transfer, line.Line, line.Quantity);
                break;
            case TransferShipped shipped:
                foreach (var line in shipped.Lines) Use(shipped.Transfer, line.Line, line.Quantity);
                break;
            case CountOrdered ordered:
                Make(ordered.Count);
                break;
            case StockCounted counted:
                Assert.Contains(counted.Count, made);
                break;
            case SupplierReturned returned:
                Assert.Contains(returned.Receipt, made);
                break;
        }
    }

    private void Make(string document) => Assert.True(made.Add(document), $"{document} is made twice");

    private void Give(string document, int line, Quantity quantity) => quantities[(document, line)] = quantities.GetValueOrDefault((document, line)) + quantity.Micros;

    private void Use(string document, int line, Quantity quantity)
    {
        var left = quantities.GetValueOrDefault((document, line)) - quantity.Micros;
        Assert.True(left >= 0 && quantity.IsPositive, $"{document} line {line} is used beyond what it has");
        quantities[(document, line)] = left;
    }

    private void Pass(string document, string from, string to, int line, Quantity quantity)
    {
        Use(document + from, line, quantity);
        Give(document + to, line, quantity);
    }

    private void Pay(IReadOnlyList<Settled> invoices, Amount total)
    {
        Assert.Equal(total, invoices.Aggregate(Amount.Zero, (sum, settled) => sum + settled.Amount));
        foreach (var settled in invoices) owed[settled.Document] -= settled.Amount;
    }
}
