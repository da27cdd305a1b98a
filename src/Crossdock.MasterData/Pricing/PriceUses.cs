using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Pricing;

/// <summary>New prices of a supplier: a letter or a list, as rows or as pasted text.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Text">Pasted rows: item, price of one base unit, and if need be first day and breaks (<c>24=9.50 48=9.20</c>), divided by semicolons, tabs or commas.</param>
/// <param name="Prices">The same as rows.</param>
/// <param name="ValidFrom">First day of rows that name none; today when absent.</param>
/// <param name="Source">Letter, list or negotiated.</param>
/// <param name="Reference">Number or date of the letter or list.</param>
/// <param name="OpenOrders">True when the supplier says that the prices also hold for what is on order: each open line gets a proposal.</param>
/// <param name="Reason">Why, for those who decide.</param>
/// <param name="Ask">True to ask at once; else it is a draft to look at first.</param>
/// <param name="DryRun">True to be told what would happen, and nothing more.</param>
public sealed record ChangePricesRequest(
    [Required, StringLength(40)] string Supplier,
    [StringLength(500_000)] string? Text = null,
    [MaxLength(5000)] IReadOnlyList<NewPrice>? Prices = null,
    DateOnly? ValidFrom = null,
    PriceSource Source = PriceSource.Letter,
    [StringLength(60)] string? Reference = null,
    bool OpenOrders = false,
    [StringLength(300)] string? Reason = null,
    bool Ask = false,
    bool DryRun = false) : IHasReason;

/// <summary>What became of new prices.</summary>
/// <param name="Number">Number of the price change; empty for a dry run.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Rows">How many prices are right.</param>
/// <param name="Exception">The most serious of what they do.</param>
/// <param name="Rise">What those that rise cost more in a year, at what was ordered in the last twelve months.</param>
/// <param name="Fall">What those that fall cost less.</param>
/// <param name="Currency">Currency of both.</param>
/// <param name="Faults">What is wrong, row by row; only a dry run has any, because else nothing is change.</param>
/// <param name="Approval">Number of the request people decide on, or null.</param>
public sealed record PriceChangeStandResponse(
    string Number, PriceChangeState State, int Rows, string Exception, Amount Rise, Amount Fall, Currency Currency, IReadOnlyList<PriceRowFault> Faults, string? Approval = null);

internal sealed class ChangePrices(PriceDesk desk, Partners partners, Directory directory, SearchIndex search) : IUse<ChangePricesRequest, PriceChangeStandResponse>
{
    /// <summary>The most rows that one change may have.</summary>
    public const int MostRows = 5000;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangePrices>("POST /price-changes", Permission.ChangePrices)
        .WithSummary("Enter new prices of a supplier: as a dry run, as a draft to look at, or to be decided at once.");

    public async Task<Result<PriceChangeStandResponse>> ExecuteAsync(Work work, ChangePricesRequest request, CancellationToken cancel)
    {
        if (!Enum.IsDefined(request.Source) || request.Source == PriceSource.Terms) return Refusal.Invalid("masterdata.price_source", "Say where the prices come from: letter, list or negotiated.", "/source");
        if (await partners.FindAsync(work.Db, PartnerKind.Supplier, request.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Supplier);
        if ((await desk.WeighAsync(work, supplier, request, cancel)).Refused(out var refusal, out var weighed)) return refusal;
        var (change, rows, faults) = weighed;
        var currency = (await directory.EntityAsync(work.Db, change.EntityId, cancel))!.Currency;
        if (request.DryRun) return new PriceChangeStandResponse("", change.State, rows.Count, change.Exception, change.Rise, change.Fall, currency, faults);
        if (faults.Count > 0) return new PriceRowsWrong(faults);

        change.Number = work.Number("PC");
        foreach (var row in rows) work.Db.Add(row);
        work.Db.Add(change);
        search.Put(work, "price-change", change.Number, change.Number, supplier.Name, $"/price-changes/{change.Number}", change.Reference is { } reference ? [reference] : []);
        work.Subject = $"price change {change.Number}";
        if (!request.Ask) PriceDesk.Moved(work, change);
        else if ((await desk.AskAsync(work, change, rows, cancel)).Refused(out refusal, out _)) return refusal;
        return Stand(change, currency);
    }

    internal static PriceChangeStandResponse Stand(PriceChange change, Currency currency) =>
        new(change.Number, change.State, change.Rows, change.Exception, change.Rise, change.Fall, currency, [], change.Approval);
}

/// <summary>Asks for a price change that was written and looked at.</summary>
/// <param name="Number">The change.</param>
/// <param name="IfMatch">Its version that was looked at.</param>
public sealed record AskPriceChangeRequest([Required, StringLength(20)] string Number, long IfMatch);

internal sealed class AskPriceChange(PriceDesk desk, Directory directory) : IUse<AskPriceChangeRequest, PriceChangeStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AskPriceChange>("POST /price-changes/{number}/ask", Permission.ChangePrices)
        .WithSummary("Ask for a price change: its prices are in force from their days on, by rule or when those who decide agree.");

