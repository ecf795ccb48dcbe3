namespace App.Server.Workbook;

/// <summary>What a line of a sheet is.</summary>
internal enum LineKind
{
    /// <summary>A line that the model names.</summary>
    Named,

    /// <summary>A part of a named line that is long or used more than once.</summary>
    Working,

    /// <summary>A cell of another sheet.</summary>
    Link,

    /// <summary>An input.</summary>
    Input,

    /// <summary>A row of the calendar: numbers, the same for every option.</summary>
    Calendar,

    /// <summary>A constant of the model that is not universal.</summary>
    Constant,
}

/// <summary>A line of the workbook: a row of a sheet with one formula, over all months or with a single value.</summary>
internal sealed class Line(int serial, LineKind kind, string section, string label, string unit, bool isMonthly)
{
    /// <summary>Number in the workbook.</summary>
    public int Serial { get; } = serial;

    public LineKind Kind { get; set; } = kind;

    public string Section { get; } = section;

    public string Label { get; } = label;

    public string Unit { get; } = unit;

    public bool IsMonthly { get; } = isMonthly;

    /// <summary>The formula; null for what is typed: inputs, calendar, constants.</summary>
    public Expression? Formula { get; set; }

    /// <summary>The numbers of the base case as the workbook computes them: one per month, or one.</summary>
    public double[] Values { get; set; } = [];

    /// <summary>The same numbers as the engine computes them; null where the line is not one of the engine's.</summary>
    public double[]? Engine { get; set; }

    /// <summary>The sheet it stands on.</summary>
    public string Sheet { get; set; } = "";

    /// <summary>Row on its sheet, from 1.</summary>
    public int Row { get; set; }

    /// <summary>Whether a formula reads the month before month 0, which is the opening balance, 0.</summary>
    public bool HasOpening { get; set; }
}
