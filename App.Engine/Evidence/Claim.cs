namespace App.Engine.Evidence;

/// <summary>A slot that no model reads but that a buyer will be told about: what the press says, what nobody has published.</summary>
public sealed record Claim
{
    /// <summary>Path that begins with "claims/".</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>Which quantity or question.</summary>
    public required string Quantity { get; init; }

    /// <summary>Symbol of the unit; empty for a ratio or a text.</summary>
    public string Unit { get => field ?? ""; init; }

    /// <summary>What kind of thing it is.</summary>
    public required EvidenceCategory Category { get; init; }

    /// <summary>What it holds for.</summary>
    public required Scope Scope { get; init; }

    /// <summary>Why it is kept and what no model does with it.</summary>
    public required string Note { get; init; }

    /// <summary>Who says what; the first is the one in use.</summary>
    public required IReadOnlyList<ClaimedValue> Values { get; init; }
}

/// <summary>One side of a claim.</summary>
public sealed record ClaimedValue
{
    /// <summary>Short name of the side, unique in the claim.</summary>
    public required string Key { get; init; }

    /// <summary>The statement, where the claim is a text.</summary>
    public string? Statement { get; init; }

    /// <summary>The value, where it is a number.</summary>
    public double? Value { get; init; }

    /// <summary>A low but plausible value; the value itself where left out.</summary>
    public double? Low { get; init; }

    /// <summary>A high but plausible value; the value itself where left out.</summary>
    public double? High { get; init; }

    /// <summary>Why it is said, and how far to trust it.</summary>
    public required string Basis { get; init; }

    /// <summary>Ids of the facts that say so.</summary>
    public IReadOnlyList<string> Facts { get => field ?? []; init; }

    /// <summary>Why there is no source, where it is a judgement.</summary>
    public string? AssumedReason { get; init; }

    /// <summary>Ids of the facts that contradict it; empty where it is not disputed.</summary>
    public IReadOnlyList<string> DisputedBy { get => field ?? []; init; }

    /// <summary>What is wrong with it, where it is disputed.</summary>
    public string? Dispute { get; init; }
}
