namespace App.Server.Workbook;

/// <summary>A cell: a text, a number, or a formula with what it shows.</summary>
/// <param name="Column">From 1.</param>
/// <param name="Style">Its look.</param>
/// <param name="Text">A text, or the text that the formula shows.</param>
/// <param name="Number">A number, or the number that the formula shows.</param>
/// <param name="Formula">The formula without its equals sign.</param>
internal readonly record struct SheetCell(int Column, uint Style, string? Text, double Number, string? Formula);

/// <summary>A row of cells.</summary>
internal sealed class SheetRow(int number)
{
    /// <summary>From 1.</summary>
    public int Number { get; } = number;

    public List<SheetCell> Cells { get; } = [];

    /// <summary>Height in points; 0 leaves it to the application.</summary>
    public double Height { get; init; }

    public SheetRow Text(int column, uint style, string text)
    {
        Cells.Add(new(column, style, text, 0, null));
        return this;
    }

    public SheetRow Value(int column, uint style, double value)
    {
        Cells.Add(new(column, style, null, value, null));
        return this;
    }

    public SheetRow Formula(int column, uint style, string formula, double shows)
    {
        Cells.Add(new(column, style, null, shows, formula));
        return this;
    }

    public SheetRow TextFormula(int column, uint style, string formula, string shows)
    {
        Cells.Add(new(column, style, shows, 0, formula));
        return this;
    }
}

/// <summary>A sheet as it is written.</summary>
/// <param name="Name">Its name, at most 31 characters.</param>
/// <param name="Rows">Its rows, in order.</param>
/// <param name="Widths">Widths of the columns in characters, from the first on; the last holds for all further ones up to the last column.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="LastRow">Number of the last row.</param>
internal sealed record SheetContent(string Name, IEnumerable<SheetRow> Rows, IReadOnlyList<double> Widths, int Columns, int LastRow)
{
    /// <summary>Rows and columns that stay in view; 0 for none.</summary>
    public (int Rows, int Columns) Frozen { get; init; } = (5, 1);

    /// <summary>Colour of the tab, ARGB.</summary>
    public string Tab { get; init; } = "FF1F3A5F";

    /// <summary>Lists of accepted values or bounds for typed cells.</summary>
    public IReadOnlyList<CellRule> CellRules { get; init; } = [];

    /// <summary>Cells that light up.</summary>
    public IReadOnlyList<CellLight> Lights { get; init; } = [];

    /// <summary>The charts on it.</summary>
    public IReadOnlyList<ChartPicture> Charts { get; init; } = [];
}

/// <summary>How a cell lights up.</summary>
internal enum LightLook
{
    /// <summary>Dark red on pale red, in a table.</summary>
    Flag,

    /// <summary>White on red: a check fails.</summary>
    Fails,

    /// <summary>Dark on amber: checks hold, but something must be known.</summary>
    Warns,

    /// <summary>Green: all holds.</summary>
    Holds,
}

/// <summary>Cells that light up where a formula is true.</summary>
/// <param name="Range">The cells, for instance "E8:E40".</param>
/// <param name="Formula">The formula for the first of them; relative, it moves with the cell.</param>
/// <param name="Look">How.</param>
internal sealed record CellLight(string Range, string Formula, LightLook Look)
{
    /// <summary>Cells that light up where they are not zero.</summary>
    public static CellLight NotZero(string range) => new(range, $"{range.Split(':')[0]}<>0", LightLook.Flag);
}

/// <summary>A bound for a typed cell: a number between two.</summary>
/// <param name="Range">Cells, for instance "F6:F40".</param>
/// <param name="Low">Least.</param>
/// <param name="High">Greatest.</param>
/// <param name="IsWhole">Whether only whole numbers are accepted.</param>
/// <param name="Message">What the user reads where it is not kept.</param>
internal sealed record CellRule(string Range, double Low, double High, bool IsWhole, string Message);
