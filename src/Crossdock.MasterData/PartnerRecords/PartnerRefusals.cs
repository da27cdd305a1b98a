namespace Crossdock.MasterData.PartnerRecords;

internal sealed record PartnerCurrencyUnknown(string Text) : Refusal(RefusalKind.Invalid, "masterdata.currency_unknown",
    $"'{Text}' is no currency code. Use three letters such as EUR or USD.");

internal sealed record CreditLimitNegative() : Refusal(RefusalKind.Invalid, "masterdata.credit_limit_negative",
    "A credit limit cannot be less than zero. Leave it empty for no limit.");

internal sealed record UnitNotBought(string Item, string Unit) : Refusal(RefusalKind.Refused, "masterdata.unit_not_bought",
    $"{Item} is not bought in {Unit}. Choose a unit that may stand on purchase orders.");

internal sealed record TermsNegative(string Item) : Refusal(RefusalKind.Invalid, "masterdata.terms_negative",
    $"Price, minimum and multiple for {Item} cannot be less than zero, and price breaks start above zero.");

internal sealed record TermsNotExact(string Item, string Unit) : Refusal(RefusalKind.Refused, "masterdata.terms_not_exact",
    $"Minimum, multiple and price breaks for {Item} must be quantities its base unit {Unit} allows.");

internal sealed record BreaksNotRising(string Item) : Refusal(RefusalKind.Invalid, "masterdata.breaks_not_rising",
    $"The price breaks for {Item} must be given from the smallest quantity to the largest, each once.");

internal sealed record BreaksWithoutPrice(string Item) : Refusal(RefusalKind.Invalid, "masterdata.breaks_without_price",
    $"The price breaks for {Item} stand without a price. Give the price too, or enter both by a price change.");

internal sealed record PriceByChange(string Item, string Supplier) : Refusal(RefusalKind.Refused, "masterdata.price_by_change",
    $"{Supplier} has a price for {Item} already. Another one comes with a price change, which says from which day on and is decided on; leave the price out to set the rest.");

internal sealed record FirstPriceDecided(string Supplier, string Rule) : Refusal(RefusalKind.Refused, "masterdata.first_price_decided",
    $"First prices of {Supplier} are decided on ({Rule}). Set the terms without a price, then ask for it by a price change.");

internal sealed record RateNotPositive() : Refusal(RefusalKind.Invalid, "masterdata.rate_not_positive",
    "An exchange rate is more than zero.");

internal sealed record RateOfItself(string Code) : Refusal(RefusalKind.Invalid, "masterdata.rate_of_itself",
    $"One {Code} is always one {Code}. Choose two currencies.");

internal sealed record NoMailAddress(string Text) : Refusal(RefusalKind.Invalid, "masterdata.no_mail_address",
    $"'{Text}' is no mail address. Write one address like orders@supplier.example.");
