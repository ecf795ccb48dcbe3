using System.Diagnostics;
using System.IO.Compression;
using System.Xml;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Server.Workbook;
using BenchmarkDotNet.Attributes;
using ClosedXML.Excel;

namespace App.Benchmarks;

/// <summary>
/// The workbook of six options over 180 months: written as the product does, and the same cells, formulas and looks written through
/// ClosedXML, without and with the second pass that puts into each formula's cell what it shows. The target is 3 s and 500 MB.
/// Run one at a time with --filter: the peak of the process's memory, printed at the end, is then that of one writer.
/// </summary>
[MemoryDiagnoser]
public class WorkbookWriters
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private WorkbookSource _source = null!;
    private IReadOnlyList<SheetContent> _sheets = null!;
    private long _before;

    /// <summary>Evaluates the case and lays out the sheets, which both writers need.</summary>
    [GlobalSetup]
    public void Evaluate()
    {
        ProcurementCase seeded = SeededCase.Create();
        ProcurementCase procurement = seeded with
        {
            Finance = seeded.Finance with { HorizonMonths = 180 },
            Options = [.. seeded.Options, seeded.Options[0] with { Id = "fifth", Name = "Fifth" }, seeded.Options[1] with { Id = "sixth", Name = "Sixth" }],
        };
        _source = WorkbookSource.ForComparison(FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default), PlannerCatalog.Default, new("", 0, []));
        _sheets = FinanceWorkbook.Content(_source, new Styles()).Sheets;
        using Process process = Process.GetCurrentProcess();
        _before = process.WorkingSet64;
    }

    /// <summary>Says how much memory the process took at most.</summary>
    [GlobalCleanup]
    public void Peak()
    {
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine($"// Working set: {_before / 1e6:0} MB before, {process.PeakWorkingSet64 / 1e6:0} MB at its peak");
    }

    /// <summary>Layout, values, reconciliation with the engine, and the file.</summary>
    [Benchmark(Baseline = true)]
    public long OpenXml()
    {
        using MemoryStream stream = new();
        FinanceWorkbook.Write(_source, stream);
        return stream.Length;
    }

    /// <summary>The file alone; formulas show nothing until they are computed.</summary>
    [Benchmark]
    public long ClosedXml()
    {
        using MemoryStream stream = new();
        WriteClosed(stream);
        return stream.Length;
    }

    /// <summary>The file, and the second pass for what the formulas show.</summary>
    [Benchmark]
    public long ClosedXmlWithShownValues()
    {
        using MemoryStream stream = new();
        WriteClosed(stream);
        stream.Position = 0;
        using MemoryStream second = new();
        using (ZipArchive from = new(stream, ZipArchiveMode.Read, leaveOpen: true))
        using (ZipArchive to = new(second, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in from.Entries)
            {
                using Stream read = entry.Open();
                using Stream write = to.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
                if (entry.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal))
                {
                    AddShown(read, write);
                }
                else
                {
                    read.CopyTo(write);
                }
            }
        }

        return second.Length;
    }

    private void WriteClosed(MemoryStream stream)
    {
        using XLWorkbook book = new(XLEventTracking.Disabled);
        IXLWorksheet scratch = book.AddWorksheet("Looks");
        Dictionary<uint, IXLStyle> looks = [];
        foreach (SheetContent sheet in _sheets)
        {
            IXLWorksheet written = book.AddWorksheet(sheet.Name);
            foreach (SheetRow row in sheet.Rows)
            {
                foreach (SheetCell cell in row.Cells)
                {
                    IXLCell target = written.Cell(row.Number, cell.Column);
                    if (cell.Formula is not null)
                    {
                        target.FormulaA1 = cell.Formula;
                    }
                    else if (cell.Text is not null)
                    {
                        target.SetValue(cell.Text);
                    }
                    else
                    {
                        target.SetValue(cell.Number);
                    }

                    target.Style = Look(looks, scratch, cell.Style);
                }
            }
        }

        scratch.Delete();
        book.SaveAs(stream);
    }

    /// <summary>As many looks as the product's workbook has.</summary>
    private static IXLStyle Look(Dictionary<uint, IXLStyle> looks, IXLWorksheet scratch, uint number)
    {
        if (!looks.TryGetValue(number, out IXLStyle? look))
        {
            look = scratch.Cell((int)number + 1, 1).Style;
            look.NumberFormat.Format = $"#,##0.{new string('0', (int)(number % 6))}";
            look.Font.Bold = number % 2 == 0;
            look.Fill.BackgroundColor = XLColor.FromArgb(255, 255, 255 - (int)number);
            looks.Add(number, look);
        }

        return look;
    }

    /// <summary>Copies a sheet and puts a number behind each formula.</summary>
    private static void AddShown(Stream read, Stream write)
    {
        using XmlReader reader = XmlReader.Create(read);
        using XmlWriter writer = XmlWriter.Create(write);
        reader.Read();
        while (!reader.EOF)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "f" })
            {
                writer.WriteNode(reader, defattr: true);
                writer.WriteElementString("v", Main, "1");
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "v" })
                {
                    reader.Skip();
                }
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
                writer.WriteAttributes(reader, defattr: true);
                if (reader.IsEmptyElement)
                {
                    writer.WriteEndElement();
                }

                reader.Read();
            }
            else
            {
                if (reader.NodeType == XmlNodeType.EndElement)
                {
                    writer.WriteFullEndElement();
                }
                else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                {
                    writer.WriteString(reader.Value);
                }

                reader.Read();
            }
        }
    }
}
