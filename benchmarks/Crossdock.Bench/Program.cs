using Crossdock.Bench;

// Usage: bench [NAME ...] [--quick] [--engine Sqlite|Postgres] [--json FILE]: one JSON line per figure on standard output, remarks on standard error.
var names = new List<string>();
var quick = false;
string? file = null;
Engine[] engines = [Engine.Sqlite, Engine.Postgres];
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--quick") quick = true;
    else if (args[i] == "--engine" && i + 1 < args.Length && Enum.TryParse<Engine>(args[i + 1], ignoreCase: true, out var only)) (engines, i) = ([only], i + 1);
    else if (args[i] == "--json" && i + 1 < args.Length) file = args[++i];
    else names.Add(args[i]);
}

(string Name, Func<Pace, IAsyncEnumerable<Figure>> Run)[] benches =
[
    ("receipt", Receipt.RunAsync),
    ("hot", HotPosition.RunAsync),
    ("availability", Looking.RunAsync),
    ("start", Starting.RunAsync),
    ("size", Size.RunAsync),
    ("planner", Planning.RunAsync),
    ("buying", Buying.RunAsync),
];
if (names.Find(n => benches.All(b => b.Name != n)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{unknown}'. Known: {string.Join(", ", benches.Select(b => b.Name))}.");
    return 2;
}

if (file is not null) await File.WriteAllTextAsync(file, "");
var missed = 0;
foreach (var (name, run) in benches.Where(b => names.Count == 0 || names.Contains(b.Name)))
{
    await Console.Error.WriteLineAsync($"{name} ...");
    await foreach (var figure in run(new Pace(quick, engines)))
    {
        Console.WriteLine(figure.ToJson());
        if (file is not null) await File.AppendAllTextAsync(file, figure.ToJson() + "\n");
        if (!figure.Met) missed++;
    }
}

return missed == 0 ? 0 : 1;
