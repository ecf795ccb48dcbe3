namespace App.Server.Workbook;

/// <summary>A sheet of lines: named lines in sections, and behind them the workings and links that their formulas need.</summary>
internal sealed class CalculationSheet(string name, string title)
{
    public string Name { get; } = name;

    public string Title { get; } = title;

    /// <summary>Lines that stand in the same rows on the sheet of every option.</summary>
    public List<Line> Common { get; } = [];

    /// <summary>Further named lines.</summary>
    public List<Line> Own { get; } = [];

    /// <summary>The rows from top to bottom, once laid out; null is an empty row and a text a heading.</summary>
    public List<(string? Heading, Line? Line)> Rows { get; } = [];

    public IEnumerable<Line> Lines => Rows.Where(row => row.Line is not null).Select(row => row.Line!);
}
