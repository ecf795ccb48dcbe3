using PdfSharp.Drawing;

namespace App.Server.Brief;

/// <summary>A column of a table.</summary>
/// <param name="Caption">What stands above it.</param>
/// <param name="Share">Its share of the width.</param>
/// <param name="IsNumber">Whether it is set to the right.</param>
internal sealed record BriefColumn(string Caption, double Share, bool IsNumber = false);

/// <summary>A figure in a box.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The figure.</param>
/// <param name="Note">What stands below it.</param>
internal sealed record BriefTile(string Label, string Value, string Note);

/// <summary>Tiles, tables and bars.</summary>
internal sealed partial class BriefPage
{
    /// <summary>Figures side by side.</summary>
    public void Tiles(IReadOnlyList<BriefTile> tiles, int columns = 4)
    {
        const double gap = 9;
        double width = (Width - (gap * (columns - 1))) / columns;
        XFont small = BriefFonts.Of(7.6);
        for (int first = 0; first < tiles.Count; first += columns)
        {
            List<List<string>> notes = [.. tiles.Skip(first).Take(columns).Select(tile => Lines(tile.Note, small, width))];
            double height = 53 + Height(notes.Max(lines => lines.Count) - 1, small);
            Keep(height);
            for (int i = first; i < Math.Min(first + columns, tiles.Count); i++)
            {
                double x = Left + ((i - first) * (width + gap));
                _graphics.DrawLine(new XPen(Accent, 1.2), x, Y, x + width, Y);
                Draw([tiles[i].Label], small, Quiet, x, Y + 4);
                Draw([tiles[i].Value], Fitting(tiles[i].Value, 13.5, width), Dark, x, Y + 15);
                Draw(notes[i - first], small, Quiet, x, Y + 35);
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
            Draw([.. Lines(label, font, (Width * labels) - 10).Take(2)], font, Ink, Left, Y);
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

    private XFont Fitting(string text, double points, double width)
    {
        XFont font = BriefFonts.Of(points, isBold: true);
        double wide = Measure(text, font);
        return wide <= width ? font : BriefFonts.Of(points * width / wide, isBold: true);
    }
}
