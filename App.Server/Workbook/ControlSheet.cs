using System.Globalization;

namespace App.Server.Workbook;

/// <summary>The switches: which scenario is live and which option the charts show.</summary>
internal static class ControlSheet
{
    public const string Name = "Control";

    /// <summary>Where the number of the live scenario stands: 1 low, 2 base, 3 high.</summary>
    public const string Scenario = "Control!$C$6";

    /// <summary>Where the number of the option that the charts show stands.</summary>
    public const string ShownOption = "Control!$C$14";

    private static readonly string[] s_scenarios = ["Low values", "Base case", "High values"];

    /// <summary>The sheet as it is written.</summary>
    public static SheetContent Of(CalculationModel model, SheetHead head, Styles styles)
    {
        int last = 17 + model.Options.Count;
        return new(Name, [.. Rows(model, head, styles)], [46, 14, 30, 14, 40], 5, last)
        {
            Tab = "FFC79A00",
            CellRules =
            [
                new("C6", 1, 3, true, "Enter 1 for the low values, 2 for the base case, 3 for the high values."),
                new("C14", 1, Math.Max(1, model.Options.Count), true, "Enter the number of an option listed below."),
            ],
        };
    }

    private static IEnumerable<SheetRow> Rows(CalculationModel model, SheetHead head, Styles styles)
    {
        uint label = styles.Of(CellRole.Label);
        uint unit = styles.Of(CellRole.Unit);
        uint input = styles.Of(CellRole.Input, "0");
        uint header = styles.Of(CellRole.Header);
        uint note = styles.Of(CellRole.Note);
        foreach (SheetRow row in head.Rows("Control", styles))
        {
            yield return row;
        }

        yield return new SheetRow(5).Text(1, header, "Scenario").Text(2, header, "Unit").Text(3, header, "Value").Text(4, header, "").Text(5, header, "");
        yield return new SheetRow(6).Text(1, label, "Number of the live scenario").Text(2, unit, "1, 2 or 3").Value(3, input, 2)
            .Text(4, note, "Every assumption at its low, base or high value at once; low is not always cheap.");
        yield return new SheetRow(7).Text(1, label, "Its name").Text(2, unit, "").TextFormula(3, styles.Of(CellRole.Formula), "INDEX(C9:C11,C6)", s_scenarios[1]);
        for (int scenario = 0; scenario < 3; scenario++)
        {
            yield return new SheetRow(9 + scenario).Text(1, label, string.Create(CultureInfo.InvariantCulture, $"Scenario {scenario + 1}"))
                .Text(2, unit, "").Text(3, label, s_scenarios[scenario]);
        }

        yield return new SheetRow(13).Text(1, header, "Option in the charts").Text(2, header, "Unit").Text(3, header, "Value").Text(4, header, "").Text(5, header, "");
        yield return new SheetRow(14).Text(1, label, "Number of the option whose months are drawn").Text(2, unit, "number").Value(3, input, 1);
        yield return new SheetRow(15).Text(1, label, "Its name").Text(2, unit, "").TextFormula(
            3, styles.Of(CellRole.Formula),
            string.Create(CultureInfo.InvariantCulture, $"INDEX(C18:C{17 + model.Options.Count},C14)"),
            model.Options.Count > 0 ? model.Options[0].Sheet.Title : "");
        yield return new SheetRow(17).Text(1, header, "Options").Text(2, header, "Sheet").Text(3, header, "Name").Text(4, header, "").Text(5, header, "Feasible when exported");
        for (int option = 0; option < model.Options.Count; option++)
        {
            yield return new SheetRow(18 + option)
                .Text(1, label, string.Create(CultureInfo.InvariantCulture, $"Number {option + 1}"))
                .Text(2, unit, model.Options[option].Sheet.Name)
                .Text(3, label, model.Options[option].Sheet.Title)
                .Text(5, styles.Of(CellRole.Static), model.Options[option].Result.IsFeasible
                    ? "yes" : string.Join("; ", model.Options[option].Result.Reasons));
        }
    }
}
