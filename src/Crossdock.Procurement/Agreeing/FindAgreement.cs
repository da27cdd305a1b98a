using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Agreeing;

/// <summary>One agreement.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindAgreementRequest([Required, StringLength(20)] string Number);

/// <summary>An agreement: its terms, how far it is used, and who used it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">What it fixes.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="SupplierName">Name of the supplier.</param>
/// <param name="Entity">Code of the entity that buys.</param>
/// <param name="Site">Code of the one site it holds for, or null.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="ValidFrom">First day it holds.</param>
/// <param name="ValidTo">Last day it holds.</param>
/// <param name="ValueCap">Most that may be released; null for no cap.</param>
/// <param name="Released">Released so far.</param>
/// <param name="Left">What is left of the cap, or null.</param>
/// <param name="MinimumValue">What was promised to be bought, in money.</param>
/// <param name="MinimumQuantity">What was promised to be bought, in base units.</param>
/// <param name="ReleasedQuantity">Released so far, in base units over all lines.</param>
/// <param name="Usage">How far it is used, beside its time.</param>
/// <param name="Lines">What is agreed on each item.</param>
/// <param name="Schedule">Deliveries, the first first.</param>
/// <param name="Releases">The last hundred entries of its ledger, newest first.</param>
/// <param name="Versions">Its versions, newest first.</param>
/// <param name="Pending">What would change when those who decide agree; empty when nothing waits.</param>
/// <param name="Approval">Request people decide on.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Version">What If-Match must name.</param>
public sealed record FindAgreementResponse(
    string Number, AgreementKind Kind, AgreementState State, string? Title, string Supplier, string SupplierName, string Entity, string? Site, Currency Currency, DateOnly ValidFrom, DateOnly ValidTo,
    Amount? ValueCap, Amount Released, Amount? Left, Amount? MinimumValue, Quantity? MinimumQuantity, Quantity ReleasedQuantity, Usage Usage, IReadOnlyList<AgreementLineResponse> Lines,
    IReadOnlyList<ScheduleEntryResponse> Schedule, IReadOnlyList<ReleaseResponse> Releases, IReadOnlyList<AgreementVersionResponse> Versions, IReadOnlyList<TermsDifference> Pending,
    string? Approval, DateTimeOffset CreatedAt, long Version) : IVersioned;

/// <summary>What is agreed on an item, and how far it is used. Quantities are in the item's base unit.</summary>
/// <param name="Number">1, 2, ...</param>
/// <param name="Item">Code of the item; null for everything, in a blanket.</param>
/// <param name="ItemName">Its name.</param>
/// <param name="Unit">Its base unit.</param>
/// <param name="Price">Price of one price unit.</param>
/// <param name="PriceUnit">That unit.</param>
/// <param name="Breaks">Other prices from some quantity on.</param>
/// <param name="Cap">Most that may be released; null for no cap.</param>
/// <param name="Released">Released so far.</param>
/// <param name="Left">What is left of the cap, or null.</param>
/// <param name="Amount">What was released is worth.</param>
/// <param name="UsedUpOn">The day on which nothing is left by the pace so far; null when it lasts.</param>
/// <param name="Ended">True when it is no longer part of the agreement.</param>
public sealed record AgreementLineResponse(
    int Number, string? Item, string? ItemName, string? Unit, UnitPrice Price, string PriceUnit, IReadOnlyList<PriceStep> Breaks, Quantity? Cap, Quantity Released, Quantity? Left, Amount Amount,
    DateOnly? UsedUpOn, bool Ended);

/// <summary>A delivery of a scheduling agreement.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="Day">The day.</param>
/// <param name="Quantity">In base units.</param>
/// <param name="Unit">The base unit.</param>
/// <param name="Order">The order it is on; null until then.</param>
public sealed record ScheduleEntryResponse(string Item, DateOnly Day, Quantity Quantity, string Unit, string? Order);

/// <summary>An order line that took something of the agreement, or gave it back.</summary>
/// <param name="Order">The order.</param>
/// <param name="Line">Number of its line.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Quantity">In base units; negative when given back.</param>
/// <param name="Unit">The base unit.</param>
/// <param name="Amount">In the agreement's currency.</param>
/// <param name="At">When.</param>
/// <param name="Person">By whom.</param>
public sealed record ReleaseResponse(string Order, int Line, string Item, Quantity Quantity, string Unit, Amount Amount, DateTimeOffset At, string Person);

/// <summary>A version of the terms.</summary>
/// <param name="Number">1, 2, ...</param>
/// <param name="Cause">What made it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Person">Who.</param>
/// <param name="At">When.</param>
/// <param name="Differences">What it changed against the one before.</param>
public sealed record AgreementVersionResponse(int Number, string Cause, string? Reason, string Person, DateTimeOffset At, IReadOnlyList<TermsDifference> Differences);

/// <summary>A term in two versions.</summary>
/// <param name="Term">What it is.</param>
/// <param name="Before">How it was; null when it was not there.</param>
/// <param name="After">How it is; null when it is gone.</param>
public sealed record TermsDifference(string Term, string? Before, string? After);

