using System.Globalization;

namespace App.Server.Workbook;

/// <summary>The months that the charts show: a row for each option and workload, and of these the ones that Control names.</summary>
internal static class ChartDataSheet
{
    public const string Name = "Chart data";

    /// <summary>Row of what stands at the axis of months: every sixth or twelfth month, so that the numbers do not touch.</summary>
    public const int MonthRow = 7;

    /// <summary>Row of the total cost of the option shown.</summary>
    public const int TotalRow = 8;

    /// <summary>Rows of demand and capacity of the workload shown.</summary>
    public const int DemandRow = 9;

    /// <inheritdoc cref="DemandRow"/>
    public const int CapacityRow = 10;

    /// <summary>First row of the options' present cost so far.</summary>
    public const int CumulativeRow = 12;

    /// <summary>The sheet as it is written.</summary>
    public static SheetContent Of(CalculationModel model, SheetHead head, Styles styles)
    {
        int options = model.Options.Count;
        int totals = CumulativeRow + options + 1;
        int demands = totals + options + 1;
        int capacities = demands + (options * model.Workloads.Count) + 1;
        int last = capacities + (options * model.Workloads.Count) - 1;
        List<SheetRow> rows = [.. head.Rows("Chart data: what the charts show", styles)];
        uint header = styles.Of(CellRole.Header);
        SheetRow captions = new SheetRow(5).Text(1, header, "Line").Text(2, header, "Unit").Text(3, header, "Shown (1) or not (0)").Text(4, header, "Option").Text(5, header, "Workload");
        SheetRow labels = new SheetRow(MonthRow).Text(1, styles.Of(CellRole.Label), "Month, as written at the axis").Text(2, styles.Of(CellRole.Unit), "");
        int step = model.HorizonMonths > 72 ? 12 : 6;
        SheetRow months = new SheetRow(MonthRow - 1).Text(1, styles.Of(CellRole.Label), "Month").Text(2, styles.Of(CellRole.Unit), "");
        Line calendar = model.Timing.Own.First(line => line is { Kind: LineKind.Calendar, Label: "Month" });
        for (int month = 0; month <= model.HorizonMonths; month++)
        {
            captions.Text(FormulaText.FirstMonthColumn + month, header, string.Create(CultureInfo.InvariantCulture, $"Month {month}"));
            months.Formula(FormulaText.FirstMonthColumn + month, styles.Of(CellRole.Link, "0"), Cell(calendar, month), calendar.Values[month]);
            labels.Text(FormulaText.FirstMonthColumn + month, styles.Of(CellRole.Static), month % step == 0 ? month.ToString(CultureInfo.InvariantCulture) : " ");
        }

        rows.Add(captions);
        rows.Add(months);
        rows.Add(labels);
        (int _, int shown) = model.WaterfallOptions;
        rows.Add(Shown(TotalRow, "Total cost of the option shown", "USD/month", totals, demands - 2, Find(model, shown, "Cash flow", "Total cost"), styles));
        Line? demand = model.Workloads.Count > 0 ? Find(model, shown, model.Workloads[0].Section, "Demand in the busiest hour") : null;
        Line? capacity = model.Workloads.Count > 0 ? Find(model, shown, model.Workloads[0].Section, "Capacity") : null;
        rows.Add(Shown(DemandRow, "Demand in the busiest hour", "1/s", demands, capacities - 2, demand, styles));
        rows.Add(Shown(CapacityRow, "Capacity", "1/s", capacities, last, capacity, styles));
        for (int option = 0; option < options; option++)
        {
            rows.Add(Linked(CumulativeRow + option, model.Options[option].Sheet.Title, Find(model, option, "Cash flow", "Present cost so far"), option, -1, model, styles));
        }

        for (int option = 0; option < options; option++)
        {
            rows.Add(Linked(totals + option, $"{model.Options[option].Sheet.Title}: total cost", Find(model, option, "Cash flow", "Total cost"), option, -1, model, styles));
        }

        foreach ((int first, string label) in ((int, string)[])[(demands, "Demand in the busiest hour"), (capacities, "Capacity")])
        {
            for (int option = 0; option < options; option++)
            {
                for (int workload = 0; workload < model.Workloads.Count; workload++)
                {
                    rows.Add(Linked(
                        first + (option * model.Workloads.Count) + workload, $"{model.Options[option].Sheet.Title}, {model.Workloads[workload].Title}: {label}",
                        Find(model, option, model.Workloads[workload].Section, label), option, workload, model, styles));
                }
            }
        }

        return new(Name, rows, [60, 12, 12, 10, 10, 14], FormulaText.FirstMonthColumn + model.HorizonMonths, last) { Frozen = (5, 1) };
    }

    private static Line? Find(CalculationModel model, int option, string section, string label) => model.Find(model.Options[option].Sheet, section, label);

    private static string Cell(Line line, int month) => string.Create(
        CultureInfo.InvariantCulture, $"{FormulaText.Quoted(line.Sheet)}{FormulaText.Letters(FormulaText.FirstMonthColumn + month)}{line.Row}");

    /// <summary>The one of several rows whose flag is 1.</summary>
    private static SheetRow Shown(int row, string title, string unit, int first, int last, Line? line, Styles styles)
    {
        SheetRow cells = new SheetRow(row).Text(1, styles.Of(CellRole.Label), title).Text(2, styles.Of(CellRole.Unit), unit);
        for (int month = 0; month < line?.Values.Length; month++)
        {
            string column = FormulaText.Letters(FormulaText.FirstMonthColumn + month);
            cells.Formula(
                FormulaText.FirstMonthColumn + month, styles.Of(CellRole.Formula, Styles.FormatFor(line.Values)),
                string.Create(CultureInfo.InvariantCulture, $"SUMPRODUCT($C${first}:$C${last},{column}{first}:{column}{last})"), line.Values[month]);
        }

        return cells;
    }

    private static SheetRow Linked(int row, string title, Line? line, int option, int workload, CalculationModel model, Styles styles)
    {
        SheetRow cells = new SheetRow(row).Text(1, styles.Of(CellRole.Label), title).Text(2, styles.Of(CellRole.Unit), line?.Unit ?? "");
        uint flag = styles.Of(CellRole.Formula, "0");
        uint number = styles.Of(CellRole.Static, "0");
        bool shown = option == model.WaterfallOptions.To;
        string n = row.ToString(CultureInfo.InvariantCulture);
        if (workload >= 0)
        {
            cells.Formula(3, flag, $"IF(D{n}={ControlSheet.ShownOption},1,0)*IF(E{n}={ControlSheet.ShownWorkload},1,0)", shown && workload == 0 ? 1 : 0)
                .Value(4, number, option + 1).Value(5, number, workload + 1);
        }
        else
        {
            cells.Formula(3, flag, $"IF(D{n}={ControlSheet.ShownOption},1,0)", shown ? 1 : 0).Value(4, number, option + 1);
        }

        for (int month = 0; month < line?.Values.Length; month++)
        {
            cells.Formula(FormulaText.FirstMonthColumn + month, styles.Of(CellRole.Link, Styles.FormatFor(line.Values)), Cell(line, month), line.Values[month]);
        }

        return cells;
    }
}
