namespace Crossdock.Procurement.Offering;

/// <summary>The buyer must answer first. It names the first offer in full; the others are on the order's page.</summary>
internal sealed record TransferFirst : Refusal
{
    public TransferFirst(IReadOnlyList<Offer> offers)
        : base(RefusalKind.Refused, "procurement.transfer_first", Sentence(offers))
    {
        var first = offers[0];
        Count = offers.Count;
        Explain = new Dictionary<string, string>
        {
            ["line"] = first.Line.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["donor"] = first.Donor!.Code,
            ["quantity"] = first.Quantity.ToString(),
            ["saving"] = first.SavingWords,
            ["answer"] = $"POST /purchase-orders/{first.Line.OrderNumber}/lines/{first.Line.Number}/transfer-offer: transfer all or part of it, or buy and say why",
        };
    }

    /// <summary>How many lines wait for an answer.</summary>
    public int Count { get; }

    private static string Sentence(IReadOnlyList<Offer> offers)
    {
        var first = offers[0];
        var more = offers.Count switch { 1 => "", 2 => " One more line has an offer.", var n => $" {n - 1} more lines have offers." };
        return $"{first.Line.Document}: {first.Words}; that saves {first.SavingWords}. Transfer it, transfer part of it, or say why it is bought anyway.{more}";
    }
}

internal sealed record NoOffer(string Line) : Refusal(RefusalKind.Conflict, "procurement.no_transfer_offer",
    $"{Line} has no transfer offer that waits for an answer: no other site can send it, the saving is too small, or it was answered.");

internal sealed record OfferChanged(string Line, string Now) : Refusal(RefusalKind.Conflict, "procurement.transfer_offer_changed",
    $"{Line}: the other site's stock has moved. Now {Now}. Look again.");

internal sealed record NotWholePacks(string Item, Quantity Asked, string Unit) : Refusal(RefusalKind.Invalid, "procurement.transfer_whole_packs",
    $"{Asked} of {Item} is no whole number of {Unit}. Only whole packs are transferred instead of bought.");

internal sealed record OfferReasonMissing() : Refusal(RefusalKind.Invalid, "procurement.transfer_offer_reason",
    "Say why it is bought although another site has it: choose a reason and add a few words.");
