namespace App.Server.Workbook;

/// <summary>What a chart looks like.</summary>
internal enum ChartKind
{
    /// <summary>Lines over the months.</summary>
    Lines,

    /// <summary>Columns side by side.</summary>
    Columns,

    /// <summary>Columns one on the other; a series without a colour is not drawn and carries the others.</summary>
    Stack,

    /// <summary>Bars to both sides of zero, the first on top.</summary>
    Tornado,
}

/// <summary>A series of a chart.</summary>
/// <param name="Name">Cell that holds its name.</param>
/// <param name="Values">Its cells.</param>
/// <param name="Colour">RGB; null where it is not drawn.</param>
/// <param name="IsNamed">Whether the legend names it: of the two halves of a column that crosses zero, one.</param>
internal sealed record ChartSeries(string Name, string Values, string? Colour, bool IsNamed = true);

/// <summary>A native chart over cells of the workbook.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Title">Its title.</param>
/// <param name="CategoryTitle">Title of the axis of categories; empty for none.</param>
/// <param name="ValueTitle">Title of the axis of values, with unit.</param>
/// <param name="Categories">Cells of the categories.</param>
/// <param name="Series">The series.</param>
/// <param name="Format">Number format of the axis of values.</param>
/// <param name="Column">Its left column, from 1.</param>
/// <param name="Row">Its top row, from 1.</param>
/// <param name="Columns">Columns it covers.</param>
/// <param name="Rows">Rows it covers.</param>
internal sealed record ChartPicture(
    ChartKind Kind, string Title, string CategoryTitle, string ValueTitle, string Categories, IReadOnlyList<ChartSeries> Series,
    string Format, int Column, int Row, int Columns, int Rows)
{
    /// <summary>Colours that stay apart for colour-blind readers and in print (Okabe and Ito).</summary>
    public static IReadOnlyList<string> Colours { get; } =
        ["0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9", "000000", "8C8C8C", "7A5195", "B8A000", "4B6F44", "A0522D"];
}
