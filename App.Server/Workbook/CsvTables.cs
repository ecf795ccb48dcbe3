using System.Globalization;
using System.IO.Compression;
using App.Server.Ledger;
using CsvHelper;
using CsvHelper.Configuration;

namespace App.Server.Workbook;

/// <summary>The sheets as CSV tables: what their cells show.</summary>
internal static class CsvTables
{
    /// <summary>Writes a ZIP with one table per sheet.</summary>
    public static void Write(Stream stream, IReadOnlyList<SheetContent> sheets)
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        for (int i = 0; i < sheets.Count; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{i + 1:00} {sheets[i].Name}.csv");
            using StreamWriter text = new(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
            using CsvWriter csv = new(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
            int written = 0;
            foreach (SheetRow row in sheets[i].Rows)
            {
                for (; written < row.Number - 1; written++)
                {
                    csv.NextRecord();
                }

                int column = 1;
                foreach (SheetCell cell in row.Cells)
                {
                    for (; column < cell.Column; column++)
                    {
                        csv.WriteField("");
                    }

                    csv.WriteField(LedgerExport.Cell(cell.Text is { } shown ? shown : cell.Number));
                    column++;
                }

                csv.NextRecord();
                written++;
            }
        }
    }
}
