namespace Crossdock.Organisation.Tests;

public sealed class AuditTests
{
    [Theory, EachDatabase]
    public async Task The_trail_can_be_had_as_a_file_with_each_field_before_and_after(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        using var administrator = await app.ClientAsync("ann", "administrator");
        (await administrator.PostUseAsync("/api/v1/people", new { login = "eve", name = "Eve, \"the new one\"", roles = new[] { "buyer" } })).EnsureSuccessStatusCode();
        (await administrator.SendUseAsync(HttpMethod.Put, "/api/v1/people/eve/active", new { active = false })).EnsureSuccessStatusCode();

        using var auditor = await app.ClientAsync("aud", "auditor");
        using var answer = await auditor.GetAsync("/api/v1/audit?format=csv&take=10000");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("Posting,Seal,When,Who,What,Request,Document or record,Why,Table,Key,Field,Before,After", lines[0].TrimStart('\ufeff'));
        Assert.Contains(lines, l => l.Contains("organisation_people", StringComparison.Ordinal) && l.Contains(",active,", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("organisation_people", StringComparison.Ordinal) && l.Contains(",login,,eve", StringComparison.Ordinal));
        Assert.DoesNotContain("{ Value", string.Concat(lines), StringComparison.Ordinal);
        Assert.DoesNotContain(lines, l => l.Contains(",password_hash,", StringComparison.Ordinal) && !l.EndsWith("***", StringComparison.Ordinal));
        var page = await auditor.PageAsync("/audit?use=CreatePerson");
        Assert.Contains(page.QuerySelectorAll("#rows details"), d => d.TextContent.Contains("login:", StringComparison.Ordinal) && d.TextContent.Contains("eve", StringComparison.Ordinal));
        using var table = await auditor.GetAsync("/api/v1/audit?format=xlsx");
        Assert.Equal(0x4B50, BitConverter.ToUInt16(await table.Content.ReadAsByteArrayAsync()));
        using var forbidden = await administrator.GetAsync("/api/v1/audit?format=csv");
        Assert.False(forbidden.IsSuccessStatusCode);
    }
}
