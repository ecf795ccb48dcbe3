using System.Globalization;
using App.Engine.Costs;

namespace App.Server.Workbook;

/// <summary>From one option's present cost to another's, by what the money is spent on.</summary>
internal static class WaterfallSheet
{
    public const string Name = "Waterfall";

    private const int First = 6;
    private const string Relief = "Tax relief";

    /// <summary>Row of the sum of an option's lines, which must be its present cost.</summary>
    public static int TotalRow => First + CashLines.All.Count + 1;

    /// <summary>The sheet as it is written.</summary>
    public static SheetContent Of(CalculationModel model, SheetHead head, Styles styles)
    {
        int options = model.Options.Count;
        (int from, int to) = model.WaterfallOptions;
        uint header = styles.Of(CellRole.Header);
        uint label = styles.Of(CellRole.Label);
        List<SheetRow> rows = [.. head.Rows("Waterfall: from one option's present cost to another's", styles)];
        rows.Add(new SheetRow(3).Text(1, styles.Of(CellRole.Note), "Present value of each line of the cash flow, million USD. The two options are chosen on Control."));
        SheetRow captions = new SheetRow(5) { Height = 44 }.Text(1, header, "Line of the cash flow").Text(2, header, "Spent on");
        for (int option = 0; option < options; option++)
        {
            captions.Text(3 + option, header, model.Options[option].Sheet.Title);
        }

        int fromColumn = 3 + options;
        captions.Text(fromColumn, header, "Begins").Text(fromColumn + 1, header, "Ends");
        rows.Add(captions);
        double[,] values = new double[CashLines.All.Count + 1, options];
        for (int i = 0; i <= CashLines.All.Count; i++)
        {
            bool isTax = i == CashLines.All.Count;
            SheetRow cells = new SheetRow(First + i).Text(1, label, isTax ? Relief : CashLines.All[i].Name)
                .Text(2, label, isTax ? Relief : Words(CashLines.All[i].Category));
            for (int option = 0; option < options; option++)
            {
                CalculationSheet sheet = model.Options[option].Sheet;
                string formula;
                if (isTax)
                {
                    Line after = model.Find(sheet, "Result", "Present cost")!;
                    Line before = model.Find(sheet, "Result", "Present cost before tax")!;
                    values[i, option] = (after.Values[0] - before.Values[0]) / 1e6;
                    formula = $"({FormulaText.Address(after)}-{FormulaText.Address(before)})/1000000";
                }
                else
                {
                    Line line = model.Find(sheet, CashLines.Section, CashLines.All[i].Name)!;
                    Line discount = model.Find(sheet, CashLines.Section, "Discount factor")!;
                    values[i, option] = line.Values.Zip(discount.Values, (value, factor) => value * factor).Sum() / 1e6;
                    formula = $"SUMPRODUCT({Months(line, model)},{Months(discount, model)})/1000000";
                }

                cells.Formula(3 + option, styles.Of(CellRole.Link, "#,##0.0;-#,##0.0;0.0"), formula, values[i, option]);
            }

            AddPair(cells, First + i, values[i, from], values[i, to], options, styles, CellRole.Formula);
            rows.Add(cells);
        }

        SheetRow total = new SheetRow(TotalRow).Text(1, styles.Of(CellRole.Total), "Present cost").Text(2, label, "");
        for (int column = 3; column <= fromColumn + 1; column++)
        {
            int option = column < fromColumn ? column - 3 : column == fromColumn ? from : to;
            double sum = Enumerable.Range(0, CashLines.All.Count + 1).Sum(line => values[line, option]);
            string letters = FormulaText.Letters(column);
            total.Formula(column, styles.Of(CellRole.Total, "#,##0.0;-#,##0.0;0.0"), string.Create(CultureInfo.InvariantCulture, $"SUM({letters}{First}:{letters}{TotalRow - 1})"), sum);
        }

        rows.Add(total);
        int start = TotalRow + 3;
        int last = Steps(model, values, start, rows, styles);
        string Column(int column) => string.Create(CultureInfo.InvariantCulture, $"{Name}!${FormulaText.Letters(column)}${start}:${FormulaText.Letters(column)}${last}");
        string Title(int column) => string.Create(CultureInfo.InvariantCulture, $"{Name}!${FormulaText.Letters(column)}${start - 1}");
        return new(Name, rows, [38, 22, .. Enumerable.Repeat(18.0, Math.Max(6, options + 2)), 3, 12], fromColumn + 14, Math.Max(last, 40))
        {
            Frozen = (5, 1),
            Tab = "FF00703C",
            Charts =
            [
                new(ChartKind.Stack, "Present cost, from one option to the other", "", "Million USD", $"{Name}!$A${start}:$A${last}",
                    [
                        new(Title(4), Column(4), null), new(Title(5), Column(5), "1F3A5F"), new(Title(6), Column(6), "D55E00"), new(Title(7), Column(7), "009E73"),
                    ],
                    "#,##0", fromColumn + 4, 5, 10, 28),
            ],
        };
    }

