using Crossdock.Books.Posting;
using Crossdock.MasterData;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Opening;

/// <summary>An invoice or credit that was entered, with what is open of it. Positive is owed to us, negative is owed by us.</summary>
public sealed record OpenItemRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Number of the invoice, as its issuer gave it.</summary>
    public string Number { get; init; } = "";

    /// <summary>Our number of the document that opened it.</summary>
    public string Document { get; init; } = "";

    /// <summary>Journal that opened it.</summary>
    public long Journal { get; init; }

    /// <summary>What that journal is about.</summary>
    public JournalKind JournalKind { get; init; }

    /// <summary>Page of the invoice; of its journal when it has none.</summary>
    internal string Href => JournalKind switch
    {
        JournalKind.CustomerInvoice or JournalKind.CustomerCredit => $"/customer-invoices/{Document}",
        JournalKind.SupplierInvoice => $"/supplier-invoices/{Document}",
        _ => $"/books/journals/{Journal}",
    };

    /// <summary>Customer's or supplier's.</summary>
    public OpenItemKind Kind { get; init; }

    /// <summary>Code of the entity.</summary>
    public string Entity { get; init; } = "";

    /// <summary>Code of the partner.</summary>
    public string Partner { get; init; } = "";

    /// <summary>Name of the partner.</summary>
    public string PartnerName { get; init; } = "";

    /// <summary>Invoice day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>When it is due.</summary>
    public DateOnly DueDay { get; init; }

    /// <summary>Currency of the invoice.</summary>
    public Currency Currency { get; init; }

    /// <summary>Total of the invoice.</summary>
    public Amount Total { get; init; }

    /// <summary>What is open of it.</summary>
    public Amount Open { get; init; }

    /// <summary>The same in the entity's currency, at the rate it was entered with.</summary>
    public Amount OpenFunctional { get; init; }

    /// <summary>The entity's currency.</summary>
    public Currency FunctionalCurrency { get; init; }
}

/// <summary>Receivables and payables, open and settled.</summary>
public sealed class OpenItemList : Listing<OpenItemRow>
{
    /// <summary>Names the columns.</summary>
    public OpenItemList()
    {
        Column("number", "Invoice", r => r.Number).Search();
        Column("document", "Document", r => r.Document).Search();
        Column("journal", "Journal", r => r.Journal);
        Column("kind", "Kind", r => r.Kind);
        Column("entity", "Entity", r => r.Entity);
        Column("partner", "Partner", r => r.Partner).Search();
        Column("name", "Name", r => r.PartnerName).Search();
        Column("day", "Day", r => r.Day);
        Column("due", "Due", r => r.DueDay);
        Column("total", "Total", r => r.Total);
        Column("open", "Open", r => r.Open);
        Column("currency", "Currency", r => r.Currency);
        Column("open-functional", "Open in books", r => r.OpenFunctional);
        Column("functional-currency", "Currency of books", r => r.FunctionalCurrency);
        Order(r => r.Id, "due");
    }

    /// <inheritdoc/>
    public override string Name => "open-items";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<OpenItemList>("GET /open-items", Permission.SeeBooks)
        .WithSummary("Customer and supplier invoices with what is open of them.");

    /// <inheritdoc/>
    protected override IQueryable<OpenItemRow> Rows(Reading reading) =>
        from i in reading.Db.Set<OpenItem>()
        join e in GroupRows.Entities(reading) on i.EntityId equals e.Id
        join p in MasterRows.Partners(reading.Db) on i.PartnerId equals p.Id
        join j in reading.Db.Set<JournalRow>() on (Guid?)i.DocumentId equals j.DocumentId
        select new OpenItemRow
        {
            Id = i.Id,
            Number = i.Number,
            Document = j.Document,
            Journal = j.Id,
            JournalKind = j.Kind,
            Kind = i.Kind,
            Entity = e.Code,
            Partner = p.Code,
            PartnerName = p.Name,
            Day = i.Day,
            DueDay = i.DueDay,
            Currency = i.Currency,
            Total = i.Total,
            Open = i.Open,
            OpenFunctional = i.OpenFunctional,
            FunctionalCurrency = i.FunctionalCurrency,
        };
}
