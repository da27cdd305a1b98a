using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Books.Writing;

/// <summary>A journal written by hand: balanced from the beginning, in the books once it is posted.</summary>
internal sealed class ManualJournal
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";

    /// <summary>Orders lists: later ones are greater.</summary>
    public long Sequence { get; init; }

    public EntityId EntityId { get; init; }

    /// <summary>The accounting day it is written for; its month must be open when it is posted.</summary>
    public DateOnly Day { get; set; }

    public string Text { get; set; } = "";

    /// <summary>Where what it rests on can be seen: a contract, a statement.</summary>
    public string? Evidence { get; set; }

    public PersonId WrittenBy { get; init; }
    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>The journal it mirrors.</summary>
    public long? ReverseOf { get; init; }

    public ManualJournalState State { get; set; }

    /// <summary>The request people decide on, the last one when it is over.</summary>
    public string? Approval { get; set; }

    /// <summary>The journal in the books.</summary>
    public long? JournalId { get; set; }

    /// <summary>Sum of its debits.</summary>
    public Amount Value { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
    public long Version { get; set; }
    public List<ManualJournalLine> Lines { get; init; } = [];

    /// <summary>It may still be changed, taken back or posted.</summary>
    public bool IsOpen => State is ManualJournalState.Waiting or ManualJournalState.Returned;
}

/// <summary>A line of it; debit is positive.</summary>
internal sealed class ManualJournalLine
{
    public Guid JournalId { get; init; }
    public int Line { get; init; }
    public int AccountId { get; set; }
    public SiteId? SiteId { get; set; }
    public PartnerId? PartnerId { get; init; }
    public Amount Amount { get; set; }
}

/// <summary>Only to lock the head before anything is decided.</summary>
internal sealed class ManualJournalHead
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
}

internal static class ManualJournalTables
{
    public static readonly RowSelect<ManualJournalHead> Lock = new(new RowMap<ManualJournalHead>("books_manual_journals"), lockRows: true, "id", nameof(ManualJournalHead.Number));

    public static void Model(ModelBuilder model)
    {
        model.Entity<ManualJournal>(e =>
        {
            e.ToTable("books_manual_journals");
            e.HasIndex(j => j.Number).IsUnique();
            e.HasIndex(j => j.Sequence);
            e.HasIndex(j => new { j.EntityId, j.State });
            e.HasIndex(j => j.ReverseOf);
            e.Property(j => j.Version).IsConcurrencyToken();
            e.HasMany(j => j.Lines).WithOne().HasForeignKey(l => l.JournalId);
            e.Ignore(j => j.IsOpen);
        });
        model.Entity<ManualJournalLine>(e =>
        {
            e.ToTable("books_manual_journal_lines");
            e.HasKey(l => new { l.JournalId, l.Line });
        });
    }

    public static void Services(IServiceCollection services)
    {
        services.AddSingleton<JournalWriter>().AddSingleton<JournalDesk>().AddSingleton<ApprovalSubject, JournalApproval>();
        services.AddSingleton<WriteJournal>().AddSingleton<ChangeJournal>().AddSingleton<WithdrawJournal>().AddSingleton<ReverseJournal>();
        services.AddSingleton<ManualJournalList>().AddSingleton<FindManualJournal>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        WriteJournal.Map(routes);
        ChangeJournal.Map(routes);
        WithdrawJournal.Map(routes);
        ReverseJournal.Map(routes);
        ManualJournalList.Map(routes);
        FindManualJournal.Map(routes);
    }

    /// <summary>Locks and loads one; null when there is none.</summary>
    public static async Task<ManualJournal?> OpenAsync(Work work, string number, CancellationToken cancel)
    {
        if ((await work.SelectAsync(Lock, [new ManualJournalHead { Number = number }], cancel)).Count == 0) return null;
        return await work.Db.Set<ManualJournal>().Include(j => j.Lines.OrderBy(l => l.Line)).SingleAsync(j => j.Number == number, cancel);
    }
}
