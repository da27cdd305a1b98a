using System.ComponentModel.DataAnnotations;

namespace Crossdock.Procurement;

/// <summary>What made a buy an emergency. Stored by number.</summary>
public enum EmergencyCause
{
    /// <summary>It is none.</summary>
    None = 0,

    /// <summary>A supplier came late or short.</summary>
    LateSupplier = 1,

    /// <summary>More was asked for than was forecast.</summary>
    DemandAboveForecast = 2,

    /// <summary>Stock was not there although the books said so.</summary>
    StockError = 3,

    /// <summary>Goods were damaged or blocked.</summary>
    Quality = 4,

    /// <summary>The order was placed too late.</summary>
    OrderedTooLate = 5,

    /// <summary>A customer's special wish.</summary>
    CustomerRequest = 6,

    /// <summary>Something else.</summary>
    Other = 7,
}

/// <summary>Why a buy cannot wait. It takes the fast lane of the approval table, counts as an emergency, and is looked at afterwards.</summary>
/// <param name="Reason">Why it cannot wait.</param>
/// <param name="Cause">What made it one.</param>
/// <param name="Premium">What it costs more than the routine would have, in the order's currency.</param>
public sealed record EmergencyBuy([Required, StringLength(200, MinimumLength = 5)] string Reason, EmergencyCause Cause, Amount? Premium = null)
{
    /// <summary>What is wrong with it, or null.</summary>
    internal Refusal? Wrong => !Enum.IsDefined(Cause) || Cause == EmergencyCause.None
        ? Refusal.Invalid("procurement.emergency_cause", "Say what made it an emergency.", "/emergency/cause")
        : Premium is { IsNegative: true } ? Refusal.Invalid("procurement.emergency_premium", "The premium is not negative.", "/emergency/premium") : null;
}
