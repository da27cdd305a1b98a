namespace Crossdock.Procurement;

/// <summary>The parameters that buying goes by.</summary>
internal static class PurchasingParameters
{
    private const string Module = "Buying";

    public static readonly ParameterDefinition DuplicateWindow = new(
        "procurement.duplicate_window", Module, "Window for duplicates", "What brings the same item to the site within so many days before or after is taken for the same supply, and stops a second one.", ParameterKind.Days, 2, 0, 60);

    public static readonly ParameterDefinition NeedWaits = new(
        "procurement.need_waits", Module, "Approved needs wait", "An approved need that nobody orders for so many days is an exception.", ParameterKind.Days, 2, 0, 60);

    public static readonly ParameterDefinition TransferCost = new(
        "procurement.transfer_cost", Module, "Cost of a transfer", "A transfer to the site is held to cost so much, whatever is on it; a purchase it saves must save more.", ParameterKind.Amount, 40 * Amount.Scale, 0, 100_000 * Amount.Scale);

    public static readonly ParameterDefinition TransferThreshold = new(
        "procurement.transfer_threshold", Module, "Saving to ask about", "From so much saved on, the buyer must answer whether another site sends what would be bought.", ParameterKind.Amount, 60 * Amount.Scale, 0, 1_000_000 * Amount.Scale);

    public static readonly ParameterDefinition AgreementEnds = new(
        "procurement.agreement_ends", Module, "Agreements end soon", "An agreement that ends within so many days is an exception.", ParameterKind.Days, 30, 1, 180);

    public static readonly ParameterDefinition AgreementUsed = new(
        "procurement.agreement_used", Module, "Agreements nearly used up", "An agreement of which so much is used is an exception.", ParameterKind.Percent, 90_00, 50_00, 100_00);

    public static IReadOnlyList<ParameterDefinition> All { get; } = [DuplicateWindow, NeedWaits, TransferCost, TransferThreshold, AgreementEnds, AgreementUsed];
}
