using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Writing;

/// <summary>A journal written by hand, in a list.</summary>
public sealed record ManualJournalRow
{
    /// <summary>Key; later ones are greater.</summary>
    public long Sequence { get; init; }

    /// <summary>Number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public ManualJournalState State { get; init; }

    /// <summary>Code of the entity.</summary>
    public string Entity { get; init; } = "";

    /// <summary>Accounting day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>What it is for.</summary>
    public string Text { get; init; } = "";

    /// <summary>Sum of its debits.</summary>
    public Amount Value { get; init; }

    /// <summary>Currency of that.</summary>
    public Currency Currency { get; init; }

    /// <summary>Who wrote it.</summary>
    public string Person { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>The request people decide on.</summary>
    public string? Approval { get; init; }
}

/// <summary>Journals written by hand, of the entities the reader works for.</summary>
public sealed class ManualJournalList : Listing<ManualJournalRow>
{
    /// <summary>Names the columns.</summary>
    public ManualJournalList()
    {
        Column("number", "Journal", r => r.Number).Search();
        Column("state", "State", r => r.State);
        Column("entity", "Entity", r => r.Entity);
        Column("day", "Day", r => r.Day);
        Column("text", "What for", r => r.Text).Search();
        Column("value", "Amount", r => r.Value);
        Column("currency", "Currency", r => r.Currency);
        Column("person", "Written by", r => r.Person).Search();
        Column("written", "Written", r => r.WrittenAt);
        Column("approval", "Approval", r => r.Approval).Search();
        Column("sequence", "Sequence", r => r.Sequence).Hide();
        Order(r => r.Sequence, "-sequence");
    }

    /// <inheritdoc/>
    public override string Name => "manual-journals";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<ManualJournalList>("GET /manual-journals", Permission.SeeBooks)
        .WithSummary("Journals written by hand, newest first.");

    /// <inheritdoc/>
    protected override IQueryable<ManualJournalRow> Rows(Reading reading)
    {
        var people = GroupRows.People(reading.Db);
        return from j in reading.Db.Set<ManualJournal>()
               join e in GroupRows.Entities(reading) on j.EntityId equals e.Id
               select new ManualJournalRow
               {
                   Sequence = j.Sequence,
                   Number = j.Number,
                   State = j.State,
                   Entity = e.Code,
                   Day = j.Day,
                   Text = j.Text,
                   Value = j.Value,
                   Currency = e.Currency,
                   Person = people.Where(p => p.Id == j.WrittenBy).Select(p => p.Name).FirstOrDefault() ?? "Crossdock",
                   WrittenAt = j.WrittenAt,
                   Approval = j.Approval,
               };
    }
}
