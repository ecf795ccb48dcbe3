using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Server.Workbook;
using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace App.Tests.Workbook;

/// <summary>The rules that modelling standards set for formulas, over every cell of the worked example.</summary>
public sealed partial class FormulaRuleTests(SeededWorkbook seeded) : IClassFixture<SeededWorkbook>
{
    private static readonly string[] s_functions = ["ABS", "COUNT", "EDATE", "EXP", "IF", "INDEX", "ISERROR", "ISNUMBER", "LN", "MATCH", "MAX", "MIN", "RANK", "SUM", "SUMIF", "SUMPRODUCT"];

    [Fact]
    public void Workbook_Validated_HasNoErrors()
    {
        using SpreadsheetDocument document = SpreadsheetDocument.Open(seeded.Workbook.File, isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2010).Validate(document, TestContext.Current.CancellationToken)
            .Take(10).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
    }

    [Theory]
    [InlineData("Cover", "A3:B4", "B3")]
    [InlineData("Summary", "C2", "C2")]
    [InlineData("Checks", "C2", "C2")]
    public void Checks_OnASheet_AreRedWhereOneFailsAndAmberOnlyWhereAllHold(string sheet, string range, string cell)
    {
        using SpreadsheetDocument document = SpreadsheetDocument.Open(seeded.Workbook.File, isEditable: false);
        WorkbookPart workbook = document.WorkbookPart!;
        string id = workbook.Workbook!.Descendants<Sheet>().Single(entry => entry.Name == sheet).Id!;
        DifferentialFormat[] looks = [.. workbook.WorkbookStylesPart!.Stylesheet!.DifferentialFormats!.Elements<DifferentialFormat>()];
        Dictionary<string, string> grounds = ((WorksheetPart)workbook.GetPartById(id)).Worksheet!.Descendants<ConditionalFormatting>()
            .Where(format => format.SequenceOfReferences!.InnerText == range).SelectMany(format => format.Elements<ConditionalFormattingRule>())
            .ToDictionary(rule => rule.InnerText.Replace("$", "", StringComparison.Ordinal), rule => looks[rule.FormatId!.Value].Fill!.PatternFill!.BackgroundColor!.Rgb!.Value!);

        Assert.Equal(
            new Dictionary<string, string>
            {
                [$"IF(ISERROR({cell}),TRUE,LEFT({cell},11)=\"CHECK FAILS\")"] = "FFC00000",
                [$"LEFT({cell},12)=\"Checks hold;\""] = "FFFFD24D",
                [$"{cell}=\"All checks hold\""] = "FFE3F1E4",
            },
            grounds);
    }

    [Fact]
    public void Workbook_OpenedByAnotherReader_HasEveryFormulaNameAndShownValue()
    {
        using XLWorkbook book = new(seeded.Workbook.File);
        Assert.Equal(seeded.Cells.Keys.Select(cell => cell.Sheet).Distinct(), book.Worksheets.Select(sheet => sheet.Name));
        Assert.Equal(seeded.Formulas.Length, book.Worksheets.Sum(sheet => sheet.CellsUsed().Count(cell => cell.HasFormula)));
        IXLNamedRange[] results = [.. book.NamedRanges.Where(name => name.Name.StartsWith("out.", StringComparison.Ordinal))];
        Assert.True(results.Length > 20);
        Assert.All(results, name =>
        {
            IXLCell cell = name.Ranges.Single().FirstCell();
            Assert.True(cell.HasFormula);
            Assert.Equal(seeded.Cells[(cell.Worksheet.Name, cell.Address.ToString()!)].Number, Convert.ToDouble(cell.CachedValue, CultureInfo.InvariantCulture));
        });
        (Input input, Line line) = seeded.Workbook.Model.Inputs.First(entry => entry.Input.Id == "finance/discountRateFraction");
        IXLCell typed = book.Worksheet("Inputs").Cell(line.Row, InputsSheet.BaseColumn);
        Assert.Equal(input.Value, typed.GetDouble());
    }

