namespace App.Engine.Evidence;

/// <summary>What a signature says.</summary>
public enum SignatureMeaning
{
    /// <summary>"I have compared this value with its source and it says so."</summary>
    CheckedAgainstSource,

    /// <summary>"I have repeated the measurement or calculation and it comes out so."</summary>
    Reproduced,

    /// <summary>"I have checked the first reviewer's work and take responsibility for it."</summary>
    Approved,

    /// <summary>"I have looked again and nothing has changed."</summary>
    Reconfirmed,

    /// <summary>"I have weighed both sides and this is how it is settled."</summary>
    Settled,
}

/// <summary>A signature, bound to what was signed. Name, role and time are those of its event.</summary>
/// <param name="Meaning">What it says.</param>
/// <param name="RecordHash">SHA-256 of the version signed for, in hexadecimal.</param>
/// <param name="AuthenticatedUtc">When the signer last proved who he is.</param>
/// <param name="Method">How: "password", "passkey" or "oidc".</param>
public sealed record Signature(SignatureMeaning Meaning, string RecordHash, DateTime AuthenticatedUtc, string Method);

/// <summary>How certain a reviewer is (GRADE).</summary>
public enum Certainty
{
    /// <summary>Further evidence is very unlikely to change it.</summary>
    High,

    /// <summary>Further evidence may change it.</summary>
    Moderate,

    /// <summary>Further evidence is likely to change it.</summary>
    Low,

    /// <summary>Little is known.</summary>
    VeryLow,
}

/// <summary>Why certainty is rated down (GRADE).</summary>
public enum RateDownReason
{
    /// <summary>The source had an interest or a flawed method.</summary>
    Bias,

    /// <summary>Sources differ without explanation.</summary>
    Inconsistency,

    /// <summary>Measured on something else than what is asserted.</summary>
    Indirectness,

    /// <summary>Few measurements, wide scatter.</summary>
    Imprecision,

    /// <summary>Unfavourable results may have been kept back.</summary>
    ReportingBias,
}

/// <summary>What a reviewer found.</summary>
public sealed record ReviewFindings
{
    /// <summary>The locator opens and leads to the place.</summary>
    public bool LocatorOpens { get; init; }

    /// <summary>The archived copy is the one that was read.</summary>
    public bool ArchiveChecked { get; init; }

    /// <summary>The scope of the source is that of the assumption.</summary>
    public bool ScopeMatches { get; init; }

    /// <summary>The value as the reviewer read it in the source and typed it again; for a statement left out.</summary>
    public double? RekeyedValue { get; init; }

    /// <summary>For a statement: it says the same as the source.</summary>
    public bool StatementCompared { get; init; }

    /// <summary>How certain the reviewer is.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>Why not more.</summary>
    public IReadOnlyList<RateDownReason> RatedDownFor { get => field ?? []; init; }

    /// <summary>Marks of the source and of the item, as the reviewer gives them.</summary>
    public required Marks Marks { get; init; }

    /// <summary>What else is to be said.</summary>
    public string? Remark { get; init; }
}
