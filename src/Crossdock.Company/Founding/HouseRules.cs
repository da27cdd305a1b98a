using Crossdock.Company.Replaying;
using Crossdock.Governance.Owning;
using Crossdock.Governance.Parameters;

namespace Crossdock.Company.Founding;

/// <summary>What the council has laid down before the first day: bounds, what two sites have made of them, and who answers for what.</summary>
internal sealed class HouseRules(SamplePlan plan, Clerk clerk, Staff staff, DateTimeOffset at)
{
    /// <summary>Who is named where several could be.</summary>
    private static readonly string[] Usually = ["buyer", "procurement-manager", "steward", "planner", "warehouse-manager", "controller", "council"];

    public async Task LayDownAsync(CancellationToken cancel)
    {
        await OwnersAsync(cancel);
        foreach (var (key, low, high, why) in new[]
        {
            ("procurement.duplicate_window", "1", "5", "Trucks of most suppliers come every week"),
            ("procurement.need_waits", "1", "7", "A need is ordered within the week"),
            ("governance.exception_returns", "8", "72", "Neither noise nor silence"),
            ("governance.longest_snooze", "1", "14", "Two weeks are enough to come back to anything"),
        })
        {
            await clerk.AskAsync<SetBoundsRequest, SetBoundsResponse>(staff.Council, "bounds of parameters", $"bounds:{key}", at, new(key, "group", low, high, Reason: why), cancel);
        }

        await SetAsync(staff.Council, "group", "masterdata.bank_cooling", "4", "Two suppliers were told of a false change last year", cancel);
        await SetAsync(staff.Manager, SiteScope(plan, 1), "procurement.duplicate_window", "3", "The hub sends its truck every third day", cancel);
        await SetAsync(staff.Manager, SiteScope(plan, 3), "governance.longest_snooze", "12", "One shift a week at this site", cancel);
    }

    /// <summary>Everything has an owner but the customers: nobody has taken them over yet.</summary>
    private async Task OwnersAsync(CancellationToken cancel)
    {
        var view = await clerk.LookAsync<OwnersRequest, OwnersView>(staff.Council, new(), cancel);
        foreach (var code in view?.Rows.Select(r => r.Code).Distinct().Where(c => c != "customers") ?? [])
        {
            if (await clerk.LookAsync<OwnerViewRequest, OwnerView>(staff.Council, new(code), cancel) is not { People: [_, ..] able }) continue;
            var logins = able.Select(p => p.Login).OrderBy(l => Array.IndexOf(Usually, l) is var at && at < 0 ? Usually.Length : at).ThenBy(l => l, StringComparer.Ordinal).ToList();
            await clerk.AskAsync<NameOwnerRequest, NameOwnerResponse>(staff.Council, "owners", $"owner:{code}", at, new(
                code, "group", logins[0], logins.Count > 1 && Usually.Contains(logins[1]) ? logins[1] : null, Reason: "Laid down when the company was founded"), cancel);
        }
    }

    /// <summary>A site of the company as scopes are named.</summary>
    public static string SiteScope(SamplePlan plan, int index) => "site:" + plan.Sites[index % plan.Sites.Count].Code;

    private Task SetAsync(Storage.Actor who, string scope, string key, string value, string why, CancellationToken cancel) =>
        clerk.AskAsync<SetParameterRequest, SetParameterResponse>(who, "parameters", $"parameter:{key}:{scope}", at, new(key, scope, value, Reason: why), cancel);
}
