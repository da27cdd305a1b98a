using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Payables.WritingOff;

/// <summary>
/// What is left of an order line on goods received, not invoiced, and will never be billed; negative when it is a credit that will never come.
/// It is asked for, posted once people or a rule agree, and may be reversed by a mirror of its own.
/// </summary>
internal sealed class WriteOff
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";

    /// <summary>Orders lists: later ones are greater.</summary>
    public long Sequence { get; init; }

    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PartnerId SupplierId { get; init; }
    public ItemId ItemId { get; init; }
    public Guid OrderLineId { get; init; }
    public string OrderNumber { get; init; } = "";
    public int OrderLineNumber { get; init; }

    /// <summary>In base units, as last asked about or posted.</summary>
    public Quantity Quantity { get; set; }

    /// <summary>What leaves goods received, not invoiced, in the entity's currency.</summary>
    public Amount Value { get; set; }

    /// <summary>The accounting day; until it is posted null when that day is to be it.</summary>
    public DateOnly? Day { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>Where what it rests on can be seen: the supplier's letter, a statement of account.</summary>
    public string? Evidence { get; set; }

    public PersonId AskedBy { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public WriteOffState State { get; set; }

    /// <summary>The request people decide on, the last one when it is over.</summary>
    public string? Approval { get; set; }

    public long? JournalId { get; set; }
    public long? PostingId { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public Guid? ReverseOf { get; init; }
    public Guid? ReversedBy { get; set; }
    public long Version { get; set; }

    /// <summary>It may still be changed, taken back or posted.</summary>
    public bool IsOpen => State is WriteOffState.Waiting or WriteOffState.Returned;

    public string Line => $"{OrderNumber} line {OrderLineNumber}";

    /// <summary>It stands elsewhere.</summary>
    public void Move(Work work, WriteOffState state)
    {
        State = state;
        EndedAt = IsOpen ? null : work.Now;
        Version++;
        work.Announce(new WriteOffMoved(Number, state, SiteId, ItemId));
    }

    /// <summary>The journal: what is owed for the goods is owed no more.</summary>
    public Journal ToJournal(Currency functional, long? reverseOf = null)
    {
        var journal = new Journal(EntityId, Day!.Value, JournalKind.ReceivedWriteOff, functional, Number, Id) { ReverseOf = reverseOf };
        journal.Debit(AccountRole.GoodsReceivedNotInvoiced, Value, null, SupplierId);
        journal.Credit(AccountRole.ReceivedWriteOff, Value, SiteId);
        return journal;
    }
}

/// <summary>Only to lock the head before anything is decided.</summary>
internal sealed class WriteOffHead
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
}

internal static class WriteOffTables
{
    public static readonly RowSelect<WriteOffHead> Lock = new(new RowMap<WriteOffHead>("payables_write_offs"), lockRows: true, "id", nameof(WriteOffHead.Number));

    public static void Model(ModelBuilder model) => model.Entity<WriteOff>(e =>
    {
        e.ToTable("payables_write_offs");
        e.HasIndex(w => w.Number).IsUnique();
        e.HasIndex(w => w.Sequence);
        e.HasIndex(w => w.OrderLineId).IsUnique().HasFilter("state IN (1, 4)");
        e.HasIndex(w => new { w.EntityId, w.State });
        e.HasIndex(w => w.ReverseOf).IsUnique();
        e.Property(w => w.Version).IsConcurrencyToken();
        e.Ignore(w => w.IsOpen).Ignore(w => w.Line);
    });

    public static void Services(IServiceCollection services)
    {
        services.AddSingleton<WriteOffDesk>().AddSingleton<ApprovalSubject, WriteOffApproval>();
        services.AddSingleton<WriteOffReceived>().AddSingleton<ChangeWriteOff>().AddSingleton<WithdrawWriteOff>().AddSingleton<ReverseWriteOff>();
        services.AddSingleton<WriteOffList>().AddSingleton<FindWriteOff>().AddSingleton<ShowUnbilled>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        WriteOffReceived.Map(routes);
        ChangeWriteOff.Map(routes);
        WithdrawWriteOff.Map(routes);
        ReverseWriteOff.Map(routes);
        WriteOffList.Map(routes);
        FindWriteOff.Map(routes);
        ShowUnbilled.Map(routes);
    }

    /// <summary>Number of the write-off that waits for somebody about an order line, or null.</summary>
    public static Task<string?> WaitingAsync(CrossdockDb db, Guid orderLine, CancellationToken cancel) => db.Set<WriteOff>().AsNoTracking()
        .Where(w => w.OrderLineId == orderLine && (w.State == WriteOffState.Waiting || w.State == WriteOffState.Returned)).Select(w => (string?)w.Number).FirstOrDefaultAsync(cancel);

    /// <summary>Locks and loads one; null when there is none.</summary>
    public static async Task<WriteOff?> OpenAsync(Work work, string number, CancellationToken cancel) =>
        (await work.SelectAsync(Lock, [new WriteOffHead { Number = number }], cancel)).Count == 0 ? null : await work.Db.Set<WriteOff>().SingleAsync(w => w.Number == number, cancel);
}
