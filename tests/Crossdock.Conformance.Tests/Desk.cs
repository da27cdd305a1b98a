using System.Security.Cryptography;
using System.Text.Json;
using Crossdock.Model;
using Crossdock.Storage.Commit;
using Crossdock.Storage.Http;

namespace Crossdock.Conformance.Tests;

/// <summary>What a command left in the product.</summary>
internal enum Made
{
    None,
    PurchaseOrder,
    SalesOrder,
    Receipt,
    Shipment,
    CustomerReturn,
    SupplierReturn,
    StockDocument,
    Transfer,
    SupplierInvoice,
    CustomerPayment,
    SupplierPayment,
}

/// <summary>A document of the product that a command made.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">The product's number.</param>
/// <param name="Also">A second number: the invoice of a shipment, the order of a transfer.</param>
internal sealed record MadeDocument(Made Kind, string Number, string Also = "");

/// <summary>
/// Sends requests to the product's uses at the model's time, each with the command's number as request key. A command that was accepted
/// and is sent again sends the very same requests.
/// </summary>
internal sealed class Desk(Company company)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private readonly Dictionary<string, object> sent = [];
    private readonly Dictionary<int, string> accepted = [];
    private readonly Dictionary<int, int> attempts = [];
    private readonly Actor actor = Actor.System("model");
    private int seconds;

    public DateOnly Today { get; private set; } = World.FirstDay;

    /// <summary>True when the command was accepted before, with the same content.</summary>
    public bool IsRepeat(Command command) => accepted.TryGetValue(command.Id, out var text) && text == CommandText.Of(command);

    public void Accept(Command command) => accepted.TryAdd(command.Id, CommandText.Of(command));

    public void Refuse(Command command) => attempts[command.Id] = attempts.GetValueOrDefault(command.Id) + 1;

    public void Pass(int days)
    {
        Today = Today.AddDays(days);
        seconds = 0;
    }

    /// <summary>The last instant of a day that is over; nothing for today.</summary>
    public DateTimeOffset? EndOf(DateOnly? on)
    {
        if (on is not { } day || day == Today) return null;
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(midnight, Zone), TimeSpan.Zero).AddMicroseconds(-1);
    }

    public async Task<Result<TResponse>> SendAsync<TRequest, TResponse>(Command command, IUse<TRequest, TResponse> use, TRequest request, string step = "")
        where TRequest : notnull
        where TResponse : notnull
    {
        var key = $"{company.Name}-{command.Id}{step}" + (accepted.ContainsKey(command.Id) ? "" : $"/{attempts.GetValueOrDefault(command.Id)}");
        var kept = $"{command.Id}{step}";
        if (IsRepeat(command) && sent.TryGetValue(kept, out var earlier)) request = (TRequest)((Sent)earlier).Request;
        if (accepted.ContainsKey(command.Id) && sent.TryGetValue(kept, out var first)) key = ((Sent)first).Key;
        else sent[kept] = new Sent(key, request);
        var caller = new Caller(actor)
        {
            Use = use.GetType().Name,
            Key = key,
            ContentHash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, Json.Web)),
            Why = (request as IHasReason)?.Reason,
            At = new DateTimeOffset(Today.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero).AddSeconds(++seconds),
        };
        return (await company.App.Get<CommitStep>().RunAsync(use, request, caller, CancellationToken.None)).Result;
    }

    private sealed record Sent(string Key, object Request);
}
