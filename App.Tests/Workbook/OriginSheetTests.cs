using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Server.Workbook;

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
        Input input = bound.Plans.Values.First().Slots.Table.Inputs.First(entry => entry.Kind == InputKind.Assumption);
        Signing signing = new(
            new("person-1", "Li Wei", ActorKind.Person, Roles.Reviewer), s_now, new(SignatureMeaning.CheckedAgainstSource, "hash", s_now, "passkey"),
            new() { Certainty = Certainty.Moderate, Marks = null!, Remark = "=page 3" });
        WorkbookSource source = WorkbookSource.ForComparison(
            bound, PlannerCatalog.Default, new("order", 2, [new(1, "Order", "First", "Mei Chen", s_now), new(2, "Order", "Finance's rate", "", s_now)])) with
        {
            Signatures = [new(input, new("claim", 3), signing)],
        };
        IReadOnlyList<SheetContent> sheets = FinanceWorkbook.Content(source, new Styles()).Sheets;

        string[] signed = Texts(sheets, EvidenceSheet.Name).Single(row => row.Contains("Li Wei"));
        Assert.Equal(
            ["1", input.Label, input.Id, "Li Wei", "Reviewer", "passkey", "2026-11-20 09:05", "Compared the value with its source: it says so.", "Moderate", "3", "claim", "=page 3"], signed);
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
