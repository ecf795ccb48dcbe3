using App.Engine.Calibration;
using App.Engine.Catalog;

namespace App.Tests.Engine.Calibration;

/// <summary>
/// No Atlas 350 was ever measured, so nothing but physics and the measured shares of peak can say whether its predicted prefill is
/// sound: what is learned from eager runs on older Ascends must not become a property of the chip.
/// </summary>
public sealed class PrefillShareTests
{
    private static readonly string[] s_engines = ["vLLM", "SGLang"];

    private static readonly Validator s_validator = new(PlannerCatalog.Default, PlannerCatalog.Default.Calibration);

    /// <summary>Dense models on one card: no links, no experts, nothing but arithmetic.</summary>
    [Theory]
    [InlineData("Qwen3-8B", 600)]
    [InlineData("Qwen3-32B", 2_000)]
    [InlineData("Qwen3-32B", 16_000)]
    [InlineData("Qwen2.5-72B", 24_000)]
    public void Prefill_Atlas350OverH20_LiesBetweenTheMeasuredShareAndComputeAlone(string model, double prompt)
    {
        double atlas = TokensPerSecond("Huawei Atlas 350", "vllm-ascend", "INT8", model, prompt);
        double h20 = s_engines.Max(engine => TokensPerSecond("NVIDIA H20-96GB", engine, "FP8", model, prompt));

        Assert.InRange(atlas / h20, Tolerance.LeastPrefillRatioOfAtlas350, Tolerance.MostPrefillRatioOfAtlas350);
    }

    /// <summary>The share of peak stays below what kernels of dense products were measured at.</summary>
    [Theory]
    [InlineData("Huawei Atlas 350", "vllm-ascend", "INT8", 756)]
    [InlineData("Huawei Atlas 350", "MindIE", "INT8", 756)]
    [InlineData("Huawei Ascend 910B", "vllm-ascend", "BF16", 376)]
    [InlineData("NVIDIA H20-96GB", "vLLM", "FP8", 296)]
    [InlineData("NVIDIA H20-96GB", "SGLang", "FP8", 296)]
    [InlineData("NVIDIA H100-SXM-80GB", "vLLM", "FP8", 1979)]
    [InlineData("NVIDIA H200-SXM-141GB", "TensorRT-LLM", "FP8", 1979)]
    public void Prefill_OfADenseModel_ReachesNoLargerShareOfPeakThanItsKernels(string hardware, string engine, string format, double teraflops)
    {
        ModelArchitecture model = PlannerCatalog.Default.Models["qwen3-8b"];
        double share = TokensPerSecond(hardware, engine, format, "Qwen3-8B", 4_096) * 2 * LinearWeights(model) / (teraflops * 1e12);

        Assert.InRange(share, 0.1, Tolerance.MostShareOfPeakOfDenseKernels);
    }

    private static double LinearWeights(ModelArchitecture model)
    {
        double h = model.Counts[ModelCounts.HiddenSize];
        double attention = 2 * h * model.Counts[ModelCounts.HeadSize] * (model.Counts[ModelCounts.AttentionHeads] + model.Counts[ModelCounts.KeyValueHeads]);
        return model.Counts[ModelCounts.Layers] * (attention + (3 * h * model.Counts[ModelCounts.FeedForwardSize]));
    }

    private static double TokensPerSecond(string hardware, string engine, string format, string model, double prompt)
    {
        ValidatedRow row = s_validator.Predict(Measurements.Row with
        {
            SourceTitle = "Nobody's",
            Date = "2026-06",
            Hardware = hardware,
            Vendor = "",
            Accelerators = 1,
            Parallelism = "TP1",
            Model = model,
            WeightPrecision = format,
            Framework = engine,
            Scenario = "prefill",
            Concurrency = "",
            PromptTokens = prompt,
            OutputTokens = 1,
        });
        Assert.True(row.Deployment is not null, row.WhyNot);
        return row.InputTokensPerSecond.Value;
    }
}
