using System.Collections.Immutable;

namespace App.Engine.Evidence;

/// <summary>A signature on a version.</summary>
/// <param name="Signer">Who.</param>
/// <param name="AtUtc">When.</param>
/// <param name="Signature">What it says and what it is bound to.</param>
/// <param name="Findings">What was found; null where nothing new was looked at.</param>
public sealed record Signing(Actor Signer, DateTime AtUtc, Signature Signature, ReviewFindings? Findings);

/// <summary>An open dispute.</summary>
/// <param name="By">Who contradicts.</param>
/// <param name="AtUtc">Since when.</param>
/// <param name="CounterEvidence">Ids of the evidence against the version.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Before">Where the version stood.</param>
public sealed record Dispute(Actor By, DateTime AtUtc, IReadOnlyList<string> CounterEvidence, string Text, WorkflowState Before);

/// <summary>A version as the events so far leave it.</summary>
public sealed record VersionState
{
    /// <summary>Which version.</summary>
    public required VersionRef Ref { get; init; }

    /// <summary>What it asserts.</summary>
    public required AssertionContent Content { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Actor Author { get; init; }

    /// <summary>What was changed and why.</summary>
    public required string Why { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTime DraftedUtc { get; init; }

    /// <summary>Where it stands.</summary>
    public WorkflowState Workflow { get; init; }

    /// <summary>When it was put before the reviewers.</summary>
    public DateTime? SubmittedUtc { get; init; }

    /// <summary>The reviewer who has taken it.</summary>
    public Actor? Reviewer { get; init; }

    /// <summary>Its signatures, oldest first.</summary>
    public ImmutableList<Signing> Signings { get; init; } = [];

    /// <summary>Whether the first signature asked for a second.</summary>
    public bool NeedsSecondSignature { get; init; }

    /// <summary>The dispute that is open.</summary>
    public Dispute? Dispute { get; init; }

    /// <summary>Why it was given back, turned down or taken back.</summary>
    public string? ReturnedWith { get; init; }

    /// <summary>When it was last found to be so by a signer.</summary>
    public DateTime? FreshFromUtc { get; init; }

    /// <summary>Whether its clock has run out.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Whether it is before the reviewers or past them, and not given up.</summary>
    public bool IsLive => Workflow is WorkflowState.Submitted or WorkflowState.InReview or WorkflowState.Verified or WorkflowState.Disputed;

    /// <summary>Whether it is verified, or was until somebody contradicted it.</summary>
    public bool IsSigned => Workflow == WorkflowState.Verified || Dispute?.Before == WorkflowState.Verified;

    /// <summary>What is the matter with it.</summary>
    public EvidenceFlags Flags =>
        (IsExpired ? EvidenceFlags.Expired : EvidenceFlags.None) | (Dispute is null ? EvidenceFlags.None : EvidenceFlags.Disputed);
}

/// <summary>An assertion with all its versions.</summary>
public sealed record AssertionState
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The slot it fills.</summary>
    public required string AssumptionId { get; init; }

    /// <summary>Its versions by number.</summary>
    public ImmutableSortedDictionary<int, VersionState> Versions { get; init; } = ImmutableSortedDictionary<int, VersionState>.Empty;

    /// <summary>The newest version.</summary>
    public VersionState Latest => Versions[Versions.Count];

    /// <summary>The version in use: the signed one, else the newest that is before the reviewers; null where there is none.</summary>
    public VersionState? InUse =>
        Versions.Values.LastOrDefault(version => version.IsSigned) ?? Versions.Values.LastOrDefault(version => version.IsLive);

    /// <summary>Whether somebody wrote any version up to one, and so can't sign for it.</summary>
    /// <param name="actorId">The person.</param>
    /// <param name="version">The version.</param>
    public bool IsEditedBy(string actorId, int version) =>
        Versions.Values.Any(entry => entry.Ref.Version <= version && entry.Author.Id == actorId);
}

/// <summary>A slot with the assertions that fill it.</summary>
public sealed record AssumptionState
{
    /// <summary>The slot.</summary>
    public required Assumption Assumption { get; init; }

    /// <summary>Its assertions, oldest first.</summary>
    public ImmutableList<string> Assertions { get; init; } = [];

    /// <summary>The assertion in use.</summary>
    public string? Preferred { get; init; }

    /// <summary>Why it is.</summary>
    public string? PreferredReason { get; init; }

    /// <summary>Conflicts resolved so far, oldest first, with the number of their event.</summary>
    public ImmutableList<(long Event, Actor By, ConflictResolved Entry)> Resolutions { get; init; } = [];

    /// <summary>Number of the last event that changed the slot or anything in it.</summary>
    public long Revision { get; init; }
}

/// <summary>Evidence with its archived copies.</summary>
/// <param name="Item">The evidence.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="Copies">What has been put by.</param>
public sealed record EvidenceState(EvidenceItem Item, Actor RecordedBy, ImmutableList<EvidenceArchived> Copies);

/// <summary>A remark.</summary>
/// <param name="By">Who.</param>
/// <param name="AtUtc">When.</param>
/// <param name="Entry">What about what.</param>
/// <param name="Resolved">Who settled the thread that it began, and when; null for a reply and while the thread is open.</param>
public sealed record Annotation(Actor By, DateTime AtUtc, AnnotationAdded Entry, ThreadResolution? Resolved = null);

/// <summary>A thread is settled.</summary>
/// <param name="By">By whom.</param>
/// <param name="AtUtc">When.</param>
public sealed record ThreadResolution(Actor By, DateTime AtUtc);
