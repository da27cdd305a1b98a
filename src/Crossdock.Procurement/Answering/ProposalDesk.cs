using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Crossdock.Procurement.Requisitioning;

namespace Crossdock.Procurement.Answering;

/// <summary>Keeps proposals: the live one of a line, what it would do, and how it becomes the order.</summary>
internal sealed class ProposalDesk(Items items, Supplies supplies, OrderRelease release, RequisitionDesk requisitions, AgreementDesk agreements, ScheduleDue schedule)
{
    /// <summary>The live proposals of some lines, to be changed in this work.</summary>
    public static Task<List<Proposal>> LiveAsync(CrossdockDb db, IReadOnlyCollection<Guid> lines, CancellationToken cancel) => db.Set<Proposal>()
        .Where(p => lines.Contains(p.LineId) && (p.State == ProposalState.AwaitingBuyer || p.State == ProposalState.AwaitingApproval)).OrderBy(p => p.Number).ToListAsync(cancel);

    /// <summary>A later proposal, or a change, takes the place of the live one.</summary>
    public static async Task SupersedeAsync(Work work, IReadOnlyCollection<Guid> lines, CancellationToken cancel)
    {
        foreach (var live in await LiveAsync(work.Db, lines, cancel)) End(work, live, ProposalState.Superseded, null);
    }

    public static void End(Work work, Proposal proposal, ProposalState state, string? why)
    {
        (proposal.State, proposal.DecidedBy, proposal.DecidedAt, proposal.Why) = (state, work.Actor.Id, work.Now, why);
        Moved(work, proposal);
    }

    /// <summary>Counts and tells that something happened to a proposal.</summary>
    public static void Moved(Work work, Proposal proposal)
    {
        proposal.Version++;
        work.Announce(new ProposalMoved(proposal.Number, proposal.OrderNumber, proposal.State, proposal.ItemId, proposal.SiteId));
    }

    /// <summary>Keeps a proposal.</summary>
    public static Proposal Keep(
        Work work, PurchaseOrder order, PurchaseLine line, LineEdit? edit, bool bySupplier, AnswerChannel channel, ProposalState state, Impact impact, string? note)
    {
        var proposal = new Proposal
        {
            Id = Guid.CreateVersion7(),
            Number = work.Number("SP"),
            OrderId = order.Id,
            OrderNumber = order.Number,
            LineId = line.Id,
            LineNumber = line.Number,
            EntityId = line.EntityId,
            SiteId = line.SiteId,
            SupplierId = line.SupplierId,
            ItemId = line.ItemId,
            Revision = line.Revision,
            OrderVersion = order.VersionNumber,
            BySupplier = bySupplier,
            Channel = channel,
            Parts = Proposal.Write(edit?.Parts ?? []),
            Price = edit?.Price?.Price,
            PriceUnit = edit?.Price?.Unit,
            SubstituteId = edit?.Substitute?.Id,
            OutsideReason = edit?.OutsideReason,
            Impact = impact.Words,
            BrokenPromises = impact.Broken,
            Note = note.OrNull(),
            State = state,
            CreatedBy = work.Actor.Id,
            CreatedAt = work.Now,
        };
        work.Db.Add(proposal);
        Moved(work, proposal);
        return proposal;
    }

    /// <summary>Keeps a change of ours that waits for those who decide.</summary>
    public async Task WaitAsync(Work work, PurchaseOrder order, PurchaseLine line, LineEdit edit, string approval, string? reason, bool bySupplier, CancellationToken cancel)
    {
        await SupersedeAsync(work, [line.Id], cancel);
        var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;
        Keep(work, order, line, edit, bySupplier, AnswerChannel.Keyed, ProposalState.AwaitingApproval, await LookAsync(work, line, item, edit, cancel), reason).Approval = approval;
    }

    /// <summary>What an edit would do to a line and to whom its goods are promised.</summary>
    public async Task<Impact> LookAsync(Work work, PurchaseLine line, Item item, LineEdit? edit, CancellationToken cancel)
    {
        return Impact.Of(line, item, edit, await supplies.PeggedAsync(work.Db, line.Id, cancel));
    }

    /// <summary>The edit that a proposal stands for.</summary>
    public async Task<LineEdit?> EditAsync(Work work, Proposal proposal, PurchaseLine line, CancellationToken cancel)
    {
        var parts = proposal.ReadParts();
        if (parts.Count == 0) return null;
        var substitute = proposal.SubstituteId is { } other ? await items.FindAsync(work.Db, other, cancel) : null;
        var item = substitute ?? (await items.FindAsync(work.Db, line.ItemId, cancel))!;
        PurchasePrice? price = proposal.Price is { } given && item.PackOf(proposal.PriceUnit!) is { } pack ? new PurchasePrice(given, pack.Unit, pack.Size) : null;
        return new LineEdit(parts, price, substitute) { OutsideReason = proposal.OutsideReason, Scheduled = !proposal.BySupplier && parts.Count > 1 };
    }

