using System.Text.Json.Serialization;
using App.Engine.Requirements;
using App.Engine.Uncertainty;

namespace App.Shared.Studies;

/// <summary>A request to study a version of a scenario on the server and keep the result.</summary>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="Version">Number of the version.</param>
/// <param name="Worlds">Number of worlds.</param>
/// <param name="Seed">Picks the worlds.</param>
/// <param name="Sampler">How they are spread.</param>
public sealed record CreateStudy(string ScenarioId, int Version, int Worlds, ulong Seed, Sampler Sampler);

/// <summary>A request to study a case that is not saved. The result is held until newer ones take its place, at the latest until the server ends.</summary>
/// <param name="Case">The case.</param>
/// <param name="Worlds">Number of worlds.</param>
/// <param name="Seed">Picks the worlds.</param>
/// <param name="Sampler">How they are spread.</param>
public sealed record CreateCaseStudy(ProcurementCase Case, int Worlds, ulong Seed, Sampler Sampler);

/// <summary>Where a study stands.</summary>
public enum StudyState
{
    /// <summary>It waits for others to end.</summary>
    Waiting,

    /// <summary>Its worlds are being evaluated.</summary>
    Running,

    /// <summary>Its worlds are evaluated; what they say is being worked out.</summary>
    Analysing,

    /// <summary>Its result is there; stored for good, unless the case is not saved.</summary>
    Done,

    /// <summary>Somebody stopped it; nothing is stored.</summary>
    Cancelled,

    /// <summary>It could not be made; nothing is stored.</summary>
    Failed,
}

/// <summary>A study and where it stands.</summary>
/// <param name="Id">SHA-256 over case, catalogue, engine version and settings.</param>
/// <param name="ScenarioId">The scenario; empty where the case is not saved.</param>
/// <param name="Version">Number of the version; 0 where the case is not saved.</param>
/// <param name="CaseHash">SHA-256 of the case.</param>
/// <param name="EngineVersion">Version of the engine.</param>
/// <param name="Worlds">Number of worlds.</param>
/// <param name="Seed">Picks the worlds.</param>
/// <param name="Sampler">How they are spread.</param>
/// <param name="State">Where it stands.</param>
/// <param name="WorldsDone">Worlds evaluated so far.</param>
/// <param name="Problem">Why it failed; empty otherwise.</param>
/// <param name="IsStale">Whether catalogue or engine have changed since, so that the same question has another answer now.</param>
public sealed record StudySummary(
    string Id, string ScenarioId, int Version, string CaseHash, string EngineVersion, int Worlds, ulong Seed, Sampler Sampler,
    StudyState State, int WorldsDone, string Problem, bool IsStale)
{
    /// <summary>Whether it is still being made.</summary>
    [JsonIgnore]
    public bool IsUnderWay => State is StudyState.Waiting or StudyState.Running or StudyState.Analysing;

    /// <summary>Whether it is of a saved version and kept for good when done.</summary>
    [JsonIgnore]
    public bool IsKept => ScenarioId.Length > 0;
}
