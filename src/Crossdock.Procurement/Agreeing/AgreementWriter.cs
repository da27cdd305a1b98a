namespace Crossdock.Procurement.Agreeing;

/// <summary>Reads the terms of a request, and makes terms those of an agreement.</summary>
internal sealed class AgreementWriter(Directory directory, Items items, SearchIndex search)
{
    private static readonly UnitPrice DearestPrice = UnitPrice.Of(1_000_000_000);

    /// <summary>The terms that a request names, each looked up and decided.</summary>
    public async Task<Result<AgreementTerms>> TermsAsync(CrossdockDb db, AgreementKind kind, Currency currency, CreateAgreementRequest asked, CancellationToken cancel)
    {
        if (asked.ValidTo < asked.ValidFrom) return Refusal.Invalid("procurement.agreement_validity", "The last day is not before the first.", "/validTo");
        if (Wrong(currency, asked.ValueCap, "/valueCap") is { } cap) return cap;
        if (Wrong(currency, asked.MinimumValue, "/minimumValue") is { } minimum) return minimum;
        if (asked.MinimumQuantity is { IsPositive: false }) return Refusal.Invalid("procurement.agreement_minimum", "The minimum is more than nothing, or left empty.", "/minimumQuantity");
        if (asked is { MinimumValue: { } least, ValueCap: { } most } && least > most) return Refusal.Invalid("procurement.agreement_minimum", "The minimum is not more than the cap.", "/minimumValue");
        var given = asked.Lines ?? [];
        if (kind == AgreementKind.Blanket)
        {
            if (asked.ValueCap is null) return Refusal.Invalid("procurement.agreement_cap", "A blanket needs a cap of value.", "/valueCap");
            if (given.Count > 0 || asked.MinimumQuantity is not null) return Refusal.Invalid("procurement.agreement_lines", "A blanket has no lines: its cap is over everything.", "/lines");
        }
        else if (given.Count == 0)
        {
            return Refusal.Invalid("procurement.agreement_lines", "Name at least one item with its price.", "/lines");
        }

        if (kind != AgreementKind.Scheduling && asked.Schedule is { Count: > 0 }) return Refusal.Invalid("procurement.agreement_schedule", "Only a scheduling agreement has deliveries.", "/schedule");
        if ((await LinesAsync(db, given, cancel)).Refused(out var refusal, out var lines)) return refusal;
        if (asked.MinimumQuantity is not null && lines.Select(l => l.Item.BaseUnit).Distinct().Count() > 1)
            return Refusal.Invalid("procurement.agreement_minimum", "A minimum quantity needs items of one unit. Give it in money.", "/minimumQuantity");
        if (Entries(asked, lines.ConvertAll(l => l.Item)).Refused(out refusal, out var entries)) return refusal;
        return new AgreementTerms(asked.Title.OrNull(), asked.ValidFrom, asked.ValidTo, asked.ValueCap, asked.MinimumValue, asked.MinimumQuantity,
            kind == AgreementKind.Blanket ? [new TermsLine(null, default, "", PackSize.One, null, [])] : lines.ConvertAll(l => l.Terms), entries);
    }

    /// <summary>The terms of an agreement as they stand; deliveries that are ordered already are not among them.</summary>
    public static async Task<AgreementTerms> OfAsync(CrossdockDb db, Agreement agreement, IReadOnlyList<AgreementLine> lines, CancellationToken cancel)
    {
        var entries = await db.Set<ScheduleEntry>().AsNoTracking().Where(s => s.AgreementId == agreement.Id && s.PurchaseLineId == null).ToListAsync(cancel);
        var item = lines.ToDictionary(l => l.Id, l => l.ItemId);
        return new AgreementTerms(
            agreement.Title, agreement.ValidFrom, agreement.ValidTo, agreement.ValueCap, agreement.MinimumValue, agreement.MinimumQuantity,
            [.. lines.Where(l => !l.Ended).OrderBy(l => l.Number).Select(l => new TermsLine(
                l.ItemId?.Value, l.Price, l.PriceUnit, new PackSize(l.PriceNumerator, l.PriceDenominator), l.QuantityCap, TermsText.ReadBreaks(l.Breaks)))],
            [.. entries.OrderBy(e => e.Day).ThenBy(e => item[e.AgreementLineId]!.Value.Value).Select(e => new TermsEntry(item[e.AgreementLineId]!.Value.Value, e.Day, e.Quantity))]);
    }

