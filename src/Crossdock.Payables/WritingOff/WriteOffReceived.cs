using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Payables.WritingOff;

/// <summary>What was received on an order line and not invoiced will never be billed; or the credit for what went back will never come.</summary>
/// <param name="Order">Number of the order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Reason">Why nothing will be billed.</param>
/// <param name="Evidence">Where that can be seen: a letter, a statement of account.</param>
/// <param name="Day">Accounting day; the day it is posted when left out.</param>
public sealed record WriteOffReceivedRequest(
    [Required, StringLength(20)] string Order, int Line, [Required, StringLength(200)] string Reason, [StringLength(500)] string? Evidence = null, DateOnly? Day = null) : IHasReason;

/// <summary>How a write-off stands.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Stand">The same for people, with who decides.</param>
/// <param name="Value">What leaves goods received, not invoiced; negative when a credit is given up.</param>
/// <param name="Approval">The request people decide on; null when it is posted.</param>
/// <param name="Journal">Ledger id of the journal once it is posted.</param>
/// <param name="Version">Its version.</param>
public sealed record WriteOffStandResponse(string Number, WriteOffState State, string Stand, Amount Value, string? Approval, long? Journal, long Version) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/write-offs/{Number}";

    internal static WriteOffStandResponse Of(WriteOff written, string stand) =>
        new(written.Number, written.State, stand, written.Value, written.IsOpen ? written.Approval : null, written.JournalId, written.Version);
}

internal sealed class WriteOffReceived(PurchaseOrders orders, WriteOffDesk desk) : IUse<WriteOffReceivedRequest, WriteOffStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<WriteOffReceived>("POST /write-offs", Permission.PostSupplierInvoice)
        .WithSummary("Write off what is left of an order line on goods received, not invoiced. What an approval table does not let go waits for others.");

    public async Task<Result<WriteOffStandResponse>> ExecuteAsync(Work work, WriteOffReceivedRequest request, CancellationToken cancel)
    {
        var order = request.Order.Trim().ToUpperInvariant();
        if ((await orders.LockOrdersAsync(work, [order], cancel)).FirstOrDefault(l => l.Number == request.Line) is not { } line)
            return Refusal.NotFound("purchase order line", $"{order} line {request.Line}");
        if (await WriteOffTables.WaitingAsync(work.Db, line.Id, cancel) is { } other)
            return new WriteOffWaits($"{order} line {request.Line}", other);
        var asked = new WriteOff
        {
            Id = Guid.CreateVersion7(work.Now),
            Number = work.Number("WO"),
            Sequence = work.NewId(),
            EntityId = line.Entity,
            SiteId = line.Site,
            SupplierId = line.Supplier,
            ItemId = line.Item,
            OrderLineId = line.Id,
            OrderNumber = line.Order,
            OrderLineNumber = line.Number,
            Day = request.Day,
            Reason = request.Reason.Trim(),
            Evidence = request.Evidence.OrNull(),
            AskedBy = work.Actor.Id,
            AskedAt = work.Now,
        };
        work.Db.Add(asked);
        work.Subject = $"write-off {asked.Number} of {asked.Line}";
        return (await desk.AskAsync(work, asked, cancel)).Refused(out var refusal, out var verdict) ? refusal : WriteOffStandResponse.Of(asked, verdict.Stand);
    }
}

/// <summary>Changes why something is written off, before it is; what is left out stays. It is asked about anew, with what is left now.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Reason">Why nothing will be billed.</param>
/// <param name="Evidence">Where that can be seen.</param>
/// <param name="Day">Accounting day.</param>
/// <param name="IfMatch">Version that was looked at.</param>
public sealed record ChangeWriteOffRequest(
    [Required, StringLength(20)] string Number, [StringLength(200)] string? Reason = null, [StringLength(500)] string? Evidence = null, DateOnly? Day = null, long IfMatch = 0);

internal sealed class ChangeWriteOff(WriteOffDesk desk) : IUse<ChangeWriteOffRequest, WriteOffStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangeWriteOff>("POST /write-offs/{number}/change", Permission.PostSupplierInvoice)
        .WithSummary("Change a write-off of yours that is not posted yet; whoever was asked is asked anew.");

    public async Task<Result<WriteOffStandResponse>> ExecuteAsync(Work work, ChangeWriteOffRequest request, CancellationToken cancel)
    {
        if ((await OwnWriteOffs.OpenAsync(work, request.Number, cancel)).Refused(out var refusal, out var asked)) return refusal;
        if (request.IfMatch != asked.Version) return new WriteOffMovedOn(asked.Number);
        (asked.Reason, asked.Evidence, asked.Day) = (request.Reason.OrNull() ?? asked.Reason, request.Evidence.OrNull() ?? asked.Evidence, request.Day ?? asked.Day);
        work.Subject = $"write-off {asked.Number} of {asked.Line}";
        return (await desk.AskAsync(work, asked, cancel)).Refused(out refusal, out var verdict) ? refusal : WriteOffStandResponse.Of(asked, verdict.Stand);
    }
}

/// <summary>Takes a write-off back that is not posted yet.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Reason">Why.</param>
public sealed record WithdrawWriteOffRequest([Required, StringLength(20)] string Number, [Required, StringLength(200)] string Reason) : IHasReason;

