using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Agreeing;

/// <summary>An agreement in the list.</summary>
public sealed record AgreementRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>What it fixes.</summary>
    public AgreementKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public AgreementState State { get; init; }

    /// <summary>What people call it.</summary>
    public string? Title { get; init; }

    /// <summary>Code of the supplier.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Name of the supplier.</summary>
    public string SupplierName { get; init; } = "";

    /// <summary>Code of the entity.</summary>
    public string Entity { get; init; } = "";

    /// <summary>Code of the one site it holds for, or null.</summary>
    public string? Site { get; init; }

    /// <summary>First day it holds.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>Last day it holds.</summary>
    public DateOnly ValidTo { get; init; }

    /// <summary>Its currency.</summary>
    public Currency Currency { get; init; }

    /// <summary>Most that may be released; null for no cap.</summary>
    public Amount? ValueCap { get; init; }

    /// <summary>Released so far.</summary>
    public Amount Released { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Agreements of the entities and sites the reader works for, the first to end first.</summary>
public sealed class AgreementList : Listing<AgreementRow>
{
    /// <summary>Names the columns.</summary>
    public AgreementList()
    {
        Column("number", "Agreement", r => r.Number).Search();
        Column("kind", "Kind", r => r.Kind);
        Column("state", "State", r => r.State);
        Column("title", "Title", r => r.Title).Search();
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("name", "Name", r => r.SupplierName).Search();
        Column("entity", "Entity", r => r.Entity);
        Column("site", "Site", r => r.Site);
        Column("from", "From", r => r.ValidFrom);
        Column("to", "To", r => r.ValidTo);
        Column("currency", "Currency", r => r.Currency);
        Column("cap", "Cap", r => r.ValueCap);
        Column("released", "Released", r => r.Released);
        Column("created", "Written", r => r.CreatedAt);
        Order(r => r.Id, "to");
    }

    /// <inheritdoc/>
    public override string Name => "agreements";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<AgreementList>("GET /agreements", Permission.SeePurchasing)
        .WithSummary("Agreements with suppliers, the first to end first.");

    /// <inheritdoc/>
    protected override IQueryable<AgreementRow> Rows(Reading reading)
    {
        var now = reading.Now;
        var lines = reading.Db.Set<AgreementLine>();
        var sites = GroupRows.Sites(reading);
        return from a in reading.Db.Set<Agreement>()
               join e in GroupRows.Entities(reading) on a.EntityId equals e.Id
               join p in MasterRows.Partners(reading.Db) on a.SupplierId equals p.Id
               where a.SiteId == null || sites.Any(s => s.Id == a.SiteId)
               select new AgreementRow
               {
                   Id = a.Id,
                   Number = a.Number,
                   Kind = a.Kind,
                   State = a.State != AgreementState.Active ? a.State
                       : a.EndsAt < now ? AgreementState.Expired
                       : (a.ValueCap != null && a.TakenAmount >= a.ValueCap)
                           || !lines.Any(l => l.AgreementId == a.Id && !l.Ended && (l.QuantityCap == null || l.TakenQuantity < l.QuantityCap)) ? AgreementState.Exhausted
                       : AgreementState.Active,
                   Title = a.Title,
                   Supplier = p.Code,
                   SupplierName = p.Name,
                   Entity = e.Code,
                   Site = sites.Where(s => s.Id == a.SiteId).Select(s => s.Code).FirstOrDefault(),
                   ValidFrom = a.ValidFrom,
                   ValidTo = a.ValidTo,
                   Currency = a.Currency,
                   ValueCap = a.ValueCap,
                   Released = a.TakenAmount,
                   CreatedAt = a.CreatedAt,
               };
    }
}
