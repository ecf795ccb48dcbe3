using App.Engine.Algebra;
using App.Engine.Calibration;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Uncertainty;

namespace App.Tests.Engine.Uncertainty;

public sealed class WorldKernelTests
{
    private static readonly WorldSettings s_settings = new(1_000, 5, Sampler.Sobol);

    [Fact]
    [Trait(Categories.Trait, Categories.Intrinsics)]
    public void Evaluate_LanesOrScalar_SameBits() => Assert.Null(Bits.Difference(
        WorkedCase.Results<Scalar, ScalarPack>(WorkedCase.Uncertain, s_settings),
        WorkedCase.Results<Lanes, LanesPack>(WorkedCase.Uncertain, s_settings)));

    [Fact]
    public void Evaluate_NothingUncertain_DeterministicAnswerInEveryWorld()
    {
        UncertainCase certain = UncertainCase.Of(WorkedCase.Bound, WorkedCase.Certain, WorkedCase.NoneOfTheirOwn);
        Assert.Empty(certain.Variables);
        double[] results = WorkedCase.Results<Lanes, LanesPack>(certain, new(256, 1, Sampler.Sobol));
        int block = results.Length / WorldSettings.Replicates;
        for (int option = 0; option < certain.Options.Count; option++)
        {
            double expected = WorkedCase.Bound.Comparison.Options.Single(result => result.Option.Id == certain.Options[option].Id)
                .Figures!.PresentCostUsDollars;
            for (int r = 0; r < WorldSettings.Replicates; r++)
            {
                Assert.All(results.AsSpan((r * block) + (option * 16), 16).ToArray(), cost => Assert.Equal(expected, cost));
            }
        }
    }

    [Fact]
    public void Evaluate_Block_AllocatesNothing()
    {
        UncertainCase uncertain = WorkedCase.Uncertain;
        WorldSource source = uncertain.Worlds(s_settings);
        WorldKernel<Lanes, LanesPack> kernel = new(uncertain.Options, uncertain.Variables);
        double[] scores = new double[source.BlockLength];
        double[] values = new double[source.BlockLength];
        double[] results = new double[WorldMetric.All.Count * uncertain.Options.Count * WorldSource.BlockWorlds];
        Assert.Equal(0, Allocations.Of(Block));

        void Block()
        {
            source.FillScores(0, 0, 62, scores);
            source.FillValues(62, scores, values);
            kernel.Evaluate(62, values, results, WorldMetric.All.Count);
        }
    }

    [Fact]
    public void Of_AnUnusedInput_ChangesNoByte()
    {
        // A carbon figure moves no cost; a made-up input is read by nobody. Neither may shift the worlds of the others.
        UncertainCase without = WorkedCase.Uncertain;
        BoundComparison bound = FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default);
        foreach (App.Engine.Fleets.BoundPlan plan in bound.Plans.Values)
        {
            plan.Slots.Table.Add(new(
                "accelerators/atlas-350-112gb/aaaUnused", "Unused", Unit.One, InputKind.Assumption, 1, 0.5, 2, EvidenceStatus.Assumed, "", []));
        }

        UncertainCase with = UncertainCase.Of(bound, WorkedCase.Policy, WorkedCase.NoneOfTheirOwn);
        Assert.Equal(without.Variables.Count + 1, with.Variables.Count);
        Assert.Null(Bits.Difference(
            WorkedCase.Results<Lanes, LanesPack>(without, s_settings), WorkedCase.Results<Lanes, LanesPack>(with, s_settings)));
    }

    [Fact]
    public void Variables_ModelErrors_StandForTheConstantsTheyMultiply()
    {
        // H20 was measured, Atlas 350 was not: each stands on its own step with that step's measured error.
        Assert.DoesNotContain(WorkedCase.Uncertain.Variables, variable => variable.Id.StartsWith("calibration/", StringComparison.Ordinal));
        foreach ((string card, string step, EvidenceTier tier, string vendor) in new[]
        {
            ("atlas-350-112gb", "sameVendor", EvidenceTier.SameVendor, "Huawei"), ("h20-96gb", "sameCell", EvidenceTier.SameCell, "NVIDIA"),
        })
        {
            UncertainVariable error = WorkedCase.Uncertain.Variables.Single(variable => variable.Id == $"modelError/{card}/decode/{step}");
            TierError measured = PlannerCatalog.Default.Serving.ErrorOf(LadderKind.Decode, tier, vendor)!;
            Assert.Equal(Math.Exp(1.2816 * measured.Sigma), error.Distribution.Quantile(0.9), Tolerance.WorkedByHand);
            Assert.Equal((1, $"accelerators/{card}/decodeErrorFactor/{step}"), (error.Base, error.Effects.Single().InputId));
        }
    }

    [Fact]
    public void Variables_ModelErrorsOfTwoChips_RatioHasItsMeasuredSpread()
    {
        // F20: 0.30 each, 0.22 the ratio.
        double correlation = WorkedCase.Policy.ModelError.PairCorrelation;
        Assert.Equal(0.22, Math.Sqrt(2 * 0.30 * 0.30 * (1 - correlation)), Tolerance.WorkedByHand);
    }
}
