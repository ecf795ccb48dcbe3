using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Uncertainty;

namespace App.Tests.Engine.Uncertainty;

/// <summary>Events are switches in the base case and chances in the worlds.</summary>
public sealed class EventWorldsTests
{
    private const string Stop = "events/export-control/occurs";

    [Fact]
    public void Events_InTheWorlds_HappenAsOftenAsTheirProbabilitySays()
    {
        WorldSettings settings = new(4096, 3, Sampler.Sobol);
        UncertainCase uncertain = WorkedCase.Uncertain;
        foreach (MarketEvent happening in PlannerCatalog.Default.Events.Values)
        {
            double[] occurs = Values(uncertain, settings, $"events/{happening.Id}/occurs");
            double probability = happening.Quantities[EventQuantities.ProbabilityFraction].Value!.Value;

            Assert.All(occurs, value => Assert.True(value is 0 or 1));

            // Evenly spread or not, four standard errors of independent draws are a generous bound.
            Assert.Equal(probability, occurs.Average(), 4 * Math.Sqrt(probability * (1 - probability) / occurs.Length));
        }
    }

    [Fact]
    public void Event_ThatTheCaseTakesToHappen_HappensInEveryWorld()
    {
        BoundComparison bound = FleetComparison.EvaluateBound(SeededCase.Create() with { Events = ["export-control"] }, PlannerCatalog.Default);
        UncertainCase uncertain = UncertainCase.Of(bound, WorkedCase.Policy, WorkedCase.NoneOfTheirOwn);

        Assert.DoesNotContain(uncertain.Variables, variable => variable.Id == Stop);
        UncertainOption option = uncertain.Options.Single(option => option.Id == "h20");
        Assert.Equal(1, option.Base[option.Plan.Slots.Table.Find(Stop)!.Value.Index]);
    }

    [Fact]
    public void World_InWhichAnEventHappens_CostsWhatItsSwitchCosts()
    {
        BoundComparison assumed = FleetComparison.EvaluateBound(SeededCase.Create() with { Events = ["export-control"] }, PlannerCatalog.Default);
        UncertainCase certain = UncertainCase.Of(WorkedCase.Bound, WorkedCase.Certain, WorkedCase.NoneOfTheirOwn);
        UncertainVariable stop = WorkedCase.Uncertain.Variables.Single(variable => variable.Id == Stop);
        WorldKernel<Lanes, LanesPack> kernel = new(certain.Options, [stop]);
        double[] values = new double[WorldSource.BlockWorlds];
        (values[0], values[1]) = (1, 0);
        double[] results = new double[WorldMetric.All.Count * certain.Options.Count * WorldSource.BlockWorlds];
        kernel.Evaluate(2, values, results, 1);

        for (int o = 0; o < certain.Options.Count; o++)
        {
            double Cost(BoundComparison bound) => bound.Comparison.Options.Single(result => result.Option.Id == certain.Options[o].Id).Figures!.PresentCostUsDollars;
            Assert.Equal(Cost(assumed), results[o * WorldSource.BlockWorlds]);
            Assert.Equal(Cost(WorkedCase.Bound), results[(o * WorldSource.BlockWorlds) + 1]);
        }

        Assert.NotEqual(results[WorldSource.BlockWorlds], results[WorldSource.BlockWorlds + 1]);
    }

    private static double[] Values(UncertainCase uncertain, WorldSettings settings, string id)
    {
        int variable = uncertain.Variables.ToList().FindIndex(entry => entry.Id == id);
        WorldSource source = uncertain.Worlds(settings);
        double[] scores = new double[source.BlockLength];
        double[] values = new double[source.BlockLength];
        List<double> all = [];
        for (int r = 0; r < WorldSettings.Replicates; r++)
        {
            source.FillScores(r, 0, settings.WorldsOf(r), scores);
            source.FillValues(settings.WorldsOf(r), scores, values);
            all.AddRange(values.AsSpan(variable * WorldSource.BlockWorlds, settings.WorldsOf(r)));
        }

        return [.. all];
    }
}