    [Fact]
    public void Workbook_Parts_HaveNoMacrosNoLinksOutAndNothingHidden()
    {
        using ZipArchive zip = ZipFile.OpenRead(seeded.Workbook.File);
        Assert.DoesNotContain(zip.Entries, entry => entry.FullName.Contains("vba", StringComparison.OrdinalIgnoreCase) || entry.FullName.Contains("externalLink", StringComparison.OrdinalIgnoreCase));
        using StreamReader workbook = new(zip.GetEntry("xl/workbook.xml")!.Open());
        string xml = workbook.ReadToEnd();
        Assert.DoesNotMatch("state=\"(hidden|veryHidden)\"|hidden=\"1\"", xml);
        Assert.Contains("fullCalcOnLoad=\"1\"", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Formulas_Constants_AreUniversal()
    {
        double[] allowed = [.. SheetLayout.Universal];
        Assert.All(
            seeded.Formulas.SelectMany(cell => Constants().Matches(Texts().Replace(cell.Formula, "")).Select(match => (cell.Sheet, cell.Address, cell.Formula, match.Value))),
            constant => Assert.Contains(double.Parse(constant.Value, CultureInfo.InvariantCulture), allowed));
    }

    [Fact]
    public void Formulas_Functions_AreTheOnesThatAnyoneCanTrace() => Assert.All(
        seeded.Formulas.SelectMany(cell => Functions().Matches(cell.Formula).Select(match => match.Groups[1].Value)).Distinct(),
        function => Assert.Contains(function, s_functions));

    [Fact]
    public void Formulas_Length_CanBeReadAtOnce() => Assert.All(
        seeded.Formulas, cell => Assert.True(cell.Formula.Length <= 130, $"{cell.Sheet}!{cell.Address}: {cell.Formula}"));

    [Fact]
    public void Formulas_AlongTheMonths_AreTheSame()
    {
        HashSet<string> calculations = [.. seeded.Workbook.Model.Sheets.Select(sheet => sheet.Name)];
        foreach (var row in seeded.Formulas.Where(cell => calculations.Contains(cell.Sheet) && cell.Column >= FormulaText.FirstMonthColumn).GroupBy(cell => (cell.Sheet, cell.Row)))
        {
            Assert.Equal(seeded.Workbook.Model.HorizonMonths + 1, row.Count());
            Assert.Single(row.Select(cell => Relative(cell.Formula, cell.Column)).Distinct());
        }
    }

    [Fact]
    public void Rows_WithANumber_HaveAUnitOrSayThatTheyAreRatios()
    {
        // A pure number has no unit; the column is there for every row all the same.
        foreach (Line line in seeded.Workbook.Model.Sheets.SelectMany(sheet => sheet.Lines).Where(line => line.Kind == LineKind.Named))
        {
            Assert.True(seeded.Cells.ContainsKey((line.Sheet, $"B{line.Row}")), line.Label);
        }
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+cmd|' /C calc'!A0")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\u0001=\u000bx \ud800 <&>")]
    public void Text_ThatLooksLikeAFormula_IsWrittenAsText(string text)
    {
        using TemporaryFile file = new();
        ProcurementCase seededCase = SeededCase.Create();
        ProcurementCase procurement = seededCase with
        {
            Finance = seededCase.Finance with { HorizonMonths = 6 },
            Options = [.. seededCase.Options.Select((option, index) => index == 0 ? option with { Name = text } : option)],
        };
        ExportedWorkbook workbook = new(procurement, file.Path);
        XlsxCell cell = XlsxCells.Read(workbook.File)[("Option 1", "A1")];
        Assert.True(cell is { IsText: true, Formula: null });
        Assert.Equal(string.Concat(text.EnumerateRunes().Where(letter => letter.Value >= ' ')), string.Concat(cell.Text!.Where(letter => letter >= ' ')));
    }

    private static string Relative(string formula, int column) => Cells().Replace(formula, cell => cell.Groups[1].Value == "$"
        ? cell.Value
        : $"{cell.Groups[4].Value}[{SeededWorkbook.ColumnOf(cell.Groups[2].Value) - column}]");

    [GeneratedRegex(@"(?<![A-Z$\d.'])\d+\.?\d*(?:E[-+]?\d+)?(?![\d'!])")]
    private static partial Regex Constants();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'!")]
    private static partial Regex Texts();

    [GeneratedRegex(@"([A-Z]+)\(")]
    private static partial Regex Functions();

    [GeneratedRegex(@"(\$?)([A-Z]{1,3})(\$?)(\d+)")]
    private static partial Regex Cells();
}
