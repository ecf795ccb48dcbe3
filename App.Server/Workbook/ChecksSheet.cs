using System.Globalization;
using App.Engine.Comparisons;

namespace App.Server.Workbook;

/// <summary>What the workbook checks about itself, and the one cell that says whether all of it holds.</summary>
internal static class ChecksSheet
{
    public const string Name = "Checks";

    /// <summary>What the master check shows where all holds.</summary>
    public const string AllHold = "All checks hold";

    /// <summary>Where each check and what it should be is found.</summary>
    public const string SeeChecks = "see the sheet Checks";

    private const string HoldsBut = "Checks hold;";
    private const string Changed = $"{HoldsBut} inputs were changed";
    private const string Short = $"{HoldsBut} fleet too small: plan it anew";
    private const string FailsStart = "CHECK FAILS";
    private const string Fails = $"{FailsStart}: {SeeChecks}";
    private const int First = 8;

    /// <summary>The sheet as it is written.</summary>
    public static SheetContent Of(CalculationModel model, Styles styles, SheetHead head)
    {
        List<SheetRow> rows = [.. head.Rows("Checks", styles)];
        List<Check> checks = [.. All(model)];
        int last = First + checks.Count - 1;
        List<SheetRow> fits = Fits(model, last + 3, styles);
        string shortage = string.Create(CultureInfo.InvariantCulture, $"E{last + 3}:E{last + 2 + Math.Max(1, fits.Count)}");
        uint header = styles.Of(CellRole.Header);
        uint check = styles.Of(CellRole.Check);
        string flags = string.Create(CultureInfo.InvariantCulture, $"E{First}:E{last}");
        rows.Add(new SheetRow(3).Text(1, check, "Master check").TextFormula(
            3, check, $"IF(SUM({flags})>0,\"{Fails}\",C6)", AllHold));
        rows.Add(new SheetRow(4).Text(1, styles.Of(CellRole.Label), "Inputs that differ from the export").Text(2, styles.Of(CellRole.Unit), "inputs")
            .Formula(3, styles.Of(CellRole.Link, "0"), $"SUM({InputsSheet.ChangedRange(model)})", 0));
        rows.Add(new SheetRow(5).Text(1, styles.Of(CellRole.Label), "As exported: base case, nothing changed").Text(2, styles.Of(CellRole.Unit), "1 yes, 0 no")
            .Formula(3, styles.Of(CellRole.Formula, "0"), $"IF({ControlSheet.Scenario}=2,IF(C4=0,1,0),0)", 1));
        rows.Add(new SheetRow(6).Text(1, styles.Of(CellRole.Label), "What to know where every check holds").Text(2, styles.Of(CellRole.Unit), "")
            .TextFormula(3, styles.Of(CellRole.Formula), $"IF(SUM({shortage})>0,\"{Short}\",IF(C4>0,\"{Changed}\",\"{AllHold}\"))", AllHold));
        rows.Add(new SheetRow(First - 1) { Height = 30 }.Text(1, header, "Check").Text(2, header, "Unit").Text(3, header, "In the workbook")
            .Text(4, header, "Should be").Text(5, header, "Fails (1) or holds (0)").Text(6, header, "What it means"));
        for (int i = 0; i < checks.Count; i++)
        {
            rows.Add(checks[i].Row(First + i, styles));
        }

        rows.Add(new SheetRow(last + 2) { Height = 30 }.Text(1, header, "Does the fleet still fit? Cards, replicas and layouts are the planner's").Text(2, header, "Unit").Text(3, header, "In the workbook")
            .Text(4, header, "As exported").Text(5, header, "Too small (1)").Text(6, header, "What it means"));
        rows.AddRange(fits);
        return new(Name, rows, [72, 12, 22, 22, 14, 100], 6, Math.Max(last + 2, last + 2 + fits.Count)) { Frozen = (7, 1), Tab = "FF9C0006", Lights = [CellLight.NotZero(flags), CellLight.NotZero(shortage)] };
    }

