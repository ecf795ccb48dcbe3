using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Requirements;
using App.Engine.Serving;
using CsCheck;

namespace App.Tests.Engine.Serving;

/// <summary>What must hold of throughput under latency targets, whatever the calibration says.</summary>
public sealed class ThroughputTests
{
    private const double MemoryUse = 0.9;
    private const double OverheadGigabytes = 6;

    private static readonly Dictionary<string, double> s_constants = new()
    {
        ["economics/memoryUseFraction"] = MemoryUse,
        ["economics/cardMemoryOverheadGigabytes"] = OverheadGigabytes,
        ["economics/timeToFirstTokenFactor"] = 1.8,
        ["economics/splitPrefillEfficiencyFraction"] = 0.9,
        ["economics/splitDecodeEfficiencyFraction"] = 0.92,
        ["memoryGigabytes"] = 96,
    };

    private static readonly Gen<Workload> s_work = Gen.Select(
        Generators.LogUniform(50, 16_000), Generators.LogUniform(2, 2000), Generators.LogUniform(0.02, 0.3), Gen.OneOf(8, 16))
        .Select((prompt, output, target, bits) => Work(prompt, output, target, bits));

    private static readonly Gen<(string Model, Layout Layout)> s_model = Gen.OneOf(
        ("qwen3-8b", new Layout(1, 1)), ("llama-3.1-70b", new Layout(4, 1)), ("qwen3-30b-a3b", new Layout(2, 2)),
        ("deepseek-v3", new Layout(8, 1)));

    [Fact]
    public void MemoryBatch_Llama70BOnFourH20_IsTheCapByHand()
    {
        ServingBench bench = Bench("llama-3.1-70b", new(4, 1), Work(4096, 1024, 0.05, 8));

        // (96 GB * 0.9 * 4 - weights - 4 * 6 GB) / (163,840 B * 5,120 tokens), weights at a byte each, head and embedding at two.
        double weights = 68_451_041_280.0 + (2 * 2 * 1_050_673_152.0);
        double cap = ((96e9 * MemoryUse * 4) - weights - (4 * OverheadGigabytes * 1e9)) / (163_840.0 * 5120);
        Assert.Equal(cap, bench.Replica.MemoryBatch(new(5120)).Value, cap * Tolerance.WorkedByHand);
        Assert.Equal(296, Math.Floor(cap));
    }

    [Fact]
    public void MemoryBatch_LatentCache_IsKeptWholeOnEachTensorRank()
    {
        ServingBench bench = Bench("deepseek-v3", new(8, 1), Work(4096, 1024, 0.05, 8));

        Assert.Equal(576.0 * 61, bench.Replica.CacheBytesPerTokenAndCard.Value);
        Assert.Equal(576.0 * 61, bench.Replica.CacheBytesPerToken.Value);
    }

    [Fact]
    public void MemoryBatch_MoreRanksThanHeads_KeepsAHeadOnEachCard()
    {
        ServingBench bench = Bench("qwen3-235b-a22b", new(8, 1), Work(4096, 1024, 0.05, 8));

        Assert.Equal(2.0 * 128 * 94, bench.Replica.CacheBytesPerTokenAndCard.Value);
    }

    [Fact]
    public void Shared_AnyWork_FollowsTheEquationOfSharedServing() => Gen.Select(s_model, s_work).Sample(
        (model, work) =>
        {
            ServingBench bench = Bench(model.Model, model.Layout, work);
            Throughput<Scalar> served = bench.Shared();
            if (served.Batch.Value <= 0)
            {
                return;
            }

            // Each group reads its own prompt, all at the same time.
            double prefill = bench.Prefill(model.Layout.ExpertRanks, work.PromptTokens);
            double perToken = bench.Decode(served.Batch.Value, work.PromptTokens + (work.OutputTokens / 2))
                + (served.Batch.Value * prefill / model.Layout.ExpertRanks / work.OutputTokens);
            double first = prefill;
            AssertClose(perToken, served.TimePerOutputTokenSeconds.Value);
            AssertClose(first, served.TimeToFirstTokenSeconds.Value);
            AssertClose(served.Batch.Value / (first + ((work.OutputTokens - 1) * perToken)), served.RequestsPerSecond.Value);
            Assert.InRange(served.PrefillShare.Value, 0, 1);
        },
        iter: 150, threads: 1);

    [Fact]
    public void Serving_AnyWork_KeepsToTargetAndMemory() => Gen.Select(s_model, s_work).Sample(
        (model, work) =>
        {
            ServingBench bench = Bench(model.Model, model.Layout, work);
            foreach (Throughput<Scalar> served in new[] { bench.Shared(), bench.SplitDecode() }.Where(served => served.Batch.Value > 0))
            {
                Assert.True(served.Batch.Value <= served.MemoryBatch.Value);
                Assert.True(served.TimePerOutputTokenSeconds.Value <= work.TimePerOutputTokenSeconds * (1 + Tolerance.Root));
            }
        },
        iter: 150, threads: 1);

