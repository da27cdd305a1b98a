using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Ordering;

/// <summary>One version of an order beside another.</summary>
/// <param name="Number">The order.</param>
/// <param name="Version">The version.</param>
/// <param name="Against">The version to compare with; the one before when absent.</param>
public sealed record FindOrderVersionRequest([Required, StringLength(20)] string Number, int Version, int? Against = null);

/// <summary>A field of a line in two versions.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Field">What differs.</param>
/// <param name="Before">How it was; null when the line was not there.</param>
/// <param name="After">How it is; null when the line is gone.</param>
public sealed record VersionDifference(int Line, string Item, string Field, string? Before, string? After);

/// <summary>What differs between two versions.</summary>
/// <param name="Number">The order.</param>
/// <param name="Version">The version.</param>
/// <param name="Against">The one before.</param>
/// <param name="Cause">What made it.</param>
/// <param name="Reason">Why.</param>
/// <param name="BySupplier">True when the supplier asked for it.</param>
/// <param name="Person">Who.</param>
/// <param name="At">When.</param>
/// <param name="Before">Total before; null for the first.</param>
/// <param name="After">Total of the version.</param>
/// <param name="Currency">Currency of the order.</param>
/// <param name="Differences">Field by field.</param>
public sealed record FindOrderVersionResponse(
    string Number, int Version, int Against, string Cause, string? Reason, bool BySupplier, string Person, DateTimeOffset At, Amount? Before, Amount After, Currency Currency,
    IReadOnlyList<VersionDifference> Differences);

internal sealed class FindOrderVersion(Items items, People people) : IQuery<FindOrderVersionRequest, FindOrderVersionResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindOrderVersion>("GET /purchase-orders/{number}/versions/{version}", Permission.SeePurchasing)
        .WithSummary("What a version of a purchase order changed, field by field.");

    public async Task<Result<FindOrderVersionResponse>> AnswerAsync(Reading reading, FindOrderVersionRequest request, CancellationToken cancel)
    {
        var order = await reading.Db.Set<PurchaseOrder>().AsNoTracking().FirstOrDefaultAsync(o => o.Number == request.Number, cancel);
        if (order is null || !reading.Actor.WorksAt(order.EntityId, order.SiteId)) return Refusal.NotFound("purchase order", request.Number);
        var against = request.Against ?? request.Version - 1;
        var versions = await reading.Db.Set<OrderVersion>().AsNoTracking().Where(v => v.OrderId == order.Id && (v.Number == request.Version || v.Number == against)).ToListAsync(cancel);
        if (versions.Find(v => v.Number == request.Version) is not { } after) return Refusal.NotFound("version", $"{order.Number} version {request.Version}");
        var before = versions.Find(v => v.Number == against);
        var known = await items.FindManyAsync(reading.Db, after.Read().Concat(before?.Read() ?? []).Select(l => new ItemId(l.Item)), cancel);
        string CodeOf(string key) => key.Length == 0 ? "" : known[new ItemId(int.Parse(key, System.Globalization.CultureInfo.InvariantCulture))].Code;
        return new FindOrderVersionResponse(
            order.Number, after.Number, against, after.Cause, after.Reason, after.BySupplier, await people.NameAsync(reading.Db, after.PersonId, cancel), after.At,
            before?.Total, after.Total, order.Currency, [.. CompareHeads(before, after, order.Currency), .. Compare(before?.Read() ?? [], after.Read()).Select(d => d with { Item = CodeOf(d.Item) })]);
    }

    private static IEnumerable<VersionDifference> CompareHeads(OrderVersion? before, OrderVersion after, Currency currency)
    {
        var (old, fresh) = (before is null ? null : Heads(before, currency), Heads(after, currency));
        foreach (var (field, i) in HeadNames.Select((n, i) => (n, i)))
            if (old?[i] != fresh[i] && (old is not null || fresh[i] is not null)) yield return new(0, "", field, old?[i], fresh[i]);
    }

    private static readonly string[] HeadNames = ["Delivery term", "Goods become ours", "Charges"];

    private static string?[] Heads(OrderVersion version, Currency currency) =>
    [
        version.Incoterm, version.TitlePoint == TitlePoint.None ? null : TitleWords.Of(version.TitlePoint),
        Charges.Read(version.Charges) is { Count: > 0 } charges ? string.Join("; ", charges.Select(c => Charges.Words(c, currency))) : null,
    ];

    private static IEnumerable<VersionDifference> Compare(IReadOnlyList<VersionLine> before, IReadOnlyList<VersionLine> after)
    {
        foreach (var number in before.Concat(after).Select(l => l.Line).Distinct().Order())
        {
            var (was, now) = (before.FirstOrDefault(l => l.Line == number), after.FirstOrDefault(l => l.Line == number));
            var item = (now ?? was)!.Item.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var (old, fresh) = (Fields(was), Fields(now));
            foreach (var (field, i) in Names.Select((n, i) => (n, i)))
                if (old?[i] != fresh?[i]) yield return new(number, item, field, old?[i], fresh?[i]);
        }
    }

    private static readonly string[] Names = ["Quantity", "Price", "Asked for", "Confirmed for", "State"];

    private static string[]? Fields(VersionLine? line) => line is null ? null :
    [
        line.Quantity.Words(line.Unit), $"{line.Price} per {line.PriceUnit}", line.Requested.Words(), line.Confirmed is { } day ? day.Words() : "not confirmed", Ui.Words.Of(line.State),
    ];
}
