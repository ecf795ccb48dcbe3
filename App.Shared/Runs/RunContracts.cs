namespace App.Shared.Runs;

/// <summary>A request to evaluate a version of a scenario on the server and keep the result.</summary>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="Version">Number of the version.</param>
public sealed record CreateRun(string ScenarioId, int Version);

/// <summary>A stored run; it never changes.</summary>
/// <param name="Id">SHA-256 over case, engine version and catalogue.</param>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="Version">Number of the version.</param>
/// <param name="CaseHash">SHA-256 of the case.</param>
/// <param name="EngineVersion">Version of the engine.</param>
/// <param name="CatalogHash">SHA-256 of the catalogue.</param>
/// <param name="CreatedUtc">When it was made.</param>
public sealed record RunSummary(
    string Id, string ScenarioId, int Version, string CaseHash, string EngineVersion, string CatalogHash, DateTime CreatedUtc);
