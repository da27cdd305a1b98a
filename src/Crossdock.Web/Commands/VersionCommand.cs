using System.CommandLine;
using System.Reflection;

namespace Crossdock.Web.Commands;

internal static class VersionCommand
{
    public static Command Make()
    {
        var command = new Command("version", "Print the version.");
        command.SetAction(_ => Console.WriteLine(typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion));
        return command;
    }
}
