using System.Globalization;

namespace App.Server.Workbook;

/// <summary>The options side by side.</summary>
internal static class SummarySheet
{
    public const string Name = "Summary";

    /// <summary>The first row of figures.</summary>
    public const int First = 7;

    /// <summary>The sheet as it is written.</summary>
    public static SheetContent Of(CalculationModel model, Styles styles, SheetHead head)
    {
        List<Line[]> lines = Results(model);
        List<SheetRow> rows = [.. head.Rows("Summary: the options side by side at equal demand", styles)];
        rows.Add(new SheetRow(3).Text(1, styles.Of(CellRole.Note), "Green: from the option's own sheet. Dollars are nominal; present values are at the moment of the order."));
        uint header = styles.Of(CellRole.Header);
        SheetRow captions = new SheetRow(5) { Height = 44 }.Text(1, header, "Figure").Text(2, header, "Unit");
        SheetRow feasible = new SheetRow(6).Text(1, styles.Of(CellRole.Label), "Within budget and site power when exported").Text(2, styles.Of(CellRole.Unit), "");
        for (int option = 0; option < model.Options.Count; option++)
        {
            captions.Text(3 + option, header, model.Options[option].Sheet.Title);
            feasible.Text(3 + option, styles.Of(CellRole.Static), model.Options[option].Result.IsReference
                ? "reference" : model.Options[option].Result.IsFeasible ? "yes" : "no");
        }

        rows.Add(captions);
        rows.Add(feasible);
        int row = First;
        foreach (Line[] figures in lines)
        {
            SheetRow cells = new SheetRow(row++).Text(1, styles.Of(CellRole.Label), figures[0].Label).Text(2, styles.Of(CellRole.Unit), figures[0].Unit);
            string format = Styles.FormatFor(figures.Select(line => line.Values[0]));
            for (int option = 0; option < figures.Length; option++)
            {
                cells.Formula(3 + option, styles.Of(CellRole.Link, format), FormulaText.Address(figures[option]), figures[option].Values[0]);
            }

            rows.Add(cells);
        }

        int present = lines.FindIndex(figures => figures[0].Label == "Present cost");
        if (present >= 0)
        {
            string n = (First + present).ToString(CultureInfo.InvariantCulture);
            string range = $"$C${n}:${FormulaText.Letters(2 + model.Options.Count)}${n}";
            double least = lines[present].Min(line => line.Values[0]);
            SheetRow above = new SheetRow(row + 1).Text(1, styles.Of(CellRole.Label), "Present cost above the least").Text(2, styles.Of(CellRole.Unit), "USD");
            SheetRow rank = new SheetRow(row + 2).Text(1, styles.Of(CellRole.Label), "Rank by present cost, the reference among them").Text(2, styles.Of(CellRole.Unit), "1 is least");
            for (int option = 0; option < model.Options.Count; option++)
            {
                string cell = FormulaText.Letters(3 + option) + n;
                double own = lines[present][option].Values[0];
                above.Formula(3 + option, styles.Of(CellRole.Formula, "#,##0;-#,##0;0"), $"{cell}-MIN({range})", own - least);
                rank.Formula(3 + option, styles.Of(CellRole.Total, "0"), $"RANK({cell},{range},1)", 1 + lines[present].Count(line => line.Values[0] < own));
            }

            rows.Add(above);
            rows.Add(rank);
            row += 3;
        }

        int column = 4 + model.Options.Count;
        return new(Name, rows, [48, 16, .. model.Options.Select(_ => 22.0), 3, 12], column + 10, Math.Max(row, 76)) { Tab = "FF00703C", Charts = Charts(model, column) };
    }

    private static List<ChartPicture> Charts(CalculationModel model, int column)
    {
        string last = FormulaText.Letters(FormulaText.FirstMonthColumn + model.HorizonMonths);
        string place = FormulaText.Quoted(ChartDataSheet.Name);
        string Months(int row) => string.Create(CultureInfo.InvariantCulture, $"{place}$F${row}:${last}${row}");
        string Title(int row) => string.Create(CultureInfo.InvariantCulture, $"{place}$A${row}");
        ChartSeries Series(int row, string colour) => new(Title(row), Months(row), colour);
        string months = Months(ChartDataSheet.MonthRow);
        const string billions = "0.0,,,";
        return
        [
            new(ChartKind.Lines, "Present cost so far", "Month", "Billion USD", months,
                [.. model.Options.Select((_, option) => Series(ChartDataSheet.CumulativeRow + option, ChartPicture.Colours[option % ChartPicture.Colours.Count]))],
                billions, column, 6, 10, 22),
            new(ChartKind.Columns, "Cash flow of the option shown", "Month", "Million USD a month", months,
                [Series(ChartDataSheet.TotalRow, ChartPicture.Colours[0])], "#,##0,,", column, 29, 10, 22),
            new(ChartKind.Lines, "Capacity against demand, option and workload shown", "Month", "Requests a second", months,
                [Series(ChartDataSheet.DemandRow, ChartPicture.Colours[1]), Series(ChartDataSheet.CapacityRow, ChartPicture.Colours[0])],
                "#,##0", column, 52, 10, 22),
        ];
    }

    /// <summary>The results that all options have, one line per option.</summary>
    public static List<Line[]> Results(CalculationModel model) =>
        [.. Enumerable.Range(0, model.Options[0].Sheet.Common.Count)
            .Where(index => model.Options[0].Sheet.Common[index] is { Section: "Result", IsMonthly: false })
            .Select(index => model.Options.Select(option => option.Sheet.Common[index]).ToArray())];
}
