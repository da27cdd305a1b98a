namespace Crossdock.MasterData.ItemRecords;

internal sealed record UnitCodeNotUsable(string Text) : Refusal(RefusalKind.Invalid, "masterdata.unit_code_not_usable",
    $"'{Text}' cannot be a unit: use a short word without blanks, such as ea, case or kg.");

internal sealed record PackNotExact(string Item, string Unit, PackSize Size, int BaseDecimals) : Refusal(RefusalKind.Refused, "masterdata.pack_not_exact",
    $"One {Unit} of {Item} would be {Size} base units, which is not exact with {BaseDecimals} decimals. Choose a smaller base unit or another pack size.");

internal sealed record UnitTwice(string Item, string Unit) : Refusal(RefusalKind.Refused, "masterdata.unit_twice",
    $"{Item} has the unit {Unit} already. Give each unit once.");

internal sealed record GtinTaken(string Gtin) : Refusal(RefusalKind.Conflict, "masterdata.gtin_taken",
    $"The trade item number {Gtin} belongs to another unit already. One number names one unit of one item.");

internal sealed record PriceNegative(string Item) : Refusal(RefusalKind.Invalid, "masterdata.price_negative",
    $"The cost and the price of {Item} cannot be less than zero.");

internal sealed record WeightOutOfRange(string Item, string Unit) : Refusal(RefusalKind.Invalid, "masterdata.weight_out_of_range",
    $"The weight of a {Unit} of {Item} is between 0 and 1,000,000 kg. Leave it out when it is not known.");

internal sealed record VolumeOutOfRange(string Item, string Unit) : Refusal(RefusalKind.Invalid, "masterdata.volume_out_of_range",
    $"The volume of a {Unit} of {Item} is between 0 and 1,000,000 l. Leave it out when it is not known.");

internal sealed record ReferenceWithoutPartner(string Number) : Refusal(RefusalKind.Invalid, "masterdata.reference_without_partner",
    $"The number {Number} is somebody's: name the supplier or customer whose number it is.");
