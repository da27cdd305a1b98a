namespace Crossdock.Model;

/// <summary>
/// Makes a failing list of commands small: takes out ever smaller runs of commands while the failure stays, until
/// no single command can be left out. Later commands may then name documents that are gone; the model (and an
/// adapter) refuses those.
/// </summary>
public static class Shrinker
{
    /// <summary>A list that still fails and of which every command is needed.</summary>
    public static async Task<IReadOnlyList<Command>> ShrinkAsync(
        IReadOnlyList<Command> commands, Func<IReadOnlyList<Command>, Task<bool>> fails)
    {
        var kept = commands.ToList();
        if (!await fails(kept)) throw new ArgumentException("The list does not fail.", nameof(commands));
        for (var run = Math.Max(1, kept.Count / 2); ; run = Math.Max(1, run / 2))
        {
            var removed = false;
            for (var start = 0; start < kept.Count;)
            {
                var without = kept.Take(start).Concat(kept.Skip(start + run)).ToList();
                if (without.Count < kept.Count && await fails(without)) (kept, removed) = (without, true);
                else start += run;
            }

            if (run == 1 && !removed) return kept;
        }
    }

    /// <summary>What to print when a run fails: its seed and the smallest list as C# initialisers.</summary>
    public static string Report(int seed, IReadOnlyList<Command> small) => $"// seed {seed}\n{CommandText.Of(small)}";
}
