using Crossdock.Procurement.Ordering;
using Crossdock.Storage.Following;
using Crossdock.Storage.Mailing;

namespace Crossdock.Procurement.Sending;

/// <summary>The mail with a version of an order.</summary>
internal sealed class OrderMail(OrderPaper papers) : MailSource
{
    public const string Name = "purchase-order";

    public override string Kind => Name;

    public override async Task<MailContent?> ContentAsync(CrossdockDb db, string document, int version, CancellationToken cancel)
    {
        if (await db.Set<PurchaseOrder>().AsNoTracking().FirstOrDefaultAsync(o => o.Number == document, cancel) is not { } order) return null;
        if (await papers.OfAsync(db, order, version, cancel) is not { } paper) return null;
        var subject = version == 1 ? $"Purchase order {order.Number} from {paper.From[0]}" : $"Changed purchase order {order.Number}, version {version}, from {paper.From[0]}";
        return new MailContent(subject, Text(order, version, paper.To[0], paper.From[0], await papers.DeliveriesAsync(db, order, version, cancel)), paper);
    }

    private static string Text(PurchaseOrder order, int version, string to, string from, IReadOnlyList<string> deliveries) => string.Join("\n",
        $"Dear {to},",
        "",
        version == 1 ? $"please find our purchase order {order.Number} attached." : $"our purchase order {order.Number} has changed. Version {version}, attached, replaces all earlier ones.",
        $"Please confirm quantity, price and day of each line.{(deliveries.Count == 0 ? "" : "\n\nOn several days:\n" + string.Join("\n", deliveries))}",
        "",
        "Kind regards,",
        from);
}

/// <summary>
/// Mails each version we made of an order, once, to suppliers that take orders by mail. It follows what was committed and sealed, so nobody is told of
/// what did not happen. A version the supplier asked for is not mailed back.
/// </summary>
internal sealed class OrderPost(Partners partners, Outbox outbox) : Follower
{
    public override string Name => "procurement.order_mail";

    public override IReadOnlySet<string>? Wanted { get; } = new HashSet<string> { PurchaseLineReleased.Name, PurchaseLineChanged.Name };

    public override int MostSeals => 5000;

    public override TimeSpan Breath => TimeSpan.FromMilliseconds(250);

    public override async Task HandleAsync(Work work, IReadOnlyList<SealedFact> facts, CancellationToken cancel)
    {
        if (!outbox.IsOpen) return;
        var postings = facts.Select(f => f.Fact.PostingId).Distinct().ToList();
        var made = await (from v in work.Db.Set<OrderVersion>().AsNoTracking()
                          where postings.Contains(v.PostingId) && !v.BySupplier
                          join o in work.Db.Set<PurchaseOrder>().AsNoTracking() on v.OrderId equals o.Id
                          where o.Kind == PurchaseOrderKind.Standard || o.Kind == PurchaseOrderKind.Direct
                          orderby v.Id
                          select new { o.Number, o.SupplierId, Version = v.Number }).ToListAsync(cancel);
        foreach (var version in made)
            if (await partners.FindAsync(work.Db, version.SupplierId, cancel) is { OrderEmail: { } address })
                await outbox.PutOnceAsync(work, OrderMail.Name, version.Number, version.Version, address, cancel);
    }
}
