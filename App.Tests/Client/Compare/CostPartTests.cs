using App.Client.Compare;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;

namespace App.Tests.Client.Compare;

public sealed class CostPartTests
{
    /// <summary>What a waterfall from any option to any other adds up is the second one's present cost.</summary>
    [Fact]
    public void Parts_OfEveryOption_AddUpToItsPresentCost()
    {
        foreach (OptionResult option in FleetComparison.Evaluate(SeededCase.Create(), PlannerCatalog.Default).Options)
        {
            double cost = option.Figures!.PresentCostUsDollars;

            Assert.Equal(cost, CostPart.Of(option).Sum() + CostPart.Sold(option) + CostPart.TaxRelief(option), cost * Tolerance.WorkedByHand);
        }
    }
}
