namespace Crossdock.Kernel.Tests;

/// <summary>
/// The official test vectors of the GS1 syntax engine (gs1/gs1-syntax-engine at 50657dbd04, Apache-2.0): inputs and expected results of the
/// checks below. Columns: check, whether it succeeds, parameter, input, expected; <c>^</c> is the separator.
/// </summary>
public class Gs1VectorTests
{
    private static readonly DateOnly Today = new(2026, 5, 20);

    [Fact]
    public void Raw_element_strings_are_accepted_and_refused_as_the_syntax_engine_does() =>
        // What fails there only for a rule on combinations or on code lists (ISO 3166 and such) is outside the scanner's task.
        Each("processAIdata", row => Assert.Equal(row.Good, Gs1.Parse("]C1" + Raw(row.Input), Today).IsValue));

    [Fact]
    public void Bracketed_text_becomes_the_same_element_string() => Each("parseAIdata", row =>
    {
        var read = Gs1.Parse(row.Input.Replace(@"\\", @"\", StringComparison.Ordinal), Today);
        // The reader falls back to plain text where the engine, told that this is bracketed, refuses.
        Assert.Equal(row.Good, read.IsValue && !read.Value.IsPlain);
        if (row.Good) Assert.Equal(Raw(row.Expected), read.Value.ToElementString());
    });

    [Fact]
    public void Scans_with_a_symbology_prefix_become_the_same_element_string() => Each("processScanData", row =>
    {
        // Digital Link addresses and composite components are not read; other symbologies hand their text through, and an empty scan is refused.
        if (row.Input.Length == 3 || row.Input.Contains("://", StringComparison.Ordinal) || row.Input.Contains('|', StringComparison.Ordinal)) return;
        var read = Gs1.Parse(row.Input.Replace(@"\x1d", "\u001d", StringComparison.Ordinal), Today);
        if (!row.Good) Assert.True(!read.IsValue || read.Value.IsPlain, row.Input);
        else if (row.Expected.StartsWith('^')) Assert.Equal(Raw(row.Expected), read.Value.ToElementString());
        else Assert.True(read.Value.IsPlain);
    });

    [Theory]
    [InlineData("lint:csum")]
    [InlineData("lint:yymmd0")]
    [InlineData("lint:cset82")]
    [InlineData("lint:csetnumeric")]
    public void Single_rules_hold_on_their_own(string check) => Each(check, row =>
    {
        // The reader drops blanks around a scan, which these rules count as characters of their own.
        if (row.Input.Length == 0 || row.Input.Trim() != row.Input) return;
        var identifier = (check, row.Input.Length) switch
        {
            ("lint:yymmd0", _) => "17",
            ("lint:cset82", <= 90) => "99",
            ("lint:csetnumeric", <= 8) => "37",
            ("lint:csum", 14) => "01",
            ("lint:csum", 18) => "00",
            ("lint:csum", 13) => "410",
            _ => null,
        };
        if (identifier is not null) Assert.Equal(row.Good, Gs1.Parse("]C1" + identifier + row.Input, Today).IsValue);
    });

    private static string Raw(string text) => text.Replace('^', Gs1.Separator);

    private static void Each(string check, Action<(bool Good, string Input, string Expected)> test)
    {
        var seen = 0;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Vectors", "gs1.csv")).Skip(1))
        {
            var cells = Cells(line);
            if (cells.Count != 5 || cells[0] != check) continue;
            seen++;
            try
            {
                test((cells[1] == "true", cells[3], cells[4]));
            }
            catch (Exception broken)
            {
                throw new InvalidOperationException($"{check}: {line}", broken);
            }
        }

        Assert.True(seen > 0, $"No vector for {check}.");
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted) { cells.Add(cell.ToString()); cell.Clear(); }
            else cell.Append(line[i]);
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
