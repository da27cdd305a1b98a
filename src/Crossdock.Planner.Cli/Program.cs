using Crossdock.Planner.Cli.Reference;

// Commands of the planning mathematics that start without the web host: loading it would cost more than a whole run.
switch (args)
{
    case ["reference", var folder]:
        return ReferenceCommand.Run(folder, Console.Out);
    default:
        Console.Error.WriteLine("Usage: crossdock reference DIR");
        return 64;
}
