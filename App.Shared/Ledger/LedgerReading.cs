using App.Engine.Evidence;
using App.Engine.Studies;

namespace App.Shared.Ledger;

/// <summary>A slot in a list.</summary>
/// <param name="Id">Its path.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Quantity">Which quantity.</param>
/// <param name="Unit">Symbol of the unit.</param>
/// <param name="Value">The value in use; null for a text or an empty slot.</param>
/// <param name="Low">Its low.</param>
/// <param name="High">Its high.</param>
/// <param name="Statement">The statement in use, where the slot takes texts.</param>
/// <param name="Status">How well it is supported; null for an empty slot.</param>
/// <param name="Flags">What is the matter with it.</param>
/// <param name="Workflow">Where the version in use stands; null for an empty slot.</param>
/// <param name="DueDate">Last day on which it is fresh; null where it does not age.</param>
/// <param name="Sides">How many live assertions there are.</param>
/// <param name="HasConflict">Whether they stand against each other, unresolved.</param>
/// <param name="IsRead">Whether the engine reads it.</param>
/// <param name="OpenRemarks">How many threads about it, its assertions or their evidence wait for somebody.</param>
public sealed record AssumptionRow(
    string Id,
    string Subject,
    string Quantity,
    string Unit,
    double? Value,
    double? Low,
    double? High,
    string? Statement,
    EvidenceStatus? Status,
    EvidenceFlags Flags,
    WorkflowState? Workflow,
    DateOnly? DueDate,
    int Sides,
    bool HasConflict,
    bool IsRead,
    int OpenRemarks);

/// <summary>A version with what follows from the ledger.</summary>
/// <param name="State">The version.</param>
/// <param name="Status">How well it is supported.</param>
/// <param name="DueDate">Last day on which it is fresh; null where it does not age.</param>
/// <param name="Freshness">How fresh it is today.</param>
/// <param name="RecordHash">What a signature is bound to.</param>
public sealed record VersionView(VersionState State, EvidenceStatus Status, DateOnly? DueDate, FreshnessState Freshness, string RecordHash);

/// <summary>An assertion with all its versions.</summary>
/// <param name="Id">Its id.</param>
/// <param name="InUse">Number of the version in use; null where none is.</param>
/// <param name="Versions">Its versions, oldest first.</param>
/// <param name="Thread">Remarks about it, oldest first.</param>
public sealed record AssertionView(string Id, int? InUse, IReadOnlyList<VersionView> Versions, IReadOnlyList<Annotation> Thread);

/// <summary>Evidence with its copies.</summary>
/// <param name="Item">The evidence.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="Copies">What has been put by.</param>
/// <param name="UsedBy">Slots whose assertions rest on it.</param>
/// <param name="Thread">Remarks about it, oldest first.</param>
public sealed record EvidenceView(
    EvidenceItem Item, string RecordedBy, IReadOnlyList<EvidenceArchived> Copies, IReadOnlyList<string> UsedBy, IReadOnlyList<Annotation> Thread);

/// <summary>A line of a slot's history.</summary>
/// <param name="Number">Number of the event.</param>
/// <param name="AtUtc">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Entry">What.</param>
/// <param name="Hash">Hash of the event.</param>
public sealed record HistoryLine(long Number, DateTime AtUtc, Actor Actor, LedgerEntry Entry, string Hash);

/// <summary>A settled conflict.</summary>
/// <param name="By">Who settled it.</param>
/// <param name="Entry">How.</param>
public sealed record ResolutionView(Actor By, ConflictResolved Entry);

/// <summary>A slot with everything that is known of it.</summary>
/// <param name="Assumption">The slot.</param>
/// <param name="Revision">Number of the last event that changed it: the ETag.</param>
/// <param name="InUse">The version in use; null where none is.</param>
/// <param name="PreferredReason">Why that assertion is in use.</param>
/// <param name="Assertions">Its assertions, that in use first.</param>
/// <param name="Evidence">The evidence behind any of them.</param>
/// <param name="Conflict">The open conflict.</param>
/// <param name="Resolutions">Settled conflicts, newest first.</param>
/// <param name="Thread">Remarks about the slot itself, oldest first.</param>
/// <param name="History">Its events, newest first.</param>
/// <param name="MaterialityFraction">Share of the decision's uncertainty, 0 to 1; null where it is not worked out.</param>
/// <param name="Measure">How that share is measured.</param>
public sealed record AssumptionDocument(
    Assumption Assumption,
    long Revision,
    VersionRef? InUse,
    string? PreferredReason,
    IReadOnlyList<AssertionView> Assertions,
    IReadOnlyList<EvidenceView> Evidence,
    Conflict? Conflict,
    IReadOnlyList<ResolutionView> Resolutions,
    IReadOnlyList<Annotation> Thread,
    IReadOnlyList<HistoryLine> History,
    double? MaterialityFraction,
    ShareMeasure? Measure);

