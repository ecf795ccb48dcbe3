using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Serving;
using CsCheck;

namespace App.Tests.Engine.Serving;

/// <summary>What must hold of a step on any accelerator, whatever the calibration says.</summary>
public sealed class StepCostTests
{
    private static readonly Dictionary<string, (double Low, double High)> s_ranges = new()
    {
        ["peakTeraflops/fp8"] = (100, 5000),
        ["peakTeraflops/bf16"] = (50, 2500),
        ["memoryGigabytes"] = (48, 300),
        ["memoryBandwidthTerabytesPerSecond"] = (0.5, 10),
        ["islandLinkGigabytesPerSecond"] = (20, 1000),
        ["betweenIslandsLinkGigabytesPerSecond"] = (5, 100),
        ["prefillComputeEfficiencyFraction"] = (0.1, 1),
        ["decodeComputeEfficiencyFraction"] = (0.1, 1),
        ["memoryEfficiencyFraction"] = (0.1, 1),
        ["networkEfficiencyFraction"] = (0.1, 1),
        ["collectiveLatencyMicroseconds"] = (1, 100),
        ["layerOverheadMicroseconds"] = (1, 200),
    };

    private static readonly string[] s_moreIsFaster =
    [
        "peakTeraflops/fp8", "peakTeraflops/bf16", "memoryBandwidthTerabytesPerSecond", "islandLinkGigabytesPerSecond",
        "betweenIslandsLinkGigabytesPerSecond", "prefillComputeEfficiencyFraction", "decodeComputeEfficiencyFraction",
        "memoryEfficiencyFraction", "networkEfficiencyFraction",
    ];

    private static readonly Gen<Dictionary<string, double>> s_card =
        Gen.Double.Unit.Array[s_ranges.Count].Select(shares => s_ranges.Zip(shares).ToDictionary(
            entry => entry.First.Key,
            entry => entry.First.Value.Low * Math.Pow(entry.First.Value.High / entry.First.Value.Low, entry.Second)));

    private static readonly Gen<(string Model, Layout Layout, Dictionary<string, double> Card)> s_replica = Gen.Select(
        Gen.OneOf("llama-3.1-70b", "qwen3-8b", "qwen3-30b-a3b", "mixtral-8x7b", "deepseek-v3"), Gen.OneOf(1, 2, 4, 8), Gen.OneOf(1, 2, 4), s_card)
        .Select((model, ranks, groups, card) =>
            (model, new Layout(ranks, Mixture(model) ? Math.Min(groups, 8 / ranks) : 1), card));

    [Fact]
    public void Step_MoreOfAnyResource_IsNeverSlower() => Gen.Select(
        s_replica, Gen.OneOf(s_moreIsFaster), Gen.Double[1, 4], Gen.Int[1, 300], Gen.Int[16, 20_000]).Sample(
        (replica, resource, factor, batch, tokens) =>
        {
            Dictionary<string, double> more = new(replica.Card) { [resource] = replica.Card[resource] * factor };
            ServingBench before = Bench(replica.Model, replica.Layout, replica.Card);
            ServingBench after = Bench(replica.Model, replica.Layout, more);
            AssertNotAbove(before.Decode(batch, tokens), after.Decode(batch, tokens));
            AssertNotAbove(before.Prefill(batch, tokens), after.Prefill(batch, tokens));
        },
        iter: 150, threads: 1);

    [Fact]
    public void Step_MoreSequencesOrTokens_IsNeverFaster() => Gen.Select(
        s_replica, Gen.Double[1, 400], Gen.Double[1, 20_000], Gen.Double[1, 3]).Sample(
        (replica, batch, tokens, factor) =>
        {
            ServingBench bench = Bench(replica.Model, replica.Layout, replica.Card);
            AssertNotAbove(bench.Decode(batch * factor, tokens), bench.Decode(batch, tokens));
            AssertNotAbove(bench.Decode(batch, tokens * factor), bench.Decode(batch, tokens));
            AssertNotAbove(bench.Prefill(batch * factor, tokens), bench.Prefill(batch, tokens));
            AssertNotAbove(bench.Prefill(batch, tokens * factor), bench.Prefill(batch, tokens));
        },
        iter: 150, threads: 1);