    [Fact]
    public void Split_AnyWork_PaysForTheSplitOnce() => Gen.Select(s_model, s_work).Sample(
        (model, work) =>
        {
            ServingBench bench = Bench(model.Model, model.Layout, work);
            Throughput<Scalar> prefill = bench.SplitPrefill();
            Throughput<Scalar> decode = bench.SplitDecode();

            int groups = model.Layout.ExpertRanks;
            AssertClose(0.9 * groups / bench.Prefill(groups, work.PromptTokens), prefill.RequestsPerSecond.Value);
            if (decode.Batch.Value > 0)
            {
                AssertClose(
                    0.92 * decode.Batch.Value / (work.OutputTokens * decode.TimePerOutputTokenSeconds.Value),
                    decode.RequestsPerSecond.Value);
            }
        },
        iter: 100, threads: 1);

    [Fact]
    public void Serving_LongerPromptOrTighterTarget_IsNeverFaster() => Gen.Select(s_model, s_work, Gen.Double[1, 3]).Sample(
        (model, work, factor) =>
        {
            ServingBench plain = Bench(model.Model, model.Layout, work);
            foreach (Workload harder in new[]
            {
                work with { PromptTokens = work.PromptTokens * factor },
                work with { TimePerOutputTokenSeconds = work.TimePerOutputTokenSeconds / factor },
            })
            {
                ServingBench hard = Bench(model.Model, model.Layout, harder);
                AssertNotAbove(plain.Shared(), hard.Shared());
                AssertNotAbove(plain.SplitPrefill(), hard.SplitPrefill());
                AssertNotAbove(plain.SplitDecode(), hard.SplitDecode());
            }
        },
        iter: 100, threads: 1);

    [Fact]
    public void Serving_MoreMemoryOrBandwidth_IsNeverSlower() => Gen.Select(
        s_model, s_work, Gen.Double[1, 3], Gen.OneOf("memoryGigabytes", "memoryBandwidthTerabytesPerSecond", "peakTeraflops/fp8")).Sample(
        (model, work, factor, resource) =>
        {
            ServingBench plain = Bench(model.Model, model.Layout, work, (resource, resource == "peakTeraflops/fp8" ? 296 : 96));
            ServingBench more = Bench(model.Model, model.Layout, work, (resource, factor * (resource == "peakTeraflops/fp8" ? 296 : 96)));
            AssertNotAbove(more.Shared(), plain.Shared());
            AssertNotAbove(more.SplitDecode(), plain.SplitDecode());
            AssertNotAbove(more.Ranking(), plain.Ranking());
        },
        iter: 100, threads: 1);

    [Fact]
    public void Ranking_AnyWork_AnswersInTime() => Gen.Select(s_model, s_work, Gen.Double[0.1, 20]).Sample(
        (model, work, seconds) =>
        {
            ServingBench bench = Bench(model.Model, model.Layout, work with { TimeToFirstTokenSeconds = seconds });
            Throughput<Scalar> served = bench.Ranking();


            // Less than one request for each group is no work: a single one takes as long.
            if (served.Batch.Value >= model.Layout.ExpertRanks)
            {
                Assert.True(served.TimeToFirstTokenSeconds.Value <= seconds * (1 + Tolerance.Root));
                Assert.True(served.Batch.Value <= served.MemoryBatch.Value);
            }
        },
        iter: 150, threads: 1);

    private static Workload Work(double prompt, double output, double target, int bits) => SeededCase.Create().Workloads[0] with
    {
        PromptTokens = prompt,
        OutputTokens = output,
        TimeToFirstTokenSeconds = 30,
        TimePerOutputTokenSeconds = target,
        KeyValueBits = bits,
    };

    private static ServingBench Bench(string model, Layout layout, Workload work, params (string Key, double Value)[] constants)
    {
        Dictionary<string, double> all = new(s_constants);
        foreach ((string key, double value) in constants)
        {
            all[key] = value;
        }

        return new(model, "h20-96gb", "fp8", layout, all, work);
    }

    private static void AssertClose(double expected, double actual) => Assert.Equal(expected, actual, Math.Abs(expected) * Tolerance.WorkedByHand);

    private static void AssertNotAbove(Throughput<Scalar> more, Throughput<Scalar> less) => Assert.True(
        less.RequestsPerSecond.Value <= more.RequestsPerSecond.Value * (1 + Tolerance.Root),
        $"{less.RequestsPerSecond.Value:R} requests/s is above {more.RequestsPerSecond.Value:R}");
}
