using Crossdock.Planner.Cli.Protocol;
using Crossdock.Planner.Cli.Reference;

// Commands of the planning mathematics that start without the web host: loading it would cost more than a whole run.
switch (args)
{
    case ["reference", var folder]:
        return ReferenceCommand.Run(folder, Console.Out);
    case ["planner"]:
        return Answer(new WarehouseProtocol());
    case ["planner", "--network"]:
        return Answer(new NetworkProtocol());
    default:
        Console.Error.WriteLine("Usage: crossdock reference DIR | crossdock planner [--network]");
        return 64;
}

static int Answer(LineProtocol protocol)
{
    using var input = Console.OpenStandardInput();
    using var output = Console.OpenStandardOutput();
    return protocol.Run(input, output);
}
