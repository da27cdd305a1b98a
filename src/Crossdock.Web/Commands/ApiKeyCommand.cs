using System.CommandLine;
using Crossdock.Organisation;
using Crossdock.Storage.Commit;

namespace Crossdock.Web.Commands;

/// <summary>Makes a first key for another system, before anybody has signed in. On SQLite the server must not run meanwhile.</summary>
internal static class ApiKeyCommand
{
    public static Command Make()
    {
        var role = new Option<string>("--role") { Description = "Code of the role it has: " + string.Join(", ", Roles.All.Select(r => r.Code)) + ".", Required = true };
        var name = new Option<string>("--name") { Description = "What it is for.", DefaultValueFactory = _ => "made on the command line" };
        var command = new Command("apikey", "Make a service account with one role and a key that acts for it; print the key, once.") { role, name };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(role)!, parsed.GetValue(name)!, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string role, string name, CancellationToken cancel)
    {
        if (Settings.Read(Environment.GetEnvironmentVariables()).Refused(out var no, out var settings)) return await CommandTree.RefuseAsync(no);
        if ((await OpenedData.OpenAsync(settings, cancel)).Refused(out no, out var data)) return await CommandTree.RefuseAsync(no);
        await using (data)
        {
            await using var app = WebHost.Build(data);
            var use = new IssueKey(app.Services.GetRequiredService<People>(), app.Services.GetRequiredService<ApiKeys>());
            var caller = new Caller(Actor.System("command line")) { Use = nameof(IssueKey) };
            var answer = await app.Services.GetRequiredService<CommitStep>().RunAsync(use, new IssueKeyRequest(role, name, []), caller, cancel);
            if (answer.Result.Refused(out no, out var made))
            {
                await CommandTree.RefuseAsync(no);
                return 1;
            }

            Console.WriteLine(made.Key);
            return 0;
        }
    }
}

/// <summary>A service account with one role and a key for it.</summary>
internal sealed record IssueKeyRequest(string Role, string Name, IReadOnlyList<string> Sites);

internal sealed class IssueKey(People people, ApiKeys keys) : IUse<IssueKeyRequest, NewApiKey>
{
    public async Task<Result<NewApiKey>> ExecuteAsync(Work work, IssueKeyRequest request, CancellationToken cancel)
    {
        var login = $"{request.Role}-{work.NewId()}";
        return (await people.CreateAsync(work, new NewPerson(login, request.Name, [request.Role], Sites: request.Sites, Service: true), cancel)).Refused(out var refusal, out var person)
            ? refusal
            : keys.Create(work, person, request.Name, null);
    }
}
