using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Adjusting;
using Crossdock.Warehouse.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Reversing;

/// <summary>A stock document was wrong: it is mirrored today, and what should have been is posted with it when it is given.</summary>
/// <param name="Number">Number of the document.</param>
/// <param name="Reason">Code of the reason: wrong unit, wrong item, wrong place, it did not happen.</param>
/// <param name="Note">What happened, in words; some reasons need it.</param>
/// <param name="Replacement">What it should have been; left out when it should not have been at all.</param>
public sealed record ReverseDocumentRequest(
    [Required] string Number,
    [Required, StringLength(20, MinimumLength = 1)] string Reason,
    [StringLength(500)] string? Note = null,
    ReplacementRequest? Replacement = null) : IHasReason;

/// <summary>What a movement should have been. Only what was wrong is given; the rest stays.</summary>
/// <param name="Movement">Ledger id of the movement that was wrong; needed when the document has several.</param>
/// <param name="Item">The right item.</param>
/// <param name="Quantity">The right quantity.</param>
/// <param name="Unit">Its unit; the base unit when left out.</param>
/// <param name="From">Code of the place it really left.</param>
/// <param name="To">Code of the place it really went to.</param>
/// <param name="Lot">The right lot or serial.</param>
/// <param name="Value">The right value, for opening balances.</param>
public sealed record ReplacementRequest(
    long? Movement = null,
    [StringLength(60)] string? Item = null,
    Quantity? Quantity = null,
    [StringLength(20)] string? Unit = null,
    [StringLength(40)] string? From = null,
    [StringLength(40)] string? To = null,
    [StringLength(60)] string? Lot = null,
    Amount? Value = null);

/// <summary>The reversal as posted.</summary>
/// <param name="Number">Number of the reversal.</param>
/// <param name="Reversed">Number of the document it mirrors.</param>
/// <param name="Replacement">Number of the document that replaces it, or null.</param>
public sealed record ReverseDocumentResponse(string Number, string Reversed, string? Replacement) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/stock-documents/{Number}";
}

internal sealed class ReverseDocument(
    MovementLog log, Reasons reasons, Replacements replacements, IEnumerable<IDocumentFollower> followers, Correcting.ReversalCases cases, Directory directory, DocumentBook documents,
    StockLedger ledger, Consignments consignments)
    : IUse<ReverseDocumentRequest, ReverseDocumentResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReverseDocument>("POST /stock-documents/{number}/reversal", Permission.ReversePosting)
        .WithSummary("Reverse a stock document with today's date, once, and post what it should have been.");

    public async Task<Result<ReverseDocumentResponse>> ExecuteAsync(Work work, ReverseDocumentRequest request, CancellationToken cancel)
    {
        if (await log.OfDocumentAsync(work.Db, request.Number, cancel) is not { } original) return Refusal.NotFound("stock document", request.Number);
        var site = await SiteOfAsync(work.Db, original, cancel);
        if (!work.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("stock document", request.Number);
        if (Reversible(original, followers).Refused(out var refusal, out var follower)) return refusal;
        if ((await reasons.FindAsync(work.Db, request.Reason, request.Note, cancel, ReasonUse.Reversal)).Refused(out refusal, out var reason)) return refusal;
        if (request.Replacement is not null && follower.Owner is not null) return new NothingToReplace(request.Number);
        if (request.Replacement is not null && await consignments.AnyAsync(work.Db, original.Id, cancel)) return new SuppliersStock(request.Number);
        IReadOnlyList<StockMove>? right = [];
        if (request.Replacement is { } wanted && (await replacements.PrepareAsync(work, site, original, wanted, cancel)).Refused(out refusal, out right)) return refusal;
        if (follower.Owner is not null && (await follower.Owner.ReverseAsync(work, original, cancel)).Refused(out refusal, out _)) return refusal;

        var now = new Moment(null, HappenedSource.Keyed);
        work.Subject = $"{request.Number}, reversed";
        var number = DocumentBook.NumberOf(work, DocumentKind.Reversal);
        if (await cases.CheckAsync(work, number, site, original, reason.Code, right.Count > 0, cancel) is { } weighty) return weighty;
        var reversal = await documents.OpenAsync(work, DocumentKind.Reversal, site, now, cancel, reason.Code, request.Note, original.Number, number);
        if ((await ledger.ReverseAsync(work, original.Id, reversal, cancel)).Refused(out refusal, out _)) return refusal;
        if ((await consignments.GiveBackAsync(work, original.Id, reversal, cancel)).Refused(out refusal, out _)) return refusal;
        if (right.Count == 0) return new ReverseDocumentResponse(reversal.Number, original.Number, null);
        var replacement = await documents.OpenAsync(work, DocumentKind.Replacement, site, now, cancel, reason.Code, request.Note, original.Number);
        if ((await ledger.PostAsync(work, replacement, right, cancel)).Refused(out refusal, out _)) return refusal;
        return new ReverseDocumentResponse(reversal.Number, original.Number, replacement.Number);
    }

    /// <summary>Who follows a document, or why it cannot be reversed here.</summary>
    internal static Result<Follower> Reversible(LoggedDocument original, IEnumerable<IDocumentFollower> followers)
    {
        if (original.ReversedBy is { } by) return new ReversedBefore(original.Number, by);
        if (original.Reverses) return new ReversalOfReversal(original.Number);
        var series = original.Number.Split('-')[0];
        if (followers.SingleOrDefault(f => f.Series.Contains(series)) is { } owner) return new Follower(owner);
        return DocumentBook.IsPlain(series) ? new Follower(null) : new NotReversedHere(original.Number);
    }

    private async Task<Site> SiteOfAsync(CrossdockDb db, LoggedDocument original, CancellationToken cancel)
    {
        var move = original.Moves[0].Move;
        return (await directory.SiteAsync(db, move.From?.Site ?? move.To?.Site ?? move.TransitTo!.Value, cancel))!;
    }
}

/// <summary>Who must follow the reversal, if anybody.</summary>
internal sealed record Follower(IDocumentFollower? Owner);

internal sealed record ReversedBefore(string Number, string By) : Refusal(RefusalKind.Conflict, "warehouse.reversed_before", $"{Number} has been reversed already, by {By}.");

internal sealed record ReversalOfReversal(string Number) : Refusal(RefusalKind.Conflict, "warehouse.reversal_of_reversal",
    $"{Number} is itself a reversal. Enter the document again instead.");

internal sealed record NotReversedHere(string Number) : Refusal(RefusalKind.Refused, "warehouse.not_reversed_here",
    $"{Number} cannot be reversed as a stock document. Correct it where it was made.");

internal sealed record SuppliersStock(string Number) : Refusal(RefusalKind.Refused, "warehouse.suppliers_stock",
    $"{Number} used a supplier's stock at the price of its day. Reverse it without a replacement and enter it again.");

internal sealed record NothingToReplace(string Number) : Refusal(RefusalKind.Refused, "warehouse.nothing_to_replace",
    $"{Number} belongs to an order. Reverse it without a replacement and enter it again there.");
