using System.Text.Json.Serialization;
using App.Engine.Calibration;
using App.Engine.Fleets;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Trust;

/// <summary>A question how far a throughput figure can be trusted.</summary>
/// <param name="Case">The case.</param>
/// <param name="OptionId">One of its options.</param>
/// <param name="WorkloadId">One of its workloads.</param>
public sealed record TrustRequest(ProcurementCase Case, string OptionId, string WorkloadId);

/// <summary>What stands behind the throughput of a workload in an option.</summary>
/// <param name="OptionId">The option.</param>
/// <param name="WorkloadId">The workload.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Pools">The pools that serve it; empty where the option has no plan.</param>
/// <param name="Chosen">How the plan serves it; null without a plan.</param>
/// <param name="Front">What each user gets against what each card yields, fastest for the user first; targets or no targets.</param>
/// <param name="Candidates">Layouts times batches that were searched.</param>
/// <param name="Rejections">Why layouts fail, most frequent reason first.</param>
public sealed record TrustReport(
    string OptionId, string WorkloadId, WorkloadKind Kind, IReadOnlyList<PoolTrust> Pools, ServingPoint? Chosen,
    IReadOnlyList<ServingPoint> Front, long Candidates, IReadOnlyList<RejectionGroup> Rejections);

/// <summary>What stands behind a pool.</summary>
/// <param name="AcceleratorId">The accelerator.</param>
/// <param name="Role">What its cards do.</param>
/// <param name="FormatId">Format of the weights.</param>
/// <param name="Layout">The layout.</param>
/// <param name="EngineId">The serving engine whose constants it stands on; empty for work that is not language.</param>
/// <param name="Batch">Sequences in flight in a replica.</param>
/// <param name="Times">Evidence behind its times; empty for work that is not language.</param>
/// <param name="Phases">Where the time of a step goes; empty for work that is not language.</param>
public sealed record PoolTrust(
    string AcceleratorId, ServingRole Role, string FormatId, Layout Layout, string EngineId, double Batch, IReadOnlyList<TrustedTime> Times,
    IReadOnlyList<PhaseTime> Phases);

/// <summary>The evidence behind one kind of time.</summary>
/// <param name="Kind">Times of outputs, or to the first token.</param>
/// <param name="Tier">The step of the ladder.</param>
/// <param name="CorrectionFactor">Measured over modelled time that the ladder applies.</param>
/// <param name="Error">What holding back has shown of the step; null where it never was.</param>
/// <param name="Publications">Who measured what stands on the step.</param>
/// <param name="Quantity">What the points are; times in seconds, rates per second.</param>
/// <param name="Points">Measured against predicted, at most <see cref="MeasuredRows.MostPoints"/>.</param>
/// <param name="PointsThere">How many there are.</param>
public sealed record TrustedTime(
    LadderKind Kind, EvidenceTier Tier, double CorrectionFactor, TierError? Error, IReadOnlyList<Publication> Publications,
    MeasuredQuantity Quantity, IReadOnlyList<MeasuredPoint> Points, int PointsThere);

/// <summary>A publication with measurements.</summary>
/// <param name="Title">Its title.</param>
/// <param name="FactId">The fact of the catalogue that stands for it; null where none does.</param>
/// <param name="Rows">Measured rows of it that count here.</param>
/// <param name="FirstDate">Date of the earliest, as published.</param>
/// <param name="LastDate">Date of the latest.</param>
public sealed record Publication(string Title, string? FactId, int Rows, string FirstDate, string LastDate);

/// <summary>A measurement and what a plan of the same deployment would have been told.</summary>
/// <param name="Hardware">The hardware.</param>
/// <param name="Model">The model.</param>
/// <param name="Measured">As measured.</param>
/// <param name="Predicted">As predicted without what its own publication and run have shown.</param>
public readonly record struct MeasuredPoint(string Hardware, string Model, double Measured, double Predicted);

/// <summary>Where the time of a phase goes, seconds; the parts add up to the whole.</summary>
/// <param name="Phase">The phase: a prompt until its first token, or an output token.</param>
/// <param name="ComputeSeconds">Products that are bound by computing, and what of computing is not hidden.</param>
/// <param name="MemorySeconds">Weights read, and what of reading is not hidden.</param>
/// <param name="AttentionSeconds">Attention with its cache.</param>
/// <param name="CommunicationSeconds">What cards send each other.</param>
/// <param name="OverheadSeconds">Fixed costs of layers, steps and collectives.</param>
/// <param name="WaitingSeconds">Waiting for other work: prompts beside outputs, outputs before a prompt, the queue that 95% stay below.</param>
public sealed record PhaseTime(
    ServingPhase Phase, double ComputeSeconds, double MemorySeconds, double AttentionSeconds, double CommunicationSeconds,
    double OverheadSeconds, double WaitingSeconds)
{
    /// <summary>All parts.</summary>
    [JsonIgnore]
    public double Seconds => ComputeSeconds + MemorySeconds + AttentionSeconds + CommunicationSeconds + OverheadSeconds + WaitingSeconds;
}

/// <summary>Layouts that fail for one kind of reason.</summary>
/// <param name="AcceleratorId">The accelerator.</param>
/// <param name="Roles">The roles for which they fail so.</param>
/// <param name="Reason">The kind of reason, the name of a case of <see cref="Rejection"/>.</param>
/// <param name="Layouts">How many, formats times layouts.</param>
/// <param name="Example">The one that came nearest, or the first, in words.</param>
public sealed record RejectionGroup(string AcceleratorId, IReadOnlyList<ServingRole> Roles, string Reason, int Layouts, string Example);

/// <summary>How questions of trust and their answers are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TrustRequest))]
[JsonSerializable(typeof(TrustReport))]
public sealed partial class TrustJson : JsonSerializerContext;
