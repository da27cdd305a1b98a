using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Payables.WritingOff;

/// <summary>A write-off in the list.</summary>
public sealed record WriteOffRow
{
    /// <summary>Key; later ones are greater.</summary>
    public long Sequence { get; init; }

    /// <summary>Number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public WriteOffState State { get; init; }

    /// <summary>Code of the site that received.</summary>
    public string Site { get; init; } = "";

    /// <summary>Number of the order.</summary>
    public string Order { get; init; } = "";

    /// <summary>Number of the line in it.</summary>
    public int Line { get; init; }

    /// <summary>Name of the supplier.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Code of the item.</summary>
    public string Item { get; init; } = "";

    /// <summary>How much, in base units; negative when a credit is given up, and for mirrors.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>The item's base unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What leaves goods received, not invoiced.</summary>
    public Amount Value { get; init; }

    /// <summary>Currency of that.</summary>
    public Currency Currency { get; init; }

    /// <summary>Accounting day.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who asked.</summary>
    public string Person { get; init; } = "";

    /// <summary>The request people decide on.</summary>
    public string? Approval { get; init; }

    /// <summary>True when it was undone, or undoes another.</summary>
    public bool Reversed { get; init; }
}

/// <summary>Write-offs of goods received, not invoiced, of the sites the reader works at.</summary>
public sealed class WriteOffList : Listing<WriteOffRow>
{
    /// <summary>Names the columns.</summary>
    public WriteOffList()
    {
        Column("number", "Write-off", r => r.Number).Search();
        Column("state", "State", r => r.State);
        Column("site", "Site", r => r.Site);
        Column("order", "Order", r => r.Order).Search();
        Column("line", "Line", r => r.Line);
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("item", "Item", r => r.Item).Search();
        Column("quantity", "Quantity", r => r.Quantity);
        Column("unit", "Unit", r => r.Unit);
        Column("value", "Value", r => r.Value);
        Column("currency", "Currency", r => r.Currency);
        Column("day", "Accounting day", r => r.Day);
        Column("reason", "Reason", r => r.Reason).Search();
        Column("person", "Asked by", r => r.Person).Search();
        Column("approval", "Approval", r => r.Approval).Search();
        Column("reversed", "Reversed", r => r.Reversed);
        Column("sequence", "Sequence", r => r.Sequence).Hide();
        Order(r => r.Sequence, "-sequence");
    }

    /// <inheritdoc/>
    public override string Name => "write-offs";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<WriteOffList>("GET /write-offs", Permission.SeeBooks)
        .WithSummary("Write-offs of goods received, not invoiced, newest first.");

    /// <inheritdoc/>
    protected override IQueryable<WriteOffRow> Rows(Reading reading)
    {
        var people = GroupRows.People(reading.Db);
        return from w in reading.Db.Set<WriteOff>()
               join s in GroupRows.Sites(reading) on w.SiteId equals s.Id
               join e in GroupRows.Entities(reading.Db) on w.EntityId equals e.Id
               join p in MasterRows.Partners(reading.Db) on w.SupplierId equals p.Id
               join i in MasterRows.Items(reading.Db) on w.ItemId equals i.Id
               select new WriteOffRow
               {
                   Sequence = w.Sequence,
                   Number = w.Number,
                   State = w.State,
                   Site = s.Code,
                   Order = w.OrderNumber,
                   Line = w.OrderLineNumber,
                   Supplier = p.Name,
                   Item = i.Code,
                   Quantity = w.Quantity,
                   Unit = i.Unit,
                   Value = w.Value,
                   Currency = e.Currency,
                   Day = w.Day,
                   Reason = w.Reason,
                   Person = people.Where(x => x.Id == w.AskedBy).Select(x => x.Name).FirstOrDefault() ?? "Crossdock",
                   Approval = w.Approval,
                   Reversed = w.ReversedBy != null || w.ReverseOf != null,
               };
    }
}
