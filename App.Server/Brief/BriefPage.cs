using System.Globalization;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace App.Server.Brief;

/// <summary>A column of a table.</summary>
/// <param name="Caption">What stands above it.</param>
/// <param name="Share">Its share of the width.</param>
/// <param name="IsNumber">Whether it is set to the right.</param>
internal sealed record BriefColumn(string Caption, double Share, bool IsNumber = false);

/// <summary>A figure in a box.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The figure.</param>
/// <param name="Note">A line below it.</param>
internal sealed record BriefTile(string Label, string Value, string Note);

/// <summary>Sets text, tables and bars from top to bottom and begins a new page where one is full. Lengths in points.</summary>
internal sealed class BriefPage
{
    public const double Left = 48;

    public const double Width = 595 - (2 * Left);

    private const double Top = 44;
    private const double Bottom = 842 - 54;
    private const double LineHeight = 1.38;
    private readonly PdfDocument _document;
    private XGraphics _graphics;

    public BriefPage(PdfDocument document)
    {
        _document = document;
        _graphics = Begin();
    }

    public static XColor Ink { get; } = XColor.FromArgb(0x1b, 0x24, 0x30);

    public static XColor Dark { get; } = XColor.FromArgb(0x1f, 0x3a, 0x5f);

    public static XColor Accent { get; } = XColor.FromArgb(0x2e, 0x6f, 0x9e);

    public static XColor Quiet { get; } = XColor.FromArgb(0x5b, 0x66, 0x72);

    private static XColor Pale { get; } = XColor.FromArgb(0xf1, 0xf5, 0xf9);

    private static XColor Rule { get; } = XColor.FromArgb(0xc9, 0xd2, 0xdc);

    /// <summary>Where the next thing begins.</summary>
    public double Y { get; private set; }

    public void Space(double height) => Y += height;

    /// <summary>Begins a new page where less than so much is left.</summary>
    public void Keep(double height)
    {
        if (Y + height > Bottom)
        {
            _graphics.Dispose();
            _graphics = Begin();
        }
    }

    /// <summary>A paragraph over the whole width, or part of it.</summary>
    public void Paragraph(string text, double points = 9.5, XColor? colour = null, bool isBold = false, double indent = 0, double width = Width)
    {
        XFont font = BriefFonts.Of(points, isBold);
        List<string> lines = Lines(text, font, width - indent);
        Keep(lines.Count * points * LineHeight);
        Y += Draw(lines, font, colour ?? Ink, Left + indent, Y);
    }

    /// <summary>A paragraph with a number before it.</summary>
    public void Numbered(int number, string text)
    {
        XFont font = BriefFonts.Of(9.2);
        List<string> lines = Lines(text, font, Width - 20);
        Keep(Height(lines.Count, font) + 4);
        Draw([string.Create(CultureInfo.InvariantCulture, $"{number}.")], BriefFonts.Of(9.2, isBold: true), Accent, Left, Y);
        Y += Draw(lines, font, Ink, Left + 20, Y) + 4;
    }

    /// <summary>A heading with a rule above it.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="following">Height of what must stand on the same page.</param>
    public void Section(string title, double following = 60)
    {
        Keep(30 + following);
        Y += 11;
        _graphics.DrawLine(new XPen(Rule, 0.7), Left, Y, Left + Width, Y);
        Y += 6;
        Paragraph(title, 11.5, Dark, isBold: true);
        Y += 3;
    }

    /// <summary>A line of small capitals with something to its right.</summary>
    public void Eyebrow(string left, string right)
    {
        XFont font = BriefFonts.Of(8, isBold: true);
        Draw([left.ToUpperInvariant()], font, Accent, Left, Y);
        XFont plain = BriefFonts.Of(8);
        Draw([right], plain, Quiet, Left + Width - Measure(right, plain), Y);
        Y += 15;
    }

