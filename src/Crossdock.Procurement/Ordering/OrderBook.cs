namespace Crossdock.Procurement.Ordering;

/// <summary>The orders and lines one work has locked, made and changed. Each is written once.</summary>
internal sealed class OrderBook : IWorkState
{
    private readonly Dictionary<Guid, PurchaseLine> lines = [];
    private readonly Dictionary<string, PurchaseOrder> orders = new(StringComparer.Ordinal);
    private readonly HashSet<object> created = [];
    private readonly HashSet<PurchaseOrder> changed = [];
    private readonly List<LineChange> changes = [];

    public PurchaseLine Line(Guid id) => lines[id];

    public IEnumerable<PurchaseLine> WithSupplyChanged => lines.Values.Where(l => l.SupplyChanged);

    public IEnumerable<PurchaseLine> LinesOf(string order) => lines.Values.Where(l => l.OrderNumber == order);

    /// <summary>An order that this work holds, by what it is.</summary>
    public PurchaseOrder? Made(Func<PurchaseOrder, bool> which) => orders.Values.FirstOrDefault(which);

    public void Add(PurchaseOrder order, IEnumerable<PurchaseLine> itsLines)
    {
        orders.Add(order.Number, order);
        created.Add(order);
        foreach (var line in itsLines) Add(line);
    }

    public void Add(PurchaseLine line)
    {
        lines.Add(line.Id, line);
        created.Add(line);
    }

    public void Touch(PurchaseOrder order)
    {
        if (!created.Contains(order)) changed.Add(order);
    }

    public void Record(Work work, PurchaseLine line, LineChangeKind kind, string? reason = null, bool bySupplier = false, PersonId? by = null)
    {
        line.Changed = true;
        line.SupplyChanged = true;
        var person = by ?? work.Actor.Id;
        line.TakenBy(person);
        if (line.State != PurchaseLineState.Draft) line.Revision++;
        changes.Add(new LineChange
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            LineId = line.Id,
            Revision = line.Revision,
            Kind = kind,
            Ordered = line.Ordered,
            Open = line.Open,
            Price = line.Price,
            RequestedDay = line.RequestedDay,
            ConfirmedDay = line.ConfirmedDay,
            BySupplier = bySupplier,
            Reason = reason,
            At = work.Now,
            PersonId = person,
        });
    }

    public async Task<IReadOnlyList<PurchaseLine>> LockAsync(Work work, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var missing = ids.Distinct().Where(id => !lines.ContainsKey(id)).Order().Select(id => new PurchaseLine { Id = id }).ToList();
        if (missing.Count > 0) Keep(await work.SelectAsync(PurchasingRows.LockLines, missing, cancel));
        return ids.Distinct().Where(lines.ContainsKey).Select(id => lines[id]).ToList();
    }

    /// <summary>The head, locked, with all its lines, locked; null when there is none or not for this person, unless what is decided holds for any site.</summary>
    public async Task<(PurchaseOrder Order, IReadOnlyList<PurchaseLine> Lines)?> LockOrderAsync(Work work, string number, CancellationToken cancel, bool anySite = false)
    {
        if (!orders.TryGetValue(number, out var order))
        {
            order = (await work.SelectAsync(PurchasingRows.LockOrders, [new PurchaseOrder { Number = number }], cancel)).FirstOrDefault();
            if (order is null) return null;
            orders.Add(number, order);
        }

        if (!anySite && !work.Actor.WorksAt(order.EntityId, order.SiteId)) return null;
        return (order, await LockLinesOfAsync(work, [number], cancel));
    }

    public async Task<IReadOnlyList<PurchaseLine>> LockLinesOfAsync(Work work, IReadOnlyCollection<string> numbers, CancellationToken cancel)
    {
        var unread = numbers.Distinct().Where(n => !orders.TryGetValue(n, out var o) || !created.Contains(o)).Order().Select(n => new PurchaseLine { OrderNumber = n }).ToList();
        if (unread.Count > 0) Keep(await work.SelectAsync(PurchasingRows.LockLinesOfOrder, unread, cancel));
        return lines.Values.Where(l => numbers.Contains(l.OrderNumber)).OrderBy(l => l.OrderNumber, StringComparer.Ordinal).ThenBy(l => l.Number).ToList();
    }

    public void Flush(Work work)
    {
        if (WithSupplyChanged.FirstOrDefault() is { } forgotten)
            throw new InvalidOperationException($"The supply of {forgotten.Document} was changed and not stated.");
        foreach (var order in orders.Values)
        {
            if (created.Contains(order)) work.Insert(PurchasingRows.InsertOrder, order);
            else if (changed.Contains(order)) work.Change(PurchasingRows.UpdateOrder, order);
        }

        foreach (var line in lines.Values)
        {
            if (created.Contains(line)) work.Insert(PurchasingRows.InsertLine, line);
            else if (line.Changed) work.Change(PurchasingRows.UpdateLine, line);
            if (line.AgreementChanged && !created.Contains(line)) work.Change(PurchasingRows.UpdateAgreement, line);
        }

        foreach (var change in changes) work.Insert(PurchasingRows.InsertChange, change);
    }

    private void Keep(List<PurchaseLine> found)
    {
        foreach (var line in found) lines.TryAdd(line.Id, line);
    }
}
