namespace App.Engine.Calibration;

/// <summary>A published measurement of serving, as its row says it. Texts are kept as written; numbers that are missing are null.</summary>
public sealed record Measurement
{
    /// <summary>Id of the row.</summary>
    public required string Id { get; init; }

    /// <summary>What was published.</summary>
    public string SourceTitle { get; init; } = "";

    /// <summary>When: year, or year-month, or year-month-day.</summary>
    public string Date { get; init; } = "";

    /// <summary>Kind of publisher, for instance "vendor" or "independent".</summary>
    public string SourceType { get; init; } = "";

    /// <summary>The accelerator.</summary>
    public string Hardware { get; init; } = "";

    /// <summary>Who makes it.</summary>
    public string Vendor { get; init; } = "";

    /// <summary>Accelerators of the deployment; dies, packages or cards, as the hardware's name says.</summary>
    public double? Accelerators { get; init; }

    /// <summary>The model.</summary>
    public string Model { get; init; } = "";

    /// <summary>Format of the weights.</summary>
    public string WeightPrecision { get; init; } = "";

    /// <summary>Format of the key-value cache; often empty.</summary>
    public string CachePrecision { get; init; } = "";

    /// <summary>The serving engine.</summary>
    public string Framework { get; init; } = "";

    /// <summary>"offline", "server", "mixed", "prefill" or "decode".</summary>
    public string Scenario { get; init; } = "";

    /// <summary>Prompt, tokens.</summary>
    public double? PromptTokens { get; init; }

    /// <summary>Output, tokens.</summary>
    public double? OutputTokens { get; init; }

    /// <summary>Requests in flight over the whole deployment, a number or a text such as "max".</summary>
    public string Concurrency { get; init; } = "";

    /// <summary>The parallel layout, for instance "TP8 DP2 EP".</summary>
    public string Parallelism { get; init; } = "";

    /// <summary>Generated tokens per second of the whole deployment.</summary>
    public double? OutputTokensPerSecond { get; init; }

    /// <summary>Prompt tokens per second of the whole deployment.</summary>
    public double? InputTokensPerSecond { get; init; }

    /// <summary>Time to the first token, milliseconds.</summary>
    public double? TimeToFirstTokenMilliseconds { get; init; }

    /// <summary>Time per output token, milliseconds.</summary>
    public double? TimePerOutputTokenMilliseconds { get; init; }

    /// <summary>Everything else that the source says.</summary>
    public string Notes { get; init; } = "";
}
