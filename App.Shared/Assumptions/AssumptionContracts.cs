using App.Engine.Evidence;

namespace App.Shared.Assumptions;

/// <summary>An assumption of the catalogue with its evidence status.</summary>
/// <param name="Id">Its path, for instance "sites/western-hub/powerUsageEffectiveness".</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Label">Which quantity.</param>
/// <param name="Unit">Symbol of the unit of the three numbers.</param>
/// <param name="Value">The value; null where it is not known.</param>
/// <param name="Low">A low but plausible value.</param>
/// <param name="High">A high but plausible value.</param>
/// <param name="Status">How well it is supported.</param>
public sealed record AssumptionSummary(
    string Id, string Subject, string Label, string Unit, double? Value, double? Low, double? High, EvidenceStatus Status);
