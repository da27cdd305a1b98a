using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Crossdock.Storage.Printing;

/// <summary>
/// Lays a document out on A4 as a PDF: head, facts, a table whose head is repeated on every page, totals, notes, page numbers. Lengths are points
/// of 1/72 inch; they are places on paper, never money or stock.
/// </summary>
public static class Paper
{
    private const double Margin = 48;
    private const double Line = 12.5;
    private const double Gap = 6;
    private const double Foot = 40;

    /// <summary>The document as a PDF file.</summary>
    public static byte[] ToPdf(PaperDocument document)
    {
        PaperFonts.Use();
        using var file = new PdfDocument();
        file.Info.Title = $"{document.Title} {document.Number}";
        file.Info.Author = document.From.FirstOrDefault() ?? "";
        file.Info.CreationDate = file.Info.ModificationDate = document.At.UtcDateTime;
        using (var sheet = new Sheet(file))
        {
            Head(sheet, document);
            Table(sheet, document);
            Totals(sheet, document.Totals);
            foreach (var note in document.Notes) Note(sheet, note);
        }

        Numbers(file, document);
        using var bytes = new MemoryStream();
        file.Save(bytes, closeStream: false);
        return bytes.ToArray();
    }

    private static void Head(Sheet sheet, PaperDocument document)
    {
        sheet.At(sheet.Left, sheet.Width / 2, document.From.Count > 0 ? document.From[0] : "", sheet.Bold);
        sheet.At(sheet.Left + (sheet.Width / 2), sheet.Width / 2, $"{document.Title}", sheet.Large, right: true);
        sheet.Down(Line);
        var top = sheet.Y;
        foreach (var line in document.From.Skip(1)) sheet.Paragraph(line, sheet.Left, sheet.Width / 2, sheet.Small);
        var left = sheet.Y;
        sheet.MoveTo(top + 6);
        sheet.At(sheet.Left + (sheet.Width / 2), sheet.Width / 2, document.Number, sheet.Bold, right: true);
        sheet.MoveTo(Math.Max(left, top + Line) + 22);

        top = sheet.Y;
        foreach (var (line, index) in document.To.Select((line, index) => (line, index))) sheet.Paragraph(line, sheet.Left, (sheet.Width / 2) - 20, index == 0 ? sheet.Bold : sheet.Plain);
        left = sheet.Y;
        sheet.MoveTo(top);
        var (labels, values) = (sheet.Left + (sheet.Width / 2), sheet.Left + (sheet.Width / 2) + 96);
        foreach (var fact in document.Facts)
        {
            sheet.At(labels, 96, fact.Label, sheet.Grey);
            sheet.Paragraph(fact.Value, values, (sheet.Width / 2) - 96, sheet.Plain);
        }

        sheet.MoveTo(Math.Max(left, sheet.Y) + 18);
    }

    private static void Table(Sheet sheet, PaperDocument document)
    {
        var shares = document.Columns.Sum(c => c.Share);
        var widths = document.Columns.Select(c => sheet.Width * c.Share / shares).ToList();
        Headings();
        foreach (var row in document.Rows)
        {
            var cells = row.Select((text, i) => sheet.Wrapped(text, widths[i] - Gap, sheet.Plain)).ToList();
            var height = (cells.Max(c => c.Count) * Line) + Gap;
            if (!sheet.Fits(height))
            {
                sheet.NextPage();
                Headings();
            }

            var (x, top) = (sheet.Left, sheet.Y);
            for (var i = 0; i < cells.Count; i++)
            {
                sheet.MoveTo(top);
                foreach (var line in cells[i])
                {
                    sheet.At(x, widths[i] - Gap, line, sheet.Plain, document.Columns[i].Right);
                    sheet.Down(Line);
                }

                x += widths[i];
            }

            sheet.MoveTo(top + height);
            sheet.Rule(light: true);
        }

        void Headings()
        {
            var x = sheet.Left;
            for (var i = 0; i < document.Columns.Count; i++)
            {
                sheet.At(x, widths[i] - Gap, document.Columns[i].Title, sheet.Grey, document.Columns[i].Right);
                x += widths[i];
            }

            sheet.Down(Line + 3);
            sheet.Rule(light: false);
        }
    }

