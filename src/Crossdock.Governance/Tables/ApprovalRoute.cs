using System.Globalization;

namespace Crossdock.Governance.Tables;

/// <summary>How a case goes on.</summary>
internal enum RouteKind
{
    /// <summary>By rule, untouched.</summary>
    Auto = 1,

    /// <summary>By rule at once, looked at afterwards within so many days.</summary>
    Review = 2,

    /// <summary>Through people, step by step.</summary>
    People = 3,

    /// <summary>Not at all.</summary>
    Refuse = 4,
}

/// <summary>One step: of the people named, so many must agree.</summary>
/// <param name="Approvers">Codes of roles, logins with a leading @, or <c>owner of</c> a class; with "receiving" before it, of those who work at the other end.</param>
/// <param name="Needed">How many different people must agree; 0 means one of each approver named.</param>
internal sealed record RouteStep(IReadOnlyList<string> Approvers, int Needed)
{
    public override string ToString() =>
        (Needed, Approvers.Count) switch
        {
            (0, _) => "all of ",
            (1, _) => "",
            _ => Needed.ToString(CultureInfo.InvariantCulture) + " of ",
        } + string.Join(", ", Approvers);

    /// <summary>The step as people name each other: roles by their names.</summary>
    public string Spoken() => Approvers.Aggregate(ToString(), (words, approver) => Roles.Find(WhoOf(approver)) is { } role ? words.Replace(WhoOf(approver), role.Name, StringComparison.Ordinal) : words);

    private const string Receiving = "receiving ";

    /// <summary>True for an approver who works at the site at the other end.</summary>
    public static bool IsReceiving(string approver) => approver.StartsWith(Receiving, StringComparison.Ordinal);

    /// <summary>The role or @login of an approver, wherever they work.</summary>
    public static string WhoOf(string approver) => IsReceiving(approver) ? approver[Receiving.Length..].Trim() : approver;

    /// <summary>How many people must agree.</summary>
    public int Votes => Needed == 0 ? Approvers.Count : Needed;
}

/// <summary>
/// What a row of a table says, in words that can be typed into a cell: <c>auto</c>; <c>auto, review controller in 2 days</c>;
/// <c>refuse: no contract</c>; <c>procurement-manager then 2 of controller, executive</c>; <c>all of controller, @r.hansen</c>;
/// <c>warehouse-manager then receiving warehouse-manager</c>; <c>owner of suppliers</c>, which is the owner and the deputy as they are then.
/// </summary>
/// <param name="Kind">How it goes on.</param>
/// <param name="Steps">The steps, in order; of a review its one step.</param>
/// <param name="Days">Days within which a review is due.</param>
/// <param name="Why">Why it is refused.</param>
internal sealed record ApprovalRoute(RouteKind Kind, IReadOnlyList<RouteStep> Steps, int Days, string? Why)
{
    private const int MostSteps = 6;
    private const int MostApprovers = 10;
    private const string OwnerOf = "owner of";

    public static readonly ApprovalRoute Auto = new(RouteKind.Auto, [], 0, null);

    public static Result<ApprovalRoute> Parse(string text)
    {
        var words = text.Trim();
        if (words.Equals("auto", StringComparison.OrdinalIgnoreCase)) return Auto;
        if (words.StartsWith("refuse", StringComparison.OrdinalIgnoreCase) && (words.Length == 6 || words[6] is ':' or ' '))
        {
            var why = words[6..].TrimStart(':', ' ').Trim();
            return why.Length == 0 ? new RouteUnclear(text, "say why: 'refuse: no contract'") : new ApprovalRoute(RouteKind.Refuse, [], 0, why);
        }

        if (words.StartsWith("auto,", StringComparison.OrdinalIgnoreCase)) return Review(text, words[5..].Trim());
        var steps = new List<RouteStep>();
        foreach (var part in words.Split(" then ", StringSplitOptions.TrimEntries))
        {
            if (Step(text, part).Refused(out var refusal, out var step)) return refusal;
            steps.Add(step);
        }

        return steps.Count > MostSteps ? new RouteUnclear(text, $"at most {MostSteps} steps") : new ApprovalRoute(RouteKind.People, steps, 0, null);
    }

    private static Result<ApprovalRoute> Review(string text, string words)
    {
        if (!words.StartsWith("review ", StringComparison.OrdinalIgnoreCase)) return new RouteUnclear(text, "after 'auto,' comes 'review WHO in N days'");
        var at = words.LastIndexOf(" in ", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || words[(at + 4)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var number, "day" or "days"]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > 90)
            return new RouteUnclear(text, "a review says by when: 'in 2 days', 1 to 90");
        return Step(text, words[7..at]).Refused(out var refusal, out var step) ? refusal : new ApprovalRoute(RouteKind.Review, [step], days, null);
    }

    private static Result<RouteStep> Step(string text, string words)
    {
        var needed = 1;
        var of = words.IndexOf(" of ", StringComparison.OrdinalIgnoreCase);
        if (of >= 0 && !words[..of].Trim().Equals("owner", StringComparison.OrdinalIgnoreCase))
        {
            var count = words[..of].Trim();
            if (count.Equals("all", StringComparison.OrdinalIgnoreCase)) needed = 0;
            else if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out needed) || needed is < 1 or > MostApprovers)
                return new RouteUnclear(text, $"'{count} of' must be 'all of' or a number up to {MostApprovers}");
            words = words[(of + 4)..];
        }

        string[] approvers = [.. words.Split(',', StringSplitOptions.TrimEntries).Select(a => a.ToLowerInvariant())];
        if (approvers.Length is 0 or > MostApprovers) return new RouteUnclear(text, $"1 to {MostApprovers} approvers in a step");
        foreach (var approver in approvers.Select(RouteStep.WhoOf))
        {
            if (OwnedBy(approver) is { } owned ? owned.Length == 0 || owned.Any(char.IsWhiteSpace) : approver.StartsWith('@') ? approver.Length < 2 || approver.Any(char.IsWhiteSpace) : Roles.Find(approver) is null)
                return new RouteUnclear(text, approver.Length == 0 ? "an approver is missing" : $"'{approver}' is no role; those that decide are {string.Join(", ", Roles.All.Where(r => r.Permissions.Contains(Permission.Approve)).Select(r => r.Code))}, a person is @login, and owner of CLASS is whoever answers for it");
        }

        return approvers.Distinct().Count() < approvers.Length ? new RouteUnclear(text, "an approver stands twice in a step") : new RouteStep(approvers, needed);
    }

    /// <summary>The class whose owner an approver names; null when it is a role or a person.</summary>
    public static string? OwnedBy(string approver) => approver == OwnerOf || approver.StartsWith(OwnerOf + " ", StringComparison.Ordinal) ? approver[OwnerOf.Length..].Trim() : null;

    public override string ToString() => Text(step => step.ToString());

    /// <summary>The route as people name each other: roles by their names.</summary>
    public string Spoken() => Text(step => step.Spoken());

    private string Text(Func<RouteStep, string> said) => Kind switch
    {
        RouteKind.Auto => "auto",
        RouteKind.Refuse => "refuse: " + Why,
        RouteKind.Review => string.Create(CultureInfo.InvariantCulture, $"auto, review {said(Steps[0])} in {Days} {(Days == 1 ? "day" : "days")}"),
        _ => string.Join(" then ", Steps.Select(said)),
    };
}

internal sealed record RouteUnclear(string Text, string What) : Refusal(RefusalKind.Invalid, "governance.route",
    $"'{Text}' is no route: {What}.");
