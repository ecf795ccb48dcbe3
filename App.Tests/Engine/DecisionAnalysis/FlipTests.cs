using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Uncertainty;
using App.Tests.Engine.Uncertainty;

namespace App.Tests.Engine.DecisionAnalysis;

public sealed class FlipTests
{
    private static readonly SizedOption[] s_candidates =
        [.. WorkedCase.Uncertain.Options.Where(option => option.IsCandidate).Select(option => new SizedOption(option))];

    [Fact]
    public void PresentCost_NoChange_CostOfTheBaseCase()
    {
        foreach (SizedOption candidate in s_candidates)
        {
            double expected = WorkedCase.Bound.Comparison.Options.Single(option => option.Option.Id == candidate.Option.Id).Figures!.PresentCostUsDollars;
            Assert.Equal(expected, candidate.PresentCost([]));
        }
    }

    [Fact]
    public void Of_EveryVariable_CandidatesCostTheSameWhereTheChoiceChanges()
    {
        FlipValue[] flips = [.. FlipAnalysis.Of(WorkedCase.Uncertain)];
        Assert.Equal(WorkedCase.Uncertain.Variables.Count, flips.Length);
        Assert.Contains(flips, flip => flip.Below is not null || flip.Above is not null);
        foreach (FlipValue flip in flips)
        {
            foreach (FlipPoint point in new[] { flip.Below, flip.Above }.OfType<FlipPoint>())
            {
                UncertainVariable variable = WorkedCase.Uncertain.Variables.Single(entry => entry.Id == flip.Id);
                double best = Cost(flip.Best, variable, point.Value);
                double other = Cost(point.OtherBest, variable, point.Value);
                Assert.True(other <= best, flip.Id);

                // An event happens or does not: between the two the costs jump.
                Assert.True(variable.Distribution is TableDistribution || best - other <= best * Tolerance.CostStepOfOneServer, $"{flip.Id}: {best:R} and {other:R}");
                Assert.InRange(point.Probability, 0, 1);
                Assert.True(point.MarginSigmas > 0);
            }
        }
    }

    [Fact]
    public void Of_LogNormalClaim_MarginAndProbabilityOfF31()
    {
        // Where the base value is the median, margin = ln(x*/x)/sigma and P(flip) = Phi(-margin).
        FlipValue flip = FlipAnalysis.Of(WorkedCase.Uncertain).First(entry =>
            entry.Id.StartsWith("modelError/", StringComparison.Ordinal) && (entry.Above ?? entry.Below) is not null);
        FlipPoint point = (flip.Above ?? flip.Below)!;
        UncertainVariable error = WorkedCase.Uncertain.Variables.Single(variable => variable.Id == flip.Id);
        double sigma = Math.Log(error.Distribution.Quantile(0.9)) / NormalDistribution.Z90;
        double margin = Math.Abs(Math.Log(point.Value / flip.Base)) / sigma;
        Assert.Equal(margin, point.MarginSigmas, Tolerance.WorkedByHand * 10);
        Assert.Equal(NormalDistribution.Cumulative(-margin), point.Probability, Tolerance.WorkedByHand * 10);
    }

    [Fact]
    public void Map_AnyThreads_SameAndTheBaseCaseWhereTheAxesStandAtIt()
    {
        IReadOnlyList<MapAxis> axes = MapAxes.Of(WorkedCase.Uncertain);
        UncertainOption[] options = [.. WorkedCase.Uncertain.Options.Where(option => option.IsCandidate)];
        MapAxis performance = axes[0] with { Low = axes[0].Base, High = axes[0].Base * 4 };
        MapAxis prompts = axes.Single(axis => axis.Id == MapAxes.Prompts) with { Low = 1, High = 4 };
        FlipMap one = FlipMap.Of(options, performance, prompts, 6, 1);
        FlipMap two = FlipMap.Of(options, performance, prompts, 6, 2);
        Assert.Equal(one.Best, two.Best);
        Assert.Equal(one.LeadUsDollars, two.LeadUsDollars);
        Verdict verdict = WorkedCase.Bound.Comparison.Verdict!;
        Assert.Equal(verdict.BestOption, one.Candidates[one.Best[0]]);
        Assert.Equal(verdict.AdvantageUsDollars, one.LeadUsDollars[0], verdict.AdvantageUsDollars * Tolerance.WorkedByHand);
    }

    [Fact]
    public void Axes_WorkedExample_PerformanceCarriesTheNamedRatios()
    {
        IReadOnlyList<MapAxis> axes = MapAxes.Of(WorkedCase.Uncertain);
        Assert.Equal([2.87, 2.55, 1.3, 0.35], axes[0].Marks.Select(mark => mark.Value));
        Assert.All(axes[0].Marks, mark => Assert.InRange(mark.Value, axes[0].Low, axes[0].High));
        Assert.Contains(axes, axis => axis.Id == MapAxes.Outputs);
        MapAxis load = axes.Single(axis => axis.Id == MapAxes.Utilization);
        Assert.InRange(load.Base, 0.3, 0.6);
        Assert.Contains(axes, axis => axis.Id == "sites/western-hub/energyPriceUsDollarsPerKilowattHour");
    }

    [Fact]
    public void Map_AxesThatActOnTheSame_IsRefused()
    {
        IReadOnlyList<MapAxis> axes = MapAxes.Of(WorkedCase.Uncertain);
        UncertainOption[] options = [.. WorkedCase.Uncertain.Options.Where(option => option.IsCandidate)];
        MapAxis load = axes.Single(axis => axis.Id == MapAxes.Utilization);
        MapAxis part = load with { Id = "own", IsRatio = false, Effects = [load.Effects[0] with { Action = VariableAction.Sets }] };
        Assert.Throws<ArgumentException>(() => FlipMap.Of(options, axes[0], axes[0], 2, 1));
        Assert.Throws<ArgumentException>(() => FlipMap.Of(options, load, part, 2, 1));
        Assert.False(load.Overlaps(axes[0]));
    }

    [Fact]
    public void Axes_WorkedExample_ActOnACandidate()
    {
        HashSet<string> inputs = [.. WorkedCase.Uncertain.Options.Where(option => option.IsCandidate)
            .SelectMany(option => option.Plan.Slots.Table.Inputs.Select(input => input.Id))];
        Assert.All(MapAxes.Of(WorkedCase.Uncertain), axis => Assert.Contains(axis.Effects, effect => inputs.Contains(effect.InputId)));
    }

    [Fact]
    public void Ratios_Phases_PrefillBoundByComputeDecodeByMemory()
    {
        foreach (ServingRatio ratio in ServingRatios.Between(WorkedCase.Uncertain, "atlas-350-112gb", "h20-96gb").Where(ratio => ratio.Prefill is not null))
        {
            Assert.True(ratio.Prefill > 1, $"{ratio.WorkloadName} prefill {ratio.Prefill}");
            Assert.True(ratio.Decode < ratio.Prefill, $"{ratio.WorkloadName} decode {ratio.Decode}");
        }
    }

    private static double Cost(string option, UncertainVariable variable, double value) =>
        s_candidates.Single(candidate => candidate.Option.Id == option).PresentCost(variable.Effects.Select(effect => (effect, value)));
}
