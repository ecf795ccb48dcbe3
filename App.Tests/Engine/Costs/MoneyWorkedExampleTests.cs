using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;

namespace App.Tests.Engine.Costs;

/// <summary>The worked example of docs/models/tco.md: what a card costs to buy and to run for a month, worked out by hand there.</summary>
public sealed class MoneyWorkedExampleTests
{
    private static readonly (string Path, double Value)[] s_constants =
    [
        ("accelerators/h20-96gb/priceUsDollars", 12_000),
        ("accelerators/h20-96gb/serverOverheadMultiplier", 1.4),
        ("accelerators/h20-96gb/annualFailureRateFraction", 0.09),
        ("accelerators/h20-96gb/thermalDesignPowerWatts", 500),
        ("accelerators/h20-96gb/hostPowerWattsPerCard", 500),
        ("economics/networkCapexFraction", 0.19),
        ("economics/storageCapexFraction", 0.03),
        ("economics/installationCapexFraction", 0.03),
        ("economics/annualSupportFraction", 0.03),
        ("economics/staffFullTimeEquivalentsPerMegawatt", 0.6),
        ("economics/staffUsDollarsPerYear", 60_000),
        ("sites/western-hub/facilityUsDollarsPerKilowattMonth", 110),
        ("economics/warrantyCoverFraction", 0),
        ("economics/networkPowerWattsPerCard", 0),
        ("economics/generalInflationFraction", 0),
        ("economics/staffCostChangePerYearFraction", 0),
        ("economics/cardPriceChangePerYearFraction", 0),
    ];

    [Theory]
    [InlineData("Accelerators", 12_000)]
    [InlineData("Servers", 4_800)]
    [InlineData("Network", 3_192)]
    [InlineData("Storage", 504)]
    [InlineData("Installation", 504)]
    public void Purchase_OfACard_ComesToTheWorkedDollars(string line, double dollarsPerCard)
    {
        OptionResult option = Option();

        Assert.Equal(
            dollarsPerCard, Line(option, line).Values.Sum() / option.Figures!.Cards, dollarsPerCard * Tolerance.WorkedByHand);
    }

    [Theory]
    [InlineData("Facility", 110)]
    [InlineData("Staff", 3)]
    [InlineData("Support", 42)]
    [InlineData("Failed cards", 90)]
    public void Month_OfACardInService_ComesToTheWorkedDollars(string line, double dollarsPerCard)
    {
        OptionResult option = Option();

        Assert.Equal(
            dollarsPerCard, Line(option, line).Values[40] / option.Figures!.Cards, dollarsPerCard * Tolerance.WorkedByHand);
    }

    private static OptionResult Option()
    {
        ProcurementCase seeded = SeededCase.Create();
        ProcurementCase procurement = seeded with
        {
            Site = seeded.Site with { PowerLimitMegawatts = 1000 },
            Overrides = [.. s_constants.Select(constant => new AssumptionOverride
            {
                AssumptionId = constant.Path, Value = constant.Value, Reason = "Stated by the worked example.",
            })],
        };
        return FleetComparison.Evaluate(procurement, PlannerCatalog.Default).Options.Single(option => option.Option.Id == "h20");
    }

    private static StatementLine Line(OptionResult option, string name) => option.Statement.Single(line => line.Name == name);
}
