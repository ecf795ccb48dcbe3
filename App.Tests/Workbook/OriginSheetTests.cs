using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Server.Workbook;
using App.Tests.Engine.Evidence;

namespace App.Tests.Workbook;

/// <summary>Who stands behind the numbers and the versions: the sheets Evidence and Change log.</summary>
public sealed class OriginSheetTests
{
    private static readonly DateTime s_now = new(2026, 11, 20, 9, 5, 0, DateTimeKind.Utc);

    [Fact]
    public void Evidence_SignedInput_NamesSignerMeaningAndTime()
    {
        ProcurementCase seeded = SeededCase.Create();
        BoundComparison bound = FleetComparison.EvaluateBound(seeded with { Finance = seeded.Finance with { HorizonMonths = 6 } }, PlannerCatalog.Default);
        WorkbookSource source = WorkbookSource.ForComparison(
            bound, PlannerCatalog.Default, new("order", 2, [new(1, "Order", "First", "Mei Chen", s_now), new(2, "Order", "Finance's rate", "", s_now)])) with
        {
            Signatures = InputSignature.Of(bound, LedgerValuesTests.Verified(LedgerValuesTests.StartingState())),
        };
        IReadOnlyList<SheetContent> sheets = FinanceWorkbook.Content(source, new Styles()).Sheets;

        (Input input, VersionRef version, Signing _) = Assert.Single(source.Signatures);
        Assert.Equal("accelerators/atlas-350-112gb/memoryGigabytes", input.Id);
        string[] signed = Texts(sheets, EvidenceSheet.Name).Single(row => row.Contains(LedgerBook.Reviewer.Name));
        Assert.Equal(
            [
                "1", input.Label, input.Id, LedgerBook.Reviewer.Name, "Reviewer", "password", "2026-11-24 09:00", "Compared the value with its source: it says so.", "Moderate",
                "1", version.AssertionId, "",
            ],
            signed);
        Assert.Contains(Texts(sheets, ChangeLogSheet.Name), row => row is ["Order: First", "1", "2026-11-20 09:05", "Mei Chen", ..]);
        Assert.Contains(Texts(sheets, ChangeLogSheet.Name), row => row is ["Order: Finance's rate", "2", "2026-11-20 09:05", "not recorded", ..]);
    }

    [Theory]
    [InlineData(2026, 11, 25, 2026, 12)]
    [InlineData(2026, 12, 31, 2027, 1)]
    [InlineData(2027, 1, 31, 2027, 2)]
    public void MonthAfter_AnyDay_IsTheFirstOfTheNextMonth(int year, int month, int day, int nextYear, int nextMonth) =>
        Assert.Equal(new DateOnly(nextYear, nextMonth, 1), WorkbookSource.MonthAfter(new(year, month, day, 23, 0, 0, DateTimeKind.Utc)));

    private static IEnumerable<string[]> Texts(IReadOnlyList<SheetContent> sheets, string name) =>
        sheets.Single(sheet => sheet.Name == name).Rows.Select(row => row.Cells.Select(cell => cell.Text ?? "").ToArray());
}