    /// <summary>Why terms cannot become those of an agreement, or null: what was released already stays.</summary>
    public async Task<Refusal?> ConflictAsync(Work work, Agreement agreement, AgreementTerms terms, CancellationToken cancel)
    {
        if (terms.ValueCap < agreement.TakenAmount)
            return new CapBelowTaken(agreement.Number, "its value", $"{agreement.TakenAmount.ToString(agreement.Currency)} {agreement.Currency.Code}") { Pointer = "/valueCap" };
        var lines = work.State<AgreementBook>().LinesOf(agreement);
        for (var i = 0; i < terms.Lines.Count; i++)
        {
            var line = lines.FirstOrDefault(l => l.ItemId?.Value == terms.Lines[i].Item);
            if (line is not null && terms.Lines[i].Cap < line.TakenQuantity && line.ItemId is { } id)
                return new CapBelowTaken(agreement.Number, (await items.FindAsync(work.Db, id, cancel))!.Code, $"{line.TakenQuantity}") { Pointer = $"/lines/{i}/quantityCap" };
        }

        var ordered = await OrderedAsync(work, agreement, cancel);
        return terms.Schedule.FirstOrDefault(e => ordered.Contains((e.Item, e.Day))) is { } twice
            ? new AlreadyScheduled((await items.FindAsync(work.Db, new ItemId(twice.Item), cancel))!.Code, twice.Day) { Pointer = "/schedule" }
            : null;
    }

    /// <summary>Terms that waited, without the deliveries that were ordered meanwhile.</summary>
    public static async Task<AgreementTerms> WithoutOrderedAsync(Work work, Agreement agreement, AgreementTerms terms, CancellationToken cancel)
    {
        var ordered = await OrderedAsync(work, agreement, cancel);
        return terms with { Schedule = [.. terms.Schedule.Where(e => !ordered.Contains((e.Item, e.Day)))] };
    }

    private static async Task<HashSet<(int Item, DateOnly Day)>> OrderedAsync(Work work, Agreement agreement, CancellationToken cancel)
    {
        var book = work.State<AgreementBook>();
        return (await work.Db.Set<ScheduleEntry>().AsNoTracking().Where(s => s.AgreementId == agreement.Id && s.PurchaseLineId != null).ToListAsync(cancel))
            .Select(s => (book.Line(s.AgreementLineId).ItemId!.Value.Value, s.Day)).ToHashSet();
    }

    /// <summary>Makes terms those of a locked agreement. Lines that are not in them end; deliveries that are not ordered yet are replaced.</summary>
    public async Task ApplyAsync(Work work, Agreement agreement, AgreementTerms terms, CancellationToken cancel)
    {
        var book = work.State<AgreementBook>();
        var entity = (await directory.EntityAsync(work.Db, agreement.EntityId, cancel))!;
        (agreement.Title, agreement.ValidFrom, agreement.ValidTo, agreement.EndsAt) = (terms.Title, terms.ValidFrom, terms.ValidTo, entity.Zone.LastOf(terms.ValidTo));
        (agreement.ValueCap, agreement.MinimumValue, agreement.MinimumQuantity) = (terms.ValueCap, terms.MinimumValue, terms.MinimumQuantity);
        book.Touch(agreement);
        var lines = book.LinesOf(agreement).ToList();
        foreach (var line in lines.Where(l => terms.Lines.All(t => t.Item != l.ItemId?.Value)))
        {
            line.Ended = true;
            book.Touch(line);
        }

        foreach (var wanted in terms.Lines)
        {
            var line = lines.Find(l => l.ItemId?.Value == wanted.Item);
            if (line is null)
            {
                line = new AgreementLine { Id = Guid.CreateVersion7(), AgreementId = agreement.Id, Number = lines.Count + 1, ItemId = wanted.Item is { } item ? new ItemId(item) : null };
                book.Add(line);
                lines.Add(line);
            }

            (line.Price, line.PriceUnit, line.PriceNumerator, line.PriceDenominator) = (wanted.Price, wanted.PriceUnit, wanted.Size.Numerator, wanted.Size.Denominator);
            (line.Breaks, line.QuantityCap, line.Ended) = (TermsText.WriteBreaks(wanted.Breaks), wanted.Cap, false);
            book.Touch(line);
        }

        // What was added in this work is not in the database yet, so what is loaded has the last word.
        await work.Db.Set<ScheduleEntry>().Where(s => s.AgreementId == agreement.Id).LoadAsync(cancel);
        var kept = work.Db.Set<ScheduleEntry>().Local.Where(s => s.AgreementId == agreement.Id).ToList();
        var byItem = lines.Where(l => l.ItemId is not null).ToDictionary(l => l.ItemId!.Value.Value, l => l.Id);
        var wantedEntries = terms.Schedule.ToDictionary(e => (byItem[e.Item], e.Day), e => e.Quantity);
        work.Db.RemoveRange(kept.Where(s => s.PurchaseLineId is null && wantedEntries.GetValueOrDefault((s.AgreementLineId, s.Day)) != s.Quantity));
        var there = kept.Where(s => s.PurchaseLineId is not null || wantedEntries.GetValueOrDefault((s.AgreementLineId, s.Day)) == s.Quantity).Select(s => (s.AgreementLineId, s.Day)).ToHashSet();
        work.Db.AddRange(wantedEntries.Where(e => !there.Contains(e.Key)).Select(e => new ScheduleEntry
        {
            Id = Guid.CreateVersion7(),
            AgreementId = agreement.Id,
            AgreementLineId = e.Key.Item1,
            Day = e.Key.Day,
            Quantity = e.Value,
            Version = 1,
        }));
    }

