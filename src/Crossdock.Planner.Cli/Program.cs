using Crossdock.Planner.Cli.Protocol;
using Crossdock.Planner.Cli.Reference;

// Commands of the planning mathematics that start without the web host: loading it would cost more than a whole run.
switch (args)
{
    case ["reference", var folder]:
        return ReferenceCommand.Run(folder, Console.Out);
    case ["planner"]:
        using (var input = Console.OpenStandardInput())
        using (var output = Console.OpenStandardOutput()) return WarehouseProtocol.Run(input, output);
    default:
        Console.Error.WriteLine("Usage: crossdock reference DIR | crossdock planner [--network]");
        return 64;
}
