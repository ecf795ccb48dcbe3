using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Costs;
using App.Engine.Requirements;

namespace App.Tests.Engine.Costs;

/// <summary>How many cards there are, how busy they are, and that very many over a long time still add up.</summary>
public sealed class FleetSizeTests
{
    [Fact]
    public void Evaluate_AMillionCardsOverSitesAndFifteenYears_AddsUp()
    {
        ProcurementCase seeded = SeededCase.Create();
        ProcurementCase procurement = seeded with
        {
            Site = seeded.Site with { PowerLimitMegawatts = 700 },
            FurtherSites = [.. PlannerCatalog.Default.Sites.Keys.Where(id => id != seeded.Site.SiteId)
                .Select(id => new SiteRequirement { SiteId = id, PowerLimitMegawatts = 10_000, Facility = FacilityTenure.Own })],
            Finance = seeded.Finance with { BudgetUsDollars = 1e13, HorizonMonths = 180, RefreshMonths = 60 },
            Workloads = [.. seeded.Workloads.Select(workload => workload with
            {
                MeanRequestsPerSecond = workload.MeanRequestsPerSecond * 20, GrowthPerYearFraction = 0,
            })],
            Options = [.. seeded.Options.Select(option => option.Tenure == Tenure.Rent ? option : option with
            {
                Tranches = [new() { OrderMonth = 0, ShareFraction = 0.5 }, new() { OrderMonth = 60, ShareFraction = 0.5 }],
            })],
        };
        Assert.Empty(CaseRules.Check(procurement, PlannerCatalog.Default));
        OptionResult option = FleetComparison.Evaluate(procurement, PlannerCatalog.Default).Options.Single(result => result.Option.Id == "atlas");

        Assert.True(option.IsFeasible, string.Join("; ", option.Reasons));
        Assert.True(option.Figures!.Cards >= 1_000_000, $"{option.Figures.Cards} cards");
        Assert.All(option.Statement, line => Assert.Equal(181, line.Values.Count));
        double[] lines = [.. CashLines.All.Select(line => option.Statement.Single(other => other.Name == line.Name).Values.Sum())];
        Assert.Equal(lines.Sum(), option.Figures.TotalCostUsDollars, lines.Sum(Math.Abs) * Tolerance.Reduction);
    }

    [Fact]
    public void Utilisation_FollowsFromPeakAndReserves()
    {
        // The busiest hour is twice the mean and may fill 85% of what 97% of the replicas do: on the mean 0.85 · 0.97 / 2 of them is busy.
        // A replica is a card here, and cards come in servers of 8.
        MoneyBench bench = MoneyBench.Plain(procurement => procurement with
        {
            Workloads = [procurement.Workloads[0] with { MeanRequestsPerSecond = 1e6, PeakToMeanRatio = 2 }],
        });
        (double cards, double replicas) = (bench.PlannedCards, bench["plan/bought/rank/Both/replicas"]);
        bench["plan/bought/h20-96gb/cards"] = cards;

        Assert.Equal(0.85 * 0.97 / 2, bench.Run().Outcome.UtilisationFraction.Value, 8 / replicas);
    }
}