    /// <summary>Makes a proposal the order: the line is changed, recorded and told; the caller counts the version and states supplies.</summary>
    public async Task ApplyAsync(Work work, PurchaseOrder order, PurchaseLine line, Proposal proposal, LineEdit? edit, CancellationToken cancel)
    {
        var book = work.State<OrderBook>();
        var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;
        var letter = proposal.Channel == AnswerChannel.PriceLetter;
        var kind = letter ? LineChangeKind.Repriced : proposal.BySupplier && edit is not null ? LineChangeKind.Confirmed : LineChangeKind.Changed;
        if (edit is null)
        {
            // The supplier will not deliver what is open.
            (line.State, kind) = line.Received.IsPositive ? (PurchaseLineState.ShortClosed, LineChangeKind.ShortClosed) : (PurchaseLineState.Cancelled, LineChangeKind.Cancelled);
            await requisitions.ReopenAsync(work, line.Id, line.Received, cancel);
            await schedule.ReopenAsync(work, line, cancel);
        }
        else
        {
            edit.Apply(work, order, line, item, kind, proposal.Note, proposal.BySupplier, confirmed: proposal.BySupplier && !letter);
            if (line.State == PurchaseLineState.Cancelled) kind = LineChangeKind.Cancelled;
        }

        book.Touch(order);
        book.Record(work, line, kind, proposal.Note, proposal.BySupplier);
        work.Announce(new PurchaseLineChanged(line.Id, line.OrderNumber, line.Open, line.ExpectedDay, line.ItemId, line.SiteId));
        End(work, proposal, ProposalState.Accepted, null);
    }

    /// <summary>The order with some edits made, as it would be.</summary>
    public static IReadOnlyList<CaseLine> Project(IReadOnlyList<PurchaseLine> lines, IReadOnlyDictionary<Guid, LineEdit?> edits)
    {
        var projected = CaseLine.Of(lines.Where(l => !edits.ContainsKey(l.Id))).ToList();
        foreach (var line in lines.Where(l => edits.ContainsKey(l.Id)))
        {
            if (edits[line.Id] is { } edit) projected.AddRange(edit.Project([line], line).Select(l => l.Number == line.Number ? l : l with { Number = 10_000 + (line.Number * 100) + l.Number }));
            else if (line.Received.IsPositive) projected.Add(CaseLine.Of(line) with { Quantity = line.Received });
        }

        return [.. projected.OrderBy(l => l.Number)];
    }

    /// <summary>People approved a change: it happens, unless the line has moved on since. False when no change waited for it.</summary>
    public async Task<bool> ApplyApprovedAsync(Work work, PurchaseOrder order, ApprovalEnd end, CancellationToken cancel)
    {
        var waiting = await work.Db.Set<Proposal>().Where(p => p.OrderId == order.Id && p.State == ProposalState.AwaitingApproval && p.Approval == end.Request).OrderBy(p => p.Number).ToListAsync(cancel);
        if (waiting.Count == 0) return false;
        var lines = work.State<OrderBook>().LinesOf(order.Number).ToList();
        var edits = new Dictionary<Guid, LineEdit?>();
        foreach (var proposal in waiting)
        {
            var line = lines.Single(l => l.Id == proposal.LineId);
            if (line.Revision != proposal.Revision || line.State != PurchaseLineState.Released) continue;
            edits[line.Id] = await EditAsync(work, proposal, line, cancel);
        }

        // Goods may have come since: then it is no longer what was approved, and it is asked about anew.
        var stale = waiting.Exists(p => !edits.ContainsKey(p.LineId)) || lines.Exists(l => edits.TryGetValue(l.Id, out var e) && e is not null && e.Substitute is null && e.Total < l.Received)
            || (await release.HashAsync(work, order, Shape(lines, waiting, edits), cancel)).Refused(out _, out var hash) || !hash.AsSpan().SequenceEqual(end.Hash)
            || await agreements.BearAsync(work, order, Shape(lines, waiting, edits), cancel) is not null || await release.BeyondAsync(work, order, Shape(lines, waiting, edits), cancel) is not null;
        if (stale)
        {
            foreach (var proposal in waiting) End(work, proposal, ProposalState.Superseded, "The order changed while it waited for approval.");
            return true;
        }

        order.DecisionId = end.Decision;
        foreach (var proposal in waiting) await ApplyAsync(work, order, lines.Single(l => l.Id == proposal.LineId), proposal, edits[proposal.LineId], cancel);
        OrderVersions.Next(work, order, waiting.Count == 1 ? $"Line {waiting[0].LineNumber} changed, approved" : $"{waiting.Count} lines changed, approved", waiting[0].Note, waiting[0].BySupplier);
        return true;
    }

    /// <summary>The same projection that people were asked about: a change of ours is projected by itself, answers together.</summary>
    public static IReadOnlyList<CaseLine> Shape(IReadOnlyList<PurchaseLine> lines, IReadOnlyList<Proposal> waiting, IReadOnlyDictionary<Guid, LineEdit?> edits) =>
        waiting is [{ BySupplier: false } own] && edits.TryGetValue(own.LineId, out var edit) && edit is not null
            ? edit.Project(lines, lines.Single(l => l.Id == own.LineId))
            : Project(lines, edits);

    /// <summary>People did not approve a change: the buyer hears it where the proposal came from, and the order stands as before.</summary>
    public async Task ApprovalEndedAsync(Work work, PurchaseOrder order, ApprovalEnd end, CancellationToken cancel)
    {
        foreach (var proposal in await work.Db.Set<Proposal>().Where(p => p.OrderId == order.Id && p.State == ProposalState.AwaitingApproval && p.Approval == end.Request).ToListAsync(cancel))
        {
            if (proposal.BySupplier)
            {
                (proposal.State, proposal.Approval) = (ProposalState.AwaitingBuyer, null);
                Moved(work, proposal);
            }
            else
            {
                End(work, proposal, ProposalState.Refused, $"{end.Request} was {end.State.ToString().ToLowerInvariant()}.");
            }
        }
    }
}
