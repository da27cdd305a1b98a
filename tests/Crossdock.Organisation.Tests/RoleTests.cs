using Crossdock.Organisation.Staff;

namespace Crossdock.Organisation.Tests;

public sealed class RoleTests
{
    private static readonly Permission[] Reading =
        [Permission.SignIn, Permission.SeeStock, Permission.SeeItems, Permission.SeePurchasing, Permission.SeeSales, Permission.SeeBooks, Permission.SeeAudit, Permission.SeeApprovals];

    [Fact]
    public void No_role_holds_duties_that_must_be_separate() => Assert.All(Roles.All, role => Assert.Empty(ConflictMatrix.ClashesOf([role])));

    [Fact]
    public void Everybody_in_a_role_may_sign_in() => Assert.All(Roles.All, role => Assert.Contains(Permission.SignIn, role.Permissions));

    [Fact]
    public void An_administrator_manages_people_and_does_nothing_else() =>
        Assert.Equal([Permission.ManagePeople, Permission.SignIn], Roles.Find("administrator")!.Permissions.Order());

    [Theory]
    [InlineData("auditor")]
    [InlineData("executive")]
    public void A_reading_role_writes_nothing(string code) => Assert.Subset(Reading.ToHashSet(), Roles.Find(code)!.Permissions.ToHashSet());

    [Theory]
    [InlineData("administrator", "picker")]
    [InlineData("buyer", "receiver")]
    [InlineData("buyer", "steward")]
    [InlineData("receiver", "ap-clerk")]
    [InlineData("ap-clerk", "controller")]
    public void Roles_with_conflicting_duties_are_refused_together(string one, string other)
    {
        Assert.True(People.RolesOf([one, other]).Refused(out var refusal, out _));
        Assert.Equal("organisation.duties_conflict", refusal.Code);
    }

    [Fact]
    public void An_administrator_may_read_what_others_do() => Assert.True(People.RolesOf(["administrator", "auditor"]).IsValue);

    [Fact]
    public void An_unknown_role_is_refused_with_the_roles_there_are()
    {
        Assert.True(People.RolesOf(["king"]).Refused(out var refusal, out _));
        Assert.Contains("warehouse-manager", refusal.Message, StringComparison.Ordinal);
    }
}
