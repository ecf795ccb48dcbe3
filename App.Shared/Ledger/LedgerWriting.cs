using App.Engine.Evidence;
using App.Engine.Studies;

namespace App.Shared.Ledger;

/// <summary>A new slot.</summary>
/// <param name="Id">Its path, free so far.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Quantity">Which quantity.</param>
/// <param name="Unit">Symbol of the unit; empty for a ratio or a text.</param>
/// <param name="Category">What kind of thing it is.</param>
/// <param name="Scope">What it holds for.</param>
/// <param name="IsText">Whether it takes statements.</param>
public sealed record NewAssumption(string Id, string Subject, string Quantity, string Unit, EvidenceCategory Category, Scope Scope, bool IsText = false);

/// <summary>New evidence. Its id is given by the server.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Says">What it says.</param>
/// <param name="Title">Title of the source.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="SourceType">Kind of source.</param>
/// <param name="IndependenceGroup">The origin it goes back to.</param>
/// <param name="Reliability">Of the source, A to F.</param>
/// <param name="Credibility">Of the item, 1 to 6.</param>
/// <param name="Url">Its address, https.</param>
/// <param name="Locator">Where in the source.</param>
/// <param name="Published">When it was published.</param>
/// <param name="Accessed">When it was looked at.</param>
/// <param name="HasInterest">Whether the source gains by being believed.</param>
/// <param name="IsPrimary">Whether it is a primary document or log that agrees with a second reading.</param>
/// <param name="Caveat">What to mind.</param>
public sealed record NewEvidence(
    string Subject,
    string Says,
    string Title,
    string Publisher,
    string SourceType,
    string IndependenceGroup,
    SourceReliability Reliability,
    int Credibility,
    string? Url = null,
    string? Locator = null,
    string? Published = null,
    string? Accessed = null,
    bool HasInterest = false,
    bool IsPrimary = false,
    string? Caveat = null);

/// <summary>A new assertion, as version 1.</summary>
/// <param name="AssumptionId">The slot.</param>
/// <param name="Content">What it asserts.</param>
/// <param name="Why">Why it is written.</param>
/// <param name="Submit">Whether it is put before the reviewers at once.</param>
public sealed record NewAssertion(string AssumptionId, AssertionContent Content, string Why, bool Submit);

/// <summary>A new version of an assertion.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="BaseVersion">The version it was made from.</param>
/// <param name="Content">What it asserts.</param>
/// <param name="Why">What was changed and why.</param>
/// <param name="Submit">Whether it is put before the reviewers at once.</param>
public sealed record NewAssertionVersion(string AssertionId, int BaseVersion, AssertionContent Content, string Why, bool Submit);

/// <summary>Names a version.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
public sealed record VersionStep(string AssertionId, int Version);

/// <summary>Names a version and gives a reason.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="Text">The reason.</param>
public sealed record VersionStepWithText(string AssertionId, int Version, string Text);

/// <summary>Gives a version back.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="Rejected">True to turn it down, false to return it as a draft.</param>
/// <param name="Reason">Why, by kind.</param>
/// <param name="Text">Why, in words.</param>
public sealed record ReturnVersion(string AssertionId, int Version, bool Rejected, ReturnReason Reason, string Text);

/// <summary>Signs for a version. Who, when, share and proof of identity are the server's to say.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="RecordHash">Hash of the version as the signer saw it.</param>
/// <param name="Meaning">What the signature says.</param>
/// <param name="Findings">What was found.</param>
public sealed record SignVersion(string AssertionId, int Version, string RecordHash, SignatureMeaning Meaning, ReviewFindings Findings);

/// <summary>Contradicts a version.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="CounterEvidence">Ids of evidence against it.</param>
/// <param name="Text">What is wrong.</param>
public sealed record DisputeVersion(string AssertionId, int Version, IReadOnlyList<string> CounterEvidence, string Text);

/// <summary>Settles a dispute.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="RecordHash">Hash of the version as the signer saw it.</param>
/// <param name="Upheld">Whether the version stands.</param>
/// <param name="Text">How it was settled.</param>
public sealed record SettleDispute(string AssertionId, int Version, string RecordHash, bool Upheld, string Text);

/// <summary>Reconfirms a verified version.</summary>
/// <param name="AssertionId">The assertion.</param>
/// <param name="Version">Its version.</param>
/// <param name="RecordHash">Hash of the version as the signer saw it.</param>
/// <param name="Text">What was looked at.</param>
public sealed record ReconfirmVersion(string AssertionId, int Version, string RecordHash, string Text);

/// <summary>Resolves a conflict.</summary>
/// <param name="AssumptionId">The slot.</param>
/// <param name="Kind">How.</param>
/// <param name="Sides">The versions that stand against each other.</param>
/// <param name="Reason">Why.</param>
/// <param name="AssertionId">The side that is used or moved; left out where they are pooled.</param>
/// <param name="NewScope">For a split, the scope of the slot that the side moves to.</param>
public sealed record ResolveConflict(
    string AssumptionId, ResolutionKind Kind, IReadOnlyList<VersionRef> Sides, string Reason, string? AssertionId = null, Scope? NewScope = null);

/// <summary>A remark.</summary>
/// <param name="Target">What kind of thing it is about.</param>
/// <param name="TargetId">Which.</param>
/// <param name="Text">What is said.</param>
/// <param name="ReplyTo">The remark it answers.</param>
public sealed record NewAnnotation(AnnotationTarget Target, string TargetId, string Text, string? ReplyTo = null);

/// <summary>Settles a thread of remarks.</summary>
/// <param name="Target">What kind of thing it is about.</param>
/// <param name="TargetId">Which.</param>
/// <param name="AnnotationId">The remark that began it.</param>
public sealed record ResolveAnnotation(AnnotationTarget Target, string TargetId, string AnnotationId);

/// <summary>Asks for a report of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Title">What it is called.</param>
/// <param name="IsFinal">Whether it is marked Final.</param>
public sealed record NewReport(string RunId, string Title, bool IsFinal);

/// <summary>What was written.</summary>
/// <param name="Id">Id of what was written: a slot, an assertion, evidence, a remark, a report.</param>
/// <param name="Version">Its version, where it has one.</param>
/// <param name="Event">Number of the last event.</param>
/// <param name="Revision">Revision of the slot after it, where it is about one.</param>
/// <param name="Share">For a signature, what it was found to decide; null for anything else.</param>
public sealed record Written(string Id, int? Version, long Event, long? Revision, SignedShare? Share = null);

/// <summary>What a signed version decides, and whether that asks for a second signature.</summary>
/// <param name="Fraction">Its largest share of the uncertainty of a decision among the scenarios saved last, 0 to 1.</param>
/// <param name="Measure">How the share is measured.</param>
/// <param name="NeedsSecond">Whether it asks for a second signature.</param>
public sealed record SignedShare(double Fraction, ShareMeasure Measure, bool NeedsSecond);

/// <summary>Three ways a version can be read when somebody else was quicker.</summary>
/// <param name="Base">What you began from; null where you began from nothing.</param>
/// <param name="Theirs">What stands there now; null where nothing does.</param>
/// <param name="Yours">What you sent.</param>
/// <param name="TheirAuthor">Who was quicker.</param>
/// <param name="Revision">The slot's revision now, to send again with.</param>
public sealed record ThreeWay(AssertionContent? Base, AssertionContent? Theirs, AssertionContent Yours, string? TheirAuthor, long Revision);
