using Crossdock.Company.Replaying;
using Crossdock.Governance.Parameters;

namespace Crossdock.Company.Founding;

/// <summary>What the council has laid down before the first day, and what two sites have made of it.</summary>
internal sealed class HouseRules(SamplePlan plan, Clerk clerk, Staff staff, DateTimeOffset at)
{
    public async Task LayDownAsync(CancellationToken cancel)
    {
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

    /// <summary>A site of the company as scopes are named.</summary>
    public static string SiteScope(SamplePlan plan, int index) => "site:" + plan.Sites[index % plan.Sites.Count].Code;

    private Task SetAsync(Storage.Actor who, string scope, string key, string value, string why, CancellationToken cancel) =>
        clerk.AskAsync<SetParameterRequest, SetParameterResponse>(who, "parameters", $"parameter:{key}:{scope}", at, new(key, scope, value, Reason: why), cancel);
}
