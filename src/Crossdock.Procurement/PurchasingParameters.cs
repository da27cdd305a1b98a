namespace Crossdock.Procurement;

/// <summary>The parameters that buying goes by.</summary>
internal static class PurchasingParameters
{
    private const string Module = "Buying";

    public static readonly ParameterDefinition DuplicateWindow = new(
        "procurement.duplicate_window", Module, "Window for duplicates", "What brings the same item to the site within so many days before or after is taken for the same supply, and stops a second one.", ParameterKind.Days, 2, 0, 60);

    public static readonly ParameterDefinition NeedWaits = new(
        "procurement.need_waits", Module, "Approved needs wait", "An approved need that nobody orders for so many days is an exception.", ParameterKind.Days, 2, 0, 60);

    public static IReadOnlyList<ParameterDefinition> All { get; } = [DuplicateWindow, NeedWaits];
}
