using System.Text.Json.Serialization;
using App.Shared.Comparisons;
using App.Shared.Exports;
using App.Shared.Runs;
using App.Shared.Scenarios;
using App.Shared.Studies;

namespace App.Shared;

/// <summary>How contracts are read and written where their shape must hold: in the browser and in request bodies.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(List<ScenarioSummary>))]
[JsonSerializable(typeof(List<VersionSummary>))]
[JsonSerializable(typeof(ScenarioVersionDocument))]
[JsonSerializable(typeof(CreateScenario))]
[JsonSerializable(typeof(CreateVersion))]
[JsonSerializable(typeof(SavedVersion))]
[JsonSerializable(typeof(CaseEvidenceRequest))]
[JsonSerializable(typeof(CaseEvidence))]
[JsonSerializable(typeof(CaseFlipMapRequest))]
[JsonSerializable(typeof(CaseFlipMap))]
[JsonSerializable(typeof(CaseClaimRequest))]
[JsonSerializable(typeof(CaseClaim))]
[JsonSerializable(typeof(DraftStart))]
[JsonSerializable(typeof(CreateRun))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(List<RunSummary>))]
[JsonSerializable(typeof(CreateExport))]
[JsonSerializable(typeof(ExportSummary))]
[JsonSerializable(typeof(UploadedWorkbook))]
[JsonSerializable(typeof(CreateStudy))]
[JsonSerializable(typeof(CreateCaseStudy))]
[JsonSerializable(typeof(StudySummary))]
[JsonSerializable(typeof(List<StudySummary>))]
public sealed partial class SharedJson : JsonSerializerContext;
