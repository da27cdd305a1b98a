namespace Crossdock.Sales.Orders;

/// <summary>What a customer owes and has on order, against its limit.</summary>
/// <param name="Limit">The limit, or null.</param>
/// <param name="Receivable">Open invoices less credits.</param>
/// <param name="OnOrder">Net of open order lines.</param>
internal sealed record CreditUse(Amount? Limit, Amount Receivable, Amount OnOrder)
{
    public Amount? Left => Limit is { } limit ? limit - Receivable - OnOrder : null;
}

/// <summary>Checks new orders against the customer's credit limit: open receivables and open orders may not exceed it.</summary>
internal sealed class CreditCheck(OpenItems openItems)
{
    /// <summary>Refuses an order beyond the limit, unless somebody who may change orders gives a reason. Two orders of one customer wait for each other.</summary>
    public async Task<Result<Done>> CheckAsync(Work work, OrderParties parties, Amount asked, string? reason, CancellationToken cancel)
    {
        var customer = parties.Customer;
        if (customer.CreditLimit is not { } limit) return Done.Yes;
        await work.LockAloneAsync((8L << 56) | (uint)customer.Id.Value, cancel);
        var use = await OfAsync(work.Db, parties.Entity.Id, customer, cancel);
        if (use.Receivable + use.OnOrder + asked <= limit) return Done.Yes;
        if (work.Actor.May(Permission.ChangeSalesOrder) && !string.IsNullOrWhiteSpace(reason)) return Done.Yes;
        return new CreditLimitExceeded(customer.Code, new(limit, customer.Currency), new(use.Receivable + use.OnOrder, customer.Currency), new(asked, customer.Currency));
    }

    public async Task<CreditUse> OfAsync(CrossdockDb db, EntityId entity, Partner customer, CancellationToken cancel)
    {
        var receivable = await openItems.BalanceAsync(db, OpenItemKind.Receivable, entity, customer.Id, cancel);
        var id = customer.Id.Value;
        var onOrder = await db.Database
            .SqlQuery<long>($"SELECT CAST(COALESCE(SUM(open_net), 0) AS bigint) AS \"Value\" FROM sales_lines WHERE customer_id = {id} AND open > 0")
            .ToListAsync(cancel);
        return new(customer.CreditLimit, receivable, new(onOrder[0]));
    }
}
