using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace App.Server.Workbook;

/// <summary>A cell of an uploaded file.</summary>
/// <param name="Formula">Its formula, or null.</param>
/// <param name="Text">Its text, or null.</param>
/// <param name="Number">Its number, or null.</param>
internal sealed record UploadedCell(string? Formula, string? Text, double? Number);

/// <summary>Reads the cells of a workbook that somebody sends, as Excel or LibreOffice saved it. Nothing in it is believed.</summary>
internal static partial class UploadedCells
{
    /// <summary>Largest file, bytes.</summary>
    public const int LargestFile = 40_000_000;

    /// <summary>Largest content once unpacked, bytes.</summary>
    public const long LargestContent = 400_000_000;

    private static readonly XNamespace s_main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace s_relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace s_package = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>Reads a file.</summary>
    /// <returns>The cells by sheet and address, or why it cannot be read.</returns>
    public static (Dictionary<(string Sheet, string Address), UploadedCell>? Cells, string? Problem) Read(Stream file)
    {
        try
        {
            using ZipArchive zip = new(file, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Sum(entry => entry.Length) > LargestContent ? (null, "larger than any workbook written here") : (Read(zip), null);
        }
        catch (Exception problem) when (problem is InvalidDataException or XmlException or KeyNotFoundException or FormatException or IndexOutOfRangeException or ArgumentException)
        {
            return (null, "not a readable workbook");
        }
    }

    /// <summary>A formula in a form in which equal formulas are equal texts: without spaces, numbers in their shortest form.</summary>
    public static string Normal(string formula) => Numbers().Replace(
        formula.Replace(" ", "", StringComparison.Ordinal),
        match => double.TryParse(match.Value, CultureInfo.InvariantCulture, out double number) ? number.ToString("R", CultureInfo.InvariantCulture) : match.Value);

    private static Dictionary<(string, string), UploadedCell> Read(ZipArchive zip)
    {
        string[] shared = zip.GetEntry("xl/sharedStrings.xml") is { } strings
            ? [.. Load(strings).Root!.Elements(s_main + "si").Select(item => string.Concat(item.Descendants(s_main + "t").Select(text => text.Value)))]
            : [];
        Dictionary<string, string> targets = Load(Entry(zip, "xl/_rels/workbook.xml.rels")).Root!.Elements(s_package + "Relationship")
            .ToDictionary(relation => relation.Attribute("Id")!.Value, relation => relation.Attribute("Target")!.Value);
        Dictionary<(string, string), UploadedCell> cells = [];
        foreach (XElement sheet in Load(Entry(zip, "xl/workbook.xml")).Descendants(s_main + "sheet"))
        {
            string target = targets[sheet.Attribute(s_relations + "id")!.Value];
            using Stream stream = Entry(zip, target.StartsWith('/') ? target[1..] : $"xl/{target}").Open();
            Read(stream, sheet.Attribute("name")!.Value, shared, cells);
        }

        return cells;
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string name) =>
        zip.GetEntry(name) ?? throw new InvalidDataException($"The part {name} is missing.");

    private static XDocument Load(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using XmlReader xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(xml);
    }

    private static void Read(Stream stream, string sheet, string[] shared, Dictionary<(string, string), UploadedCell> cells)
    {
        Dictionary<string, (string Formula, string Address)> masters = [];
        using XmlReader xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (!xml.EOF)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
            {
                xml.Read();
                continue;
            }

            string address = xml.GetAttribute("r") ?? throw new InvalidDataException("A cell has no address.");
            string? type = xml.GetAttribute("t");
            XElement cell = (XElement)XNode.ReadFrom(xml);
            string? shown = cell.Element(s_main + "v")?.Value ?? (cell.Element(s_main + "is") is { } text ? string.Concat(text.Descendants(s_main + "t").Select(part => part.Value)) : null);
            string? formula = FormulaOf(cell.Element(s_main + "f"), address, masters);
            UploadedCell read = type switch
            {
                "s" => new(formula, shared[int.Parse(shown!, CultureInfo.InvariantCulture)], null),
                "str" or "inlineStr" or "e" => new(formula, shown ?? "", null),
                _ => new(formula, null, shown is { Length: > 0 } ? double.Parse(shown, CultureInfo.InvariantCulture) : null),
            };
            if (read is not { Formula: null, Text: null, Number: null })
            {
                cells[(sheet, address)] = read;
            }
        }
    }

    /// <summary>Programs store a formula that is repeated along a row once, and for the other cells only where it stands.</summary>
    private static string? FormulaOf(XElement? formula, string address, Dictionary<string, (string Formula, string Address)> masters)
    {
        if (formula is null)
        {
            return null;
        }

        if (formula.Attribute("t")?.Value != "shared" || formula.Attribute("si")?.Value is not { } group)
        {
            return formula.Value;
        }

        if (formula.Value.Length > 0)
        {
            masters[group] = (formula.Value, address);
            return formula.Value;
        }

        (string master, string from) = masters[group];
        (int column, int row) = Place(address);
        (int fromColumn, int fromRow) = Place(from);
        return Moved(master, column - fromColumn, row - fromRow);
    }

    private static string Moved(string formula, int columns, int rows)
    {
        StringBuilder text = new();
        foreach (string part in Quotes().Split(formula))
        {
            text.Append(part.StartsWith('\'') || part.StartsWith('"') ? part : Cells().Replace(part, cell =>
            {
                string column = cell.Groups[1].Value == "$"
                    ? cell.Groups[2].Value : FormulaText.Letters(Place($"{cell.Groups[2].Value}1").Column + columns);
                int row = int.Parse(cell.Groups[4].Value, CultureInfo.InvariantCulture) + (cell.Groups[3].Value == "$" ? 0 : rows);
                return string.Create(CultureInfo.InvariantCulture, $"{cell.Groups[1].Value}{column}{cell.Groups[3].Value}{row}");
            }));
        }

        return text.ToString();
    }

    private static (int Column, int Row) Place(string address)
    {
        int letters = address.TakeWhile(char.IsAsciiLetterUpper).Count();
        return (address[..letters].Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1), int.Parse(address.AsSpan(letters), CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("""('(?:[^']|'')*'|"[^"]*")""")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"(\$?)\b([A-Z]{1,3})(\$?)(\d+)\b(?!\()")]
    private static partial Regex Cells();

    [GeneratedRegex(@"(?<![A-Za-z$\d.])\d+\.?\d*(?:[Ee][-+]?\d+)?")]
    private static partial Regex Numbers();
}
