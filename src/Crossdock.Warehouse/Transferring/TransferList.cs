using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Transferring;

/// <summary>A transfer in a list.</summary>
public sealed record TransferRow
{
    /// <summary>Key; later ones are greater.</summary>
    public long Sequence { get; init; }

    /// <summary>Number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Site that sends.</summary>
    public string From { get; init; } = "";

    /// <summary>Site that receives.</summary>
    public string To { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public TransferState State { get; init; }

    /// <summary>Day it should leave.</summary>
    public DateOnly ShipDay { get; init; }

    /// <summary>Day it should arrive.</summary>
    public DateOnly ArrivalDay { get; init; }

    /// <summary>How many lines.</summary>
    public int Lines { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Transfers between sites; those of which the reader works at one side.</summary>
internal sealed class TransferList : Listing<TransferRow>
{
    public TransferList()
    {
        Column("number", "Transfer", r => r.Number).Search();
        Column("from", "From", r => r.From).Search();
        Column("to", "To", r => r.To).Search();
        Column("state", "State", r => r.State);
        Column("ship", "Leaves", r => r.ShipDay);
        Column("arrival", "Arrives", r => r.ArrivalDay);
        Column("lines", "Lines", r => r.Lines);
        Column("created", "Asked for", r => r.CreatedAt);
        Column("sequence", "Sequence", r => r.Sequence).Hide();
        Order(r => r.Sequence, "-sequence");
    }

    public override string Name => "transfers";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<TransferList>("GET /transfers", Permission.SeeStock)
        .WithSummary("Transfers between sites, newest first.");

    protected override IQueryable<TransferRow> Rows(Reading reading)
    {
        var own = GroupRows.Sites(reading);
        return from t in reading.Db.Set<Transfer>()
               join f in GroupRows.Sites(reading.Db) on t.FromSiteId equals f.Id
               join s in GroupRows.Sites(reading.Db) on t.ToSiteId equals s.Id
               where own.Any(o => o.Id == t.FromSiteId || o.Id == t.ToSiteId)
               select new TransferRow
               {
                   Sequence = t.Sequence,
                   Number = t.Number,
                   From = f.Code,
                   To = s.Code,
                   State = t.State,
                   ShipDay = t.ShipDay,
                   ArrivalDay = t.ArrivalDay,
                   Lines = t.Lines.Count,
                   CreatedAt = t.CreatedAt,
               };
    }
}