    /// <summary>What the cover says of the checks in two cells, one below the other: which fails first, or what is to be known; and how many more fail.</summary>
    public static (string First, string More) Banner(CalculationModel model)
    {
        int last = First + All(model).Count() - 1;
        string flags = string.Create(CultureInfo.InvariantCulture, $"{Name}!E{First}:E{last}");
        string names = string.Create(CultureInfo.InvariantCulture, $"{Name}!A{First}:A{last}");
        return ($"IF(SUM({flags})=0,{Name}!C6,\"{FailsStart}: \"&INDEX({names},MATCH(1,{flags},0)))",
            $"IF(SUM({flags})>1,\"and \"&(SUM({flags})-1)&\" more: {SeeChecks}\",\"{SeeChecks}\")");
    }

    /// <summary>How a cell that tells how the checks stand lights up, and further cells with it.</summary>
    /// <param name="cell">The cell, for instance "C2".</param>
    /// <param name="range">All that light up with it.</param>
    public static IEnumerable<CellLight> Lights(string cell, string range)
    {
        // An equals sign does not tell capitals from small letters, so more than the first word is compared.
        yield return new(range, $"IF(ISERROR({cell}),TRUE,LEFT({cell},{FailsStart.Length})=\"{FailsStart}\")", LightLook.Fails);
        yield return new(range, $"LEFT({cell},{HoldsBut.Length})=\"{HoldsBut}\"", LightLook.Warns);
        yield return new(range, $"{cell}=\"{AllHold}\"", LightLook.Holds);
    }

    private static IEnumerable<Check> All(CalculationModel model)
    {
        int inputs = model.Inputs.Count;
        yield return new("Inputs that are numbers", "inputs", $"COUNT({InputsSheet.LiveRange(model)})", inputs, inputs.ToString(CultureInfo.InvariantCulture), inputs, "Every live input is a number.", false);
        int outside = model.Inputs.Count(input => input.Input.Value < input.Input.Low || input.Input.Value > input.Input.High);
        yield return new("Inputs outside their range", "inputs", $"SUM({InputsSheet.OutsideRange(model)})", outside, outside.ToString(CultureInfo.InvariantCulture), outside, "No base value lies below its low or above its high value, beside those that did when exported.", false);
        foreach (CalculationSheet sheet in model.Sheets)
        {
            string area = string.Create(
                CultureInfo.InvariantCulture,
                $"{FormulaText.Quoted(sheet.Name)}$C${SheetLayout.FirstRow}:${FormulaText.Letters(FormulaText.FirstMonthColumn + model.HorizonMonths)}${Math.Max(SheetLayout.FirstRow, sheet.Lines.Select(line => line.Row).DefaultIfEmpty(0).Max())}");
            yield return new($"{sheet.Title}: cells without a value", "cells", $"SUMPRODUCT(--ISERROR({area}))", 0, "0", 0, "No cell shows an error.", false);
        }

        for (int option = 0; option < model.Options.Count; option++)
        {
            CalculationSheet sheet = model.Options[option].Sheet;
            Line present = model.Find(sheet, "Result", "Present cost")!;
            yield return new(
                $"{sheet.Title}: present value of the lines of the cash flow", "million USD",
                string.Create(CultureInfo.InvariantCulture, $"{WaterfallSheet.Name}!${FormulaText.Letters(3 + option)}${WaterfallSheet.TotalRow}"),
                present.Values[0] / 1e6, $"{FormulaText.Address(present)}/1000000", present.Values[0] / 1e6,
                "The lines, discounted one by one, add up to the present cost.", false);
            foreach (Line sum in sheet.Common.Where(line => line.IsMonthly && line.Label.EndsWith(" so far", StringComparison.Ordinal)))
            {
                Line? flow = sheet.Common.Find(line => line.Section == sum.Section && $"{line.Label} so far" == sum.Label && CalculationRows.IsFlow(line));
                if (flow is not null)
                {
                    string total = string.Create(CultureInfo.InvariantCulture, $"{FormulaText.Quoted(sheet.Name)}$D${flow.Row}");
                    yield return new($"{sheet.Title}: {flow.Label}, sum of the months", sum.Unit, FormulaText.Address(sum, model.HorizonMonths), sum.Values[^1], total, flow.Values.Sum(), "The running sum ends at the sum of the months.", false);
                }
            }

            foreach (Line line in sheet.Common.Where(line => line.Section == "Result"))
            {
                yield return new($"{sheet.Title}: {line.Label}, as the engine computed it", line.Unit, FormulaText.Address(line), line.Values[0], null, line.Engine![0], "In the base case as exported the workbook comes to the engine's number; not asked once an input or the scenario is changed.", true);
            }
        }
    }

