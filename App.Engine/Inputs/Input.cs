using App.Engine.Evidence;

namespace App.Engine.Inputs;

/// <summary>What kind of number an input is.</summary>
public enum InputKind
{
    /// <summary>A claim about the world, with evidence in the catalogue.</summary>
    Assumption,

    /// <summary>Stated by the buyer: demand, targets, budget, horizon.</summary>
    Requirement,

    /// <summary>Chosen by the planner: layouts, replicas, cards.</summary>
    Decision,
}

/// <summary>One number that a model run reads.</summary>
/// <param name="Id">Stable path, for instance "accelerators/h20-96gb/memoryBandwidthTerabytesPerSecond".</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Unit">The unit of the three numbers.</param>
/// <param name="Kind">Assumption, requirement or decision.</param>
/// <param name="Value">The value of the base case.</param>
/// <param name="Low">A low but plausible value (about P10); equal to <paramref name="Value"/> where nothing is uncertain.</param>
/// <param name="High">A high but plausible value (about P90).</param>
/// <param name="Status">How well it is supported.</param>
/// <param name="Basis">Why this value and this range.</param>
/// <param name="Facts">Ids of the evidence that supports it.</param>
/// <param name="Flags">What is the matter with it beside its status: expired, disputed.</param>
public sealed record Input(
    string Id,
    string Label,
    Unit Unit,
    InputKind Kind,
    double Value,
    double Low,
    double High,
    EvidenceStatus Status,
    string Basis,
    IReadOnlyList<string> Facts,
    EvidenceFlags Flags = EvidenceFlags.None);

/// <summary>The place of an input in its table.</summary>
/// <param name="Index">0 or more.</param>
public readonly record struct Slot(int Index);
