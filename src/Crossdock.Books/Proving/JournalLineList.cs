using Crossdock.Books.Accounts;
using Crossdock.Books.Posting;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Proving;

/// <summary>A journal line with its account, document and person.</summary>
public sealed record JournalLineRow
{
    /// <summary>Orders the lines: by journal, then by line.</summary>
    public long Key { get; init; }

    /// <summary>Ledger id of the journal.</summary>
    public long Journal { get; init; }

    /// <summary>Number of the line.</summary>
    public int Line { get; init; }

    /// <summary>Accounting day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Code of the entity.</summary>
    public string Entity { get; init; } = "";

    /// <summary>Code of the account.</summary>
    public string Account { get; init; } = "";

    /// <summary>Its name.</summary>
    public string AccountName { get; init; } = "";

    /// <summary>What the journal is about.</summary>
    public JournalKind Kind { get; init; }

    /// <summary>Number of the document.</summary>
    public string Document { get; init; } = "";

    /// <summary>Code of the site, where the account is kept by site.</summary>
    public string? Site { get; init; }

    /// <summary>In the entity's currency, debit positive.</summary>
    public Amount Amount { get; init; }

    /// <summary>The entity's currency.</summary>
    public Currency Currency { get; init; }

    /// <summary>In the document's currency.</summary>
    public Amount DocumentAmount { get; init; }

    /// <summary>The document's currency.</summary>
    public Currency DocumentCurrency { get; init; }

    /// <summary>When it was posted.</summary>
    public DateTimeOffset PostedAt { get; init; }

    /// <summary>Who posted it; empty for the product itself.</summary>
    public string? Person { get; init; }

    /// <summary>By which use.</summary>
    public string Use { get; init; } = "";
}

/// <summary>All journal lines in scope: what every figure of the books is taken apart into.</summary>
public sealed class JournalLineList : Listing<JournalLineRow>
{
    /// <summary>Names the columns.</summary>
    public JournalLineList()
    {
        Column("day", "Day", r => r.Day);
        Column("entity", "Entity", r => r.Entity);
        Column("account", "Account", r => r.Account);
        Column("account-name", "Name", r => r.AccountName).Search();
        Column("kind", "Kind", r => r.Kind);
        Column("document", "Document", r => r.Document).Search();
        Column("site", "Site", r => r.Site);
        Column("amount", "Amount", r => r.Amount);
        Column("currency", "Currency", r => r.Currency);
        Column("document-amount", "Document amount", r => r.DocumentAmount);
        Column("document-currency", "Document currency", r => r.DocumentCurrency);
        Column("posted", "Posted", r => r.PostedAt);
        Column("person", "Person", r => r.Person).Search();
        Column("use", "Use", r => r.Use);
        Column("journal", "Journal", r => r.Journal);
        Column("line", "Line", r => r.Line);
        Order(r => r.Key);
    }

    /// <inheritdoc/>
    public override string Name => "journal-lines";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<JournalLineList>("GET /journal-lines", Permission.SeeBooks)
        .WithSummary("Journal lines with account, document, person and use.");

    /// <inheritdoc/>
    protected override IQueryable<JournalLineRow> Rows(Reading reading) =>
        from l in reading.Db.Set<LineRow>()
        join j in reading.Db.Set<JournalRow>() on l.JournalId equals j.Id
        join a in reading.Db.Set<Account>() on l.AccountId equals a.Id
        join e in GroupRows.Entities(reading) on l.EntityId equals e.Id
        join p in reading.Db.Set<Storage.Posting>() on j.PostingId equals p.Id
        join known in GroupRows.People(reading.Db) on p.ActorId equals known.Id into people
        from person in people.DefaultIfEmpty()
        join at in GroupRows.Sites(reading.Db) on l.SiteId equals (SiteId?)at.Id into sites
        from site in sites.DefaultIfEmpty()
        select new JournalLineRow
        {
            Key = (l.JournalId * 100_000) + l.Line,
            Journal = l.JournalId,
            Line = l.Line,
            Day = l.Day,
            Entity = e.Code,
            Account = a.Code,
            AccountName = a.Name,
            Kind = j.Kind,
            Document = j.Document,
            Site = site!.Code,
            Amount = l.Amount,
            Currency = e.Currency,
            DocumentAmount = l.DocumentAmount,
            DocumentCurrency = j.Currency,
            PostedAt = p.PostedAt,
            Person = person!.Name,
            Use = p.Use,
        };
}
