using System.Text.Json.Serialization;
using App.Engine.Studies;

namespace App.Engine.Evidence;

/// <summary>What an event of the ledger says. Entries are added; none is ever changed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AssumptionDefined), "assumptionDefined")]
[JsonDerivedType(typeof(EvidenceRecorded), "evidenceRecorded")]
[JsonDerivedType(typeof(EvidenceArchived), "evidenceArchived")]
[JsonDerivedType(typeof(VersionDrafted), "versionDrafted")]
[JsonDerivedType(typeof(VersionSubmitted), "versionSubmitted")]
[JsonDerivedType(typeof(VersionWithdrawn), "versionWithdrawn")]
[JsonDerivedType(typeof(ReviewStarted), "reviewStarted")]
[JsonDerivedType(typeof(ReviewReturned), "reviewReturned")]
[JsonDerivedType(typeof(VersionSigned), "versionSigned")]
[JsonDerivedType(typeof(VersionDisputed), "versionDisputed")]
[JsonDerivedType(typeof(DisputeSettled), "disputeSettled")]
[JsonDerivedType(typeof(VersionSuperseded), "versionSuperseded")]
[JsonDerivedType(typeof(VersionExpired), "versionExpired")]
[JsonDerivedType(typeof(VersionReconfirmed), "versionReconfirmed")]
[JsonDerivedType(typeof(ValuePreferred), "valuePreferred")]
[JsonDerivedType(typeof(ConflictResolved), "conflictResolved")]
[JsonDerivedType(typeof(AnnotationAdded), "annotationAdded")]
[JsonDerivedType(typeof(AnnotationResolved), "annotationResolved")]
[JsonDerivedType(typeof(RunPinned), "runPinned")]
[JsonDerivedType(typeof(ReportIssued), "reportIssued")]
public abstract record LedgerEntry;

/// <summary>An entry about one version.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
public abstract record VersionEntry(string AssertionId, int Version) : LedgerEntry
{
    /// <summary>The version.</summary>
    [JsonIgnore]
    public VersionRef Ref => new(AssertionId, Version);
}

/// <summary>A slot is opened.</summary>
/// <param name="Assumption">The slot.</param>
public sealed record AssumptionDefined(Assumption Assumption) : LedgerEntry;

/// <summary>Evidence is recorded.</summary>
/// <param name="Item">The evidence.</param>
public sealed record EvidenceRecorded(EvidenceItem Item) : LedgerEntry;

/// <summary>A copy of a source, or the passage that says it, is put by.</summary>
/// <param name="EvidenceId">The evidence.</param>
/// <param name="Sha256">Hash of the copy, in hexadecimal.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="MediaType">What it is.</param>
public sealed record EvidenceArchived(string EvidenceId, string Sha256, long Bytes, string MediaType) : LedgerEntry;

/// <summary>A version is written. Version 1 opens an assertion; a later one leaves the earlier as they were.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="AssumptionId">The slot it fills.</param>
/// <param name="Content">What it asserts.</param>
/// <param name="Why">What was changed and why.</param>
public sealed record VersionDrafted(string AssertionId, int Version, string AssumptionId, AssertionContent Content, string Why)
    : VersionEntry(AssertionId, Version);

/// <summary>A draft is put before the reviewers.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
public sealed record VersionSubmitted(string AssertionId, int Version) : VersionEntry(AssertionId, Version);

/// <summary>The author takes a version back.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="Reason">Why.</param>
public sealed record VersionWithdrawn(string AssertionId, int Version, string Reason) : VersionEntry(AssertionId, Version);

/// <summary>A reviewer takes a version.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
public sealed record ReviewStarted(string AssertionId, int Version) : VersionEntry(AssertionId, Version);

/// <summary>Why a reviewer gives a version back.</summary>
public enum ReturnReason
{
    /// <summary>The source does not say so.</summary>
    SourceSaysOtherwise,

    /// <summary>The source cannot be found or opened.</summary>
    SourceNotFound,

    /// <summary>It holds for something else.</summary>
    WrongScope,

    /// <summary>Unit, base or convention is mistaken.</summary>
    WrongUnit,

    /// <summary>The range does not follow from the evidence.</summary>
    RangeNotSupported,

    /// <summary>Something else, said in the text.</summary>
    Other,
}

/// <summary>A reviewer gives a version back.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="Rejected">True to turn it down, false to return it to its author as a draft.</param>
/// <param name="Reason">Why, by kind.</param>
/// <param name="Text">Why, in words.</param>
public sealed record ReviewReturned(string AssertionId, int Version, bool Rejected, ReturnReason Reason, string Text)
    : VersionEntry(AssertionId, Version);

/// <summary>A reviewer signs for a version; where it matters much, a second signature is needed before it is verified.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="Findings">What the reviewer found.</param>
/// <param name="MaterialityFraction">Its share of the decision's uncertainty at that moment, 0 to 1.</param>
/// <param name="NeedsSecond">Whether that share asks for a second signature.</param>
/// <param name="Signature">The signature.</param>
/// <param name="Measure">How that share was measured; null in entries written before it was said.</param>
public sealed record VersionSigned(
    string AssertionId, int Version, ReviewFindings Findings, double MaterialityFraction, bool NeedsSecond, Signature Signature,
    ShareMeasure? Measure = null)
    : VersionEntry(AssertionId, Version);

