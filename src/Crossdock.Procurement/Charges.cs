using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Crossdock.Procurement.Ordering;
using Crossdock.Ui;

namespace Crossdock.Procurement;

/// <summary>What an order costs beside its goods.</summary>
public enum ChargeKind
{
    /// <summary>Carriage.</summary>
    Freight = 1,

    /// <summary>Packing, pallets, customs papers.</summary>
    Handling = 2,

    /// <summary>Something else.</summary>
    Other = 3,
}

/// <summary>A charge of an order. It is part of what the order costs; nothing is received on it.</summary>
/// <param name="Kind">What for.</param>
/// <param name="Amount">In the order's currency.</param>
/// <param name="Note">In the supplier's words.</param>
public sealed record OrderCharge(ChargeKind Kind, Amount Amount, [StringLength(100)] string? Note = null);

/// <summary>Charges as an order keeps them.</summary>
internal static class Charges
{
    public const string None = "[]";

    private static readonly Amount Dearest = Amount.Of(1_000_000_000);

    public static IReadOnlyList<OrderCharge> Read(string text) => text == None ? [] : JsonSerializer.Deserialize<List<OrderCharge>>(text, Json.Kept)!;

    public static string Write(IReadOnlyList<OrderCharge> charges) => charges.Count == 0 ? None : JsonSerializer.Serialize(charges, Json.Web);

    public static Amount Total(IEnumerable<OrderCharge> charges) => charges.Aggregate(Amount.Zero, (sum, c) => sum + c.Amount);

    /// <summary>"freight 40.00, by lorry".</summary>
    public static string Words(OrderCharge charge, Currency currency) =>
        $"{Ui.Words.Of(charge.Kind)} {charge.Amount.Grouped(currency)}{(charge.Note is { } note ? $", {note}" : "")}";

    /// <summary>What a supplier charges to deliver, as the charges of an order.</summary>
    public static IReadOnlyList<OrderCharge> Delivery(Amount charge) => charge.IsPositive ? [new(ChargeKind.Freight, charge, "Standard delivery")] : [];

    /// <summary>Charges as somebody gave them, or why they cannot be.</summary>
    public static Result<IReadOnlyList<OrderCharge>> Decide(IReadOnlyList<OrderCharge> given, Currency currency)
    {
        for (var i = 0; i < given.Count; i++)
        {
            if (!Enum.IsDefined(given[i].Kind)) return new ChargeKindMissing { Pointer = $"/charges/{i}/kind" };
            if (!given[i].Amount.IsPositive || given[i].Amount > Dearest || given[i].Amount.RoundTo(currency) != given[i].Amount) return new ChargeAmount(currency) { Pointer = $"/charges/{i}/amount" };
        }

        return Result<IReadOnlyList<OrderCharge>>.Of([.. given.Select(c => c with { Note = c.Note.OrNull() })]);
    }
}

internal sealed record ChargeKindMissing() : Refusal(RefusalKind.Invalid, "procurement.charge_kind", "A charge is for freight, handling or something other.");

internal sealed record ChargeAmount(Currency Currency) : Refusal(RefusalKind.Invalid, "procurement.charge_amount",
    $"A charge is more than zero, at most 1,000,000,000, and no finer than {Currency} is.");
