using System.Globalization;
using App.Engine.Inputs;
using App.Engine.Uncertainty;

namespace App.Server.Workbook;

/// <summary>The workbook of a comparison: live formulas, written from the recorded model, reconciled to the engine.</summary>
internal static class FinanceWorkbook
{
    /// <summary>Writes the workbook.</summary>
    /// <param name="source">What it is made of.</param>
    /// <param name="stream">Where to; read, write, seek.</param>
    /// <returns>The model and its sheets, as written.</returns>
    /// <exception cref="ArgumentException">No option has a plan, so that there is nothing to compute.</exception>
    public static (CalculationModel Model, IReadOnlyList<SheetContent> Sheets) Write(WorkbookSource source, Stream stream)
    {
        Styles styles = new();
        (CalculationModel model, IReadOnlyList<SheetContent> sheets) = Content(source, styles);
        WorkbookFile.Write(stream, sheets, [.. Names(model)], styles, source.Bound.Comparison.Case.Name);
        return (model, sheets);
    }

    /// <summary>The sheets as they are written.</summary>
    public static (CalculationModel Model, IReadOnlyList<SheetContent> Sheets) Content(WorkbookSource source, Styles styles)
    {
        CalculationModel model = new(source.Bound);
        SheetHead head = new(ChecksSheet.AllHold, "Base case");
        IEnumerable<SheetContent> sheets =
        [
            CoverSheet.Of(source, model, head, styles),
            GuideSheet.Of(head, styles),
            ControlSheet.Of(model, source.Order, head, styles),
            InputsSheet.Of(model, head, styles, Distributions(source)),
            EvidenceSheet.Of(source, model, head, styles),
            SummarySheet.Of(model, styles, head),
            WaterfallSheet.Of(model, head, styles),
            .. model.Sheets.Select(sheet => CalculationRows.Of(sheet, model, source.Order, head, styles)),
            ChartDataSheet.Of(model, head, styles),
            UncertaintySheet.Of(source, head, styles),
            SensitivitySheet.Of(source, head, styles),
            ChecksSheet.Of(model, styles, head),
            ChangeLogSheet.Of(source, head, styles),
        ];
        return (model, [.. sheets.Select(sheet => sheet with { Lights = [.. sheet.Lights, .. ChecksSheet.Lights("$C$2", "C2")] })]);
    }

    /// <summary>What the inputs are drawn from in studies; nothing where the case cannot be studied.</summary>
    private static Dictionary<string, string> Distributions(WorkbookSource source)
    {
        Dictionary<string, string> words = [];
        UncertainCase uncertain;
        try
        {
            uncertain = UncertainCase.Of(source.Bound, source.Catalog);
        }
        catch (CorrelationException)
        {
            return words;
        }

        foreach (UncertainVariable variable in uncertain.Variables)
        {
            words[variable.Id] = variable.Distribution switch
            {
                ThreePointDistribution three => $"three points, {three.Scale}",
                TriangularDistribution => "triangular",
                TableDistribution => "table",
                _ => "point",
            };
        }

        return words;
    }

    /// <summary>Names for inputs and headline results; formulas refer to cells, so that they can be traced by eye.</summary>
    private static IEnumerable<CellName> Names(CalculationModel model)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach ((Input input, Line line) in model.Inputs.Where(input => input.Input.Kind != InputKind.Decision))
        {
            yield return new(Unique("in." + Plain(input.Id), taken), FormulaText.Address(line), Short($"{input.Label}, {input.Unit.Symbol}"));
        }

        foreach (Line[] figures in SummarySheet.Results(model))
        {
            foreach (Line line in figures)
            {
                yield return new(Unique(Plain($"out.{line.Sheet}.{line.Label}"), taken), FormulaText.Address(line), Short($"{line.Label}, {line.Unit}"));
            }
        }
    }

    private static string Plain(string id) => string.Concat(id.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : letter is '/' or '.' ? '.' : '_'));

    private static string Short(string text) => text.Length > 200 ? text[..200] : text;

    private static string Unique(string name, HashSet<string> taken)
    {
        string cut = name.Length > 240 ? name[..240] : name;
        string unique = cut;
        for (int number = 2; !taken.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{cut}_{number}");
        }

        return unique;
    }
}
