using System.ComponentModel.DataAnnotations;
using Crossdock.Storage.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Choosing;

/// <summary>Says from whom an item is bought, replacing what was said before for the same item and site.</summary>
/// <param name="Item">Code or any known number of the item.</param>
/// <param name="Sources">Suppliers, the first choice first, and those that are kept out. Without any the item's usual supplier is asked again.</param>
/// <param name="Site">Code of the site; all sites that have no list of their own when absent.</param>
/// <param name="Reason">Why, for the audit trail.</param>
public sealed record SetSourcesRequest(
    [Required, StringLength(60)] string Item, [Required, MaxLength(20)] IReadOnlyList<NewSource> Sources, [StringLength(12)] string? Site = null, [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>A supplier of an item.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Share">Percent of what is bought, up to two decimals: all of the list have one, 100 together, or none has.</param>
/// <param name="KeptOut">Why it is kept out: no order for the item is released to it then.</param>
/// <param name="Until">The last day it is kept out; no end when absent.</param>
public sealed record NewSource([Required, StringLength(40)] string Supplier, Quantity? Share = null, [StringLength(200)] string? KeptOut = null, DateOnly? Until = null)
{
    internal bool Blocked => KeptOut.OrNull() is not null;
}

/// <summary>How many suppliers the list names.</summary>
/// <param name="Set">The number.</param>
public sealed record SetSourcesResponse(int Set);

internal sealed class SetSources(Items items, Directory directory, Partners partners) : IUse<SetSourcesRequest, SetSourcesResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetSources>("PUT /sources", Permission.MaintainSuppliers)
        .WithSummary("Say from whom an item is bought: in which order, in which shares, and from whom not.");

    public async Task<Result<SetSourcesResponse>> ExecuteAsync(Work work, SetSourcesRequest request, CancellationToken cancel)
    {
        if (await items.FindAsync(work.Db, request.Item, cancel) is not { } item) return Refusal.NotFound("item", request.Item) with { Pointer = "/item" };
        Site? site = null;
        if (request.Site.OrNull() is { } code && ((site = await directory.SiteAsync(work.Db, code, cancel)) is null || !work.Actor.WorksAt(site.EntityId, site.Id)))
            return Refusal.NotFound("site", code) with { Pointer = "/site" };
        if ((await ReadAsync(work, item, site, request.Sources, cancel)).Refused(out var refusal, out var wanted)) return refusal;

        await work.LockAloneAsync((0x53524345L << 32) | (uint)item.Id.Value, cancel);
        var siteId = site?.Id;
        var stored = await work.Db.Set<SourceRule>().Where(r => r.ItemId == item.Id && r.SiteId == siteId).ToDictionaryAsync(r => r.SupplierId, cancel);
        foreach (var (supplier, source) in wanted)
        {
            if (!stored.Remove(supplier, out var rule)) work.Db.Add(rule = new SourceRule { Id = work.NewKey("source_rules"), ItemId = item.Id, SiteId = siteId, SupplierId = supplier });
            (rule.Rank, rule.Share, rule.BlockedUntil, rule.Reason) = (source.Rank, source.Share, source.Asked.Until, source.Asked.KeptOut.OrNull());
        }

        work.Db.RemoveRange(stored.Values);
        work.Subject = $"sources of {item.Code}{(site is null ? "" : $" at {site.Code}")}";
        return new SetSourcesResponse(wanted.Count);
    }

    private async Task<Result<Dictionary<PartnerId, (int Rank, int Share, NewSource Asked)>>> ReadAsync(Work work, Item item, Site? site, IReadOnlyList<NewSource> sources, CancellationToken cancel)
    {
        var wanted = new Dictionary<PartnerId, (int Rank, int Share, NewSource Asked)>();
        var day = site?.DayOf(work.Now) ?? DateOnly.FromDateTime(work.Now.UtcDateTime);
        for (var i = 0; i < sources.Count; i++)
        {
            var (source, at, share) = (sources[i], $"/sources/{i}", 0);
            if (await partners.FindAsync(work.Db, PartnerKind.Supplier, source.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", source.Supplier) with { Pointer = at + "/supplier" };
            if (source.Blocked)
            {
                if (source.Until < day) return new BlockOver(supplier.Code) { Pointer = at + "/until" };
                if (source.Share is not null) return new SharesWrong() { Pointer = at + "/share" };
            }
            else
            {
                if (source.Until is not null) return new BlockReasonMissing(supplier.Code) { Pointer = at + "/keptOut" };
                if (await partners.TermsAsync(work.Db, supplier.Id, item.Id, day, cancel) is null) return new NoTermsToChoose(supplier.Code, item.Code) { Pointer = at + "/supplier" };
                if (source.Share is { } percent)
                {
                    if (percent.PercentHundredths(most: 100) is not { } hundredths || hundredths == 0) return new SharesWrong() { Pointer = at + "/share" };
                    share = hundredths;
                }
            }

            var rank = source.Blocked ? 0 : wanted.Values.Count(w => !w.Asked.Blocked) + 1;
            if (!wanted.TryAdd(supplier.Id, (rank, share, source))) return new SourceTwice(supplier.Code) { Pointer = at + "/supplier" };
        }

        var open = wanted.Values.Where(w => !w.Asked.Blocked).ToList();
        return open.Exists(w => w.Share > 0) && (open.Exists(w => w.Share == 0) || open.Sum(w => w.Share) != 10_000) ? new SharesWrong() { Pointer = "/sources" } : wanted;
    }
}

internal sealed record BlockReasonMissing(string Supplier) : Refusal(RefusalKind.Invalid, "procurement.block_reason_missing", $"Say why {Supplier} is kept out until that day: whoever wants to order from it reads it.");

internal sealed record BlockOver(string Supplier) : Refusal(RefusalKind.Invalid, "procurement.block_over", $"The last day on which {Supplier} is kept out is over.");

internal sealed record SharesWrong() : Refusal(RefusalKind.Invalid, "procurement.source_shares", "Give each supplier of the list a share, in percent, 100 together; or none of them. Who is kept out has none.");

internal sealed record NoTermsToChoose(string Supplier, string Item) : Refusal(RefusalKind.Refused, "procurement.source_without_terms",
    $"{Supplier} has no price in force for {Item}, so nothing could be ordered from it. Set its terms first.");

internal sealed record SourceTwice(string Supplier) : Refusal(RefusalKind.Invalid, "procurement.source_twice", $"{Supplier} stands in the list twice.");
