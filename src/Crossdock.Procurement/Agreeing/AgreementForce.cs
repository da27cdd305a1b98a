using Crossdock.Procurement.Releasing;

namespace Crossdock.Procurement.Agreeing;

/// <summary>Makes the case of an agreement: always the whole terms as they would be.</summary>
internal sealed class AgreementCases(Directory directory, Items items, Partners partners)
{
    public const string Kind = "agreement";

    /// <summary>Values of the exception dimension, the most serious first: no end to what may be spent, a price above the supplier's terms, a price that rises.</summary>
    public static readonly string[] Exceptions = ["no-cap", "price-above-terms", "dearer"];

    public async Task<Result<Case>> OfAsync(Work work, Agreement agreement, AgreementTerms terms, string? reason, CancellationToken cancel)
    {
        var entity = (await directory.EntityAsync(work.Db, agreement.EntityId, cancel))!;
        var supplier = (await partners.FindAsync(work.Db, agreement.SupplierId, cancel))!;
        var day = entity.DayOf(work.Now);
        if (await partners.RateAsync(work.Db, agreement.Currency, entity.Currency, day, cancel) is not { } rate) return new Ordering.NoRate(agreement.Currency, entity.Currency, day);
        var known = await items.FindManyAsync(work.Db, terms.Items, cancel);
        var worth = terms.Worth(agreement.Currency);
        return new Case
        {
            Kind = Kind,
            Document = agreement.Number,
            Title = $"Agreement {agreement.Number} with {supplier.Name}",
            Href = $"/agreements/{agreement.Number}",
            Entity = agreement.EntityId,
            Site = agreement.SiteId,
            Requester = agreement.CreatedBy.Value == 0 ? work.Actor.Id : agreement.CreatedBy,
            Writers = [work.Actor.Id],
            Amount = rate.Of(Amount.Max(worth ?? Amount.Zero, terms.MinimumValue ?? Amount.Zero), entity.Currency),
            Currency = entity.Currency,
            Attributes = new Dictionary<string, string>
            {
                [Dimensions.Category] = supplier.Category ?? Dimensions.None,
                [Dimensions.Risk] = supplier.Risk.ToString(),
                [Dimensions.Criticality] = Item.CriticalityOf(known.Values),
                [Dimensions.Exception] = worth is null ? Exceptions[0] : await AboveTermsAsync(work, agreement, terms, terms.ValidFrom > day ? terms.ValidFrom : day, cancel) ? Exceptions[1] : IsDearer(work, agreement, terms) ? Exceptions[2] : Dimensions.None,
            },
            Content = [new("Kind", Ui.Words.Of(agreement.Kind)), new("Supplier", supplier.Code) { Said = $"{supplier.Code} {supplier.Name}" }, new("Currency", agreement.Currency.Code), .. terms.Words(agreement.Currency, known).Select(w => new CaseFact(w.Term, w.Value))],
            Facts = [new("Released so far", agreement.TakenAmount.Words(agreement.Currency))],
            Reason = reason,
        };
    }

    private async Task<bool> AboveTermsAsync(Work work, Agreement agreement, AgreementTerms terms, DateOnly day, CancellationToken cancel)
    {
        foreach (var line in terms.Lines.Where(l => l.Item is not null))
        {
            var usual = await partners.TermsAsync(work.Db, agreement.SupplierId, new ItemId(line.Item!.Value), day, cancel);
            if (usual is not null && new PurchasePrice(line.Price, line.PriceUnit, line.Size).PerBase > usual.PricePerBase) return true;
        }

        return false;
    }

    /// <summary>True when a price of an agreement in force would rise, whatever happens to its caps.</summary>
    private static bool IsDearer(Work work, Agreement agreement, AgreementTerms terms) => agreement.VersionNumber > 0
        && work.State<AgreementBook>().LinesOf(agreement).Any(l => !l.Ended && l.IsPriced && terms.Lines.FirstOrDefault(t => t.Item == l.ItemId?.Value) is { } next
            && TermsText.ReadBreaks(l.Breaks).Select(b => b.From).Concat(next.Breaks.Select(b => b.From)).Append(Quantity.Zero)
                .Any(q => PriceOf(next, q).PerBase > l.PriceFor(q).PerBase));

    private static PurchasePrice PriceOf(TermsLine line, Quantity quantity) =>
        new(line.Breaks.Where(b => quantity >= b.From).Select(b => b.Price).LastOrDefault(line.Price), line.PriceUnit, line.Size);
}