    /// <summary>What is recommended, in a box.</summary>
    public void Answer(string eyebrow, string headline, IReadOnlyList<string> sentences)
    {
        const double pad = 13;
        double inner = Width - (2 * pad);
        XFont small = BriefFonts.Of(8.5);
        XFont large = BriefFonts.Of(17, isBold: true);
        XFont text = BriefFonts.Of(9.8);
        List<string> head = Lines(headline, large, inner);
        List<List<string>> paragraphs = [.. sentences.Select(sentence => Lines(sentence, text, inner))];
        double height = (2 * pad) + Height(1, small) + Height(head.Count, large) + paragraphs.Sum(lines => Height(lines.Count, text) + 3);
        Keep(height);
        _graphics.DrawRectangle(new XSolidBrush(Pale), Left, Y, Width, height);
        _graphics.DrawRectangle(new XSolidBrush(Accent), Left, Y, 3.5, height);
        double y = Y + pad;
        y += Draw([eyebrow], small, Quiet, Left + pad, y);
        y += Draw(head, large, Dark, Left + pad, y) + 2;
        foreach (List<string> lines in paragraphs)
        {
            y += Draw(lines, text, Ink, Left + pad, y) + 3;
        }

        Y += height;
    }

    /// <summary>Figures side by side.</summary>
    public void Tiles(IReadOnlyList<BriefTile> tiles, int columns = 4)
    {
        const double gap = 9;
        const double height = 53;
        double width = (Width - (gap * (columns - 1))) / columns;
        for (int first = 0; first < tiles.Count; first += columns)
        {
            Keep(height);
            for (int i = first; i < Math.Min(first + columns, tiles.Count); i++)
            {
                double x = Left + ((i - first) * (width + gap));
                _graphics.DrawLine(new XPen(Accent, 1.2), x, Y, x + width, Y);
                Draw([tiles[i].Label], BriefFonts.Of(7.6), Quiet, x, Y + 4);
                Draw([tiles[i].Value], Fitting(tiles[i].Value, 13.5, width), Dark, x, Y + 15);
                Draw([tiles[i].Note], Fitting(tiles[i].Note, 7.6, width, isBold: false), Quiet, x, Y + 35);
            }

            Y += height;
        }
    }

    /// <summary>A table; the marked row is bold.</summary>
    public void Table(IReadOnlyList<BriefColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows, int marked = -1)
    {
        Row(columns, [.. columns.Select(column => column.Caption)], BriefFonts.Of(7.6, isBold: true), Quiet);
        _graphics.DrawLine(new XPen(Dark, 0.9), Left, Y, Left + Width, Y);
        Y += 3;
        for (int row = 0; row < rows.Count; row++)
        {
            Row(columns, rows[row], BriefFonts.Of(8.6, row == marked), Ink);
            _graphics.DrawLine(new XPen(Rule, 0.5), Left, Y, Left + Width, Y);
            Y += 3;
        }
    }

    /// <summary>One bar made of parts, with a legend below.</summary>
    public void Parts(IReadOnlyList<(string Label, double Fraction, XColor Colour)> parts)
    {
        Keep(34);
        double x = Left;
        foreach ((string _, double fraction, XColor colour) in parts)
        {
            _graphics.DrawRectangle(new XSolidBrush(colour), x, Y, Width * fraction, 11);
            x += Width * fraction;
        }

        x = Left;
        XFont font = BriefFonts.Of(8.4);
        foreach ((string label, double _, XColor colour) in parts)
        {
            _graphics.DrawRectangle(new XSolidBrush(colour), x, Y + 19, 7, 7);
            Draw([label], font, Ink, x + 11, Y + 16);
            x += Measure(label, font) + 30;
        }

        Y += 34;
    }

    /// <summary>For each row the range in which eight of ten worlds lie and their middle, over one scale.</summary>
    public void Ranges(IReadOnlyList<(string Label, double Low, double Middle, double High)> rows, Func<double, string> text, string caption)
    {
        const double labels = 0.27;
        double from = Left + (Width * labels);
        double span = Width * (1 - labels) * 0.94;
        double least = rows.Min(row => row.Low);
        double most = Math.Max(rows.Max(row => row.High), least + double.Epsilon);
        double At(double value) => from + (span * (most > least ? (value - least) / (most - least) : 0.5));
        XFont font = BriefFonts.Of(8.4);
        XFont small = BriefFonts.Of(7.4);
        Keep((rows.Count * 27) + 18);
        foreach ((string label, double low, double middle, double high) in rows)
        {
            Draw(Lines(label, font, (Width * labels) - 10).Take(2).ToList(), font, Ink, Left, Y);
            _graphics.DrawRectangle(new XSolidBrush(Rule), from, Y + 4.6, span, 0.8);
            _graphics.DrawRectangle(new XSolidBrush(Accent), At(low), Y + 2, Math.Max(1, At(high) - At(low)), 6);
            _graphics.DrawRectangle(new XSolidBrush(Dark), At(middle) - 1.1, Y - 0.5, 2.2, 11);
            string words = $"{text(low)} · {text(middle)} · {text(high)}";
            double x = Math.Clamp(((At(low) + At(high)) / 2) - (Measure(words, small) / 2), from, from + span - Measure(words, small));
            Draw([words], small, Quiet, x, Y + 10);
            Y += 27;
        }

        Paragraph(caption, 7.6, Quiet);
    }

