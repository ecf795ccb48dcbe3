using App.Engine.Requirements;

namespace App.Shared.Exports;

/// <summary>A request to export a version of a scenario.</summary>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="Version">Number of the version.</param>
public sealed record CreateExport(string ScenarioId, int Version);

/// <summary>Where an export stands.</summary>
public enum ExportState
{
    /// <summary>It waits for others to end.</summary>
    Waiting,

    /// <summary>It is being written.</summary>
    Running,

    /// <summary>Its files can be fetched.</summary>
    Done,

    /// <summary>It could not be made.</summary>
    Failed,
}

/// <summary>A file of an export.</summary>
/// <param name="Format">"xlsx", "csv" (a ZIP with one table per sheet), "json" or "pdf" (the brief).</param>
/// <param name="FileName">Its name: scenario, version and run.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ExportFile(string Format, string FileName, string Sha256, long Bytes);

/// <summary>The record of a file that was exported; kept for good.</summary>
/// <param name="ExportId">The export.</param>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="Version">Number of the version.</param>
/// <param name="RunId">SHA-256 over case, engine version and catalogue.</param>
/// <param name="Format">"xlsx", "csv", "json" or "pdf".</param>
/// <param name="FileName">Its name.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="CreatedUtc">When.</param>
public sealed record ExportFileRecord(
    string ExportId, string ScenarioId, int Version, string RunId, string Format, string FileName, string Sha256, long Bytes, DateTime CreatedUtc);

/// <summary>An export and where it stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="Version">Number of the version.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Progress">How far it is, 0 to 1.</param>
/// <param name="Files">Its files, once done.</param>
/// <param name="Problem">Why it failed; empty otherwise.</param>
public sealed record ExportSummary(
    string Id, string ScenarioId, int Version, ExportState State, double Progress, IReadOnlyList<ExportFile> Files, string Problem);

/// <summary>An input that was changed in a workbook.</summary>
/// <param name="Address">Its cell.</param>
/// <param name="InputId">Its id.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Unit">Symbol of its unit.</param>
/// <param name="Before">The value exported.</param>
/// <param name="After">The value in the file.</param>
public sealed record WorkbookChange(string Address, string InputId, string Label, string Unit, double Before, double After);

/// <summary>A cell of a workbook that cannot be taken over.</summary>
/// <param name="Address">The cell, or the sheet.</param>
/// <param name="Reason">What is wrong with it and what would be accepted.</param>
public sealed record WorkbookRefusal(string Address, string Reason);

/// <summary>What an uploaded workbook changes.</summary>
/// <param name="ScenarioId">The scenario that it comes from.</param>
/// <param name="Version">The version that it comes from.</param>
/// <param name="Changes">The inputs that differ from that version.</param>
/// <param name="Refusals">Why it is not taken over; empty where it is.</param>
/// <param name="Case">The case with the changes; null where it is refused.</param>
public sealed record UploadedWorkbook(
    string ScenarioId, int Version, IReadOnlyList<WorkbookChange> Changes, IReadOnlyList<WorkbookRefusal> Refusals, ProcurementCase? Case);