    private static void Totals(Sheet sheet, IReadOnlyList<PaperFact> totals)
    {
        // What belongs to the sum is never torn from it.
        if (!sheet.Fits((totals.Count * (Line + 2)) + Gap)) sheet.NextPage();
        sheet.Down(Gap);
        for (var i = 0; i < totals.Count; i++)
        {
            var font = i == totals.Count - 1 ? sheet.Bold : sheet.Plain;
            sheet.At(sheet.Left, sheet.Width - 120, totals[i].Label, font, right: true);
            sheet.At(sheet.Left + sheet.Width - 110, 110 - Gap, totals[i].Value, font, right: true);
            sheet.Down(Line + 2);
        }
    }

    private static void Note(Sheet sheet, string note)
    {
        sheet.Down(Gap);
        foreach (var line in note.Split('\n')) sheet.Paragraph(line, sheet.Left, sheet.Width, sheet.Plain);
    }

    private static void Numbers(PdfDocument file, PaperDocument document)
    {
        for (var i = 0; i < file.PageCount; i++)
        {
            using var gfx = XGraphics.FromPdfPage(file.Pages[i]);
            var font = new XFont(PaperFonts.Family, 8);
            var place = new XRect(Margin, file.Pages[i].Height.Point - Foot, file.Pages[i].Width.Point - (2 * Margin), 12);
            gfx.DrawString($"{document.Title} {document.Number}", font, XBrushes.Gray, place, XStringFormats.TopLeft);
            gfx.DrawString($"Page {i + 1} of {file.PageCount}", font, XBrushes.Gray, place, XStringFormats.TopRight);
        }
    }

    /// <summary>The page that is being filled.</summary>
    private sealed class Sheet : IDisposable
    {
        private readonly PdfDocument file;
        private XGraphics gfx;
        private double bottom;

        public Sheet(PdfDocument file)
        {
            this.file = file;
            gfx = Open();
        }

        public XFont Plain { get; } = new(PaperFonts.Family, 9);

        public XFont Small { get; } = new(PaperFonts.Family, 8.5);

        public XFont Grey { get; } = new(PaperFonts.Family, 8);

        public XFont Bold { get; } = new(PaperFonts.Family, 10, XFontStyleEx.Bold);

        public XFont Large { get; } = new(PaperFonts.Family, 16, XFontStyleEx.Bold);

        public double Left => Margin;

        public double Width { get; private set; }

        public double Y { get; private set; }

        public void MoveTo(double y) => Y = y;

        public void Down(double by) => Y += by;

        public bool Fits(double height) => Y + height <= bottom;

        public void NextPage()
        {
            gfx.Dispose();
            gfx = Open();
        }

        public void At(double x, double width, string text, XFont font, bool right = false) => gfx.DrawString(
            text, font, ReferenceEquals(font, Grey) ? XBrushes.DimGray : XBrushes.Black, new XRect(x, Y, width, font.Height), right ? XStringFormats.TopRight : XStringFormats.TopLeft);

        public void Paragraph(string text, double x, double width, XFont font)
        {
            foreach (var line in Wrapped(text, width, font))
            {
                if (!Fits(Line)) NextPage();
                At(x, width, line, font);
                Down(Line);
            }
        }

        public void Rule(bool light)
        {
            gfx.DrawLine(light ? XPens.LightGray : XPens.DimGray, Left, Y - 1, Left + Width, Y - 1);
            Down(3);
        }

        /// <summary>A text in lines that fit, broken at blanks, and within a word that is too long.</summary>
        public IReadOnlyList<string> Wrapped(string text, double width, XFont font)
        {
            var lines = new List<string>();
            var line = "";
            foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, width, font)))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && gfx.MeasureString(longer, font).Width > width)
                {
                    lines.Add(line);
                    line = word;
                }
                else line = longer;
            }

            lines.Add(line);
            return lines;
        }

        public void Dispose() => gfx.Dispose();

        private IEnumerable<string> Pieces(string word, double width, XFont font)
        {
            while (word.Length > 1 && gfx.MeasureString(word, font).Width > width)
            {
                var length = word.Length - 1;
                while (length > 1 && gfx.MeasureString(word[..length], font).Width > width) length--;
                yield return word[..length];
                word = word[length..];
            }

            yield return word;
        }

        private XGraphics Open()
        {
            var page = file.AddPage();
            page.Size = PdfSharp.PageSize.A4;
            (Width, Y, bottom) = (page.Width.Point - (2 * Margin), Margin, page.Height.Point - Foot - 14);
            return XGraphics.FromPdfPage(page);
        }
    }
}
