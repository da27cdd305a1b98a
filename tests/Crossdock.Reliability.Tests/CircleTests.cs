namespace Crossdock.Reliability.Tests;

public sealed class CircleTests
{
    [Theory, EachDatabase]
    public async Task Where_every_document_was_posted_corrected_and_reversed_verify_finds_nothing(Engine engine)
    {
        await using var app = await CrossdockApp.StartAsync(engine, SignedInClient.As(() => SignedInClient.Actor()));
        using var client = app.Anonymous();
        var desk = new Desk(client);
        await Circle.FoundAsync(desk);
        await Circle.WorkAsync(desk);
        await app.SealedAsync();
        Assert.Empty(await app.FindingsAsync());
    }
}