/// <summary>The only way an agreement comes into force, and the only way the terms of one in force change: governance must say go to the whole terms.</summary>
internal sealed class AgreementForce(Approvals approvals, AgreementCases cases, AgreementWriter writer)
{
    /// <summary>Asks whether an agreement may hold on some terms. When the verdict is go it does; else the terms wait and all stands as before.</summary>
    public async Task<Result<Verdict>> AskAsync(Work work, Agreement agreement, AgreementTerms terms, string? reason, CancellationToken cancel)
    {
        if ((await cases.OfAsync(work, agreement, terms, reason, cancel)).Refused(out var refusal, out var asked)) return refusal;
        if ((await approvals.AskAsync(work, asked, cancel)).Refused(out refusal, out var verdict)) return refusal;
        if (verdict.Go)
        {
            await HoldAsync(work, agreement, terms, verdict.Decision, reason, cancel);
            return verdict;
        }

        (agreement.Approval, agreement.Pending, agreement.PendingReason) = (verdict.Request, terms.Write(), reason);
        if (agreement.State == AgreementState.Draft) agreement.State = AgreementState.InApproval;
        Tell(work, agreement);
        return verdict;
    }

    /// <summary>Makes terms those in force: the next version.</summary>
    public async Task HoldAsync(Work work, Agreement agreement, AgreementTerms terms, long decision, string? reason, CancellationToken cancel)
    {
        var first = agreement.VersionNumber == 0;
        await writer.ApplyAsync(work, agreement, terms, cancel);
        (agreement.Approval, agreement.Pending, agreement.PendingReason) = (null, null, null);
        if (first) agreement.State = AgreementState.Active;
        agreement.DecisionId = decision;
        agreement.VersionNumber++;
        Tell(work, agreement);
        work.Insert(AgreementRows.InsertVersion, new AgreementVersion
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            AgreementId = agreement.Id,
            Number = agreement.VersionNumber,
            Cause = first ? "Put in force" : "Changed",
            Reason = reason.OrNull(),
            PersonId = work.Actor.Id,
            At = work.Now,
            DecisionId = decision,
            Terms = terms.Write(),
        });
    }

    /// <summary>Takes back what waits for those who decide; nothing when nothing does.</summary>
    public async Task WithdrawAsync(Work work, Agreement agreement, string why, CancellationToken cancel)
    {
        if (agreement.Approval is null) return;
        await approvals.WithdrawAsync(work, AgreementCases.Kind, agreement.Number, why, cancel);
        Drop(work, agreement);
    }

    /// <summary>What waited is given up; an agreement that was never in force is a draft again.</summary>
    public static void Drop(Work work, Agreement agreement)
    {
        (agreement.Approval, agreement.Pending, agreement.PendingReason) = (null, null, null);
        if (agreement.State == AgreementState.InApproval) agreement.State = AgreementState.Draft;
        Tell(work, agreement);
    }

    public static void Tell(Work work, Agreement agreement)
    {
        work.State<AgreementBook>().Touch(agreement);
        work.Announce(new AgreementMoved(agreement.Number, agreement.State, agreement.SiteId));
    }
}

/// <summary>Agreements as something that needs approval: what people approved holds from their commit on.</summary>
internal sealed class AgreementApproval(AgreementForce force, AgreementWriter writer, AgreementCases cases) : ApprovalSubject
{
    public override string Kind => AgreementCases.Kind;

    public override string Title => "Agreements with suppliers";

    public override Permission Reads => Permission.SeePurchasing;

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; } =
        new Dictionary<string, IReadOnlyList<string>> { [Dimensions.Exception] = AgreementCases.Exceptions };

    public override async Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        if (await work.State<AgreementBook>().LockAsync(work, end.Document, cancel) is not { } agreement) return Refusal.NotFound("agreement", end.Document);
        if (end.IsReview || agreement.Approval != end.Request || agreement.Pending is not { } pending) return Done.Yes;
        var (terms, reason) = (AgreementTerms.Read(pending), agreement.PendingReason);

        // Orders may have been released since: a cap that is below them by now cannot hold, and what was approved is asked for anew.
        var holds = end.State == ApprovalState.Approved && agreement.State != AgreementState.Terminated
            && !(await cases.OfAsync(work, agreement, terms, reason, cancel)).Refused(out _, out var asked) && asked.Hash().AsSpan().SequenceEqual(end.Hash)
            && await writer.ConflictAsync(work, agreement, terms = await AgreementWriter.WithoutOrderedAsync(work, agreement, terms, cancel), cancel) is null;
        if (holds) await force.HoldAsync(work, agreement, terms, end.Decision, reason, cancel);
        else AgreementForce.Drop(work, agreement);
        return Done.Yes;
    }
}
