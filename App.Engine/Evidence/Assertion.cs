namespace App.Engine.Evidence;

/// <summary>A version of an assertion.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version, 1 or more.</param>
public readonly record struct VersionRef(string AssertionId, int Version)
{
    /// <inheritdoc/>
    public override string ToString() => $"{AssertionId} v{Version}";
}

/// <summary>Where a version of an assertion stands.</summary>
public enum WorkflowState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Waiting for a reviewer.</summary>
    Submitted,

    /// <summary>A reviewer has taken it.</summary>
    InReview,

    /// <summary>Checked and signed.</summary>
    Verified,

    /// <summary>Contradicted with counter-evidence; open until somebody else settles it.</summary>
    Disputed,

    /// <summary>Turned down by a reviewer.</summary>
    Rejected,

    /// <summary>Replaced by a newer version.</summary>
    Superseded,

    /// <summary>Taken back by its author.</summary>
    Withdrawn,
}

/// <summary>What a version asserts. A number with its range, or a statement.</summary>
public sealed record AssertionContent
{
    /// <summary>The value, in the assumption's unit.</summary>
    public double? Value { get; init; }

    /// <summary>A low but plausible value, about P10.</summary>
    public double? Low { get; init; }

    /// <summary>A high but plausible value, about P90.</summary>
    public double? High { get; init; }

    /// <summary>The unit the author wrote it in; it must be the assumption's.</summary>
    public string Unit { get => field ?? ""; init; }

    /// <summary>The statement, where the assumption takes texts.</summary>
    public string? Statement { get; init; }

    /// <summary>Why this value and this range.</summary>
    public required string Basis { get; init; }

    /// <summary>Why there is no source, where the value is a judgement.</summary>
    public string? AssumedReason { get; init; }

    /// <summary>Until when it holds (year-month-day), where a contract or a rule says so.</summary>
    public string? ValidUntil { get; init; }

    /// <summary>Ids of the evidence that supports it.</summary>
    public IReadOnlyList<string> Evidence { get => field ?? []; init; }
}
