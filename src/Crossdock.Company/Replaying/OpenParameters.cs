using Crossdock.Company.Founding;
using Crossdock.Governance.Approving;
using Crossdock.Governance.Parameters;

namespace Crossdock.Company.Replaying;

/// <summary>What stands this morning about parameters: one asked for outside its bounds, one approved that ends soon, one that narrower bounds left outside.</summary>
internal sealed class OpenParameters(SamplePlan plan, Clerk clerk, Staff staff)
{
    public async Task MakeAsync(DateTimeOffset at, CancellationToken cancel)
    {
        await AskAsync("open:parameter:window", HouseRules.SiteScope(plan, 2), "procurement.duplicate_window", "10", 45,
            "Two suppliers deliver on fixed dates until the new dock opens", "About one order a week less that is checked by hand", at, cancel);
        var ending = await AskAsync("open:parameter:needs", HouseRules.SiteScope(plan, 0), "procurement.need_waits", "12", 10,
            "The buyer for imports is away", "Needs for imports wait for her instead of calling others", at, cancel);
        if (ending?.Approval is { } number)
            await clerk.AskAsync<DecideRequestsRequest, DecideRequestsResponse>(staff.Controller, "approvals", "open:parameter:needs:decided", at, new([number], ApprovalAnswer.Approve), cancel);
        await clerk.AskAsync<SetBoundsRequest, SetBoundsResponse>(staff.Council, "bounds of parameters", "open:bounds:snooze", at, new(
            "governance.longest_snooze", "group", "1", "10", Reason: "Snoozes of two weeks hid late goods"), cancel);
    }

    private Task<SetParameterResponse?> AskAsync(string key, string scope, string parameter, string value, int days, string reason, string effect, DateTimeOffset at, CancellationToken cancel) =>
        clerk.AskAsync<SetParameterRequest, SetParameterResponse>(staff.Manager, "parameters", key, at, new(parameter, scope, value, Until: plan.Today.AddDays(days), Effect: effect, Reason: reason), cancel);
}
