using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Charts;
using DocumentFormat.OpenXml.Packaging;
using A = DocumentFormat.OpenXml.Drawing;
using Index = DocumentFormat.OpenXml.Drawing.Charts.Index;
using Xdr = DocumentFormat.OpenXml.Drawing.Spreadsheet;

namespace App.Server.Workbook;

/// <summary>Draws the charts of a sheet as native charts.</summary>
internal static class ChartDrawing
{
    private const uint CategoryAxisId = 111;
    private const uint ValueAxisId = 222;

    /// <summary>Adds a sheet's charts.</summary>
    /// <returns>The relationship of its drawing; null where it has no charts.</returns>
    public static string? Add(WorksheetPart part, SheetContent sheet)
    {
        if (sheet.Charts.Count == 0)
        {
            return null;
        }

        DrawingsPart drawings = part.AddNewPart<DrawingsPart>("drawing");
        Xdr.WorksheetDrawing drawing = new();
        for (int i = 0; i < sheet.Charts.Count; i++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"chart{i + 1}");
            ChartPart chart = drawings.AddNewPart<ChartPart>(id);
            chart.ChartSpace = Space(sheet.Charts[i]);
            drawing.AppendChild(Anchor(sheet.Charts[i], id, (uint)i + 2));
        }

        drawings.WorksheetDrawing = drawing;
        return "drawing";
    }

    private static Xdr.TwoCellAnchor Anchor(ChartPicture picture, string id, uint number) => new(
        new Xdr.FromMarker(
            new Xdr.ColumnId(Text(picture.Column - 1)), new Xdr.ColumnOffset("0"), new Xdr.RowId(Text(picture.Row - 1)), new Xdr.RowOffset("0")),
        new Xdr.ToMarker(
            new Xdr.ColumnId(Text(picture.Column - 1 + picture.Columns)), new Xdr.ColumnOffset("0"),
            new Xdr.RowId(Text(picture.Row - 1 + picture.Rows)), new Xdr.RowOffset("0")),
        new Xdr.GraphicFrame(
            new Xdr.NonVisualGraphicFrameProperties(
                new Xdr.NonVisualDrawingProperties { Id = number, Name = picture.Title, Description = $"{picture.Title}. {picture.ValueTitle}." },
                new Xdr.NonVisualGraphicFrameDrawingProperties()),
            new Xdr.Transform(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = 0, Cy = 0 }),
            new A.Graphic(new A.GraphicData(new ChartReference { Id = id }) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" }))
        {
            Macro = "",
        },
        new Xdr.ClientData());

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ChartSpace Space(ChartPicture picture)
    {
        bool isTornado = picture.Kind == ChartKind.Tornado;
        PlotArea plot = new(new Layout());
        plot.AppendChild(Plot(picture));
        plot.AppendChild(new CategoryAxis(Children(
            new AxisId { Val = CategoryAxisId },
            new Scaling(new Orientation { Val = isTornado ? OrientationValues.MaxMin : OrientationValues.MinMax }),
            new Delete { Val = false },
            new AxisPosition { Val = isTornado ? AxisPositionValues.Left : AxisPositionValues.Bottom },
            picture.CategoryTitle.Length > 0 ? TitleOf(picture.CategoryTitle, 1000) : null,
            new NumberingFormat { FormatCode = "General", SourceLinked = false },
            new MajorTickMark { Val = TickMarkValues.None },
            new MinorTickMark { Val = TickMarkValues.None },
            new TickLabelPosition { Val = TickLabelPositionValues.Low },
            Line("8C8C8C"),
            Font(900),
            new CrossingAxis { Val = ValueAxisId },
            new Crosses { Val = CrossesValues.AutoZero })));
        plot.AppendChild(new ValueAxis(Children(
            new AxisId { Val = ValueAxisId },
            new Scaling(new Orientation { Val = OrientationValues.MinMax }),
            new Delete { Val = false },
            new AxisPosition { Val = isTornado ? AxisPositionValues.Bottom : AxisPositionValues.Left },
            new MajorGridlines(new ChartShapeProperties(new A.Outline(new A.SolidFill(new A.RgbColorModelHex { Val = "E3E6EB" })))),
            TitleOf(picture.ValueTitle, 1000),
            new NumberingFormat { FormatCode = picture.Format, SourceLinked = false },
            new MajorTickMark { Val = TickMarkValues.None },
            new MinorTickMark { Val = TickMarkValues.None },
            new TickLabelPosition { Val = isTornado ? TickLabelPositionValues.High : TickLabelPositionValues.Low },
            Line("FFFFFF"),
            Font(900),
            new CrossingAxis { Val = CategoryAxisId },
            new Crosses { Val = CrossesValues.AutoZero })));
        return new(
            new RoundedCorners { Val = false },
            new Chart(Children(
                TitleOf(picture.Title, 1300),
                new AutoTitleDeleted { Val = false },
                plot,
                picture.Series.Count(series => series.Colour is not null) > 1 ? LegendOf(picture) : null,
                new PlotVisibleOnly { Val = true },
                new DisplayBlanksAs { Val = DisplayBlanksAsValues.Gap })));
    }

    private static Legend LegendOf(ChartPicture picture)
    {
        Legend legend = new(new LegendPosition { Val = LegendPositionValues.Bottom });
        for (int i = 0; i < picture.Series.Count; i++)
        {
            if (picture.Series[i] is { Colour: null } or { IsNamed: false })
            {
                legend.AppendChild(new LegendEntry(new Index { Val = (uint)i }, new Delete { Val = true }));
            }
        }

        legend.Append(new Overlay { Val = false }, Font(900));
        return legend;
    }

    private static OpenXmlElement[] Children(params OpenXmlElement?[] children) => [.. children.Where(child => child is not null).Select(child => child!)];

    private static OpenXmlElement Plot(ChartPicture picture)
    {
        if (picture.Kind == ChartKind.Lines)
        {
            LineChart lines = new(new Grouping { Val = GroupingValues.Standard }, new VaryColors { Val = false });
            for (int i = 0; i < picture.Series.Count; i++)
            {
                ChartSeries series = picture.Series[i];
                lines.AppendChild(new LineChartSeries(
                    new Index { Val = (uint)i }, new Order { Val = (uint)i }, NameOf(series),
                    new ChartShapeProperties(new A.Outline(new A.SolidFill(new A.RgbColorModelHex { Val = series.Colour })) { Width = 25400 }),
                    new Marker(new Symbol { Val = MarkerStyleValues.None }), CategoriesOf(picture), ValuesOf(series), new Smooth { Val = false }));
            }

            lines.Append(new ShowMarker { Val = true }, new AxisId { Val = CategoryAxisId }, new AxisId { Val = ValueAxisId });
            return lines;
        }

        BarChart bars = new(
            new BarDirection { Val = picture.Kind == ChartKind.Tornado ? BarDirectionValues.Bar : BarDirectionValues.Column },
            new BarGrouping { Val = picture.Kind == ChartKind.Columns ? BarGroupingValues.Clustered : BarGroupingValues.Stacked },
            new VaryColors { Val = false });
        for (int i = 0; i < picture.Series.Count; i++)
        {
            ChartSeries series = picture.Series[i];
            bars.AppendChild(new BarChartSeries(
                new Index { Val = (uint)i }, new Order { Val = (uint)i }, NameOf(series),
                new ChartShapeProperties(series.Colour is { } colour ? new A.SolidFill(new A.RgbColorModelHex { Val = colour }) : new A.NoFill()),
                new InvertIfNegative { Val = false }, CategoriesOf(picture), ValuesOf(series)));
        }

        bars.AppendChild(new GapWidth { Val = 60 });
        if (picture.Kind != ChartKind.Columns)
        {
            bars.AppendChild(new Overlap { Val = 100 });
        }

        bars.Append(new AxisId { Val = CategoryAxisId }, new AxisId { Val = ValueAxisId });
        return bars;
    }

    private static SeriesText NameOf(ChartSeries series) => new(new StringReference(new Formula(series.Name)));

    private static CategoryAxisData CategoriesOf(ChartPicture picture) => new(new StringReference(new Formula(picture.Categories)));

    private static Values ValuesOf(ChartSeries series) => new(new NumberReference(new Formula(series.Values)));

    private static ChartShapeProperties Line(string colour) => new(new A.Outline(new A.SolidFill(new A.RgbColorModelHex { Val = colour })));

    private static TextProperties Font(int hundredths) => new(
        new A.BodyProperties(), new A.ListStyle(),
        new A.Paragraph(new A.ParagraphProperties(new A.DefaultRunProperties { FontSize = hundredths }), new A.EndParagraphRunProperties { Language = "en-US" }));

    private static Title TitleOf(string text, int hundredths) => new(
        new ChartText(new RichText(
            new A.BodyProperties(), new A.ListStyle(),
            new A.Paragraph(
                new A.ParagraphProperties(new A.DefaultRunProperties { FontSize = hundredths, Bold = hundredths > 1000 }),
                new A.Run(new A.RunProperties { Language = "en-US", FontSize = hundredths, Bold = hundredths > 1000 }, new A.Text(text))))),
        new Overlay { Val = false });
}
