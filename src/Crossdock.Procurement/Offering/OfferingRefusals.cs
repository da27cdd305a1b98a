namespace Crossdock.Procurement.Offering;

/// <summary>The buyer must answer first. It names the first offer in full; the others are on the order's page.</summary>
/// <param name="Line">The line with the first offer.</param>
/// <param name="Words">What the other site could send.</param>
/// <param name="Saving">What that saves.</param>
/// <param name="Count">How many lines wait for an answer.</param>
internal sealed record TransferFirst(string Line, string Words, string Saving, int Count) : Refusal(RefusalKind.Refused, "procurement.transfer_first",
    $"{Line}: {Words}; that saves {Saving}. Transfer it, transfer part of it, or say why it is bought anyway.{(Count > 1 ? $" {Count} lines have an offer." : "")}")
{
    public static TransferFirst Of(IReadOnlyList<Offer> offers)
    {
        var first = offers[0];
        return new(first.Line.Document, first.Words, first.SavingWords, offers.Count)
        {
            Explain = new Dictionary<string, string>
            {
                ["line"] = first.Line.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["donor"] = first.Donor!.Code,
                ["quantity"] = first.Quantity.ToString(),
                ["saving"] = first.SavingWords,
                ["answer"] = $"POST /purchase-orders/{first.Line.OrderNumber}/lines/{first.Line.Number}/transfer-offer: transfer all or part of it, or buy and say why",
            },
        };
    }
}

internal sealed record NoOffer(string Line) : Refusal(RefusalKind.Conflict, "procurement.no_transfer_offer",
    $"{Line} has no transfer offer that waits for an answer: no other site can send it, the saving is too small, or it was answered.");

internal sealed record OfferChanged(string Line, string Now) : Refusal(RefusalKind.Conflict, "procurement.transfer_offer_changed",
    $"{Line}: the other site cannot send that now: {Now}. Look again.");

internal sealed record NotWholePacks(string Item, Quantity Asked, string Unit) : Refusal(RefusalKind.Invalid, "procurement.transfer_whole_packs",
    $"{Asked} of {Item} is no whole number of {Unit}. Only whole packs are transferred instead of bought.");

internal sealed record OfferReasonMissing() : Refusal(RefusalKind.Invalid, "procurement.transfer_offer_reason",
    "Say why it is bought although another site has it: choose a reason and add a few words.");
