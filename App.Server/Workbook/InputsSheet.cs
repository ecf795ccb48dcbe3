using System.Globalization;
using App.Engine.Evidence;
using App.Engine.Inputs;

namespace App.Server.Workbook;

/// <summary>
/// The inputs: low, base and high value, the live one that everything reads, what it was when exported, and what it rests on. What has no
/// range has its base value as low and high.
/// </summary>
internal static class InputsSheet
{
    public const string Name = "Inputs";

    public const int LowColumn = 5;

    public const int BaseColumn = 6;

    public const int ExportedColumn = 10;

    private const int ChangedColumn = 11;

    private const int OutsideColumn = 12;

    private static readonly (string Caption, double Width)[] s_columns =
    [
        ("Id", 46), ("Input", 50), ("Unit", 14), ("Kind", 13), ("Low", 14), ("Base", 14), ("High", 14), ("Distribution", 20), ("Live", 14),
        ("Base as exported", 14), ("Changed since export", 10), ("Outside its range", 10), ("Evidence status", 14), ("Freshness", 13),
        ("Evidence ids", 26), ("Basis", 70),
    ];

    private static readonly (InputKind Kind, string Heading)[] s_kinds =
    [
        (InputKind.Requirement, "Requirements: stated by the buyer"),
        (InputKind.Assumption, "Assumptions: claims about the world, with their evidence"),
        (InputKind.Decision, "Decisions: chosen by the planner; layouts, replicas and cards do not change with the inputs here"),
    ];

    /// <summary>Gives every input and constant its row.</summary>
    public static void Arrange(CalculationModel model)
    {
        int row = SheetLayout.FirstRow;
        foreach ((InputKind kind, string _) in s_kinds)
        {
            row++;
            foreach ((Input _, Line line) in model.Inputs.Where(input => input.Input.Kind == kind))
            {
                line.Row = row++;
            }
        }

        row++;
        model.Constants.ForEach(line => line.Row = row++);
    }

    /// <summary>The last row of an input, or of a constant.</summary>
    public static int LastRow(CalculationModel model, bool withConstants) => model.Inputs.Select(input => input.Line)
        .Concat(withConstants ? model.Constants : []).Max(line => line.Row);

