using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Counting;
using Crossdock.Warehouse.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Reversing;

/// <summary>Asks for a stock document.</summary>
/// <param name="Number">Number.</param>
public sealed record StockDocumentRequest([Required] string Number);

/// <summary>A stock document: who, when, why, what moved, and whether it can still be reversed.</summary>
/// <param name="Number">Number.</param>
/// <param name="Kind">What it did, in words.</param>
/// <param name="Site">Site.</param>
/// <param name="Currency">The currency of its values.</param>
/// <param name="HappenedAt">When it happened.</param>
/// <param name="PostedAt">When it was posted; null for documents without a head of their own.</param>
/// <param name="PersonId">Key of the person or job that posted it.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="Note">In words.</param>
/// <param name="About">Number of the document it is about.</param>
/// <param name="ReversedBy">Number of its reversal.</param>
/// <param name="WhyNotReversible">Why it cannot be reversed; null when it can.</param>
/// <param name="Movements">What moved.</param>
/// <param name="Counted">What was counted, for counts.</param>
public sealed record StockDocumentView(
    string Number, string Kind, string Site, Currency Currency, DateTimeOffset? HappenedAt, DateTimeOffset? PostedAt, int? PersonId, string? Reason, string? Note, string? About, string? ReversedBy,
    string? WhyNotReversible, IReadOnlyList<DocumentMovementView> Movements, IReadOnlyList<CountedView> Counted);

/// <summary>A movement of a document.</summary>
/// <param name="Movement">Ledger id.</param>
/// <param name="Kind">Why.</param>
/// <param name="Item">Item code.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="From">Place it left.</param>
/// <param name="To">Place it went to.</param>
/// <param name="Value">Value that moved.</param>
public sealed record DocumentMovementView(long Movement, MovementKind Kind, string Item, Quantity Quantity, string Unit, string? From, string? To, Amount? Value);

/// <summary>A counted position.</summary>
/// <param name="Place">Place.</param>
/// <param name="Item">Item code.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="Book">Book at the scan.</param>
/// <param name="Late">Posted late, but happened before the scan.</param>
/// <param name="Counted">What lay there.</param>
/// <param name="Difference">What was adjusted.</param>
/// <param name="Tolerance">Tolerance in force.</param>
/// <param name="Hit">True when the book was right.</param>
/// <param name="Triggered">True when a doubt caused the count.</param>
/// <param name="ScannedAt">When it was counted.</param>
public sealed record CountedView(
    string Place, string Item, string Unit, Quantity Book, Quantity Late, Quantity Counted, Quantity Difference, Quantity Tolerance, bool Hit, bool Triggered, DateTimeOffset ScannedAt);

internal sealed class FindStockDocument(MovementLog log, Directory directory, Items items, IEnumerable<IDocumentFollower> followers) : IQuery<StockDocumentRequest, StockDocumentView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindStockDocument>("GET /stock-documents/{number}", Permission.SeeStock)
        .WithSummary("A stock document by its number.");

    public async Task<Result<StockDocumentView>> AnswerAsync(Reading reading, StockDocumentRequest request, CancellationToken cancel)
    {
        var head = await reading.Db.Set<WarehouseDocument>().AsNoTracking().SingleOrDefaultAsync(d => d.Number == request.Number, cancel);
        var logged = await log.OfDocumentAsync(reading.Db, request.Number, cancel);
        var first = logged?.Moves[0].Move;
        var siteId = head?.SiteId ?? first?.From?.Site ?? first?.To?.Site ?? first?.TransitTo;
        if (siteId is null || await directory.SiteAsync(reading.Db, siteId.Value, cancel) is not { } site || !reading.Actor.WorksAt(site.EntityId, site.Id))
            return Refusal.NotFound("stock document", request.Number);
        string? whyNot = logged is null ? "It moved nothing." : null;
        if (logged is not null && ReverseDocument.Reversible(logged, followers).Refused(out var refusal, out _)) whyNot = refusal.Message;
        var currency = (await directory.EntityAsync(reading.Db, site.EntityId, cancel))!.Currency;
        return new StockDocumentView(
            request.Number, head is null ? first!.Kind.ToString() : DocumentBook.WordsOf(head.Kind), site.Code, currency, head?.HappenedAt ?? first?.HappenedAt, head?.PostedAt, head?.PersonId.Value,
            head?.Reason, head?.Note, head?.About, logged?.ReversedBy, whyNot,
            await MovementsAsync(reading.Db, logged, cancel), head?.Kind == DocumentKind.Count ? await CountedAsync(reading.Db, head, cancel) : []);
    }

    private async Task<IReadOnlyList<DocumentMovementView>> MovementsAsync(CrossdockDb db, LoggedDocument? document, CancellationToken cancel)
    {
        var views = new List<DocumentMovementView>();
        foreach (var logged in document?.Moves ?? [])
        {
            var item = (await items.FindAsync(db, logged.Move.Item, cancel))!;
            views.Add(new(logged.Movement, logged.Move.Kind, item.Code, logged.Move.Quantity, item.BaseUnit,
                await CodeAsync(db, logged.Move.From, cancel), await CodeAsync(db, logged.Move.To, cancel), logged.Value));
        }

        return views;
    }

    private async Task<IReadOnlyList<CountedView>> CountedAsync(CrossdockDb db, WarehouseDocument head, CancellationToken cancel)
    {
        var views = new List<CountedView>();
        foreach (var line in await db.Set<CountLine>().AsNoTracking().Where(l => l.DocumentId == head.Id).OrderBy(l => l.Id).ToListAsync(cancel))
        {
            var item = (await items.FindAsync(db, line.ItemId, cancel))!;
            var place = (await directory.PlaceAsync(db, line.PlaceId, cancel))!;
            views.Add(new(place.Code, item.Code, item.BaseUnit, line.Book, line.Late, line.Counted, line.Difference, line.Tolerance, line.Hit, line.Triggered, line.ScannedAt));
        }

        return views;
    }

    private async ValueTask<string?> CodeAsync(CrossdockDb db, StockAt? at, CancellationToken cancel) =>
        at is { } there ? (await directory.PlaceAsync(db, there.Place, cancel))!.Code : null;
}
