using App.Client.Compare;
using App.Client.Statement;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;

namespace App.Tests.Client.Statement;

public sealed class StatementSectionTests
{
    private static readonly Comparison s_answer = FleetComparison.Evaluate(SeededCase.Create(), PlannerCatalog.Default);

    public static TheoryData<string> Options => [.. s_answer.Options.Where(option => option.Figures is not null).Select(option => option.Option.Id)];

    [Theory]
    [MemberData(nameof(Options))]
    public void Sections_OfAnOption_AddUpToItsTotal(string id)
    {
        OptionResult option = s_answer.Options.Single(option => option.Option.Id == id);
        IReadOnlyList<double> total = option.Statement.Single(line => line.Name == StatementSection.TotalCost).Values;

        IReadOnlyList<StatementSection> sections = StatementSection.Of(option.Statement);

        for (int month = 0; month < total.Count; month++)
        {
            double sum = sections.Sum(section => section.Sum is { } values ? values[month] : 0);
            Assert.Equal(total[month], sum, Math.Max(1, Math.Abs(total[month])) * Tolerance.Reduction);
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void EveryCostLine_OfAnOption_HasASectionOfItsOwn(string id) => Assert.DoesNotContain(
        StatementSection.Of(s_answer.Options.Single(option => option.Option.Id == id).Statement), section => section.Key == "Other");

    [Theory]
    [MemberData(nameof(Options))]
    public void CostParts_LessWhatIsSoldAndTaxRelief_AreThePresentCost(string id)
    {
        OptionResult option = s_answer.Options.Single(option => option.Option.Id == id);

        IReadOnlyList<double> parts = CostPart.Of(option);

        Assert.Equal(
            option.Figures!.PresentCostUsDollars, parts.Sum() + CostPart.Sold(option) + CostPart.TaxRelief(option),
            parts.Sum() * Tolerance.Reduction);
        Assert.All(parts, part => Assert.True(part >= 0));
        Assert.True(CostPart.Sold(option) <= 0);
    }

    [Fact]
    public void Columns_OfAHorizonThatEndsWithinAYear_NameThePartAndCoverEveryMonth()
    {
        double[] ones = [.. Enumerable.Repeat(1.0, 31)];

        IReadOnlyList<StatementColumn> columns = StatementColumn.Of(30, byYear: true);

        Assert.Equal([1.0, 12, 12, 6, 31], columns.Select(column => column.Sum(ones)));
        Assert.Equal((25, 30), (columns[3].From, columns[3].To));
    }

    [Fact]
    public void Columns_ByMonth_CloseEachYearWithItsSum() =>
        Assert.Equal(1 + 24 + 2 + 1, StatementColumn.Of(24, byYear: false).Count);
}
