using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace App.Tests.Workbook;

/// <summary>A cell of a file.</summary>
/// <param name="Number">What it shows, where that is a number.</param>
/// <param name="Text">What it shows, where that is a text or an error.</param>
/// <param name="Formula">Its formula without equals sign.</param>
/// <param name="IsError">Whether it shows an error.</param>
/// <param name="IsText">Whether the file says that it is a text.</param>
internal sealed record XlsxCell(double Number, string? Text, string? Formula, bool IsError, bool IsText);

/// <summary>Reads a workbook file without the code that wrote it.</summary>
internal static class XlsxCells
{
    private static readonly XNamespace s_main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>All cells by sheet and address.</summary>
    public static Dictionary<(string Sheet, string Address), XlsxCell> Read(string file)
    {
        using ZipArchive zip = ZipFile.OpenRead(file);
        string[] shared = zip.GetEntry("xl/sharedStrings.xml") is { } strings
            ? [.. Load(strings).Root!.Elements(s_main + "si").Select(item => string.Concat(item.Descendants(s_main + "t").Select(text => text.Value)))]
            : [];
        Dictionary<(string, string), XlsxCell> cells = [];
        int number = 1;
        foreach (string sheet in Sheets(zip))
        {
            using Stream stream = zip.GetEntry($"xl/worksheets/sheet{number++}.xml")!.Open();
            Read(stream, sheet, shared, cells);
        }

        return cells;
    }

    /// <summary>The sheets' names in order.</summary>
    public static string[] Sheets(ZipArchive zip) =>
        [.. Load(zip.GetEntry("xl/workbook.xml")!).Descendants(s_main + "sheet").Select(sheet => sheet.Attribute("name")!.Value)];

    private static XDocument Load(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        return XDocument.Load(stream);
    }

    private static void Read(Stream stream, string sheet, string[] shared, Dictionary<(string, string), XlsxCell> cells)
    {
        using XmlReader xml = XmlReader.Create(stream);
        while (!xml.EOF)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
            {
                xml.Read();
                continue;
            }

            string address = xml.GetAttribute("r")!;
            string? type = xml.GetAttribute("t");
            XElement cell = XElement.Parse(xml.ReadOuterXml());
            string? shown = cell.Element(s_main + "v")?.Value ?? cell.Element(s_main + "is")?.Value;
            string? formula = cell.Element(s_main + "f")?.Value;
            if (shown is null && formula is null)
            {
                continue;
            }

            string? text = type switch { "s" => shared[int.Parse(shown!, CultureInfo.InvariantCulture)], "str" or "inlineStr" or "e" => shown, _ => null };
            cells[(sheet, address)] = new(
                text is null && shown is not null ? double.Parse(shown, CultureInfo.InvariantCulture) : 0, text, formula, type == "e", text is not null);
        }
    }
}
