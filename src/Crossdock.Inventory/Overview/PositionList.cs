using Crossdock.Inventory.Lots;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Inventory.Overview;

/// <summary>Stock in one state: item, place, condition, lot, owner.</summary>
public sealed record PositionRow
{
    /// <summary>Key.</summary>
    public long Id { get; init; }

    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Code of the place.</summary>
    public string Place { get; init; } = "";

    /// <summary>What the place is for.</summary>
    public PlaceKind PlaceKind { get; init; }

    /// <summary>Item code.</summary>
    public string Item { get; init; } = "";

    /// <summary>Item name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Base unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Condition.</summary>
    public Condition Condition { get; init; }

    /// <summary>Lot or serial.</summary>
    public string? Lot { get; init; }

    /// <summary>Last day of use of the lot.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Code of the partner that owns it; empty when it is ours.</summary>
    public string? Owner { get; init; }

    /// <summary>How much is there.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>Part of it that is tied to demands.</summary>
    public Quantity Allocated { get; init; }

    /// <summary>Part of it that is not.</summary>
    public Quantity Free { get; init; }

    /// <summary>When anything was posted here last.</summary>
    public DateTimeOffset LastPostedAt { get; init; }
}

/// <summary>What lies where, empty states left out.</summary>
public sealed class PositionList : Listing<PositionRow>
{
    /// <summary>Names the columns.</summary>
    public PositionList()
    {
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.Name).Search();
        Column("site", "Site", r => r.Site);
        Column("place", "Place", r => r.Place).Search();
        Column("place-kind", "Kind of place", r => r.PlaceKind);
        Column("condition", "Condition", r => r.Condition);
        Column("lot", "Lot or serial", r => r.Lot).Search();
        Column("expires", "Expires", r => r.ExpiresOn);
        Column("owner", "Owner", r => r.Owner);
        Column("quantity", "Quantity", r => r.Quantity);
        Column("allocated", "Allocated", r => r.Allocated);
        Column("free", "Free", r => r.Free);
        Column("unit", "Unit", r => r.Unit);
        Column("posted", "Last posted", r => r.LastPostedAt);
        Order(r => r.Id, "place");
    }

    /// <inheritdoc/>
    public override string Name => "positions";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<PositionList>("GET /stock/positions", Permission.SeeStock)
        .WithSummary("What lies where: item, place, condition, lot and owner, with what is allocated of it.");

    /// <inheritdoc/>
    protected override IQueryable<PositionRow> Rows(Reading reading) =>
        from p in reading.Db.Set<PositionSums>()
        join i in MasterRows.Items(reading.Db) on p.ItemId equals i.Id
        join at in GroupRows.Sites(reading) on p.SiteId equals at.Id
        join place in GroupRows.Places(reading.Db) on p.PlaceId equals place.Id
        join known in reading.Db.Set<Lot>() on p.LotId equals known.Id into lots
        from lot in lots.DefaultIfEmpty()
        join partner in MasterRows.Partners(reading.Db) on p.OwnerId equals partner.Id into owners
        from owner in owners.DefaultIfEmpty()
        select new PositionRow
        {
            Id = p.Id,
            Site = at.Code,
            Place = place.Code,
            PlaceKind = place.Kind,
            Item = i.Code,
            Name = i.Name,
            Unit = i.Unit,
            Condition = p.Condition,
            Lot = lot!.Code,
            ExpiresOn = lot!.ExpiresOn,
            Owner = owner!.Code,
            Quantity = p.Quantity,
            Allocated = p.Allocated,
            Free = p.Free,
            LastPostedAt = p.LastPostedAt,
        };
}
