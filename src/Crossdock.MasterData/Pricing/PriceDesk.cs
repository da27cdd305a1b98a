using System.Globalization;
using Crossdock.MasterData.ItemRecords;
using Crossdock.MasterData.PartnerRecords;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Pricing;

/// <summary>Writes price changes, asks for them, and puts what was decided in force.</summary>
internal sealed class PriceDesk(Directory directory, Items items, Partners partners, Approvals approvals, Segregation segregation, IPricedOrders orders)
{
    public const string Kind = "price-change";

    private const int MostShown = 12;

    /// <summary>The change as it would be, with its rows, or what is wrong with them. It locks the supplier's prices and writes nothing.</summary>
    public async Task<Result<(PriceChange Change, List<PriceChangeRow> Rows, List<PriceRowFault> Faults)>> WeighAsync(Work work, Partner supplier, ChangePricesRequest request, CancellationToken cancel)
    {
        if ((await directory.EntitiesAsync(work.Db, cancel)).FirstOrDefault(e => work.Actor.WorksFor(e.Id)) is not { } entity) return Refusal.NotFound("entity", "of yours");
        var today = entity.DayOf(work.Now);
        if (await partners.RateAsync(work.Db, supplier.Currency, entity.Currency, today, cancel) is not { } rate) return new PriceRateMissing(supplier.Currency, entity.Currency);
        await work.LockAloneAsync(LockKey(supplier.Id), cancel);
        var (asked, faults) = Asked(request);
        if (asked.Count + faults.Count is 0) return new NoPrices();
        if (asked.Count + faults.Count > ChangePrices.MostRows) return new TooManyPrices(asked.Count + faults.Count);
        var id = Guid.CreateVersion7();
        var rows = await RowsAsync(work, supplier, request.ValidFrom ?? today, today, id, asked, faults, cancel);
        var ordered = await orders.OrderedAsync(work.Db, supplier.Id, work.Now.AddYears(-1), cancel);
        foreach (var row in rows) Weigh(row, ordered[row.ItemId].ToList(), supplier.Currency, rate, entity.Currency);
        var change = new PriceChange
        {
            Id = id,
            Number = "",
            SupplierId = supplier.Id,
            Currency = supplier.Currency,
            Source = request.Source,
            Reference = request.Reference.OrNull(),
            OpenOrders = request.OpenOrders,
            Reason = request.Reason.OrNull(),
            Rows = rows.Count,
            FirstDay = rows.Select(r => r.ValidFrom).DefaultIfEmpty(today).Min(),
            EntityId = entity.Id,
            Rise = rows.Where(r => !r.Effect.IsNegative).Aggregate(Amount.Zero, (sum, r) => sum + r.Effect),
            Fall = rows.Where(r => r.Effect.IsNegative).Aggregate(Amount.Zero, (sum, r) => sum - r.Effect),
            Exception = rows.Count == 0 ? Dimensions.None : PriceRules.Worst(rows.Select(r => PriceRules.ExceptionOf(r.Then, r.Now))),
            Digest = PriceRules.DigestOf(rows),
            State = PriceChangeState.Draft,
            CreatedBy = work.Actor.Id,
            CreatedAt = work.Now,
            Version = 1,
        };
        return (change, rows, [.. faults.OrderBy(f => f.Row)]);
    }

    /// <summary>Asks whether a change may be taken: it is at once when the rules say so.</summary>
    public async Task<Result<Verdict>> AskAsync(Work work, PriceChange change, IReadOnlyList<PriceChangeRow> rows, CancellationToken cancel)
    {
        var supplier = (await partners.FindAsync(work.Db, change.SupplierId, cancel))!;
        var entity = (await directory.EntityAsync(work.Db, change.EntityId, cancel))!;
        if (await StandingUnlessOvertakenAsync(work, change, entity, rows, cancel) is not { } standing) return new Verdict(false, 0, null, change.Why!);
        var known = await items.FindManyAsync(work.Db, rows.Select(r => r.ItemId), cancel);
        var chains = known.Values.Select(i => Chain.Item(i.Id, i.Code)).ToList();
        foreach (var person in new[] { change.CreatedBy, work.Actor.Id }.Distinct())
            if ((await segregation.TakeAsync(work, person, Duty.EditTerms, chains, null, default, cancel)).Refused(out var apart, out _)) return apart;
        if ((await approvals.AskAsync(work, Case(work, change, supplier, entity, rows, known), cancel)).Refused(out var refusal, out var verdict)) return refusal;
        change.Approval = verdict.Request;
        change.State = PriceChangeState.Waiting;
        if (verdict.Go) await PutInForceAsync(work, change, supplier, entity, rows, standing, verdict.Decision, cancel);
        else Moved(work, change);
        return verdict;
    }

