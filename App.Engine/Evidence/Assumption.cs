using System.Text.Json.Serialization;

namespace App.Engine.Evidence;

/// <summary>What kind of thing is asserted; decides how long evidence keeps.</summary>
public enum EvidenceCategory
{
    /// <summary>A price somebody saw or was told.</summary>
    StreetPrice,

    /// <summary>A price in a signed contract or offer; valid to its end date.</summary>
    ContractPrice,

    /// <summary>A tariff of electricity.</summary>
    PowerTariff,

    /// <summary>A measured or claimed performance.</summary>
    Benchmark,

    /// <summary>A property of a part as its maker documents it.</summary>
    ChipSpecification,

    /// <summary>A rule of export, import or procurement.</summary>
    ExportRule,

    /// <summary>A measured utilisation.</summary>
    UtilisationTelemetry,

    /// <summary>A published configuration or definition that does not age.</summary>
    Definition,

    /// <summary>A judgement of somebody's.</summary>
    Judgement,
}

/// <summary>What a value holds for. A qualifier that is left out holds for all.</summary>
public sealed record Scope
{
    /// <summary>Which chip or card.</summary>
    public string? Chip { get; init; }

    /// <summary>Which model.</summary>
    public string? Model { get; init; }

    /// <summary>Which number format.</summary>
    public string? Precision { get; init; }

    /// <summary>Which load: batch, latency target, utilisation.</summary>
    public string? Load { get; init; }

    /// <summary>Which region or site.</summary>
    public string? Region { get; init; }

    /// <summary>As of when, year-month-day or a part of it.</summary>
    public string? AsOf { get; init; }

    /// <summary>The qualifiers that are filled in, in a fixed order.</summary>
    [JsonIgnore]
    public IEnumerable<string> Qualifiers => new[] { Chip, Model, Precision, Load, Region, AsOf }.OfType<string>();
}

/// <summary>A slot that assertions fill: one quantity of one subject in one unit and scope.</summary>
public sealed record Assumption
{
    /// <summary>Stable path; for a number the engine reads, the id of its input.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>Which quantity of it.</summary>
    public required string Quantity { get; init; }

    /// <summary>Symbol of the unit of all its values; empty for a fraction, a count or a text.</summary>
    public required string Unit { get; init; }

    /// <summary>What kind of thing it is.</summary>
    public required EvidenceCategory Category { get; init; }

    /// <summary>What it holds for; at least one qualifier.</summary>
    public required Scope Scope { get; init; }

    /// <summary>Whether its values are statements rather than numbers.</summary>
    public bool IsText { get; init; }

    /// <summary>Smallest value that is accepted.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest value that is accepted.</summary>
    public double? Maximum { get; init; }

    /// <summary>Why it is kept though no model reads it; null where one does.</summary>
    public string? Note { get; init; }
}
