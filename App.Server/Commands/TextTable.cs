using System.Globalization;
using System.Text;

namespace App.Server.Commands;

/// <summary>A table in plain text: names to the left, everything else to the right, headings in as many lines as they need.</summary>
internal sealed class TextTable(string nameHeading, string[] headings)
{
    private const string Gap = "  ";
    private const int HeadingWidth = 16;
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row; without name and cells it is an empty line.</summary>
    public void Add(string name, string[] cells) =>
        _rows.Add([name, .. cells.Length > 0 ? cells : Enumerable.Repeat("", headings.Length)]);

    public void Print(TextWriter writer)
    {
        string[][] wrapped = [[nameHeading], .. headings.Select(heading => Wrap(heading))];
        int height = wrapped.Max(lines => lines.Length);
        List<string[]> all =
        [
            .. Enumerable.Range(0, height).Select(line =>
                wrapped.Select(lines => line < height - lines.Length ? "" : lines[line - height + lines.Length]).ToArray()),
            .. _rows,
        ];
        int[] widths = [.. Enumerable.Range(0, wrapped.Length).Select(column => all.Max(row => Width(row[column])))];
        foreach (string[] row in all)
        {
            writer.WriteLine(string.Join(Gap, row.Select((cell, column) =>
            {
                string padding = new(' ', widths[column] - Width(cell));
                return column == 0 ? cell + padding : padding + cell;
            })).TrimEnd());
        }
    }

    private static string[] Wrap(string heading)
    {
        List<string> lines = [];
        foreach (string word in heading.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Width(lines[^1]) + 1 + Width(word) <= HeadingWidth)
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return [.. lines];
    }

    /// <summary>Columns that a terminal gives a text; Chinese characters take two.</summary>
    private static int Width(string text) => text.EnumerateRunes().Sum(rune => rune.Value switch
    {
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0x1F300 and <= 0x3FFFF => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark ? 0 : 1,
    });
}
