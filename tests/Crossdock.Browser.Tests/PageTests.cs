using System.Net;
using Crossdock.Organisation;

namespace Crossdock.Browser.Tests;

/// <summary>Nothing a role is offered leads nowhere.</summary>
public sealed class PageTests(ShownCompany company)
{
    public static TheoryData<string> RoleCodes => [.. Roles.All.Select(r => r.Code)];

    [Theory]
    [MemberData(nameof(RoleCodes))]
    public async Task Every_link_a_role_sees_opens(string role)
    {
        var walked = await Walk.OfAsync(company, Roles.Find(role)!, perKind: 3);

        Assert.Empty(walked.Answers.Where(a => a.Value != HttpStatusCode.OK).Select(a => $"{a.Key} {a.Value}"));
        Assert.True(walked.Answers.Count >= 5, $"{role} met {walked.Answers.Count} pages only.");
    }
}
