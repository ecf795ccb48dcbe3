using System.Globalization;

namespace App.Server.Workbook;

/// <summary>Writes a sheet of lines: name, unit, single value, total over the months, opening balance, months.</summary>
internal static class CalculationRows
{
    /// <summary>How dates above the months look.</summary>
    public const string DateFormat = "mmm yyyy";

    private const int DateRow = 4;

    /// <summary>The sheet as it is written.</summary>
    /// <param name="sheet">The lines.</param>
    /// <param name="model">The workbook's model.</param>
    /// <param name="order">The first day of month 0.</param>
    /// <param name="head">The first rows.</param>
    /// <param name="styles">The looks.</param>
    public static SheetContent Of(CalculationSheet sheet, CalculationModel model, DateOnly order, SheetHead head, Styles styles)
    {
        bool isMonthly = sheet.Lines.Any(line => line.IsMonthly);
        int columns = isMonthly ? FormulaText.FirstMonthColumn + model.HorizonMonths : FormulaText.ValueColumn;
        return new(
            sheet.Name, Rows(sheet, model, order, head, styles, isMonthly, columns), [52, 15, 17, 19, 10, 15], columns,
            SheetLayout.FirstRow + sheet.Rows.Count - 1)
        {
            Tab = sheet.Name.StartsWith("Option", StringComparison.Ordinal) ? "FF2E6F9E" : "FF1F3A5F",
        };
    }

    private static IEnumerable<SheetRow> Rows(
        CalculationSheet sheet, CalculationModel model, DateOnly order, SheetHead head, Styles styles, bool isMonthly, int columns)
    {
        foreach (SheetRow row in head.Rows(sheet.Title, styles))
        {
            yield return row;
        }

        yield return new SheetRow(3).Text(1, styles.Of(CellRole.Note), "Black: computed here. Green: from another sheet. Costs are positive and receipts negative.");
        if (isMonthly)
        {
            yield return Dates(sheet, model, order, styles);
        }

        uint header = styles.Of(CellRole.Header);
        SheetRow captions = new SheetRow(5) { Height = 30 }.Text(1, header, "Line").Text(2, header, "Unit").Text(3, header, "Value");
        if (isMonthly)
        {
            captions.Text(4, header, "Total over the months").Text(5, header, "Opening");
            for (int month = 0; month <= model.HorizonMonths; month++)
            {
                captions.Text(FormulaText.FirstMonthColumn + month, header, string.Create(CultureInfo.InvariantCulture, $"Month {month}"));
            }
        }

        yield return captions;
        int number = SheetLayout.FirstRow;
        foreach ((string? heading, Line? line) in sheet.Rows)
        {
            SheetRow row = new(number++);
            if (line is not null)
            {
                Write(row, line, model.HorizonMonths, styles);
            }
            else if (heading is not null)
            {
                uint section = styles.Of(CellRole.Section);
                row.Text(1, section, heading);
                for (int column = 2; column <= Math.Min(columns, 5); column++)
                {
                    row.Text(column, section, "");
                }
            }

            yield return row;
        }
    }

    /// <summary>The day on which each month begins: counted on Timing from the order, and taken from there.</summary>
    private static SheetRow Dates(CalculationSheet sheet, CalculationModel model, DateOnly order, Styles styles)
    {
        bool isTiming = sheet == model.Timing;
        Line months = model.Timing.Own.First(line => line is { Kind: LineKind.Calendar, Label: "Month" });
        uint style = styles.Of(isTiming ? CellRole.Formula : CellRole.Link, DateFormat);
        SheetRow row = new SheetRow(DateRow).Text(1, styles.Of(CellRole.Note), "Month begins on; follows the date of the order on Control").Text(2, styles.Of(CellRole.Unit), "date");
        for (int month = 0; month <= model.HorizonMonths; month++)
        {
            string letters = FormulaText.Letters(FormulaText.FirstMonthColumn + month);
            string formula = isTiming
                ? string.Create(CultureInfo.InvariantCulture, $"EDATE({ControlSheet.Order},{letters}{months.Row})")
                : string.Create(CultureInfo.InvariantCulture, $"{FormulaText.Quoted(model.Timing.Name)}{letters}{DateRow}");
            row.Formula(FormulaText.FirstMonthColumn + month, style, formula, order.AddMonths(month).ToDateTime(default).ToOADate());
        }

        return row;
    }

    private static void Write(SheetRow row, Line line, int horizonMonths, Styles styles)
    {
        row.Text(1, styles.Of(line.Kind == LineKind.Working ? CellRole.Note : CellRole.Label), line.Label);
        row.Text(2, styles.Of(CellRole.Unit), line.Unit);
        CellRole role = line.Kind switch { LineKind.Link => CellRole.Link, LineKind.Calendar => CellRole.Static, _ => CellRole.Formula };
        string format = Styles.FormatFor(line.Values);
        uint style = styles.Of(role, format);
        if (!line.IsMonthly)
        {
            row.Formula(FormulaText.ValueColumn, style, FormulaText.Of(line.Formula!, line.Sheet, 0), line.Values[0]);
            return;
        }

        if (IsFlow(line))
        {
            string first = FormulaText.Letters(FormulaText.FirstMonthColumn);
            string last = FormulaText.Letters(FormulaText.FirstMonthColumn + horizonMonths);
            double total = line.Values.Sum();
            row.Formula(
                FormulaText.TotalColumn, styles.Of(CellRole.Total, Styles.FormatFor([total])),
                string.Create(CultureInfo.InvariantCulture, $"SUM({first}{line.Row}:{last}{line.Row})"), total);
        }

        if (line.HasOpening)
        {
            row.Value(FormulaText.OpeningColumn, styles.Of(CellRole.Static, format), 0);
        }

        for (int month = 0; month <= horizonMonths; month++)
        {
            int column = FormulaText.FirstMonthColumn + month;
            if (line.Formula is null)
            {
                row.Value(column, style, line.Values[month]);
            }
            else
            {
                row.Formula(column, style, FormulaText.Of(line.Formula, line.Sheet, month), line.Values[month]);
            }
        }
    }

    /// <summary>Amounts for a month add up over the months; levels and balances do not.</summary>
    public static bool IsFlow(Line line) =>
        line.IsMonthly && line.Kind is LineKind.Named && line.Unit.EndsWith("/month", StringComparison.Ordinal);
}
