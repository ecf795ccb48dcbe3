using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Tests.Engine.Serving;

/// <summary>Work that is not language, against numbers worked by hand (docs/models/serving-other.md).</summary>
public sealed class EncoderServingTests
{
    private static readonly Dictionary<string, double> s_bare = new()
    {
        ["layerOverheadMicroseconds"] = 0,
        ["collectiveLatencyMicroseconds"] = 0,
        ["economics/unhiddenFraction"] = 0,
        ["economics/timeToFirstTokenFactor"] = 1,
    };

    [Fact]
    public void Vision_LargeBatch_IsTheWorkOfAnImageOverWhatTheCardReaches()
    {
        const double products = 2 * 257.0 * 32 * ((4 * 1280.0 * 1280) + (2 * 1280.0 * 5120));
        const double attention = 4 * 257.0 * 257 * 1280 * 32;
        double seconds = (products / (1978e12 * 0.52)) + (attention / (989e12 * 0.64));

        Throughput<Scalar> served = Serve(WorkloadKind.Vision, "vit-h-14", "h100-sxm", "fp8", 60, s_bare);

        Assert.Equal(1, served.RequestsPerSecond.Value * seconds, Tolerance.WorkedByHand);
        Assert.Equal(3017, 1 / seconds, 1.0);
    }

    [Fact]
    public void Recommendation_TablesOnOneCard_IsRowsAndProductsOverlapped()
    {
        Dictionary<string, double> bare = new(s_bare) { ["economics/unhiddenFraction"] = 0.5, ["economics/embeddingLookupEfficiencyFraction"] = 0.5 };
        double rows = 214 * 128 * 2 / (3.35e12 * 0.5);
        double products = 2 * 16030464 / (1978e12 * 0.52);

        Throughput<Scalar> served = Serve(WorkloadKind.Recommendation, "dlrm-dcnv2", "h100-sxm", "fp8", 60, bare);

        Assert.Equal(1, served.RequestsPerSecond.Value * (rows + (0.5 * products)), Tolerance.WorkedByHand);
        Assert.Equal(80e9 * 0.9 / 52.245e9, served.MemoryBatch.Value, 0.2);
    }

    [Fact]
    public void Diffusion_Film_TakesItsPassesOneAfterTheOther()
    {
        Throughput<Scalar> film = Serve(WorkloadKind.Diffusion, "wan2.2-t2v-a14b", "h200-sxm", "bf16", 3600, s_bare);

        // Two passes a step over 75,600 tokens: the audited entry takes 441 s a card.
        Assert.InRange(1 / film.RequestsPerSecond.Value, 441 * 0.85, 441 * 1.15);
        Assert.Equal(1, film.TimeToFirstTokenSeconds.Value * film.RequestsPerSecond.Value / film.Batch.Value, Tolerance.WorkedByHand);
    }

    [Theory]
    [InlineData(WorkloadKind.Vision, "vit-l-16")]
    [InlineData(WorkloadKind.Embedding, "bge-large-en-v1.5")]
    [InlineData(WorkloadKind.Ranking, "bert-large")]
    [InlineData(WorkloadKind.Recommendation, "dlrm-dcnv2")]
    public void Serve_TighterTarget_AnswersInTimeWithSmallerBatchesAndLowerRate(WorkloadKind kind, string model)
    {
        Dictionary<string, double> none = [];
        Throughput<Scalar> loose = Serve(kind, model, "h20-96gb", "bf16", 0.2, none);
        Throughput<Scalar> tight = Serve(kind, model, "h20-96gb", "bf16", 0.02, none);

        Assert.InRange(loose.TimeToFirstTokenSeconds.Value, 0, 0.2 * (1 + Tolerance.Root));
        Assert.InRange(tight.TimeToFirstTokenSeconds.Value, 0, 0.02 * (1 + Tolerance.Root));
        Assert.True(tight.Batch.Value < loose.Batch.Value);
        Assert.True(tight.RequestsPerSecond.Value < loose.RequestsPerSecond.Value);
    }

    [Theory]
    [InlineData("batchComputeEfficiencyFraction", 0.3, 0.6)]
    [InlineData("memoryBandwidthTerabytesPerSecond", 2, 4)]
    [InlineData("batchAttentionEfficiencyFraction", 0.3, 0.6)]
    public void Vision_MoreOfAnything_NeverSlows(string key, double less, double more)
    {
        double slow = Serve(WorkloadKind.Vision, "vit-l-16", "h20-96gb", "bf16", 0.1, new() { [key] = less }).RequestsPerSecond.Value;
        double fast = Serve(WorkloadKind.Vision, "vit-l-16", "h20-96gb", "bf16", 0.1, new() { [key] = more }).RequestsPerSecond.Value;

        Assert.True(fast >= slow);
    }

    [Fact]
    public void Recommendation_SmallerElements_FitAndServeMore()
    {
        double wide = Serve(WorkloadKind.Recommendation, "dlrm-dcnv2", "h20-96gb", "bf16", 0.06, [], 16).MemoryBatch.Value;
        double narrow = Serve(WorkloadKind.Recommendation, "dlrm-dcnv2", "h20-96gb", "bf16", 0.06, [], 8).MemoryBatch.Value;

        Assert.Equal(2 * wide, narrow, Tolerance.WorkedByHand * narrow);
    }

    private static Throughput<Scalar> Serve(
        WorkloadKind kind, string model, string accelerator, string format, double target, Dictionary<string, double> constants, int cacheBits = 16)
    {
        PlannerCatalog catalog = PlannerCatalog.Default;
        ProcurementCase seeded = SeededCase.Create();
        Workload work = seeded.Workloads[0] with
        {
            Kind = kind,
            ModelId = model,
            PromptTokens = 180,
            TimeToFirstTokenSeconds = target,
            KeyValueBits = cacheBits,
        };
        CaseBinding binding = new(
            seeded with
            {
                Workloads = [work],
                Overrides = [.. constants.Select(constant => new AssumptionOverride
                {
                    AssumptionId = constant.Key.StartsWith("economics/", StringComparison.Ordinal) ? constant.Key : $"accelerators/{accelerator}/{constant.Key}",
                    Value = constant.Value,
                    Reason = "Stated by the test.",
                })],
            },
            catalog);
        InputTable table = binding.Table.Grow();
        List<string> missing = [];
        PoolCandidate? candidate = PoolCandidate.Bind(
            binding, table, 0, catalog.Accelerators[accelerator], ServingRole.Both, catalog.Formats[format], missing);
        Assert.Empty(missing);
        PoolSlots pool = candidate!.AddTo(table, "bench", 0, new Layout(1, 1), Corrections.None, 1);
        return PoolStates.ThroughputOf(CaseInputs.Scalars(table.BaseValues()), pool, binding.Workloads[0], binding.Serving);
    }
}
