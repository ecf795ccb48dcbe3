using System.Globalization;

namespace App.Server.Workbook;

/// <summary>The switches: which scenario is live, and what the charts show.</summary>
internal static class ControlSheet
{
    public const string Name = "Control";

    /// <summary>Where the number of the live scenario stands: 1 low, 2 base, 3 high.</summary>
    public const string Scenario = "Control!$C$6";

    /// <summary>Where the first day of month 0 stands.</summary>
    public const string Order = "Control!$C$12";

    /// <summary>Where the number of the option stands whose months are drawn.</summary>
    public const string ShownOption = "Control!$C$14";

    /// <summary>Where the number of the workload stands whose capacity is drawn.</summary>
    public const string ShownWorkload = "Control!$C$16";

    /// <summary>Where the numbers of the options stand between which the waterfall runs.</summary>
    public const string FromOption = "Control!$C$18";

    /// <inheritdoc cref="FromOption"/>
    public const string ToOption = "Control!$C$20";

    private const int FirstOption = 24;

    private static readonly string[] s_scenarios = ["Low values", "Base case", "High values"];

    /// <summary>The sheet as it is written.</summary>
    public static SheetContent Of(CalculationModel model, DateOnly order, SheetHead head, Styles styles)
    {
        int last = FirstOption + model.Options.Count + model.Workloads.Count + 1;
        int options = model.Options.Count;
        string anOption = "Enter the number of an option listed below.";
        return new(Name, [.. Rows(model, order, head, styles)], [52, 14, 40, 14, 60], 5, last)
        {
            Tab = "FFC79A00",
            CellRules =
            [
                new("C6", 1, 3, true, "Enter 1 for the low values, 2 for the base case, 3 for the high values."),
                new("C12", 36526, 73050, true, "Enter the first day of a month between 2000 and 2099 as a date."),
                new("C14", 1, options, true, anOption),
                new("C16", 1, Math.Max(1, model.Workloads.Count), true, "Enter the number of a workload listed below."),
                new("C18", 1, options, true, anOption),
                new("C20", 1, options, true, anOption),
            ],
        };
    }

    private static IEnumerable<SheetRow> Rows(CalculationModel model, DateOnly order, SheetHead head, Styles styles)
    {
        uint label = styles.Of(CellRole.Label);
        uint unit = styles.Of(CellRole.Unit);
        foreach (SheetRow row in head.Rows("Control", styles))
        {
            yield return row;
        }

        yield return Captions(5, "Scenario", "Unit", "Value", "", "", styles);
        yield return new SheetRow(6).Text(1, label, "Number of the live scenario").Text(2, unit, "1, 2 or 3").Value(3, styles.Of(CellRole.Input, "0"), 2)
            .Text(4, styles.Of(CellRole.Note), "Every assumption at its low, base or high value at once; low is not always cheap.");
        yield return new SheetRow(7).Text(1, label, "Its name").Text(2, unit, "").TextFormula(3, styles.Of(CellRole.Formula), "INDEX(C9:C11,C6)", s_scenarios[1]);
        for (int scenario = 0; scenario < 3; scenario++)
        {
            yield return new SheetRow(9 + scenario).Text(1, label, Numbered("Scenario", scenario + 1)).Text(2, unit, "").Text(3, label, s_scenarios[scenario]);
        }

        yield return new SheetRow(12).Text(1, label, "Order: first day of month 0").Text(2, unit, "date").Value(3, styles.Of(CellRole.Input, CalculationRows.DateFormat), order.ToDateTime(default).ToOADate())
            .Text(4, styles.Of(CellRole.Note), "The dates above the months follow; the model counts months from the order.");
        yield return Captions(13, "What the charts show", "Unit", "Value", "", "", styles);
        string options = string.Create(CultureInfo.InvariantCulture, $"C{FirstOption}:C{FirstOption + model.Options.Count - 1}");
        int firstWorkload = FirstOption + model.Options.Count + 2;
        string workloads = string.Create(CultureInfo.InvariantCulture, $"C{firstWorkload}:C{firstWorkload + Math.Max(0, model.Workloads.Count - 1)}");
        (int from, int to) = model.WaterfallOptions;
        (string Title, int Value, string Range, string Shows)[] switches =
        [
            ("Number of the option whose months are drawn", to + 1, options, model.Options[to].Sheet.Title),
            ("Number of the workload whose capacity is drawn", 1, workloads, model.Workloads.Count > 0 ? model.Workloads[0].Title : ""),
            ("Number of the option where the waterfall begins", from + 1, options, model.Options[from].Sheet.Title),
            ("Number of the option where it ends", to + 1, options, model.Options[to].Sheet.Title),
        ];
        int number = 14;
        foreach ((string title, int value, string range, string shows) in switches)
        {
            yield return new SheetRow(number).Text(1, label, title).Text(2, unit, "number").Value(3, styles.Of(CellRole.Input, "0"), value);
            yield return new SheetRow(number + 1).Text(1, label, "Its name").Text(2, unit, "").TextFormula(
                3, styles.Of(CellRole.Formula), string.Create(CultureInfo.InvariantCulture, $"INDEX({range},C{number})"), shows);
            number += 2;
        }

        yield return Captions(FirstOption - 1, "Options", "Sheet", "Name", "", "Feasible when exported", styles);
        for (int option = 0; option < model.Options.Count; option++)
        {
            yield return new SheetRow(FirstOption + option).Text(1, label, Numbered("Option", option + 1))
                .Text(2, unit, model.Options[option].Sheet.Name).Text(3, label, model.Options[option].Sheet.Title)
                .Text(5, styles.Of(CellRole.Static), model.Options[option].Result.IsFeasible ? "yes" : string.Join("; ", model.Options[option].Result.Reasons));
        }

        yield return Captions(firstWorkload - 1, "Workloads", "", "Name", "", "", styles);
        for (int workload = 0; workload < model.Workloads.Count; workload++)
        {
            yield return new SheetRow(firstWorkload + workload).Text(1, label, Numbered("Workload", workload + 1)).Text(2, unit, "")
                .Text(3, label, model.Workloads[workload].Title);
        }
    }

    private static string Numbered(string what, int number) => string.Create(CultureInfo.InvariantCulture, $"{what} {number}");

    private static SheetRow Captions(int row, string first, string second, string third, string fourth, string fifth, Styles styles)
    {
        uint header = styles.Of(CellRole.Header);
        return new SheetRow(row).Text(1, header, first).Text(2, header, second).Text(3, header, third).Text(4, header, fourth).Text(5, header, fifth);
    }
}
