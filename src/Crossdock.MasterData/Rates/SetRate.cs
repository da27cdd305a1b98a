using System.ComponentModel.DataAnnotations;
using Crossdock.MasterData.PartnerRecords;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Rates;

/// <summary>Exchange rates by day, replacing those of the same days: all of them or none.</summary>
/// <param name="Rates">One to a thousand rates.</param>
public sealed record SetRatesRequest([Required, MinLength(1), MaxLength(1000)] IReadOnlyList<NewRate> Rates);

/// <summary>One rate.</summary>
/// <param name="From">One unit of this currency...</param>
/// <param name="To">... in this currency...</param>
/// <param name="Day">... from this day on ...</param>
/// <param name="Rate">... is this much.</param>
public sealed record NewRate(Currency From, Currency To, DateOnly Day, UnitPrice Rate);

/// <summary>How many rates were set.</summary>
/// <param name="Set">The number.</param>
public sealed record SetRatesResponse(int Set);

internal sealed class SetRates(RateTable table) : IUse<SetRatesRequest, SetRatesResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetRates>("PUT /exchange-rates", Permission.MaintainTaxesAndRates)
        .WithSummary("Set exchange rates by day. What was posted with an earlier rate keeps it.");

    public async Task<Result<SetRatesResponse>> ExecuteAsync(Work work, SetRatesRequest request, CancellationToken cancel)
    {
        if ((await table.SetAsync(work, request.Rates, cancel)).Refused(out var refusal, out _)) return refusal;
        work.Subject = $"{request.Rates.Count} exchange rates";
        return new SetRatesResponse(request.Rates.Count);
    }
}

/// <summary>Asks for exchange rates, newest first.</summary>
/// <param name="From">Only from this currency.</param>
/// <param name="To">Only to this currency.</param>
/// <param name="Take">How many, at most 500.</param>
public sealed record RatesRequest(string? From = null, string? To = null, [Range(1, 500)] int? Take = null);

internal sealed class ListRates : IQuery<RatesRequest, IReadOnlyList<NewRate>>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListRates>("GET /exchange-rates", Permission.SignIn)
        .WithSummary("Exchange rates, newest first.");

    public async Task<Result<IReadOnlyList<NewRate>>> AnswerAsync(Reading reading, RatesRequest request, CancellationToken cancel)
    {
        var rates = reading.Db.Set<StoredRate>().AsQueryable();
        if (Currency.TryParse(request.From, out var from)) rates = rates.Where(r => r.FromCurrency == from);
        if (Currency.TryParse(request.To, out var to)) rates = rates.Where(r => r.ToCurrency == to);
        var page = await rates.OrderByDescending(r => r.Day).ThenBy(r => r.FromCurrency).ThenBy(r => r.ToCurrency).Take(request.Take ?? 100).ToListAsync(cancel);
        return Result<IReadOnlyList<NewRate>>.Of(page.ConvertAll(r => new NewRate(r.FromCurrency, r.ToCurrency, r.Day, r.Rate)));
    }
}
