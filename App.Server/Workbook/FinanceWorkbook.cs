using App.Engine.Comparisons;

namespace App.Server.Workbook;

/// <summary>The workbook of a comparison: live formulas, written from the recorded model, reconciled to the engine.</summary>
internal static class FinanceWorkbook
{
    /// <summary>Writes the workbook.</summary>
    /// <param name="bound">The comparison with its plans.</param>
    /// <param name="stream">Where to; read, write, seek.</param>
    /// <exception cref="ArgumentException">No option has a plan, so that there is nothing to compute.</exception>
    public static void Write(BoundComparison bound, Stream stream)
    {
        CalculationModel model = new(bound);
        Write(model, bound, stream);
    }

    /// <summary>Writes the workbook of a model that has been laid out.</summary>
    internal static void Write(CalculationModel model, BoundComparison bound, Stream stream)
    {
        Styles styles = new();
        SheetHead head = new(ChecksSheet.AllHold, "Base case");
        List<SheetContent> sheets =
        [
            ControlSheet.Of(model, head, styles),
            InputsSheet.Of(model, head, styles, new Dictionary<string, string>()),
            SummarySheet.Of(model, styles, head),
            .. model.Sheets.Select(sheet => CalculationRows.Of(sheet, model, head, styles)),
            ChecksSheet.Of(model, styles, head),
        ];
        WorkbookFile.Write(stream, sheets, [], styles, bound.Comparison.Case.Name);
    }
}
