using DocumentFormat.OpenXml.Spreadsheet;

namespace App.Server.Workbook;

/// <summary>What a cell is, which sets its look. Colour is never the only sign: inputs, links and static values are also told in words.</summary>
internal enum CellRole
{
    Text,
    Title,
    Note,
    Header,
    Section,
    Label,
    Unit,

    /// <summary>Typed and meant to be changed: blue on pale yellow.</summary>
    Input,

    /// <summary>Computed on this sheet: black.</summary>
    Formula,

    /// <summary>Taken from another sheet: green.</summary>
    Link,

    /// <summary>Written by the engine and not computed here: grey italics.</summary>
    Static,

    /// <summary>Total of a line over the months: bold.</summary>
    Total,

    /// <summary>A check, or the echo of one: bold.</summary>
    Check,

    /// <summary>A headline about the checks: bold and larger.</summary>
    Banner,

    /// <summary>Text that is wrapped.</summary>
    Wrapped,

    /// <summary>A date, whatever its format.</summary>
    WrappedStatic,
}

/// <summary>The looks of the workbook's cells, numbered as they are first used.</summary>
internal sealed class Styles
{
    private const string Blue = "FF0000C8";
    private const string Green = "FF00703C";
    private const string Grey = "FF6B6B6B";
    private const string Dark = "FF1F3A5F";
    private readonly Dictionary<(CellRole Role, string Format), uint> _styles = new() { [(CellRole.Text, "")] = 0 };
    private readonly List<(CellRole Role, string Format)> _order = [(CellRole.Text, "")];

    /// <summary>The number of a look.</summary>
    public uint Of(CellRole role, string format = "")
    {
        if (!_styles.TryGetValue((role, format), out uint style))
        {
            style = (uint)_order.Count;
            _styles.Add((role, format), style);
            _order.Add((role, format));
        }

        return style;
    }

    /// <summary>A number format that shows a line's numbers to about four digits.</summary>
    public static string FormatFor(IEnumerable<double> values)
    {
        double largest = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return largest switch
        {
            0 => "#,##0;-#,##0;0",
            >= 1e14 => "0.00E+00",
            >= 1000 => "#,##0;-#,##0;0",
            >= 100 => "#,##0.0;-#,##0.0;0.0",
            >= 1 => "#,##0.00;-#,##0.00;0.00",
            >= 0.001 => "0.0000;-0.0000;0.0000",
            _ => "0.00E+00",
        };
    }

    /// <summary>The style sheet of what has been used.</summary>
    public Stylesheet Build()
    {
        Fonts fonts = new();
        Fills fills = new(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }));
        NumberingFormats formats = new();
        CellFormats cells = new();
        Dictionary<string, uint> formatIds = [];
        Borders borders = new(
            new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
            new Border(
                new LeftBorder(), new RightBorder(), new TopBorder(),
                new BottomBorder(new Color { Rgb = "FFB0B7C3" }) { Style = BorderStyleValues.Thin }, new DiagonalBorder()));
        foreach ((CellRole role, string format) in _order)
        {
            uint formatId = 0;
            if (format.Length > 0 && !formatIds.TryGetValue(format, out formatId))
            {
                formatId = 164 + (uint)formatIds.Count;
                formatIds.Add(format, formatId);
                formats.AppendChild(new NumberingFormat { NumberFormatId = formatId, FormatCode = format });
            }

            fonts.AppendChild(FontOf(role));
            uint fill = 0;
            if (FillOf(role) is { } colour)
            {
                fill = (uint)fills.ChildElements.Count;
                fills.AppendChild(new Fill(new PatternFill(new ForegroundColor { Rgb = colour }) { PatternType = PatternValues.Solid }));
            }

            CellFormat cell = new()
            {
                NumberFormatId = formatId,
                FontId = (uint)fonts.ChildElements.Count - 1,
                FillId = fill,
                BorderId = role is CellRole.Header or CellRole.Section ? 1u : 0u,
                FormatId = 0,
                ApplyNumberFormat = true,
                ApplyFont = true,
                ApplyFill = true,
                ApplyBorder = true,
            };
            if (role is CellRole.Wrapped or CellRole.WrappedStatic)
            {
                cell.Alignment = new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top };
                cell.ApplyAlignment = true;
            }

            if (role is CellRole.Header or CellRole.Banner)
            {
                cell.Alignment = new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Center };
                cell.ApplyAlignment = true;
            }

            cells.AppendChild(cell);
        }

        fonts.Count = (uint)fonts.ChildElements.Count;
        Stylesheet sheet = new();
        if (formats.HasChildren)
        {
            sheet.AppendChild(formats);
        }

        sheet.Append(
            fonts, fills, borders,
            new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }),
            cells,
            new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }));
        return sheet;
    }

    private static Font FontOf(CellRole role)
    {
        Font font = new();
        if (role is CellRole.Title or CellRole.Header or CellRole.Section or CellRole.Total or CellRole.Check or CellRole.Banner)
        {
            font.AppendChild(new Bold());
        }

        if (role is CellRole.Static or CellRole.WrappedStatic or CellRole.Note)
        {
            font.AppendChild(new Italic());
        }

        font.AppendChild(new FontSize { Val = role switch { CellRole.Title => 16, CellRole.Banner => 13, _ => 10 } });
        font.AppendChild(new Color
        {
            Rgb = role switch
            {
                CellRole.Input => Blue,
                CellRole.Link => Green,
                CellRole.Static or CellRole.WrappedStatic or CellRole.Note or CellRole.Unit => Grey,
                CellRole.Header => "FFFFFFFF",
                CellRole.Title or CellRole.Section => Dark,
                _ => "FF000000",
            },
        });
        font.AppendChild(new FontName { Val = "Arial" });
        return font;
    }

    private static string? FillOf(CellRole role) => role switch
    {
        CellRole.Input => "FFFFF9DB",
        CellRole.Header => Dark,
        CellRole.Section => "FFE4EAF2",
        _ => null,
    };
}
