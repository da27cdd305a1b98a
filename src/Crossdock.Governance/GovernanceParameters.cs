namespace Crossdock.Governance;

/// <summary>The parameters that governance itself goes by.</summary>
internal static class GovernanceParameters
{
    private const string Module = "Governance";

    public static readonly ParameterDefinition LongestOverride = new(
        "governance.longest_override", Module, "Longest override", "A value that falls back by itself, such as one outside of its bounds, holds for so many days at most.", ParameterKind.Days, 90, 1, 366, ScopeLevels.Group);

    public static readonly ParameterDefinition OverrideWarning = new(
        "governance.override_warning", Module, "Warning before an override ends", "So many days before a value falls back by itself it is among the exceptions of its site.", ParameterKind.Days, 14, 0, 90);

    public static readonly ParameterDefinition RequestExpires = new(
        "governance.request_expires", Module, "Requests for approval end after", "A request that nobody has decided for so many days is over; whoever still wants it asks anew.", ParameterKind.Days, 60, 1, 366);

    public static readonly ParameterDefinition LongestDelegation = new(
        "governance.longest_delegation", Module, "Longest delegation", "Somebody stands in for somebody else's decisions for so many days at most.", ParameterKind.Days, 90, 1, 366, ScopeLevels.Group);

    public static readonly ParameterDefinition ReviewAfterGlass = new(
        "governance.review_after_glass", Module, "Review after breaking glass", "What was approved alone in an emergency is looked at by somebody else within so many days.", ParameterKind.Days, 1, 1, 30);

    public static readonly ParameterDefinition ExceptionReturns = new(
        "governance.exception_returns", Module, "Exceptions come back after", "An exception that was dealt with and whose cause is still there comes back after so many hours.", ParameterKind.Hours, 24, 1, 720);

    public static readonly ParameterDefinition LongestSnooze = new(
        "governance.longest_snooze", Module, "Longest snooze", "An exception is put out of sight for so many days at most.", ParameterKind.Days, 7, 1, 60);

    public static readonly ParameterDefinition LongestRisk = new(
        "governance.longest_accepted_risk", Module, "Longest accepted risk", "An exception is lived with for so many days at most before somebody looks again.", ParameterKind.Days, 90, 1, 366);

    public static IReadOnlyList<ParameterDefinition> All { get; } = [LongestOverride, OverrideWarning, RequestExpires, LongestDelegation, ReviewAfterGlass, ExceptionReturns, LongestSnooze, LongestRisk];
}