    public async Task<Result<PriceChangeStandResponse>> ExecuteAsync(Work work, AskPriceChangeRequest request, CancellationToken cancel)
    {
        if (await work.Db.Set<PriceChange>().SingleOrDefaultAsync(c => c.Number == request.Number, cancel) is not { } change) return Refusal.NotFound("price change", request.Number);
        if (change.State != PriceChangeState.Draft) return new PriceChangeEnded(change.Number, change.State);
        if (change.Version != request.IfMatch) return new PriceChangeStale(change.Number);
        var rows = await work.Db.Set<PriceChangeRow>().AsNoTracking().Where(r => r.ChangeId == change.Id).OrderBy(r => r.Number).ToListAsync(cancel);
        if ((await desk.AskAsync(work, change, rows, cancel)).Refused(out var refusal, out _)) return refusal;
        work.Subject = $"price change {change.Number}";
        return ChangePrices.Stand(change, (await directory.EntityAsync(work.Db, change.EntityId, cancel))!.Currency);
    }
}

/// <summary>Takes a price change back that is not decided yet.</summary>
/// <param name="Number">The change.</param>
/// <param name="Reason">Why.</param>
public sealed record WithdrawPriceChangeRequest([Required, StringLength(20)] string Number, [Required, StringLength(200)] string? Reason) : IHasReason;

internal sealed class WithdrawPriceChange(Approvals approvals, Directory directory) : IUse<WithdrawPriceChangeRequest, PriceChangeStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<WithdrawPriceChange>("POST /price-changes/{number}/withdraw", Permission.ChangePrices)
        .WithSummary("Take a price change back that is not decided yet.");

    public async Task<Result<PriceChangeStandResponse>> ExecuteAsync(Work work, WithdrawPriceChangeRequest request, CancellationToken cancel)
    {
        if (await work.Db.Set<PriceChange>().SingleOrDefaultAsync(c => c.Number == request.Number, cancel) is not { } change) return Refusal.NotFound("price change", request.Number);
        if (change.State is not (PriceChangeState.Draft or PriceChangeState.Waiting)) return new PriceChangeEnded(change.Number, change.State);
        if (change.Approval is not null) await approvals.WithdrawAsync(work, PriceDesk.Kind, change.Number, request.Reason!, cancel);
        PriceDesk.End(work, change, PriceChangeState.Withdrawn, request.Reason);
        work.Subject = $"price change {change.Number}";
        return ChangePrices.Stand(change, (await directory.EntityAsync(work.Db, change.EntityId, cancel))!.Currency);
    }
}

internal sealed record NoPrices() : Refusal(RefusalKind.Invalid, "masterdata.no_prices", "There is no price in it. Write a line per item: item;price.");

internal sealed record TooManyPrices(int Count) : Refusal(RefusalKind.Invalid, "masterdata.too_many_prices",
    $"These are {Count} prices; at most {ChangePrices.MostRows} go in one change. Divide the list.");

internal sealed record PriceRowsWrong : Refusal
{
    public PriceRowsWrong(IReadOnlyList<PriceRowFault> faults)
        : base(RefusalKind.Invalid, "masterdata.price_rows", $"{(faults.Count == 1 ? "1 row is" : $"{faults.Count} rows are")} wrong, so none is taken. {string.Join(" ", faults.Take(5).Select(f => $"Row {f.Row}, {f.Item}: {f.Message}"))}{(faults.Count > 5 ? " A dry run tells all of them." : "")}") =>
        Explain = faults.Take(50).DistinctBy(f => f.Row).ToDictionary(f => $"row {f.Row}", f => $"{f.Item}: {f.Message}");
}

internal sealed record PriceChangeEnded(string Number, PriceChangeState State) : Refusal(RefusalKind.Conflict, "masterdata.price_change_ended",
    $"{Number} is {Ui.Words.Of(State)} already.");

internal sealed record PriceChangeStale(string Number) : Refusal(RefusalKind.Stale, "masterdata.price_change_stale",
    $"{Number} has changed since you looked. Look again.");
