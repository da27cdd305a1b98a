using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Crossdock.Ui.Tests;

public partial class AssetTests
{
    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Crossdock.slnx"))) folder = folder.Parent!;
            return Path.Combine(folder.FullName, "src", "Crossdock.Ui");
        }
    }

    private static long Compressed(string pattern) => Directory.EnumerateFiles(Path.Combine(Root, "wwwroot"), pattern, SearchOption.AllDirectories).Sum(file =>
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) brotli.Write(File.ReadAllBytes(file));
        return packed.Length;
    });

    [Fact]
    public void Own_script_stays_under_25_kilobytes() => Assert.InRange(Compressed("*.js"), 1, 25_000);

    [Fact]
    public void Styles_script_and_font_together_leave_room_for_the_page() =>
        Assert.InRange(Compressed("*.js") + Compressed("*.css") + Compressed("*.woff2"), 1, 70_000);

    [Fact]
    public void No_component_carries_inline_style_script_or_handlers() =>
        Assert.All(Directory.EnumerateFiles(Root, "*.razor", SearchOption.AllDirectories), file =>
            Assert.DoesNotMatch(Inline(), File.ReadAllText(file)));

    [GeneratedRegex(@"\sstyle=""|\son[a-z]+=""|<style|<script(?![^>]*src=)")]
    private static partial Regex Inline();
}