internal sealed class WithdrawWriteOff(Approvals approvals) : IUse<WithdrawWriteOffRequest, WriteOffStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<WithdrawWriteOff>("POST /write-offs/{number}/withdrawal", Permission.PostSupplierInvoice)
        .WithSummary("Take a write-off of yours back that is not posted yet.");

    public async Task<Result<WriteOffStandResponse>> ExecuteAsync(Work work, WithdrawWriteOffRequest request, CancellationToken cancel)
    {
        if ((await OwnWriteOffs.OpenAsync(work, request.Number, cancel)).Refused(out var refusal, out var asked)) return refusal;
        await approvals.WithdrawAsync(work, WriteOffDesk.Kind, asked.Number, request.Reason, cancel);
        asked.Move(work, WriteOffState.Withdrawn);
        work.Subject = $"write-off {asked.Number} of {asked.Line}";
        return WriteOffStandResponse.Of(asked, "taken back");
    }
}

/// <summary>Undoes a write-off: the bill came after all, or is awaited again.</summary>
/// <param name="Number">Number of the write-off.</param>
/// <param name="Reason">What changed.</param>
/// <param name="Day">Accounting day of the reversal; today when left out.</param>
public sealed record ReverseWriteOffRequest([Required, StringLength(20)] string Number, [Required, StringLength(200)] string Reason, DateOnly? Day = null) : IHasReason;

internal sealed class ReverseWriteOff(Directory directory, PurchaseOrders orders, Journals journals) : IUse<ReverseWriteOffRequest, WriteOffStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReverseWriteOff>("POST /write-offs/{number}/reverse", Permission.PostJournal)
        .WithSummary("Undo a write-off by a mirror of it: what it took off may be billed again.");

    public async Task<Result<WriteOffStandResponse>> ExecuteAsync(Work work, ReverseWriteOffRequest request, CancellationToken cancel)
    {
        if (await WriteOffTables.OpenAsync(work, request.Number, cancel) is not { } written || !work.Actor.WorksAt(written.EntityId, written.SiteId)) return Refusal.NotFound("write-off", request.Number);
        if (written.State != WriteOffState.Posted) return new WriteOffNotPosted(written.Number, written.State);
        if (written.ReverseOf is not null) return new WriteOffMirror(written.Number);
        if (written.ReversedBy is not null) return new WriteOffReversed(written.Number);
        await orders.LockLinesAsync(work, [written.OrderLineId], cancel);
        var entity = (await directory.EntityAsync(work.Db, written.EntityId, cancel))!;
        var mirror = Mirror(work, written, request.Day ?? entity.DayOf(work.Now), request.Reason.Trim());
        orders.ReverseWriteOff(work, written.OrderLineId, new WriteOffWorth(written.Quantity, written.Value), written.Id, mirror.Id, mirror.Day!.Value);
        if (!written.Value.IsZero)
        {
            var journal = mirror.ToJournal(entity.Currency, written.JournalId);
            if ((await journals.PostAsync(work, journal, cancel)).Refused(out var refusal, out _)) return refusal;
            mirror.JournalId = journal.Id;
        }

        work.Db.Add(mirror);
        mirror.Move(work, WriteOffState.Posted);
        written.ReversedBy = mirror.Id;
        written.Version++;
        work.Subject = $"write-off {mirror.Number}, which reverses {written.Number}";
        return WriteOffStandResponse.Of(mirror, "posted");
    }

    private static WriteOff Mirror(Work work, WriteOff written, DateOnly day, string reason) => new()
    {
        Id = Guid.CreateVersion7(work.Now),
        Number = work.Number("WO"),
        Sequence = work.NewId(),
        EntityId = written.EntityId,
        SiteId = written.SiteId,
        SupplierId = written.SupplierId,
        ItemId = written.ItemId,
        OrderLineId = written.OrderLineId,
        OrderNumber = written.OrderNumber,
        OrderLineNumber = written.OrderLineNumber,
        Quantity = -written.Quantity,
        Value = -written.Value,
        Day = day,
        Reason = reason,
        AskedBy = work.Actor.Id,
        AskedAt = work.Now,
        PostingId = work.PostingId,
        ReverseOf = written.Id,
    };
}

internal static class OwnWriteOffs
{
    /// <summary>A write-off of the actor's that may still be changed, locked.</summary>
    public static async Task<Result<WriteOff>> OpenAsync(Work work, string number, CancellationToken cancel)
    {
        if (await WriteOffTables.OpenAsync(work, number, cancel) is not { } asked || !work.Actor.WorksAt(asked.EntityId, asked.SiteId)) return Refusal.NotFound("write-off", number);
        if (asked.AskedBy != work.Actor.Id) return new WriteOffOfOther(number);
        return asked.IsOpen ? asked : new WriteOffEnded(number, asked.State);
    }
}

internal sealed record WriteOffWaits(string Line, string By) : Refusal(RefusalKind.Conflict, "payables.write_off_waits", $"{By} already asks to write off what is left of {Line}.");

internal sealed record WriteOffOfOther(string Number) : Refusal(RefusalKind.Forbidden, "payables.write_off_of_other", $"Somebody else asked for {Number}. Only they change it or take it back.");

internal sealed record WriteOffEnded(string Number, WriteOffState State) : Refusal(RefusalKind.Conflict, "payables.write_off_ended", $"{Number} is {State.ToString().ToLowerInvariant()} already.");

internal sealed record WriteOffMovedOn(string Number) : Refusal(RefusalKind.Stale, "payables.write_off_moved_on", $"{Number} has moved since you looked at it. Look again.");

internal sealed record WriteOffNotPosted(string Number, WriteOffState State) : Refusal(RefusalKind.Conflict, "payables.write_off_not_posted", $"{Number} is {State.ToString().ToLowerInvariant()}: nothing of it is in the books to be undone.");

internal sealed record WriteOffMirror(string Number) : Refusal(RefusalKind.Conflict, "payables.write_off_mirror", $"{Number} is a reversal. Ask for the write-off again instead.");

internal sealed record WriteOffReversed(string Number) : Refusal(RefusalKind.Conflict, "payables.write_off_reversed", $"{Number} has been reversed already.");
