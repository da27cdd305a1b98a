using System.CommandLine;

namespace Crossdock.Web.Commands;

/// <summary>Brings the schema up to date and ends; for deployments where the nodes themselves may not change it.</summary>
internal static class MigrateCommand
{
    public static Command Make()
    {
        var command = new Command("migrate", "Bring the database to this version's schema.");
        command.SetAction(async (_, cancel) =>
        {
            if (Settings.Read(Environment.GetEnvironmentVariables()).Refused(out var no, out var settings)) return await CommandTree.RefuseAsync(no);
            if ((await OpenedData.OpenAsync(settings, cancel)).Refused(out no, out var data)) return await CommandTree.RefuseAsync(no);
            await data.DisposeAsync();
            Console.WriteLine("The schema is up to date.");
            return 0;
        });
        return command;
    }
}
