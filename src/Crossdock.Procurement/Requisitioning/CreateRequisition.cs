using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Choosing;
using Crossdock.Procurement.Releasing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Requisitioning;

/// <summary>Asks for goods.</summary>
/// <param name="Site">Code of the site that needs them.</param>
/// <param name="Lines">What is needed.</param>
/// <param name="Reason">Why; needed for a day in the past.</param>
/// <param name="Emergency">Why it cannot wait, when it is an emergency.</param>
/// <param name="PlanKey">What makes a planned need the same one when planning runs again: asked for twice it answers the first. Only for those who may plan purchases.</param>
/// <param name="Duplicate">Why it is needed although the same is on its way.</param>
/// <param name="Order">True to order at once what the rules let go, from the usual supplier at the agreed price.</param>
public sealed record CreateRequisitionRequest(
    [Required, StringLength(12)] string Site,
    [Required, MinLength(1), MaxLength(200)] IReadOnlyList<RequisitionLineRequest> Lines,
    [StringLength(300)] string? Reason = null,
    EmergencyBuy? Emergency = null,
    [StringLength(100)] string? PlanKey = null,
    [StringLength(200)] string? Duplicate = null,
    bool Order = true) : Storage.Http.IHasReason;

/// <summary>A line of a requisition.</summary>
/// <param name="Item">Code or any known number of the item.</param>
/// <param name="Quantity">How much, in <paramref name="Unit"/>.</param>
/// <param name="NeedDay">Day it is needed.</param>
/// <param name="Unit">Unit of the quantity; the base unit when absent.</param>
/// <param name="Supplier">Code of the supplier to buy from; when absent, the one that the item's list of sources, a contract or its usual supplier says.</param>
public sealed record RequisitionLineRequest(
    [Required, StringLength(60)] string Item, Quantity Quantity, DateOnly NeedDay, [StringLength(12)] string? Unit = null, [StringLength(40)] string? Supplier = null);

/// <summary>The requisition and what became of it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Approval">Number of the request people decide on, or null.</param>
/// <param name="Orders">Orders that were written at once, each with its state.</param>
public sealed record CreateRequisitionResponse(string Number, RequisitionState State, string? Approval, IReadOnlyList<RequisitionOrder> Orders) : Storage.Http.ILocated
{
    /// <inheritdoc/>
    public string Location => $"/requisitions/{Number}";
}

/// <summary>An order that serves requisitions.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Released, a draft, or waiting for approval.</param>
/// <param name="Why">Why it stayed a draft for a buyer, when it did.</param>
public sealed record RequisitionOrder(string Number, string State, string? Why = null);

