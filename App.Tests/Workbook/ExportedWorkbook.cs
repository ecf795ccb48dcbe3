using System.IO.Compression;
using System.Text;
using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Server.Workbook;

namespace App.Tests.Workbook;

/// <summary>A case, its workbook on disk, and what the engine says about it at any values of its inputs.</summary>
internal sealed class ExportedWorkbook
{
    private readonly BoundComparison _bound;

    public ExportedWorkbook(ProcurementCase procurement, string file)
    {
        _bound = FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default);
        HasPlans = _bound.Plans.Count > 0;
        File = file;
        if (HasPlans)
        {
            Source = WorkbookSource.Of(_bound, PlannerCatalog.Default, new("", 0, []), null);
            using FileStream stream = new(file, FileMode.Create, FileAccess.ReadWrite);
            Model = FinanceWorkbook.Write(Source, stream).Model;
        }
    }

    public string File { get; }

    public bool HasPlans { get; }

    public WorkbookSource Source { get; } = null!;

    public CalculationModel Model { get; } = null!;

    /// <summary>A copy of the file in which some cells are other than written.</summary>
    /// <param name="file">The copy.</param>
    /// <param name="edits">For each cell (sheet, address) the XML of its content.</param>
    public void CopyTo(string file, params IReadOnlyCollection<(string Sheet, string Address, string Content)> edits) => Edit(File, file, edits);

    /// <inheritdoc cref="CopyTo"/>
    public static void Edit(string original, string file, params IReadOnlyCollection<(string Sheet, string Address, string Content)> edits)
    {
        System.IO.File.Copy(original, file, overwrite: true);
        using ZipArchive zip = ZipFile.Open(file, ZipArchiveMode.Update);
        string[] sheets = XlsxCells.Sheets(zip);
        foreach (IGrouping<string, (string Sheet, string Address, string Content)> sheet in edits.GroupBy(edit => edit.Sheet))
        {
            string name = $"xl/worksheets/sheet{Array.IndexOf(sheets, sheet.Key) + 1}.xml";
            ZipArchiveEntry entry = zip.GetEntry(name)!;
            string xml;
            using (StreamReader reader = new(entry.Open()))
            {
                xml = reader.ReadToEnd();
            }

            foreach ((string _, string address, string content) in sheet)
            {
                int from = xml.IndexOf('>', xml.IndexOf($"<c r=\"{address}\"", StringComparison.Ordinal)) + 1;
                xml = string.Concat(xml.AsSpan(0, from), content, xml.AsSpan(xml.IndexOf("</c>", from, StringComparison.Ordinal)));
            }

            entry.Delete();
            using Stream stream = zip.CreateEntry(name).Open();
            stream.Write(Encoding.UTF8.GetBytes(xml));
        }
    }

    /// <summary>
    /// What every cell of the timing, performance and option sheets must show when the inputs have other values: named lines from the
    /// engine's own run, workings and links from the expressions.
    /// </summary>
    public Dictionary<(string Sheet, string Address), (double Value, double Scale)> Expected(Func<Input, double> valueOf)
    {
        foreach ((Input input, Line line) in Model.Inputs)
        {
            line.Values = [valueOf(input)];
        }

        CellValues.Compute(Model);
        Dictionary<(string, string), (double, double)> expected = [];
        foreach (Line line in Model.Sheets.SelectMany(sheet => sheet.Lines).Where(line => line.Formula is not null))
        {
            Put(expected, line, line.Values);
        }

        foreach ((OptionResult option, CalculationSheet sheet) in Model.Options)
        {
            PlanSlots slots = _bound.Plans[option.Option.Id].Slots;
            RecordedSheet<Scalar> recorded = new();
            FleetModel.Evaluate(CaseInputs.Scalars([.. slots.Table.Inputs.Select(valueOf)]), slots, ref recorded);
            foreach (SheetLine<Scalar> line in recorded.Lines)
            {
                if (Model.Find(sheet, line.Section, line.Name) is { Formula: not null } own)
                {
                    Put(expected, own, [.. line.Values.Select(value => value.Value)]);
                }
            }
        }

        return expected;
    }

    private static void Put(Dictionary<(string, string), (double Value, double Scale)> expected, Line line, double[] values)
    {
        for (int month = 0; month < values.Length; month++)
        {
            int column = line.IsMonthly ? FormulaText.FirstMonthColumn + month : FormulaText.ValueColumn;
            expected[(line.Sheet, $"{FormulaText.Letters(column)}{line.Row}")] = (values[month], LargestTerm(line.Formula!, month));
        }
    }

    /// <summary>The largest of the numbers that a formula adds and subtracts.</summary>
    private static double LargestTerm(Expression expression, int month) =>
        expression is OperationExpression { Operation: FormulaOperator.Add or FormulaOperator.Subtract or FormulaOperator.Negate } sum
            ? sum.Operands.Max(term => LargestTerm(term, month))
            : Math.Abs(CellValues.Of(expression, month, (line, at) => line.Values[at]));
}
