namespace Crossdock.Organisation.Sites;

internal sealed record CurrencyUnknown(string Text) : Refusal(RefusalKind.Invalid, "organisation.currency_unknown",
    $"'{Text}' is no currency code. Use three letters such as EUR or USD.");

internal sealed record TimeZoneUnknown(string Text) : Refusal(RefusalKind.Invalid, "organisation.time_zone_unknown",
    $"'{Text}' is no time zone. Use an IANA name such as Europe/Berlin or America/Chicago.");

internal sealed record VirtualPlace(PlaceKind PlaceKind) : Refusal(RefusalKind.Refused, "organisation.virtual_place",
    $"A site has its {PlaceKind} place already; only bins, docks, staging, shipping, quarantine and transit places can be added.");

internal sealed record PlaceKindUnknown(string Text) : Refusal(RefusalKind.Invalid, "organisation.place_kind_unknown",
    $"'{Text}' is no kind of place. Kinds are bin, dock, staging, shipping, quarantine and transit.");

internal sealed record NoWeekday() : Refusal(RefusalKind.Invalid, "organisation.no_weekday",
    "A site works on at least one day of the week. Choose one.");