    /// <summary>
    /// Puts a decided change in force: each price from its day on, or from today when the decision came later. When one of the prices that were looked
    /// at has been changed since, nothing is taken: nobody approves unseen.
    /// </summary>
    public async Task TakeAsync(Work work, PriceChange change, Partner supplier, LegalEntity entity, IReadOnlyList<PriceChangeRow> rows, long decision, CancellationToken cancel)
    {
        if (await StandingUnlessOvertakenAsync(work, change, entity, rows, cancel) is not { } standing) return;
        await PutInForceAsync(work, change, supplier, entity, rows, standing, decision, cancel);
    }

    private async Task PutInForceAsync(
        Work work, PriceChange change, Partner supplier, LegalEntity entity, IReadOnlyList<PriceChangeRow> rows, ILookup<ItemId, StoredPrice> standing, long decision, CancellationToken cancel)
    {
        var today = entity.DayOf(work.Now);
        var taken = new List<ChangedPrice>(rows.Count);
        foreach (var row in rows)
        {
            var price = row.Now with { ValidFrom = row.BeginsOn(today), Source = change.Source, Change = change.Number };
            Insert(work, supplier, row.ItemId, price, standing[row.ItemId].Select(p => p.Revision).DefaultIfEmpty(0).Max() + 1, change.CreatedBy, decision);
            taken.Add(new(row.ItemId, price));
        }

        change.DecisionId = decision;
        End(work, change, PriceChangeState.Taken, null);
        await orders.TakenAsync(work, new(change.Number, supplier, change.OpenOrders, change.Reference, taken), cancel);
        await MasterChanges.TellAsync(work, new PartnersChanged(), cancel);
    }

    /// <summary>The prices there are of the items of a change, locked; null when one it was to replace is another by now, which ends the change.</summary>
    private static async Task<ILookup<ItemId, StoredPrice>?> StandingUnlessOvertakenAsync(Work work, PriceChange change, LegalEntity entity, IReadOnlyList<PriceChangeRow> rows, CancellationToken cancel)
    {
        var today = entity.DayOf(work.Now);
        await work.LockAloneAsync(LockKey(change.SupplierId), cancel);
        var standing = await StandingAsync(work.Db, change.SupplierId, rows.Select(r => r.ItemId), cancel);
        if (rows.All(r => (StoredPrice.On(standing[r.ItemId], r.BeginsOn(today))?.Revision ?? 0) == r.BeforeRevision)) return standing;
        End(work, change, PriceChangeState.Overtaken, "The prices it was to replace are others by now. Write it anew.");
        return null;
    }

    public static void End(Work work, PriceChange change, PriceChangeState state, string? why)
    {
        (change.State, change.EndedAt, change.Why, change.Approval) = (state, work.Now, why, null);
        Moved(work, change);
    }

    public static void Moved(Work work, PriceChange change)
    {
        change.Version++;
        work.Announce(new PriceChangeMoved(change.Number, change.State));
    }

    /// <summary>Writes one price; its revision is the next of the supplier and item, and it names who wrote it, not who decided.</summary>
    public static void Insert(Work work, Partner supplier, ItemId item, DatedPrice price, int revision, PersonId by, long decision) => work.Insert(PriceTables.InsertPrice, new StoredPrice
    {
        Id = work.NewId(),
        PostingId = work.PostingId,
        SupplierId = supplier.Id,
        ItemId = item,
        ValidFrom = price.ValidFrom,
        Revision = revision,
        Currency = supplier.Currency,
        PricePerBase = price.PricePerBase,
        Breaks = PriceBreaks.Write(price.Breaks),
        Source = price.Source,
        Change = price.Change,
        PersonId = by,
        DecisionId = decision,
        At = work.Now,
    });

    /// <summary>All prices of a supplier for some items.</summary>
    public static async Task<ILookup<ItemId, StoredPrice>> StandingAsync(CrossdockDb db, PartnerId supplier, IEnumerable<ItemId> items, CancellationToken cancel)
    {
        var found = new List<StoredPrice>();
        foreach (var part in items.Distinct().Chunk(500))
            found.AddRange(await db.Set<StoredPrice>().AsNoTracking().Where(p => p.SupplierId == supplier && part.Contains(p.ItemId)).ToListAsync(cancel));
        return found.ToLookup(p => p.ItemId);
    }

    /// <summary>The prices of a supplier are decided on one after the other.</summary>
    public static long LockKey(PartnerId supplier) => (0x50524943L << 32) | (uint)supplier.Value;