    /// <summary>The steps between the two options: what carries a column, the totals, rises and falls.</summary>
    private static int Steps(CalculationModel model, double[,] values, int start, List<SheetRow> rows, Styles styles)
    {
        (int from, int to) = model.WaterfallOptions;
        uint header = styles.Of(CellRole.Header);
        rows.Add(new SheetRow(start - 1) { Height = 30 }.Text(1, header, "Step").Text(2, header, "Change, million USD").Text(3, header, "Present cost after it")
            .Text(4, header, "Below the step").Text(5, header, "Present cost").Text(6, header, "Dearer").Text(7, header, "Cheaper"));
        string format = "#,##0.0;-#,##0.0;0.0";
        uint cell = styles.Of(CellRole.Formula, format);
        string begins = FormulaText.Letters(3 + model.Options.Count);
        string ends = FormulaText.Letters(4 + model.Options.Count);
        string spent = string.Create(CultureInfo.InvariantCulture, $"$B${First}:$B${TotalRow - 1}");
        string Range(string column) => string.Create(CultureInfo.InvariantCulture, $"${column}${First}:${column}${TotalRow - 1}");
        double running = Enumerable.Range(0, CashLines.All.Count + 1).Sum(line => values[line, from]);
        rows.Add(new SheetRow(start).TextFormula(1, styles.Of(CellRole.Link), $"INDEX({Captions(model)},{ControlSheet.FromOption})", model.Options[from].Sheet.Title)
            .Formula(3, cell, $"{begins}{TotalRow}", running).Formula(5, cell, $"C{start}", running));
        List<string> steps = [.. Enum.GetValues<CostCategory>().Select(Words), Relief];
        int row = start;
        foreach (string step in steps)
        {
            row++;
            double change = Enumerable.Range(0, CashLines.All.Count + 1)
                .Where(line => (line == CashLines.All.Count ? Relief : Words(CashLines.All[line].Category)) == step)
                .Sum(line => values[line, to] - values[line, from]);
            double before = running;
            running += change;
            string n = row.ToString(CultureInfo.InvariantCulture);
            string above = (row - 1).ToString(CultureInfo.InvariantCulture);
            rows.Add(new SheetRow(row).Text(1, styles.Of(CellRole.Label), step)
                .Formula(2, cell, $"SUMIF({spent},A{n},{Range(ends)})-SUMIF({spent},A{n},{Range(begins)})", change)
                .Formula(3, cell, $"C{above}+B{n}", running)
                .Formula(4, cell, $"MIN(C{above},C{n})", Math.Min(before, running))
                .Formula(6, cell, $"MAX(B{n},0)", Math.Max(change, 0))
                .Formula(7, cell, $"MAX(-B{n},0)", Math.Max(-change, 0)));
        }

        row++;
        double end = Enumerable.Range(0, CashLines.All.Count + 1).Sum(line => values[line, to]);
        rows.Add(new SheetRow(row).TextFormula(1, styles.Of(CellRole.Link), $"INDEX({Captions(model)},{ControlSheet.ToOption})", model.Options[to].Sheet.Title)
            .Formula(3, cell, $"{ends}{TotalRow}", end).Formula(5, cell, $"C{row}", end));
        return row;
    }

    private static void AddPair(SheetRow cells, int row, double from, double to, int options, Styles styles, CellRole role)
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"$C{row}:${FormulaText.Letters(2 + options)}{row}");
        uint style = styles.Of(role, "#,##0.0;-#,##0.0;0.0");
        cells.Formula(3 + options, style, $"INDEX({range},{ControlSheet.FromOption})", from)
            .Formula(4 + options, style, $"INDEX({range},{ControlSheet.ToOption})", to);
    }

    private static string Captions(CalculationModel model) => $"$C$5:${FormulaText.Letters(2 + model.Options.Count)}$5";

    private static string Months(Line line, CalculationModel model)
    {
        string last = FormulaText.Letters(FormulaText.FirstMonthColumn + model.HorizonMonths);
        return string.Create(CultureInfo.InvariantCulture, $"{FormulaText.Quoted(line.Sheet)}$F${line.Row}:${last}${line.Row}");
    }

    private static string Words(CostCategory category) => category switch
    {
        CostCategory.Hardware => "Cards and servers",
        CostCategory.NetworkAndStorage => "Network and storage",
        CostCategory.Facility => "Facility",
        CostCategory.Power => "Power",
        CostCategory.Upkeep => "Staff and upkeep",
        CostCategory.Software => "Software",
        CostCategory.Taxes => "Duty and value added tax",
        CostCategory.Rent => "Rent and lease",
        CostCategory.Bridge => "Rent of what is not served",
        CostCategory.Resale => "Received for what is sold",
    };
}