internal sealed class CreateRequisition(Directory directory, Items items, Partners partners, DuplicateGuard guard, RequisitionDesk desk, Sources sources) : IUse<CreateRequisitionRequest, CreateRequisitionResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateRequisition>("POST /requisitions", Permission.CreateRequisition)
        .WithSummary("Ask for goods; what the rules let go is ordered at once.");

    public async Task<Result<CreateRequisitionResponse>> ExecuteAsync(Work work, CreateRequisitionRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", request.Site);
        if (request.PlanKey is not null && !work.Actor.May(Permission.PlanPurchases)) return new MayNotPlan();
        if (request.PlanKey is { } key && await work.Db.Set<Requisition>().FirstOrDefaultAsync(r => r.PlanKey == key && r.SiteId == site.Id && r.State < RequisitionState.Rejected, cancel) is { } planned)
            return new CreateRequisitionResponse(planned.Number, planned.State, planned.Approval, []);
        if ((await LinesAsync(work, site, request, cancel)).Refused(out var refusal, out var read)) return refusal;
        var (lines, offers) = read;
        if (request.Duplicate.OrNull() is null && await guard.CheckAsync(work, site.Id, lines.ConvertAll(l => (l.ItemId, l.NeedDay)), cancel) is { } duplicate) return duplicate;

        var requisition = new Requisition
        {
            Id = lines[0].RequisitionId,
            Number = lines[0].Number,
            EntityId = site.EntityId,
            SiteId = site.Id,
            Requester = work.Actor.Id,
            Reason = request.Reason,
            PlanKey = request.PlanKey,
            EmergencyReason = request.Emergency?.Reason.Trim(),
            EmergencyCause = request.Emergency?.Cause ?? EmergencyCause.None,
            EmergencyPremium = request.Emergency?.Premium ?? Amount.Zero,
            State = RequisitionState.Submitted,
            CreatedAt = work.Now,
            Version = 1,
        };
        work.Db.Add(requisition);
        work.Db.AddRange(lines);
        work.Subject = $"requisition {requisition.Number}";
        if ((await desk.AskAsync(work, requisition, lines, offers, request.Duplicate, cancel)).Refused(out refusal, out var verdict)) return refusal;
        if (!verdict.Go)
        {
            requisition.Approval = verdict.Request;
            desk.Tell(work, requisition);
            return new CreateRequisitionResponse(requisition.Number, requisition.State, requisition.Approval, []);
        }

        desk.Approve(work, requisition, lines);
        if (!request.Order) return new CreateRequisitionResponse(requisition.Number, requisition.State, null, []);
        if ((await desk.OrderAtOnceAsync(work, requisition, lines, offers, request.Duplicate, cancel)).Refused(out refusal, out var made)) return refusal;
        return new CreateRequisitionResponse(requisition.Number, requisition.State, null, made);
    }

    /// <summary>The lines, each with its supplier, and the agreements in force that cover them.</summary>
    private async Task<Result<(List<RequisitionLine> Lines, IReadOnlyList<AgreedTerms> Offers)>> LinesAsync(Work work, Site site, CreateRequisitionRequest request, CancellationToken cancel)
    {
        if (request.Emergency?.Wrong is { } wrong) return wrong;
        var (id, number, today) = (Guid.CreateVersion7(), work.Number("PR"), site.DayOf(work.Now));
        var asked = new List<(Item Item, Quantity Quantity, DateOnly NeedDay, PartnerId? Named)>();
        for (var i = 0; i < request.Lines.Count; i++)
        {
            var wanted = request.Lines[i];
            var at = $"/lines/{i}";
            if (await items.FindAsync(work.Db, wanted.Item, cancel) is not { } item) return Refusal.NotFound("item", wanted.Item) with { Pointer = at + "/item" };
            if (!item.Active) return new Ordering.NotActive("item", item.Code) { Pointer = at + "/item" };
            if (item.ToBase(wanted.Quantity, wanted.Unit ?? item.BaseUnit).Refused(out var refusal, out var quantity)) return refusal with { Pointer = at + "/quantity" };
            if (!quantity.IsPositive) return new Ordering.QuantityMissing(item.Code) { Pointer = at + "/quantity" };
            if (wanted.NeedDay < today && string.IsNullOrWhiteSpace(request.Reason)) return new NeedInThePast(item.Code, wanted.NeedDay) { Pointer = at + "/needDay" };
            PartnerId? supplier = null;
            if (!string.IsNullOrWhiteSpace(wanted.Supplier))
            {
                if (await partners.FindAsync(work.Db, PartnerKind.Supplier, wanted.Supplier, cancel) is not { } named) return Refusal.NotFound("supplier", wanted.Supplier) with { Pointer = at + "/supplier" };
                supplier = named.Id;
            }

            asked.Add((item, quantity, wanted.NeedDay, supplier));
        }

        var offers = await AgreementDesk.OffersAsync(work.Db, work.Now, site.EntityId, site.Id, asked.Select(a => a.Item.Id), cancel);
        var chosen = await sources.ChooseAsync(work.Db, work.Now, site, [.. asked.Where(a => a.Named is null).Select(a => a.Item)], offers, cancel);
        var lines = asked.Select((line, i) => (Line: line, Number: i + 1, From: line.Named is { } named ? new Source(named, "named by who asks") : chosen[line.Item.Id])).Select(a => new RequisitionLine
        {
            Id = Guid.CreateVersion7(),
            RequisitionId = id,
            Number = number,
            Line = a.Number,
            EntityId = site.EntityId,
            SiteId = site.Id,
            ItemId = a.Line.Item.Id,
            SupplierId = a.From.Supplier,
            Source = a.From.Why,
            Requester = work.Actor.Id,
            Quantity = a.Line.Quantity,
            NeedDay = a.Line.NeedDay,
            State = RequisitionState.Submitted,
            CreatedAt = work.Now,
            Version = 1,
        }).ToList();
        return (lines, offers);
    }
}

internal sealed record MayNotPlan() : Refusal(RefusalKind.Forbidden, "procurement.may_not_plan",
    "Only planning gives needs a plan key: what is planned goes by other rules than what a person asks for.");

internal sealed record NeedInThePast(string Item, DateOnly Day) : Refusal(RefusalKind.Refused, "procurement.need_in_the_past",
    $"{Item} is asked for on {Day.Words()}, which is over. Give a later day, or say why.");
