namespace Crossdock.Reliability.Tests;

/// <summary>How much of a long test is run.</summary>
internal static class Counts
{
    /// <summary>Set to 1 for the whole counts of the long tests.</summary>
    public const string WholeKey = "CROSSDOCK_TEST_WHOLE";

    public static int Of(int usual, int whole) => Environment.GetEnvironmentVariable(WholeKey) == "1" ? whole : usual;
}