internal sealed class FindAgreement(Directory directory, Items items, Partners partners, People people) : IQuery<FindAgreementRequest, FindAgreementResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindAgreement>("GET /agreements/{number}", Permission.SeePurchasing)
        .WithSummary("One agreement: its terms, how far it is used, and by which orders.");

    public async Task<Result<FindAgreementResponse>> AnswerAsync(Reading reading, FindAgreementRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var found = await db.Set<Agreement>().AsNoTracking().FirstOrDefaultAsync(a => a.Number == request.Number, cancel);
        if (found is null || !reading.Actor.WorksIn(found.EntityId, found.SiteId)) return Refusal.NotFound("agreement", request.Number);
        var lines = await db.Set<AgreementLine>().AsNoTracking().Where(l => l.AgreementId == found.Id).OrderBy(l => l.Number).ToListAsync(cancel);
        var entity = (await directory.EntityAsync(db, found.EntityId, cancel))!;
        var today = entity.DayOf(reading.Now);
        var supplier = (await partners.FindAsync(db, found.SupplierId, cancel))!;
        var versions = await db.Set<AgreementVersion>().AsNoTracking().Where(v => v.AgreementId == found.Id).OrderBy(v => v.Number).ToListAsync(cancel);
        var terms = versions.ConvertAll(v => AgreementTerms.Read(v.Terms));
        var pending = found.Pending is { } waits ? AgreementTerms.Read(waits) : null;
        var releases = await (from r in db.Set<AgreementRelease>().AsNoTracking()
                              join l in db.Set<PurchaseLine>().AsNoTracking() on r.PurchaseLineId equals l.Id
                              where r.AgreementId == found.Id
                              orderby r.Id descending
                              select new { Release = r, l.OrderNumber, l.Number, l.ItemId }).Take(100).ToListAsync(cancel);
        var known = await items.FindManyAsync(
            db, lines.Where(l => l.ItemId is not null).Select(l => l.ItemId!.Value).Concat(terms.Append(pending).SelectMany(t => t?.Items ?? [])).Concat(releases.Select(r => r.ItemId)), cancel);
        var told = new List<ReleaseResponse>(releases.Count);
        foreach (var r in releases)
            told.Add(new(r.OrderNumber, r.Number, known[r.ItemId].Code, r.Release.Quantity, known[r.ItemId].BaseUnit, r.Release.Amount, r.Release.At, await people.NameAsync(db, r.Release.PersonId, cancel)));
        var history = new List<AgreementVersionResponse>(versions.Count);
        for (var i = versions.Count - 1; i >= 0; i--)
        {
            history.Add(new(versions[i].Number, versions[i].Cause, versions[i].Reason, await people.NameAsync(db, versions[i].PersonId, cancel), versions[i].At,
                i == 0 ? [] : Compare(terms[i - 1], terms[i], found.Currency, known)));
        }

        var usage = BurnDown.Of(found, lines, today);
        return new FindAgreementResponse(
            found.Number, found.Kind, found.StateAt(reading.Now, lines), found.Title, supplier.Code, supplier.Name, entity.Code, found.SiteId is { } site ? (await directory.SiteAsync(db, site, cancel))!.Code : null,
            found.Currency, found.ValidFrom, found.ValidTo, found.ValueCap, found.TakenAmount, found.ValueLeft, found.MinimumValue, found.MinimumQuantity, found.TakenQuantity, usage,
            lines.ConvertAll(l => Row(found, l, l.ItemId is { } id ? known[id] : null, today)), await ScheduleAsync(db, found, lines, known, cancel), told, history,
            pending is null || terms.Count == 0 ? [] : Compare(terms[^1], pending, found.Currency, known), found.Approval, found.CreatedAt, found.Version);
    }

    private static AgreementLineResponse Row(Agreement agreement, AgreementLine line, Item? item, DateOnly today) => new(
        line.Number, item?.Code, item?.Name, item?.BaseUnit, line.Price, line.PriceUnit, [.. TermsText.ReadBreaks(line.Breaks).Select(b => new PriceStep(b.From, b.Price))], line.QuantityCap,
        line.TakenQuantity, line.QuantityLeft, line.TakenAmount,
        line.QuantityCap is { } cap ? BurnDown.UsedUpOn(line.TakenQuantity.Micros, cap.Micros, agreement.ValidFrom, agreement.ValidTo, today) : null, line.Ended);

    private static async Task<IReadOnlyList<ScheduleEntryResponse>> ScheduleAsync(
        CrossdockDb db, Agreement agreement, List<AgreementLine> lines, IReadOnlyDictionary<ItemId, Item> known, CancellationToken cancel)
    {
        var entries = await db.Set<ScheduleEntry>().AsNoTracking().Where(s => s.AgreementId == agreement.Id).OrderBy(s => s.Day).ToListAsync(cancel);
        return entries.ConvertAll(s =>
        {
            var item = known[lines.Find(l => l.Id == s.AgreementLineId)!.ItemId!.Value];
            return new ScheduleEntryResponse(item.Code, s.Day, s.Quantity, item.BaseUnit, s.OrderNumber);
        });
    }

    /// <summary>What differs, term by term; deliveries are ordered away between versions, so those that are gone are part of it.</summary>
    private static List<TermsDifference> Compare(AgreementTerms before, AgreementTerms after, Currency currency, IReadOnlyDictionary<ItemId, Item> known)
    {
        var (was, now) = (before.Words(currency, known).ToDictionary(w => w.Term, w => w.Value), after.Words(currency, known).ToDictionary(w => w.Term, w => w.Value));
        return [.. was.Keys.Union(now.Keys).Where(t => was.GetValueOrDefault(t) != now.GetValueOrDefault(t)).Select(t => new TermsDifference(t, was.GetValueOrDefault(t), now.GetValueOrDefault(t)))];
    }
}
