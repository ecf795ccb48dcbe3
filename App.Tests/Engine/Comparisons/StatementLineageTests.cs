using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;

namespace App.Tests.Engine.Comparisons;

/// <summary>Every line of the statement is traced to the inputs that move it.</summary>
public sealed class StatementLineageTests
{
    private static readonly BoundComparison s_bound = FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default);

    [Fact]
    public void Lineage_OfEveryOption_HasEveryLineOfItsStatementAndInputsWhereItIsNotZero()
    {
        foreach (OptionResult option in s_bound.Comparison.Options)
        {
            PlanLineage lineage = Lineage.Trace(s_bound.Plans[option.Option.Id]);

            Assert.Equal(option.Statement.Select(line => line.Name), lineage.Statement.Select(line => line.Line));
            foreach ((StatementLine line, FigureLineage traced) in option.Statement.Zip(lineage.Statement))
            {
                Assert.True(traced.Inputs.Count > 0 || line.Values.All(value => value == 0), $"{option.Option.Id}: {line.Name} rests on nothing");
            }
        }
    }

    [Theory]
    [InlineData("Accelerators", "accelerators/h20-96gb/priceUsDollars", "sites/western-hub/energyPriceUsDollarsPerKilowattHour")]
    [InlineData("Energy", "sites/western-hub/energyPriceUsDollarsPerKilowattHour", "accelerators/h20-96gb/priceUsDollars")]
    [InlineData("Staff", "economics/staffUsDollarsPerYear", "economics/incomeTaxFraction")]
    [InlineData("Tax relief", "economics/incomeTaxFraction", "finance/discountRateFraction")]
    public void Lineage_OfALine_NamesWhatMovesItAndNotWhatDoesNot(string line, string moving, string idle)
    {
        FigureLineage traced = Lineage.Trace(s_bound.Plans["h20"]).Statement.Single(entry => entry.Line == line);
        List<string> ids = [.. traced.Inputs.Select(input => input.Id)];

        Assert.Contains(moving, ids);
        Assert.DoesNotContain(idle, ids);
    }
}
