using System.Globalization;
using System.Xml;

namespace App.Server.Workbook;

/// <summary>Writes a sheet row by row, so that a long horizon takes no more memory than a short one.</summary>
internal static class SheetXml
{
    private const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const double ColumnsOnAPage = 26;
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Writes a sheet.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="drawing">Relationship of its drawing, or null.</param>
    /// <param name="isActive">Whether the file opens on it.</param>
    public static void Write(Stream stream, SheetContent sheet, string? drawing, bool isActive)
    {
        using XmlWriter xml = XmlWriter.Create(stream, new XmlWriterSettings { CloseOutput = false });
        xml.WriteStartElement("worksheet", Namespace);
        xml.WriteStartElement("sheetPr");
        Empty(xml, "tabColor", ("rgb", sheet.Tab));
        Empty(xml, "pageSetUpPr", ("fitToPage", "1"));
        xml.WriteEndElement();
        Views(xml, sheet, isActive);
        Empty(xml, "sheetFormatPr", ("defaultRowHeight", "14"));
        Columns(xml, sheet);
        xml.WriteStartElement("sheetData");
        foreach (SheetRow row in sheet.Rows)
        {
            Row(xml, row);
        }

        xml.WriteEndElement();
        Lights(xml, sheet);
        Rules(xml, sheet);
        Empty(xml, "pageMargins", ("left", "0.4"), ("right", "0.4"), ("top", "0.5"), ("bottom", "0.5"), ("header", "0.25"), ("footer", "0.25"));
        Empty(xml, "pageSetup", ("paperSize", "9"), ("orientation", "landscape"), ("fitToWidth", Number(Math.Ceiling(sheet.Columns / ColumnsOnAPage))), ("fitToHeight", "0"));
        xml.WriteStartElement("headerFooter");
        xml.WriteElementString("oddFooter", "&L&F&C&A&RPage &P of &N");
        xml.WriteEndElement();
        if (drawing is not null)
        {
            xml.WriteStartElement("drawing");
            xml.WriteAttributeString("r", "id", Relations, drawing);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Empty(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach ((string attribute, string value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteEndElement();
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Views(XmlWriter xml, SheetContent sheet, bool isActive)
    {
        xml.WriteStartElement("sheetViews");
        xml.WriteStartElement("sheetView");
        xml.WriteAttributeString("showGridLines", "0");
        if (isActive)
        {
            xml.WriteAttributeString("tabSelected", "1");
        }

        xml.WriteAttributeString("workbookViewId", "0");
        (int rows, int columns) = sheet.Frozen;
        if (rows > 0)
        {
            string corner = FormulaText.Letters(columns + 1) + Number(rows + 1);
            xml.WriteStartElement("pane");
            if (columns > 0)
            {
                xml.WriteAttributeString("xSplit", Number(columns));
            }

            xml.WriteAttributeString("ySplit", Number(rows));
            xml.WriteAttributeString("topLeftCell", corner);
            xml.WriteAttributeString("activePane", columns > 0 ? "bottomRight" : "bottomLeft");
            xml.WriteAttributeString("state", "frozen");
            xml.WriteEndElement();
            Empty(xml, "selection", ("pane", columns > 0 ? "bottomRight" : "bottomLeft"), ("activeCell", corner), ("sqref", corner));
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Columns(XmlWriter xml, SheetContent sheet)
    {
        xml.WriteStartElement("cols");
        for (int i = 0; i < sheet.Widths.Count; i++)
        {
            int last = i == sheet.Widths.Count - 1 ? Math.Max(sheet.Columns, i + 1) : i + 1;
            Empty(xml, "col", ("min", Number(i + 1)), ("max", Number(last)), ("width", Number(sheet.Widths[i])), ("customWidth", "1"));
        }

        xml.WriteEndElement();
    }

    private static void Row(XmlWriter xml, SheetRow row)
    {
        string number = Number(row.Number);
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", number);
        if (row.Height > 0)
        {
            xml.WriteAttributeString("ht", Number(row.Height));
            xml.WriteAttributeString("customHeight", "1");
        }

        foreach (SheetCell cell in row.Cells)
        {
            xml.WriteStartElement("c");
            xml.WriteAttributeString("r", FormulaText.Letters(cell.Column) + number);
            xml.WriteAttributeString("s", Number(cell.Style));
            if (cell.Formula is not null)
            {
                if (cell.Text is not null)
                {
                    xml.WriteAttributeString("t", "str");
                }

                xml.WriteElementString("f", cell.Formula);
                xml.WriteElementString("v", cell.Text is null ? Number(cell.Number) : Printable(cell.Text));
            }
            else if (cell.Text is not null)
            {
                // An inline string is a text whatever it begins with: it can never become a formula.
                xml.WriteAttributeString("t", "inlineStr");
                xml.WriteStartElement("is");
                xml.WriteStartElement("t");
                xml.WriteAttributeString("xml", "space", null, "preserve");
                xml.WriteString(Printable(cell.Text));
                xml.WriteEndElement();
                xml.WriteEndElement();
            }
            else
            {
                xml.WriteElementString("v", Number(cell.Number));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>XML has no control characters but tab and line ends, and a cell holds 32,767 characters.</summary>
    public static string Printable(string text)
    {
        string kept = string.Concat(text.EnumerateRunes().Where(letter => !letter.IsBmp || XmlConvert.IsXmlChar((char)letter.Value)));
        return kept.Length > 32_000 ? kept[..32_000] : kept;
    }

    private static void Lights(XmlWriter xml, SheetContent sheet)
    {
        int priority = 1;
        foreach (CellLight light in sheet.Lights)
        {
            xml.WriteStartElement("conditionalFormatting");
            xml.WriteAttributeString("sqref", light.Range);
            xml.WriteStartElement("cfRule");
            xml.WriteAttributeString("type", "expression");
            xml.WriteAttributeString("dxfId", Number((int)light.Look));
            xml.WriteAttributeString("priority", Number(priority++));
            xml.WriteElementString("formula", light.Formula);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }

    private static void Rules(XmlWriter xml, SheetContent sheet)
    {
        if (sheet.CellRules.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("dataValidations");
        xml.WriteAttributeString("count", Number(sheet.CellRules.Count));
        foreach (CellRule rule in sheet.CellRules)
        {
            xml.WriteStartElement("dataValidation");
            xml.WriteAttributeString("type", rule.IsWhole ? "whole" : "decimal");
            xml.WriteAttributeString("operator", "between");
            xml.WriteAttributeString("allowBlank", "0");
            xml.WriteAttributeString("showErrorMessage", "1");
            xml.WriteAttributeString("errorTitle", "Not accepted");
            xml.WriteAttributeString("error", rule.Message);
            xml.WriteAttributeString("sqref", rule.Range);
            xml.WriteElementString("formula1", Number(rule.Low));
            xml.WriteElementString("formula2", Number(rule.High));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
