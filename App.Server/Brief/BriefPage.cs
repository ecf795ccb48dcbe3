using System.Globalization;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace App.Server.Brief;

/// <summary>Sets text, tables and bars from top to bottom and begins a new page where one is full. Lengths in points.</summary>
internal sealed partial class BriefPage
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

    private static double Height(int lines, XFont font) => lines * font.Size * LineHeight;

    private double Draw(List<string> lines, XFont font, XColor colour, double x, double y)
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