    [Fact]
    public void Step_AnyReplica_StaysBelowTheCeilingsOfComputeAndMemory() => Gen.Select(
        s_replica, Gen.Double[1, 400], Gen.Double[16, 20_000]).Sample(
        (replica, batch, tokens) =>
        {
            ServingBench bench = Bench(replica.Model, replica.Layout, replica.Card);
            ModelSizes<Scalar> sizes = bench.Replica.Sizes;
            double cards = replica.Layout.Cards;
            double peak = replica.Card["peakTeraflops/fp8"] * 1e12 * cards;
            double bandwidth = replica.Card["memoryBandwidthTerabytesPerSecond"] * 1e12 * replica.Layout.TensorRanks;
            double flopPerToken = 2 * (sizes.LinearWeights.Value
                + (sizes.ExpertLayers.Value * sizes.ExpertsPerToken.Value * sizes.ExpertWeights.Value));

            Assert.True(batch * flopPerToken / bench.Decode(batch, tokens) <= peak);
            Assert.True(batch * tokens * flopPerToken / bench.Prefill(batch, tokens) <= peak);
            Assert.True(sizes.LinearWeights.Value / bench.Decode(batch, tokens) <= bandwidth);
        },
        iter: 150, threads: 1);

    [Fact]
    public void BatchWithin_AnyReplica_EqualsBisection() => Gen.Select(
        s_replica, Gen.Double[0, 1], Generators.LogUniform(100, 20_000), Generators.LogUniform(1e-6, 1e-2), Gen.Bool).Sample(
        (replica, share, context, burden, prefill) =>
        {
            ServingBench bench = Bench(replica.Model, replica.Layout, replica.Card);
            StepCost<Scalar> step = prefill ? bench.Replica.PrefillStep(new(context)) : bench.Replica.DecodeStep(new(context));
            double allowed = At(step, burden, 1e-9) + (share * share * At(step, burden, 100));

            double batch = step.BatchWithin(new(allowed), new(burden)).Value;

            double root = Bisect(sequences => At(step, burden, sequences) - allowed);
            Assert.Equal(root, batch, (root * Tolerance.Root) + Tolerance.Root);
        },
        iter: 400, threads: 1);

    [Fact]
    public void BatchWithin_LessTimeThanAnEmptyStep_IsZero()
    {
        StepCost<Scalar> step = Bench("llama-3.1-70b", new(4, 1), new()).Replica.DecodeStep(new(4096));

        Assert.Equal(0, step.BatchWithin(new(1e-4), new(0)).Value);
    }

    [Theory]
    [InlineData(296, 4.0, 1, 74, "H20, FP8")]
    [InlineData(756, 1.4, 1, 540, "Atlas 350, FP8")]
    [InlineData(1560, 1.4, 0.5, 1114, "Atlas 350, FP4 as on the launch slide, half a byte a weight")]
    public void Ridge_GoldenCards_LieAtTheGoldenFlopPerByte(double peak, double bandwidth, double bytes, double ridge, string card)
    {
        StepCost<Scalar> step = Bench("llama-3.1-70b", new(1, 1), new()
        {
            ["peakTeraflops/fp8"] = peak,
            ["memoryBandwidthTerabytesPerSecond"] = bandwidth,
            ["decodeComputeEfficiencyFraction"] = 1,
            ["memoryEfficiencyFraction"] = 1,
        }).Replica.DecodeStep(new(1));

        // Weights are read in the time in which they are used when 2 FLOP times the tokens equal the ridge times their bytes.
        double tokens = step.LinearReadSeconds.Value * bytes / step.LinearSecondsPerToken.Value;
        Assert.True(Math.Abs(ridge - (2 * tokens / bytes)) <= Tolerance.Printed(0), card);
    }

    private static bool Mixture(string model) => model is "qwen3-30b-a3b" or "mixtral-8x7b" or "deepseek-v3";

    private static ServingBench Bench(string model, Layout layout, Dictionary<string, double> card) =>
        new(model, "atlas-350-112gb", "fp8", layout, card);

    private static void AssertNotAbove(double slow, double fast) =>
        Assert.True(fast <= slow * (1 + Tolerance.Reduction), $"{fast:R} is above {slow:R}");

    private static double At(StepCost<Scalar> step, double burden, double sequences) =>
        step.Seconds(new(sequences)).Value + (burden * sequences);

    private static double Bisect(Func<double, double> rising)
    {
        double low = 0;
        double high = 1;
        while (rising(high) < 0)
        {
            high *= 2;
        }

        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = rising(middle) < 0 ? (middle, high) : (low, middle);
        }

        return low;
    }
}
