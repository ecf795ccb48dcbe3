using App.Engine.Evidence;
using App.Engine.Requirements;
using App.Shared.Comparisons;

namespace App.Shared.Scenarios;

/// <summary>A scenario in a list.</summary>
/// <param name="Id">Its id, part of its address.</param>
/// <param name="Name">Its name.</param>
/// <param name="LatestVersion">Number of its newest version, 1 or more.</param>
/// <param name="ChangedUtc">When that version was saved.</param>
/// <param name="Reason">Why it was saved.</param>
/// <param name="CreatedUtc">When the scenario was first saved.</param>
public sealed record ScenarioSummary(string Id, string Name, int LatestVersion, DateTime ChangedUtc, string Reason, DateTime CreatedUtc);

/// <summary>A version of a scenario; it never changes.</summary>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="Name">The scenario's name.</param>
/// <param name="Version">Number of the version, 1 or more.</param>
/// <param name="LatestVersion">Number of the newest version.</param>
/// <param name="Reason">Why it was saved.</param>
/// <param name="CreatedUtc">When it was saved.</param>
/// <param name="CaseHash">SHA-256 of the case.</param>
/// <param name="Case">The case.</param>
public sealed record ScenarioVersionDocument(
    string ScenarioId, string Name, int Version, int LatestVersion, string Reason, DateTime CreatedUtc, string CaseHash, ProcurementCase Case);

/// <summary>What a page was first drawn from, handed on to the browser so that it need not ask again.</summary>
/// <param name="Version">The version.</param>
/// <param name="Evidence">What its answer rests on; null where that was not worked out.</param>
/// <param name="Ledger">The numbers in which the ledger differs from the catalogue.</param>
public sealed record DraftStart(ScenarioVersionDocument Version, CaseEvidence? Evidence, IReadOnlyList<LedgerValue> Ledger);

/// <summary>A version in the list of a scenario's versions.</summary>
/// <param name="Version">Number of the version, 1 or more.</param>
/// <param name="Name">The case's name in it.</param>
/// <param name="Reason">Why it was saved.</param>
/// <param name="Author">Who saved it; empty where that was not kept.</param>
/// <param name="CreatedUtc">When it was saved.</param>
public sealed record VersionSummary(int Version, string Name, string Reason, string Author, DateTime CreatedUtc);

/// <summary>What was saved.</summary>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="Version">Number of the version.</param>
public sealed record SavedVersion(string ScenarioId, int Version);

/// <summary>A request for a new scenario. The case is checked by the server.</summary>
/// <param name="Reason">Why, 1 to 500 characters.</param>
/// <param name="Case">The case; its name becomes the scenario's.</param>
public sealed record CreateScenario(string Reason, ProcurementCase Case);

/// <summary>A request for a new version.</summary>
/// <param name="BaseVersion">The version it was made from; refused where a newer one exists.</param>
/// <param name="Reason">Why, 1 to 500 characters.</param>
/// <param name="Case">The case.</param>
public sealed record CreateVersion(int BaseVersion, string Reason, ProcurementCase Case);
