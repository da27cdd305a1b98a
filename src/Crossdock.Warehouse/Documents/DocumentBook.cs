using Crossdock.Warehouse.Addressing;

namespace Crossdock.Warehouse.Documents;

/// <summary>Opens stock documents: number, accounting day, the row and its place in the search, all in one commit with the movements.</summary>
internal sealed class DocumentBook(Directory directory, SearchIndex search)
{
    private static readonly Dictionary<DocumentKind, (string Series, string Words)> Kinds = new()
    {
        [DocumentKind.Move] = ("MV", "move"),
        [DocumentKind.PutAway] = ("PA", "putaway"),
        [DocumentKind.ConditionChange] = ("CC", "condition change"),
        [DocumentKind.Adjustment] = ("AD", "adjustment"),
        [DocumentKind.Count] = ("CN", "count"),
        [DocumentKind.Opening] = ("OB", "opening balance"),
        [DocumentKind.TransferShipment] = ("TS", "transfer shipment"),
        [DocumentKind.TransferReceipt] = ("TR", "transfer receipt"),
        [DocumentKind.TransitLoss] = ("TL", "transit loss"),
        [DocumentKind.Reversal] = ("RV", "reversal"),
        [DocumentKind.Replacement] = ("RP", "replacement"),
        [DocumentKind.OwnershipChange] = ("OC", "ownership change"),
    };

    private static readonly HashSet<string> Plain = ["MV", "PA", "CC", "AD", "CN", "OB", "RP", "OC"];

    /// <summary>What people call the kind.</summary>
    public static string WordsOf(DocumentKind kind) => Kinds[kind].Words;

    /// <summary>True for series whose documents are nothing but their movements.</summary>
    public static bool IsPlain(string series) => Plain.Contains(series);

    /// <summary>A number for a document that is asked about before it is opened.</summary>
    public static string NumberOf(Work work, DocumentKind kind) => work.Number(Kinds[kind].Series);

    /// <summary>Opens a document at a site and queues its row; it takes a number unless it has one.</summary>
    public async Task<StockDocument> OpenAsync(
        Work work, DocumentKind kind, Site site, Moment moment, CancellationToken cancel, string? reason = null, string? note = null, string? about = null, string? given = null)
    {
        var (series, words) = Kinds[kind];
        var entity = (await directory.EntityAsync(work.Db, site.EntityId, cancel))!;

        // Moves are many: they carry the number of their posting, so that no series is drawn from for them.
        var number = kind == DocumentKind.Move ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{series}-{work.PostingId:000000}") : given ?? work.Number(series);
        var document = new StockDocument(site.EntityId, number, Guid.CreateVersion7(work.Now), moment.DayFor(entity, work.Now));
        work.Subject ??= $"{words} {document.Number}";
        if (kind == DocumentKind.Move) return document;
        work.Insert(DocumentRows.Insert, new WarehouseDocument
        {
            Id = document.Id,
            Number = document.Number,
            Kind = kind,
            EntityId = site.EntityId,
            SiteId = site.Id,
            PostingId = work.PostingId,
            PostedAt = work.Now,
            PersonId = work.Actor.Id,
            HappenedAt = moment.HappenedAt ?? work.Now,
            Source = moment.Source,
            Reason = reason,
            Note = note,
            About = about,
        });
        if (kind != DocumentKind.PutAway)
            search.Put(work, "stock-document", document.Number, document.Number, $"{char.ToUpperInvariant(words[0])}{words[1..]} at {site.Code}", $"/stock-documents/{document.Number}");
        return document;
    }
}