    public void Keep(Work work, Agreement agreement, Partner supplier)
    {
        search.Put(work, "agreement", agreement.Number, agreement.Number, supplier.Name, $"/agreements/{agreement.Number}", agreement.Title is { } title ? [title] : []);
        work.Announce(new AgreementMoved(agreement.Number, agreement.State, agreement.SiteId));
    }

    private async Task<Result<List<(TermsLine Terms, Item Item)>>> LinesAsync(CrossdockDb db, IReadOnlyList<AgreementLineRequest> given, CancellationToken cancel)
    {
        var lines = new List<(TermsLine Terms, Item Item)>();
        for (var i = 0; i < given.Count; i++)
        {
            var at = $"/lines/{i}";
            var wanted = given[i];
            if (await items.FindAsync(db, wanted.Item, cancel) is not { } item) return Refusal.NotFound("item", wanted.Item) with { Pointer = at + "/item" };
            if (lines.Exists(l => l.Item.Id == item.Id)) return Refusal.Invalid("procurement.agreement_item_twice", $"{item.Code} is on two lines.", at + "/item");
            if (wanted.Price.IsNegative || wanted.Price > DearestPrice) return new Ordering.PriceNegative(item.Code) { Pointer = at + "/price" };
            if (item.PackOf(wanted.PriceUnit.OrNull() ?? item.BaseUnit) is not { } pack)
                return new UnitUnknown(item.Code, wanted.PriceUnit!, string.Join(", ", item.Packs.Select(p => p.Unit))) { Pointer = at + "/priceUnit" };
            var unit = wanted.CapUnit.OrNull() ?? item.BaseUnit;
            Quantity? cap = null;
            if (wanted.QuantityCap is { } most)
            {
                if (most.IsNegative) return Refusal.Invalid("procurement.agreement_cap", "A cap is nothing or more.", at + "/quantityCap");
                if (item.ToBase(most, unit).Refused(out var wrong, out var inBase)) return wrong with { Pointer = at + "/quantityCap" };
                cap = inBase;
            }

            var steps = new List<Step>();
            foreach (var step in wanted.Breaks ?? [])
            {
                if (item.ToBase(step.From, unit).Refused(out var wrong, out var from)) return wrong with { Pointer = at + "/breaks" };
                if (!from.IsPositive || (steps.Count > 0 && from <= steps[^1].From) || step.Price.IsNegative || step.Price > DearestPrice)
                    return Refusal.Invalid("procurement.agreement_breaks", $"The breaks of {item.Code} start above zero and go up, each with its price.", at + "/breaks");
                steps.Add(new(from, step.Price));
            }

            lines.Add((new TermsLine(item.Id.Value, wanted.Price, pack.Unit, pack.Size, cap, steps), item));
        }

        return lines;
    }

    private static Result<List<TermsEntry>> Entries(CreateAgreementRequest asked, List<Item> known)
    {
        var entries = new List<TermsEntry>();
        for (var i = 0; i < (asked.Schedule?.Count ?? 0); i++)
        {
            var (at, wanted) = ($"/schedule/{i}", asked.Schedule![i]);
            if (known.Find(k => string.Equals(k.Code, wanted.Item.Trim(), StringComparison.OrdinalIgnoreCase)) is not { } item)
                return Refusal.Invalid("procurement.agreement_schedule", $"{wanted.Item} is no item of the agreement.", at + "/item");
            if (item.ToBase(wanted.Quantity, wanted.Unit.OrNull() ?? item.BaseUnit).Refused(out var refusal, out var quantity)) return refusal with { Pointer = at + "/quantity" };
            if (!quantity.IsPositive) return new Ordering.QuantityMissing(item.Code) { Pointer = at + "/quantity" };
            if (wanted.Day < asked.ValidFrom || wanted.Day > asked.ValidTo) return Refusal.Invalid("procurement.agreement_schedule", $"{wanted.Day:yyyy-MM-dd} is outside the agreement.", at + "/day");
            if (entries.Exists(e => e.Item == item.Id.Value && e.Day == wanted.Day)) return Refusal.Invalid("procurement.agreement_schedule", $"{item.Code} has two deliveries on {wanted.Day:yyyy-MM-dd}. Make them one.", at + "/day");
            entries.Add(new(item.Id.Value, wanted.Day, quantity));
        }

        return entries.OrderBy(e => e.Day).ThenBy(e => e.Item).ToList();
    }

    private static Refusal? Wrong(Currency currency, Amount? amount, string pointer) =>
        amount is { IsNegative: true } || (amount is { } money && money.RoundTo(currency) != money)
            ? Refusal.Invalid("procurement.agreement_amount", $"An amount is nothing or more, in whole {(currency.MinorDigits == 0 ? "" : "hundredths of ")}{currency.Code}.", pointer)
            : null;
}
