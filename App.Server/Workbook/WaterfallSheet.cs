using System.Globalization;
using App.Engine.Costs;

namespace App.Server.Workbook;

/// <summary>From one option's present cost to another's, by what the money is spent on.</summary>
internal static class WaterfallSheet
{
    public const string Name = "Waterfall";

    private const int First = 6;
    private const string Relief = "Tax relief";
    private const string Dearer = "D55E00";
    private const string Cheaper = "009E73";
    private const int LastStepColumn = 11;

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
        int chart = Math.Max(fromColumn + 3, LastStepColumn + 2);
        return new(Name, rows, [38, 22, .. Enumerable.Repeat(18.0, chart - 4), 3, 12], chart + 10, Math.Max(last, 40))
        {
            Frozen = (5, 1),
            Tab = "FF00703C",
            Charts =
            [
                new(ChartKind.Stack, "What makes the difference, from one option to the other", "", "Difference of present cost, million USD", $"{Name}!$A${start}:$A${last}",
                    [
                        new(Title(5), Column(5), null), new(Title(6), Column(6), null),
                        new(Title(7), Column(7), Dearer), new(Title(8), Column(8), Dearer, IsNamed: false),
                        new(Title(9), Column(9), Cheaper), new(Title(10), Column(10), Cheaper, IsNamed: false),
                        new(Title(11), Column(11), "1F3A5F"),
                    ],
                    "#,##0", chart, 6, 10, 28),
            ],
        };
    }

    /// <summary>
    /// The steps between the two options, drawn from where the first stands: what carries a column, rises and falls, each above and below zero, for a step
    /// may cross it.
    /// </summary>
    private static int Steps(CalculationModel model, double[,] values, int start, List<SheetRow> rows, Styles styles)
    {
        (int from, int to) = model.WaterfallOptions;
        string[] captions =
        [
            "Step", "Change, million USD", "Present cost after it", "Difference so far", "Carries it above zero", "Carries it below zero",
            "Dearer", "Dearer, below zero", "Cheaper", "Cheaper, below zero", "In all",
        ];
        SheetRow header = new(start - 1) { Height = 30 };
        for (int column = 0; column < captions.Length; column++)
        {
            header.Text(column + 1, styles.Of(CellRole.Header), captions[column]);
        }

        rows.Add(header);
        uint cell = styles.Of(CellRole.Formula, "#,##0.0;-#,##0.0;0.0");
        string begins = FormulaText.Letters(3 + model.Options.Count);
        string ends = FormulaText.Letters(4 + model.Options.Count);
        string spent = string.Create(CultureInfo.InvariantCulture, $"$B${First}:$B${TotalRow - 1}");
        string Range(string column) => string.Create(CultureInfo.InvariantCulture, $"${column}${First}:${column}${TotalRow - 1}");
        double first = Enumerable.Range(0, CashLines.All.Count + 1).Sum(line => values[line, from]);
        rows.Add(new SheetRow(start).TextFormula(1, styles.Of(CellRole.Link), $"INDEX({Captions(model)},{ControlSheet.FromOption})", model.Options[from].Sheet.Title)
            .Formula(3, cell, $"{begins}{TotalRow}", first).Formula(4, cell, $"C{start}-$C${start}", 0));
        List<string> steps = [.. Enum.GetValues<CostCategory>().Select(Words), Relief];
        int row = start;
        double after = first;
        foreach (string step in steps)
        {
            row++;
            double change = Enumerable.Range(0, CashLines.All.Count + 1)
                .Where(line => (line == CashLines.All.Count ? Relief : Words(CashLines.All[line].Category)) == step)
                .Sum(line => values[line, to] - values[line, from]);
            (double before, after) = (after, after + change);
            (double low, double high) = (Math.Min(before, after) - first, Math.Max(before, after) - first);
            (double above, double below) = (Math.Max(low, 0), Math.Min(high, 0));
            (double up, double down) = (Math.Max(high, 0) - above, Math.Min(low, 0) - below);
            string n = row.ToString(CultureInfo.InvariantCulture);
            string p = (row - 1).ToString(CultureInfo.InvariantCulture);
            rows.Add(new SheetRow(row).Text(1, styles.Of(CellRole.Label), step)
                .Formula(2, cell, $"SUMIF({spent},A{n},{Range(ends)})-SUMIF({spent},A{n},{Range(begins)})", change)
                .Formula(3, cell, $"C{p}+B{n}", after)
                .Formula(4, cell, $"C{n}-$C${start}", after - first)
                .Formula(5, cell, $"MAX(MIN(D{p},D{n}),0)", above)
                .Formula(6, cell, $"MIN(MAX(D{p},D{n}),0)", below)
                .Formula(7, cell, $"IF(B{n}>0,MAX(D{p},D{n},0)-E{n},0)", change > 0 ? up : 0)
                .Formula(8, cell, $"IF(B{n}>0,MIN(D{p},D{n},0)-F{n},0)", change > 0 ? down : 0)
                .Formula(9, cell, $"IF(B{n}>0,0,MAX(D{p},D{n},0)-E{n})", change > 0 ? 0 : up)
                .Formula(10, cell, $"IF(B{n}>0,0,MIN(D{p},D{n},0)-F{n})", change > 0 ? 0 : down));
        }

        row++;
        double end = Enumerable.Range(0, CashLines.All.Count + 1).Sum(line => values[line, to]);
        rows.Add(new SheetRow(row).TextFormula(1, styles.Of(CellRole.Link), $"INDEX({Captions(model)},{ControlSheet.ToOption})", model.Options[to].Sheet.Title)
            .Formula(3, cell, $"{ends}{TotalRow}", end).Formula(4, cell, $"C{row}-$C${start}", end - first).Formula(11, cell, $"D{row}", end - first));
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
