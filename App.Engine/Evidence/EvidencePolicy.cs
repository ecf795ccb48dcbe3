namespace App.Engine.Evidence;

/// <summary>The rules of evidence that a company may set differently. They are data: evidence-policy.json of the catalogue.</summary>
public sealed record EvidencePolicy
{
    /// <summary>How many days evidence of a category keeps; a category that is left out keeps without end, or to its own end date.</summary>
    public IReadOnlyDictionary<EvidenceCategory, int> ClockDays { get => field ?? new Dictionary<EvidenceCategory, int>(); init; }

    /// <summary>Category by the key of a catalogue quantity; a key that is left out is a judgement.</summary>
    public IReadOnlyDictionary<string, EvidenceCategory> CategoryByQuantity { get => field ?? new Dictionary<string, EvidenceCategory>(); init; }

    /// <summary>Days before the clock runs out in which a renewal is called due.</summary>
    public int DueSoonDays { get; init; }

    /// <summary>Share of the decision's uncertainty above which a second signature is needed, 0 to 1.</summary>
    public double SecondSignerFraction { get; init; }

    /// <summary>Share of the decision's uncertainty above which an expired or disputed input bars a Final report, 0 to 1.</summary>
    public double FinalReportFraction { get; init; }

    /// <summary>How long ago a signer may have proved who he is, minutes.</summary>
    public int ReauthenticationMinutes { get; init; }

    /// <summary>High over low that a judgement must span at least, where its bounds leave room for it.</summary>
    public double AssumedMinimumRatio { get; init; }

    /// <summary>Part of the span between the bounds that is enough instead, 0 to 1.</summary>
    public double AssumedMinimumSpanFraction { get; init; }

    /// <summary>Reliability of a source by its kind; a kind that is left out cannot be judged.</summary>
    public IReadOnlyDictionary<string, SourceReliability> ReliabilityBySourceType { get => field ?? new Dictionary<string, SourceReliability>(); init; }

    /// <summary>Credibility of an item by the grade of a fact, 1 to 6; a grade that is left out cannot be judged.</summary>
    public IReadOnlyDictionary<string, int> CredibilityByGrade { get => field ?? new Dictionary<string, int>(); init; }

    /// <summary>Kinds of source that gain by being believed.</summary>
    public IReadOnlyList<string> InterestedSourceTypes { get => field ?? []; init; }

    /// <summary>Kinds of source that are nobody's: derived, remembered, searched for and not found.</summary>
    public IReadOnlyList<string> OwnSourceTypes { get => field ?? []; init; }
}