    private static (List<(int Row, NewPrice Price)> Asked, List<PriceRowFault> Faults) Asked(ChangePricesRequest request)
    {
        var (asked, faults) = string.IsNullOrWhiteSpace(request.Text) ? ([], []) : PriceRules.Read(request.Text);
        asked.AddRange((request.Prices ?? []).Select((p, i) => (i + 1, p)));
        return (asked, faults);
    }

    private async Task<List<PriceChangeRow>> RowsAsync(
        Work work, Partner supplier, DateOnly usual, DateOnly today, Guid change, List<(int Row, NewPrice Price)> asked, List<PriceRowFault> faults, CancellationToken cancel)
    {
        var known = await KnownAsync(work.Db, asked.Select(a => a.Price.Item).Distinct(StringComparer.Ordinal).ToList(), cancel);
        var ids = known.Values.Select(i => i.Id).Distinct().ToList();
        var terms = (await work.Db.Set<StoredTerms>().AsNoTracking().Where(t => t.SupplierId == supplier.Id).Select(t => t.ItemId).ToListAsync(cancel)).ToHashSet();
        var standing = await StandingAsync(work.Db, supplier.Id, ids, cancel);
        var rows = new List<PriceChangeRow>(asked.Count);
        var seen = new HashSet<ItemId>();
        foreach (var (number, price) in asked)
        {
            var item = known.GetValueOrDefault(price.Item);
            var day = price.ValidFrom ?? usual;
            var before = item is null ? null : StoredPrice.On(standing[item.Id], day);
            if ((FaultOf(price, item, terms, day, today, before) ?? (seen.Add(item!.Id) ? null : "It stands here twice. Give each item one price; one for a later day goes in a change of its own.")) is { } fault)
            {
                faults.Add(new(number, price.Item, fault));
                continue;
            }

            rows.Add(new PriceChangeRow
            {
                ChangeId = change,
                Number = rows.Count + 1,
                ItemId = item!.Id,
                ValidFrom = day,
                Price = price.Price,
                Breaks = PriceBreaks.Write(price.Breaks ?? []),
                Before = before?.PricePerBase,
                BeforeRevision = before?.Revision ?? 0,
                BeforeBreaks = before?.Breaks ?? PriceBreaks.None,
            });
        }

        return rows;
    }

    /// <summary>Items by what a list calls them: codes in a few statements, other numbers one by one.</summary>
    private async Task<Dictionary<string, Item>> KnownAsync(CrossdockDb db, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var ids = new Dictionary<string, ItemId>(StringComparer.Ordinal);
        foreach (var part in names.Select(Code.Normal).Distinct(StringComparer.Ordinal).Chunk(500))
            foreach (var found in await db.Set<StoredItem>().AsNoTracking().Where(i => part.Contains(i.Code)).Select(i => new { i.Code, i.Id }).ToListAsync(cancel)) ids[found.Code] = found.Id;
        var byId = await items.FindManyAsync(db, ids.Values, cancel);
        var known = new Dictionary<string, Item>(StringComparer.Ordinal);
        foreach (var name in names)
            if ((ids.TryGetValue(Code.Normal(name), out var id) ? byId[id] : await items.FindAsync(db, name, cancel)) is { } item) known[name] = item;
        return known;
    }

    private static string? FaultOf(NewPrice price, Item? item, HashSet<ItemId> terms, DateOnly day, DateOnly today, StoredPrice? before)
    {
        var breaks = price.Breaks ?? [];
        if (item is null) return "There is no such item.";
        if (!terms.Contains(item.Id)) return "The supplier has no terms for it: set unit, minimum and lead time first.";
        if (price.Price.IsNegative || breaks.Any(b => b.PricePerBase.IsNegative || !b.From.IsPositive)) return "Prices cannot be less than zero, and breaks start above zero.";
        if (breaks.Count > PriceRules.MostBreaks) return $"It has {breaks.Count} breaks; a price has at most {PriceRules.MostBreaks}.";
        if (breaks.Any(b => !item.Allows(b.From)) || breaks.Zip(breaks.Skip(1)).Any(p => p.Second.From <= p.First.From)) return $"Breaks are quantities in {item.BaseUnit}, from the smallest to the largest, each once.";
        if (day < today) return "A price holds from today at the earliest: what was ordered keeps its price.";
        if (day > today.AddYears(2)) return "A price is set at most two years ahead.";
        return before is not null && before.PricePerBase == price.Price && before.Breaks == PriceBreaks.Write(breaks) ? "It costs that already." : null;
    }

