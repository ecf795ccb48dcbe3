using App.Engine.Catalog;

namespace App.Engine.Calibration;

/// <summary>How load was put on a measured deployment, which decides what its numbers mean.</summary>
public enum LoadRegime
{
    /// <summary>Prompts only.</summary>
    Prefill,

    /// <summary>Outputs only, at a known batch.</summary>
    Decode,

    /// <summary>A prefill step and decode steps at the same batch, each timed by itself.</summary>
    SeparatePhases,

    /// <summary>A whole batch reads its prompts and then writes its outputs.</summary>
    StaticBatch,

    /// <summary>One request at a time; the rate counts its whole duration.</summary>
    SingleStream,

    /// <summary>A fixed number of requests in flight, each replaced when it ends.</summary>
    Closed,

    /// <summary>All requests sent at once.</summary>
    Burst,

    /// <summary>As many requests as the engine takes; the batch is not stated.</summary>
    Saturated,
}

/// <summary>How tokens are drafted and verified.</summary>
/// <param name="Method">"none", "mtp", "eagle", "dspark", "lookup".</param>
/// <param name="DraftTokens">Tokens drafted per step.</param>
/// <param name="Acceptance">Share accepted, each given that those before it were.</param>
public sealed record Speculation(string Method, double DraftTokens, double Acceptance)
{
    /// <summary>No drafting.</summary>
    public static Speculation None { get; } = new("none", 0, 0);
}

/// <summary>A measurement in the catalogue's terms.</summary>
public sealed record Deployment
{
    /// <summary>The hardware.</summary>
    public required TestHardware Hardware { get; init; }

    /// <summary>The model.</summary>
    public required ModelArchitecture Model { get; init; }

    /// <summary>The model as the row names it, in lower case: variants of one architecture have drafts and checkpoints of their own.</summary>
    public required string ModelName { get; init; }

    /// <summary>Id of the serving engine; "other" for one that the names do not hold.</summary>
    public required string EngineId { get; init; }

    /// <summary>Format of the weights.</summary>
    public required string WeightFormat { get; init; }

    /// <summary>Format in which they are multiplied.</summary>
    public required string ActivationFormat { get; init; }

    /// <summary>Bits per element of the cache.</summary>
    public required double CacheBits { get; init; }

    /// <summary>Layout, or that of the side that reads prompts.</summary>
    public required MeasuredLayout Layout { get; init; }

    /// <summary>Layout of the side that writes outputs where phases run on separate cards.</summary>
    public MeasuredLayout? DecodeLayout { get; init; }

    /// <summary>Copies of the layout over which requests are spread.</summary>
    public required double Replicas { get; init; }

    /// <summary>Copies of the decode layout.</summary>
    public double DecodeReplicas { get; init; } = 1;

    /// <summary>Factor on rates where the row gives them for a part of the deployment or the row's accelerators do not fill it.</summary>
    public double RateShare { get; init; } = 1;

    /// <summary>The load.</summary>
    public required LoadRegime Regime { get; init; }

    /// <summary>Prompt, tokens.</summary>
    public required double PromptTokens { get; init; }

    /// <summary>Output, tokens.</summary>
    public required double OutputTokens { get; init; }

    /// <summary>Requests in flight over the whole deployment; null where not stated.</summary>
    public double? Concurrency { get; init; }

    /// <summary>Arrivals per second; null where they are not limited.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Share of the prompt found in a prefix cache.</summary>
    public double PrefixHitFraction { get; init; }

    /// <summary>Whether lengths of the workload spread widely, as in logs of conversations.</summary>
    public bool HasSpreadLengths { get; init; }

    /// <summary>Drafting.</summary>
    public required Speculation Speculation { get; init; }

    /// <summary>Years of the software since the middle of 2025.</summary>
    public double SoftwareYears { get; init; }

    /// <summary>The publication and run that the row belongs to: rows of one series share their unknowns.</summary>
    public required string Series { get; init; }
}

/// <summary>A measurement read, or why it cannot be evaluated.</summary>
/// <param name="Deployment">The deployment; null where it cannot be evaluated.</param>
/// <param name="WhyNot">Why it cannot be evaluated; empty where it can.</param>
/// <param name="IsUnknownName">Whether the reason is a name that no table holds.</param>
/// <param name="Remarks">What had to be assumed.</param>
public sealed record DeploymentReading(Deployment? Deployment, string WhyNot, bool IsUnknownName, IReadOnlyList<string> Remarks);