/// <summary>A reviewer contradicts a version.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="CounterEvidence">Ids of evidence against it, at least one.</param>
/// <param name="Text">What is wrong.</param>
public sealed record VersionDisputed(string AssertionId, int Version, IReadOnlyList<string> CounterEvidence, string Text)
    : VersionEntry(AssertionId, Version);

/// <summary>Somebody else settles a dispute.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="Upheld">True where the version stands as it did, false where it is given up.</param>
/// <param name="Text">How it was settled.</param>
/// <param name="Signature">The signature.</param>
public sealed record DisputeSettled(string AssertionId, int Version, bool Upheld, string Text, Signature Signature)
    : VersionEntry(AssertionId, Version);

/// <summary>A version is replaced by a newer one.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">The version replaced.</param>
/// <param name="ByVersion">The version that replaces it.</param>
public sealed record VersionSuperseded(string AssertionId, int Version, int ByVersion) : VersionEntry(AssertionId, Version);

/// <summary>A version's clock has run out.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="DueDate">The day on which it ran out, year-month-day.</param>
public sealed record VersionExpired(string AssertionId, int Version, string DueDate) : VersionEntry(AssertionId, Version);

/// <summary>A reviewer has looked again: reconfirmed, no change.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="Text">What was looked at.</param>
/// <param name="Signature">The signature.</param>
public sealed record VersionReconfirmed(string AssertionId, int Version, string Text, Signature Signature)
    : VersionEntry(AssertionId, Version);

/// <summary>An assertion is the one in use.</summary>
/// <param name="AssumptionId">The slot.</param>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Reason">Why.</param>
public sealed record ValuePreferred(string AssumptionId, string AssertionId, string Reason) : LedgerEntry;

/// <summary>The three ways to resolve a conflict.</summary>
public enum ResolutionKind
{
    /// <summary>The sides speak of different things: one moves to a slot of its own.</summary>
    Split,

    /// <summary>One side is used, the others stay to read.</summary>
    Prefer,

    /// <summary>The sides are pooled into one range, which is never narrower than any of them.</summary>
    Pool,
}

/// <summary>A conflict between assertions of a slot is resolved.</summary>
/// <param name="AssumptionId">The slot.</param>
/// <param name="Kind">How.</param>
/// <param name="Sides">The versions that stood against each other.</param>
/// <param name="AssertionId">The assertion that is used, moved or made by pooling.</param>
/// <param name="NewAssumptionId">For a split, the slot that the assertion moves to.</param>
/// <param name="Reason">Why.</param>
/// <param name="Signature">The signature.</param>
public sealed record ConflictResolved(
    string AssumptionId,
    ResolutionKind Kind,
    IReadOnlyList<VersionRef> Sides,
    string AssertionId,
    string? NewAssumptionId,
    string Reason,
    Signature Signature) : LedgerEntry;

/// <summary>What can be annotated.</summary>
public enum AnnotationTarget
{
    /// <summary>A slot.</summary>
    Assumption,

    /// <summary>An assertion.</summary>
    Assertion,

    /// <summary>An evidence item.</summary>
    Evidence,

    /// <summary>A stored run.</summary>
    Run,
}

/// <summary>Somebody says something about something.</summary>
/// <param name="AnnotationId">Id of the remark.</param>
/// <param name="Target">What kind of thing it is about.</param>
/// <param name="TargetId">Which.</param>
/// <param name="ReplyTo">The remark it answers.</param>
/// <param name="Text">What is said.</param>
public sealed record AnnotationAdded(
    string AnnotationId, AnnotationTarget Target, string TargetId, string? ReplyTo, string Text) : LedgerEntry;

/// <summary>A thread is settled. A later reply opens it again.</summary>
/// <param name="AnnotationId">The remark that began the thread.</param>
/// <param name="Target">What kind of thing it is about.</param>
/// <param name="TargetId">Which.</param>
public sealed record AnnotationResolved(string AnnotationId, AnnotationTarget Target, string TargetId) : LedgerEntry;

/// <summary>A version that a run used.</summary>
/// <param name="AssumptionId">The slot.</param>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="Status">How well it was supported.</param>
/// <param name="Flags">What was the matter with it.</param>
public sealed record Pin(string AssumptionId, string AssertionId, int Version, EvidenceStatus Status, EvidenceFlags Flags);

/// <summary>A run is tied to the versions that it used.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Pins">One per assumption that it read.</param>
public sealed record RunPinned(string RunId, IReadOnlyList<Pin> Pins) : LedgerEntry;

/// <summary>A report of a run is issued.</summary>
/// <param name="ReportId">Id of the report.</param>
/// <param name="RunId">The run.</param>
/// <param name="IsFinal">Whether it is marked Final.</param>
/// <param name="Title">What it is called.</param>
public sealed record ReportIssued(string ReportId, string RunId, bool IsFinal, string Title) : LedgerEntry;
