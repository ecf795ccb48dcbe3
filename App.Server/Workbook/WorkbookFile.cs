using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using S = DocumentFormat.OpenXml.Spreadsheet;

namespace App.Server.Workbook;

/// <summary>A name for a cell.</summary>
/// <param name="Name">Letters, digits, underscores.</param>
/// <param name="Address">The cell with its sheet.</param>
/// <param name="Comment">What it is.</param>
internal sealed record CellName(string Name, string Address, string Comment);

/// <summary>Puts sheets into a file.</summary>
internal static class WorkbookFile
{
    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to; read, write, seek.</param>
    /// <param name="sheets">The sheets, in order.</param>
    /// <param name="names">Names of cells.</param>
    /// <param name="styles">The looks that the sheets use.</param>
    /// <param name="title">Title among the file's properties.</param>
    public static void Write(Stream stream, IReadOnlyList<SheetContent> sheets, IReadOnlyList<CellName> names, Styles styles, string title)
    {
        using SpreadsheetDocument document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        document.PackageProperties.Title = SheetXml.Printable(title);
        document.PackageProperties.Creator = "ProcurementPlanner";
        WorkbookPart workbook = document.AddWorkbookPart();
        S.Sheets list = new();
        for (int i = 0; i < sheets.Count; i++)
        {
            WorksheetPart part = workbook.AddNewPart<WorksheetPart>($"sheet{i + 1}");
            string? drawing = ChartDrawing.Add(part, sheets[i]);
            using (Stream xml = part.GetStream(FileMode.Create, FileAccess.Write))
            {
                SheetXml.Write(xml, sheets[i], drawing, isActive: i == 0);
            }

            list.AppendChild(new S.Sheet { Name = sheets[i].Name, SheetId = (uint)i + 1, Id = $"sheet{i + 1}" });
        }

        S.Stylesheet stylesheet = styles.Build();
        stylesheet.AppendChild(new S.DifferentialFormats(Enum.GetValues<LightLook>().Select(Light)) { Count = (uint)Enum.GetValues<LightLook>().Length });
        workbook.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = stylesheet;
        workbook.Workbook = new S.Workbook(
            new S.BookViews(new S.WorkbookView { ActiveTab = 0, TabRatio = 800 }),
            list,
            DefinedNames(sheets, names),
            new S.CalculationProperties { FullCalculationOnLoad = true, CalculationId = 191029 });
    }

    private static S.DifferentialFormat Light(LightLook look)
    {
        (string letters, string ground) = look switch
        {
            LightLook.Fails => ("FFFFFFFF", "FFC00000"),
            LightLook.Warns => ("FF4A3500", "FFFFD24D"),
            LightLook.Holds => ("FF1B5E20", "FFE3F1E4"),
            _ => ("FF9C0006", "FFFFD9D9"),
        };
        return new(
            new S.Font(new S.Bold(), new S.Color { Rgb = letters }),
            new S.Fill(new S.PatternFill(new S.BackgroundColor { Rgb = ground }) { PatternType = S.PatternValues.Solid }));
    }

    private static S.DefinedNames DefinedNames(IReadOnlyList<SheetContent> sheets, IReadOnlyList<CellName> names)
    {
        S.DefinedNames defined = new();
        for (int i = 0; i < sheets.Count; i++)
        {
            SheetContent sheet = sheets[i];
            string place = FormulaText.Quoted(sheet.Name);
            string last = FormulaText.Letters(sheet.Columns);
            defined.AppendChild(new S.DefinedName(string.Create(CultureInfo.InvariantCulture, $"{place}$A$1:${last}${sheet.LastRow}"))
            {
                Name = "_xlnm.Print_Area",
                LocalSheetId = (uint)i,
            });
            if (sheet.Frozen.Rows > 0)
            {
                string columns = sheet.Frozen.Columns > 0 ? $"{place}$A:${FormulaText.Letters(sheet.Frozen.Columns)}," : "";
                defined.AppendChild(new S.DefinedName(string.Create(CultureInfo.InvariantCulture, $"{columns}{place}$1:${sheet.Frozen.Rows}"))
                {
                    Name = "_xlnm.Print_Titles",
                    LocalSheetId = (uint)i,
                });
            }
        }

        foreach (CellName name in names.OrderBy(name => name.Name, StringComparer.OrdinalIgnoreCase))
        {
            defined.AppendChild(new S.DefinedName(name.Address) { Name = name.Name, Comment = SheetXml.Printable(name.Comment) });
        }

        return defined;
    }
}
