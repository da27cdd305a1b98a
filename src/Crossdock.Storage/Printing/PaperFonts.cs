using System.Reflection;
using PdfSharp.Fonts;

namespace Crossdock.Storage.Printing;

/// <summary>The one face of printed documents, from the product itself: a server need not have any font.</summary>
internal sealed class PaperFonts : IFontResolver
{
    public const string Family = "Noto Sans";

    private static readonly Lock Once = new();
    private static bool isKnown;

    /// <summary>Tells the PDF library about them, once per process.</summary>
    public static void Use()
    {
        lock (Once)
        {
            if (isKnown) return;
            GlobalFontSettings.FontResolver = new PaperFonts();
            isKnown = true;
        }
    }

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? "NotoSans-Bold" : "NotoSans-Regular");

    public byte[]? GetFont(string faceName)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Crossdock.Storage.Printing.Fonts.{faceName}.ttf")
            ?? throw new InvalidOperationException($"The font {faceName} is not in the product.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
