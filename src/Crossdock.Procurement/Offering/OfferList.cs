using Crossdock.Procurement.Ordering;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Offering;

/// <summary>A transfer offer in the list. Quantities are in base units, amounts in the entity's currency.</summary>
public sealed record OfferRow
{
    /// <summary>Key.</summary>
    public long Id { get; init; }

    /// <summary>The order.</summary>
    public string Order { get; init; } = "";

    /// <summary>Number of the line.</summary>
    public int Line { get; init; }

    /// <summary>How it stands.</summary>
    public OfferState State { get; init; }

    /// <summary>Code of the item.</summary>
    public string Item { get; init; } = "";

    /// <summary>Name of the item.</summary>
    public string ItemName { get; init; } = "";

    /// <summary>Code of the site that needs it.</summary>
    public string Site { get; init; } = "";

    /// <summary>Code of the site that could send; null when none could.</summary>
    public string? Donor { get; init; }

    /// <summary>What the line would buy.</summary>
    public Quantity Needed { get; init; }

    /// <summary>What was offered.</summary>
    public Quantity Offered { get; init; }

    /// <summary>What is transferred.</summary>
    public Quantity Taken { get; init; }

    /// <summary>Base unit of the item.</summary>
    public string BaseUnit { get; init; } = "";

    /// <summary>What all of the offer would save.</summary>
    public Amount Saving { get; init; }

    /// <summary>What the answer saves.</summary>
    public Amount Saved { get; init; }

    /// <summary>Currency of the amounts.</summary>
    public Currency Currency { get; init; }

    /// <summary>Number of the transfer.</summary>
    public string? Transfer { get; init; }

    /// <summary>Why not all of it was transferred.</summary>
    public OfferReason Reason { get; init; }

    /// <summary>The same in words.</summary>
    public string? Words { get; init; }

    /// <summary>Who answered, or ordered what was answered by rule.</summary>
    public string? Person { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>Transfer offers for purchase lines of the sites the reader works at; of a question that was asked again only the last.</summary>
public sealed class OfferList : Listing<OfferRow>
{
    /// <summary>Names the columns.</summary>
    public OfferList()
    {
        Column("order", "Order", r => r.Order).Search();
        Column("line", "Line", r => r.Line);
        Column("state", "State", r => r.State);
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.ItemName).Search();
        Column("site", "Site", r => r.Site);
        Column("donor", "From", r => r.Donor);
        Column("needed", "Needed", r => r.Needed);
        Column("offered", "Offered", r => r.Offered);
        Column("taken", "Transferred", r => r.Taken);
        Column("unit", "Unit", r => r.BaseUnit);
        Column("saving", "Would save", r => r.Saving);
        Column("saved", "Saved", r => r.Saved);
        Column("currency", "Currency", r => r.Currency);
        Column("transfer", "Transfer", r => r.Transfer).Search();
        Column("reason", "Why bought", r => r.Reason);
        Column("words", "In words", r => r.Words);
        Column("person", "By", r => r.Person);
        Column("at", "When", r => r.At);
        Order(r => r.Id, "-at");
    }

    /// <inheritdoc/>
    public override string Name => "transfer-offers";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<OfferList>("GET /transfer-offers", Permission.SeePurchasing)
        .WithSummary("Transfer offers: what was asked, answered by rule, transferred, and bought anyway.");

    /// <inheritdoc/>
    protected override IQueryable<OfferRow> Rows(Reading reading)
    {
        var offers = reading.Db.Set<TransferOffer>();
        var people = GroupRows.People(reading.Db);
        var sites = GroupRows.Sites(reading.Db);
        return from o in offers
               join l in reading.Db.Set<PurchaseLine>() on o.LineId equals l.Id
               join s in GroupRows.Sites(reading) on o.SiteId equals s.Id
               join e in GroupRows.Entities(reading.Db) on o.EntityId equals e.Id
               join i in MasterRows.Items(reading.Db) on o.ItemId equals i.Id
               where o.State != OfferState.Asked || !offers.Any(later => later.LineId == o.LineId && later.Id > o.Id)
               select new OfferRow
               {
                   Id = o.Id,
                   Order = o.OrderNumber,
                   Line = o.LineNumber,
                   State = o.State == OfferState.Asked && l.State != PurchaseLineState.Draft ? OfferState.Overtaken : o.State,
                   Item = i.Code,
                   ItemName = i.Name,
                   Site = s.Code,
                   Donor = sites.Where(d => d.Id == o.DonorId).Select(d => d.Code).FirstOrDefault(),
                   Needed = o.Needed,
                   Offered = o.Offered,
                   Taken = o.Taken,
                   BaseUnit = i.Unit,
                   Saving = o.Saving,
                   Saved = o.Saved,
                   Currency = e.Currency,
                   Transfer = o.Transfer,
                   Reason = o.Reason,
                   Words = o.Words,
                   Person = people.Where(p => p.Id == o.PersonId).Select(p => p.Name).FirstOrDefault(),
                   At = o.At,
               };
    }
}
