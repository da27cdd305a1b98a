namespace Crossdock.Sample.Scenario;

/// <summary>Chance that falls the same way on every machine and every version: SplitMix64.</summary>
internal sealed class Dice
{
    private ulong state;

    public Dice(int seed, string purpose)
    {
        // Each purpose has its own row of numbers, so that a new one does not move the others.
        unchecked
        {
            state = (ulong)seed * 0x9E3779B97F4A7C15UL;
            foreach (var character in purpose) state = (state ^ character) * 0x100000001B3UL;
        }
    }

    /// <summary>From 0 to <paramref name="below"/> - 1.</summary>
    public int Next(int below)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) % (ulong)below);
        }
    }

    public int Between(int lowest, int highest) => lowest + Next(highest - lowest + 1);

    /// <summary>True in so many of a thousand cases.</summary>
    public bool Falls(int perThousand) => Next(1000) < perThousand;

    public T Of<T>(IReadOnlyList<T> list) => list[Next(list.Count)];
}