    private static void Weigh(PriceChangeRow row, IReadOnlyList<Quantity> orders, Currency currency, UnitPrice rate, Currency books)
    {
        row.Yearly = orders.Aggregate(Quantity.Zero, (sum, q) => sum + q);
        row.Effect = rate.Of(row.Now.DearerBy(row.Then, orders, currency), books);
    }

    private static Case Case(Work work, PriceChange change, Partner supplier, LegalEntity entity, IReadOnlyList<PriceChangeRow> rows, IReadOnlyDictionary<ItemId, Item> known)
    {
        var shown = rows.OrderByDescending(r => r.Effect.Abs()).ThenBy(r => r.Number).Take(MostShown).ToList();
        return new Case
        {
            Kind = Kind,
            Document = change.Number,
            Title = $"Price change {change.Number} of {supplier.Name}",
            Href = $"/price-changes/{change.Number}",
            Entity = entity.Id,
            Requester = change.CreatedBy,
            Writers = [work.Actor.Id],
            Amount = change.Rise,
            Currency = entity.Currency,
            Group = $"price:{supplier.Id.Value}",
            Attributes = new Dictionary<string, string>
            {
                [Dimensions.Category] = supplier.Category ?? Dimensions.None,
                [Dimensions.Risk] = supplier.Risk.ToString(),
                [Dimensions.Criticality] = Item.CriticalityOf(known.Values),
                [Dimensions.Exception] = change.Exception,
            },
            Content =
            [
                new("Supplier", supplier.Code) { Said = $"{supplier.Code} {supplier.Name}" }, new("Currency", supplier.Currency.Code), new("Holds for open orders", change.OpenOrders ? "yes" : "no"),
                new("Prices", rows.Count.ToString(CultureInfo.InvariantCulture)), new("Hash of the prices", change.Digest) { Unread = true },
            ],
            Facts =
            [
                new("Rises, a year", change.Rise.Words(entity.Currency)), new("Falls, a year", change.Fall.Words(entity.Currency)),
                .. shown.Select(r => new CaseFact($"{known[r.ItemId].Code} {known[r.ItemId].Name}", Words(r, known[r.ItemId], supplier.Currency, entity.Currency))),
                .. rows.Count > shown.Count ? [new CaseFact("And", $"{rows.Count - shown.Count} more with less effect")] : Array.Empty<CaseFact>(),
            ],
            Reason = change.Reason ?? change.Reference,
        };
    }

    private static string Words(PriceChangeRow row, Item item, Currency currency, Currency books) => string.Create(CultureInfo.InvariantCulture,
        $"{(row.Before is { } before ? $"{before} to {row.Price}" : $"{row.Price}, new")} {currency.Code} per {item.BaseUnit} from {row.ValidFrom.Words()}; {row.Yearly.Words(item.BaseUnit)} a year, {row.Effect.Words(books)}");
}

/// <summary>Price changes as something that may need approval.</summary>
internal sealed class PriceApproval(PriceDesk desk, Partners partners, Directory directory) : ApprovalSubject
{
    public override string Kind => PriceDesk.Kind;

    public override string Title => "Price changes";

    public override string? Together => "changes of one supplier";

    public override Permission Reads => Permission.SeePurchasing;

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; } = new Dictionary<string, IReadOnlyList<string>> { [Dimensions.Exception] = PriceRules.Exceptions };

    public override async Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        if (end.IsReview) return Done.Yes;
        var change = await work.Db.Set<PriceChange>().SingleAsync(c => c.Number == end.Document, cancel);
        if (change.State != PriceChangeState.Waiting || change.Approval != end.Request) return Done.Yes;
        if (end.State != ApprovalState.Approved)
        {
            PriceDesk.End(work, change, end.State == ApprovalState.Withdrawn ? PriceChangeState.Withdrawn : PriceChangeState.Rejected, $"{end.Request} was {end.State.ToString().ToLowerInvariant()}.");
            return Done.Yes;
        }

        var supplier = (await partners.FindAsync(work.Db, change.SupplierId, cancel))!;
        var entity = (await directory.EntityAsync(work.Db, change.EntityId, cancel))!;
        var rows = await work.Db.Set<PriceChangeRow>().AsNoTracking().Where(r => r.ChangeId == change.Id).OrderBy(r => r.Number).ToListAsync(cancel);
        await desk.TakeAsync(work, change, supplier, entity, rows, end.Decision, cancel);
        return Done.Yes;
    }
}

internal sealed record PriceRateMissing(Currency From, Currency To) : Refusal(RefusalKind.Refused, "masterdata.price_rate_missing",
    $"There is no rate from {From.Code} to {To.Code}, so the effect of the prices cannot be told. Set the rate first.");
