using DocumentFormat.OpenXml.Packaging;

namespace App.Server.Workbook;

/// <summary>Draws the charts of a sheet.</summary>
internal static class ChartDrawing
{
    public static string? Add(WorksheetPart part, SheetContent sheet) => sheet.Charts.Count == 0 ? null : throw new InvalidOperationException(part.Uri.ToString());
}