    /// <summary>Writes the foot of every page; nothing can be added after it.</summary>
    public void Foot(string text)
    {
        _graphics.Dispose();
        for (int page = 0; page < _document.PageCount; page++)
        {
            using XGraphics graphics = XGraphics.FromPdfPage(_document.Pages[page], XGraphicsPdfPageOptions.Append);
            XFont font = BriefFonts.Of(7.4);
            XSolidBrush brush = new(Quiet);
            graphics.DrawLine(new XPen(Rule, 0.7), Left, 842 - 42, Left + Width, 842 - 42);
            graphics.DrawString(text, font, brush, Left, 842 - 30);
            string number = string.Create(CultureInfo.InvariantCulture, $"Page {page + 1} of {_document.PageCount}");
            graphics.DrawString(number, font, brush, Left + Width - graphics.MeasureString(number, font).Width, 842 - 30);
        }
    }

    private XGraphics Begin()
    {
        PdfPage page = _document.AddPage();
        page.Size = PdfSharp.PageSize.A4;
        Y = Top;
        return XGraphics.FromPdfPage(page);
    }

    private void Row(IReadOnlyList<BriefColumn> columns, IReadOnlyList<string> cells, XFont font, XColor colour)
    {
        const double gap = 8;
        List<List<string>> lines = [.. cells.Select((cell, i) => Lines(cell, font, (Width * columns[i].Share) - gap))];
        double height = lines.Max(cell => Height(cell.Count, font));
        Keep(height + 6);
        double x = Left;
        for (int i = 0; i < columns.Count; i++)
        {
            double width = Width * columns[i].Share;
            for (int line = 0; line < lines[i].Count; line++)
            {
                double start = columns[i].IsNumber ? x + width - (i == columns.Count - 1 ? 0 : gap) - Measure(lines[i][line], font) : x;
                Draw([lines[i][line]], font, colour, start, Y + Height(line, font));
            }

            x += width;
        }

        Y += height + 2;
    }

    private XFont Fitting(string text, double points, double width, bool isBold = true)
    {
        XFont font = BriefFonts.Of(points, isBold);
        double wide = Measure(text, font);
        return wide <= width ? font : BriefFonts.Of(points * width / wide, isBold);
    }

    private static double Height(int lines, XFont font) => lines * font.Size * LineHeight;

    private double Draw(IReadOnlyList<string> lines, XFont font, XColor colour, double x, double y)
    {
        XSolidBrush brush = new(colour);
        for (int i = 0; i < lines.Count; i++)
        {
            _graphics.DrawString(lines[i], font, brush, x, y + Height(i, font) + font.Size);
        }

        return Height(lines.Count, font);
    }

    private double Measure(string text, XFont font) => _graphics.MeasureString(text, font).Width;

    /// <summary>Breaks a text at spaces, and where a word is wider than the line, as Chinese without spaces is, within it.</summary>
    private List<string> Lines(string text, XFont font, double width)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (Measure(longer, font) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            line = "";
            foreach (string letter in Letters(word))
            {
                if (line.Length > 0 && Measure(line + letter, font) > width)
                {
                    lines.Add(line);
                    line = "";
                }

                line += letter;
            }
        }

        if (line.Length > 0 || lines.Count == 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Letters as a reader counts them.</summary>
    private static IEnumerable<string> Letters(string word)
    {
        TextElementEnumerator letters = StringInfo.GetTextElementEnumerator(word);
        while (letters.MoveNext())
        {
            yield return letters.GetTextElement();
        }
    }
}