    /// <summary>A column's cells over all inputs.</summary>
    public static string Range(CalculationModel model, int column) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}!${FormulaText.Letters(column)}${SheetLayout.FirstRow}:${FormulaText.Letters(column)}${LastRow(model, withConstants: false)}");

    public static string LiveRange(CalculationModel model) => Range(model, FormulaText.InputLiveColumn);

    public static string ChangedRange(CalculationModel model) => Range(model, ChangedColumn);

    public static string OutsideRange(CalculationModel model) => Range(model, OutsideColumn);

    /// <summary>The sheet as it is written.</summary>
    /// <param name="model">The workbook's model.</param>
    /// <param name="head">The first rows.</param>
    /// <param name="styles">The looks.</param>
    /// <param name="distributions">What the inputs are drawn from in studies, by id.</param>
    public static SheetContent Of(CalculationModel model, SheetHead head, Styles styles, IReadOnlyDictionary<string, string> distributions)
    {
        int last = LastRow(model, withConstants: false);
        string from = SheetLayout.FirstRow.ToString(CultureInfo.InvariantCulture);
        string to = last.ToString(CultureInfo.InvariantCulture);
        return new(Name, [.. Rows(model, head, styles, distributions)], [.. s_columns.Select(column => column.Width)], s_columns.Length, LastRow(model, withConstants: true))
        {
            Frozen = (5, 2),
            Tab = "FFC79A00",
            Lights = [CellLight.NotZero($"K{from}:L{to}")],
            CellRules = [new($"E{from}:G{to}", -1e15, 1e15, false, "Enter a number in the unit of column C.")],
        };
    }

    private static IEnumerable<SheetRow> Rows(
        CalculationModel model, SheetHead head, Styles styles, IReadOnlyDictionary<string, string> distributions)
    {
        foreach (SheetRow row in head.Rows("Inputs", styles))
        {
            yield return row;
        }

        yield return new SheetRow(3).Text(
            1, styles.Of(CellRole.Note),
            "Blue on yellow: change it here, and every dependent cell follows. Change the base value; the low and high values are the range that the evidence supports.");
        SheetRow captions = new(5) { Height = 30 };
        for (int column = 0; column < s_columns.Length; column++)
        {
            captions.Text(column + 1, styles.Of(CellRole.Header), s_columns[column].Caption);
        }

        yield return captions;
        foreach ((InputKind kind, string heading) in s_kinds)
        {
            List<(Input Input, Line Line)> inputs = [.. model.Inputs.Where(input => input.Input.Kind == kind)];
            yield return Heading(inputs.Count > 0 ? inputs[0].Line.Row - 1 : 0, heading, styles);
            foreach ((Input input, Line line) in inputs)
            {
                yield return Row(input, line.Row, styles, distributions.GetValueOrDefault(input.Id, ""));
            }
        }

        if (model.Constants.Count > 0)
        {
            yield return Heading(model.Constants[0].Row - 1, "Constants of the model: written into its equations, not meant to be changed", styles);
        }

        foreach (Line line in model.Constants)
        {
            yield return new SheetRow(line.Row).Text(2, styles.Of(CellRole.Label), line.Label)
                .Value(FormulaText.InputLiveColumn, styles.Of(CellRole.Static, Styles.FormatFor(line.Values)), line.Values[0]);
        }
    }

    private static SheetRow Heading(int row, string heading, Styles styles)
    {
        SheetRow heads = new SheetRow(row).Text(1, styles.Of(CellRole.Section), heading);
        for (int column = 2; column <= s_columns.Length; column++)
        {
            heads.Text(column, styles.Of(CellRole.Section), "");
        }

        return heads;
    }

    private static SheetRow Row(Input input, int number, Styles styles, string distribution)
    {
        string n = number.ToString(CultureInfo.InvariantCulture);
        string format = Styles.FormatFor([input.Value, input.Low, input.High]);
        uint typed = styles.Of(CellRole.Input, format);
        uint computed = styles.Of(CellRole.Formula, format);
        uint text = styles.Of(CellRole.Label);
        bool hasRange = input.Low < input.High;
        SheetRow row = new SheetRow(number).Text(1, styles.Of(CellRole.Unit), input.Id).Text(2, text, input.Label)
            .Text(3, styles.Of(CellRole.Unit), input.Unit.Symbol).Text(4, text, input.Kind.ToString());
        if (hasRange)
        {
            row.Value(5, typed, input.Low).Value(6, typed, input.Value).Value(7, typed, input.High);
        }
        else
        {
            row.Formula(5, computed, $"F{n}", input.Value).Value(6, typed, input.Value).Formula(7, computed, $"F{n}", input.Value);
        }

        uint flag = styles.Of(CellRole.Formula, "0");
        return row.Text(8, text, distribution)
            .Formula(9, computed, $"INDEX(E{n}:G{n},Control!$C$6)", input.Value)
            .Value(10, styles.Of(CellRole.Static, format), input.Value)
            .Formula(11, flag, $"IF(F{n}=J{n},0,1)", 0)
            .Formula(12, flag, $"IF(ISNUMBER(F{n}),IF(F{n}<E{n},1,IF(F{n}>G{n},1,0)),1)", input.Value < input.Low || input.Value > input.High ? 1 : 0)
            .Text(13, text, input.Kind == InputKind.Assumption ? input.Status.ToString() : "")
            .Text(14, text, input.Kind != InputKind.Assumption ? "" : input.Flags == EvidenceFlags.None ? "current" : input.Flags.ToString())
            .Text(15, text, string.Join(", ", input.Facts))
            .Text(16, text, input.Kind == InputKind.Decision ? "The planner's search; does not follow other inputs. Checks says when it no longer fits." : input.Basis);
    }
}
