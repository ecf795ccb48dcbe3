namespace App.Engine.Evidence;

/// <summary>How well a number is supported, strongest first.</summary>
public enum EvidenceStatus
{
    /// <summary>A reviewer who is not its author has checked and signed it.</summary>
    Verified,

    /// <summary>At least two independent publishers agree, or a primary document confirms it; nobody has signed it yet.</summary>
    Corroborated,

    /// <summary>A single source or an interested one says so.</summary>
    Claimed,

    /// <summary>No source: a judgement.</summary>
    Assumed,

    /// <summary>Stated by the buyer; not a fact about the world.</summary>
    Requirement,
}
