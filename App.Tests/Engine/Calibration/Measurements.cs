using App.Engine.Calibration;

namespace App.Tests.Engine.Calibration;

/// <summary>Measurements to start from.</summary>
internal static class Measurements
{
    /// <summary>A closed run of 16 requests on a server of eight H20 cards.</summary>
    public static Measurement Row { get; } = new()
    {
        Id = "T-1",
        SourceTitle = "A test",
        Date = "2025-06",
        Hardware = "NVIDIA H20-96GB",
        Vendor = "NVIDIA",
        Accelerators = 8,
        Model = "Llama-3.1-70B-Instruct",
        WeightPrecision = "FP8",
        Framework = "vLLM 0.9.1",
        Scenario = "mixed",
        PromptTokens = 1000,
        OutputTokens = 1000,
        Concurrency = "16",
        Parallelism = "TP8",
    };
}