    /// <summary>
    /// Capacity against demand: numbers of cards come from a search over layouts and batches, which a workbook cannot make, so they do not follow the
    /// inputs; whoever changes an efficiency, a rate or a delivery sees here that the fleet must be planned anew.
    /// </summary>
    private static List<SheetRow> Fits(CalculationModel model, int first, Styles styles)
    {
        List<SheetRow> rows = [];
        uint whole = styles.Of(CellRole.Link, "0");
        foreach ((OptionResult _, CalculationSheet sheet) in model.Options)
        {
            foreach ((string section, string title) in model.Workloads)
            {
                if (model.Find(sheet, section, "Demand in the busiest hour") is not { IsMonthly: true } demand
                    || model.Find(sheet, section, "Capacity") is not { IsMonthly: true } capacity)
                {
                    continue;
                }

                int row = first + rows.Count;
                string n = row.ToString(CultureInfo.InvariantCulture);
                int months = demand.Values.Where((value, month) => value > capacity.Values[month]).Count();
                rows.Add(new SheetRow(row).Text(1, styles.Of(CellRole.Label), $"{sheet.Title}, {title}: demand above capacity").Text(2, styles.Of(CellRole.Unit), "months")
                    .Formula(3, whole, $"SUMPRODUCT(--({Months(demand, model)}>{Months(capacity, model)}))", months)
                    .Value(4, styles.Of(CellRole.Static, "0"), months)
                    .Formula(5, styles.Of(CellRole.Check, "0"), $"IF(C{n}>D{n},1,0)", 0)
                    .Text(6, styles.Of(CellRole.Note), "Rented cards serve the rest, as before the delivery. More such months than exported: plan the fleet anew."));
            }
        }

        return rows;
    }

    private static string Months(Line line, CalculationModel model) => string.Create(
        CultureInfo.InvariantCulture,
        $"{FormulaText.Quoted(line.Sheet)}{FormulaText.Letters(FormulaText.FirstMonthColumn)}{line.Row}:{FormulaText.Letters(FormulaText.FirstMonthColumn + model.HorizonMonths)}{line.Row}");

    /// <summary>A number that should be another.</summary>
    private sealed record Check(string Title, string Unit, string Formula, double Shows, string? Target, double TargetShows, string Meaning, bool OnlyAsExported)
    {
        public SheetRow Row(int row, Styles styles)
        {
            string n = row.ToString(CultureInfo.InvariantCulture);
            string format = Styles.FormatFor([Shows, TargetShows]);
            string holds = $"IF(ISNUMBER(C{n}),IF(ABS(C{n}-D{n})*1000000000<=ABS(D{n}),0,1),1)";
            SheetRow cells = new SheetRow(row).Text(1, styles.Of(CellRole.Label), Title).Text(2, styles.Of(CellRole.Unit), Unit)
                .Formula(3, styles.Of(CellRole.Link, format), Formula, Shows);
            if (Target is null)
            {
                cells.Value(4, styles.Of(CellRole.Static, format), TargetShows);
            }
            else if (double.TryParse(Target, CultureInfo.InvariantCulture, out double number))
            {
                cells.Value(4, styles.Of(CellRole.Static, format), number);
            }
            else
            {
                cells.Formula(4, styles.Of(CellRole.Link, format), Target, TargetShows);
            }

            return cells.Formula(5, styles.Of(CellRole.Check, "0"), OnlyAsExported ? $"$C$5*{holds}" : holds, 0)
                .Text(6, styles.Of(CellRole.Note), Meaning);
        }
    }
}