/// <summary>A version that waits for somebody.</summary>
/// <param name="AssumptionId">The slot.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Quantity">Which quantity.</param>
/// <param name="Unit">Symbol of the unit.</param>
/// <param name="Version">The version.</param>
/// <param name="Value">Its value.</param>
/// <param name="Statement">Its statement, where it is a text.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Reviewer">Who has taken it.</param>
/// <param name="Workflow">Where it stands.</param>
/// <param name="Flags">What is the matter with it.</param>
/// <param name="Status">How well it is supported.</param>
/// <param name="NeedsSecondSignature">Whether it has one signature and needs another.</param>
/// <param name="IsInUse">Whether it is what plans are made with; else it stands beside that.</param>
/// <param name="Basis">Why this value and this range.</param>
/// <param name="MaterialityFraction">Share of the decision's uncertainty, 0 to 1.</param>
/// <param name="WorthUsDollars">What knowing it before signing would be worth (EVPPI), USD; null where the share is one of swings, because no information changes the choice.</param>
public sealed record QueueItem(
    string AssumptionId,
    string Subject,
    string Quantity,
    string Unit,
    VersionRef Version,
    double? Value,
    string? Statement,
    string Author,
    string? Reviewer,
    WorkflowState Workflow,
    EvidenceFlags Flags,
    EvidenceStatus Status,
    bool NeedsSecondSignature,
    bool IsInUse,
    string Basis,
    double MaterialityFraction,
    double? WorthUsDollars);

/// <summary>The ledger's newest event.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Hash">Its hash; note it elsewhere to notice a rewrite of the whole file.</param>
public sealed record LedgerHead(long Number, string Hash);

/// <summary>What a run used, whether that is still so, and what is said about it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Answer">What it answered; it never changes.</param>
/// <param name="Pins">The versions it used.</param>
/// <param name="Stale">Those that are no longer what the ledger says.</param>
/// <param name="Bars">Inputs that bar a Final report of it now.</param>
/// <param name="Measure">How their shares are measured.</param>
/// <param name="Reports">Reports that were issued of it, newest first.</param>
/// <param name="Thread">Remarks about it, oldest first.</param>
public sealed record RunEvidence(
    string RunId,
    RunAnswer Answer,
    IReadOnlyList<Pin> Pins,
    IReadOnlyList<StalePin> Stale,
    IReadOnlyList<ReportBar> Bars,
    ShareMeasure Measure,
    IReadOnlyList<ReportView> Reports,
    IReadOnlyList<Annotation> Thread);

/// <summary>What a run answered.</summary>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="Version">Its version.</param>
/// <param name="Name">Name of the case.</param>
/// <param name="EngineVersion">The engine that evaluated it.</param>
/// <param name="CreatedUtc">When.</param>
/// <param name="Best">Name of the best option; null where none is feasible.</param>
/// <param name="RunnerUp">Name of the next; null where the best is alone.</param>
/// <param name="AdvantageUsDollars">Present dollars by which the best is cheaper than the next.</param>
/// <param name="UnverifiedShareFraction">Share of the summed swings behind inputs that nobody had verified.</param>
public sealed record RunAnswer(
    string ScenarioId, int Version, string Name, string EngineVersion, DateTime CreatedUtc, string? Best, string? RunnerUp, double AdvantageUsDollars,
    double UnverifiedShareFraction);

/// <summary>A report that was issued.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="IsFinal">Whether it is marked Final.</param>
/// <param name="By">Who issued it.</param>
/// <param name="AtUtc">When.</param>
public sealed record ReportView(string Id, string Title, bool IsFinal, string By, DateTime AtUtc);

/// <summary>A version that a run used and that is no longer in use as it was.</summary>
/// <param name="Was">What the run used.</param>
/// <param name="Now">What is in use now; null where nothing is.</param>
public sealed record StalePin(Pin Was, Pin? Now);
