using System.Text.Json.Serialization;
using App.Engine.DecisionAnalysis;

namespace App.Engine.Studies;

/// <summary>How studies are written: the shape of docs/study-json.md.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NewLine = "\n",
    WriteIndented = true)]
[JsonSerializable(typeof(StudyResult))]
[JsonSerializable(typeof(StudySettings))]
[JsonSerializable(typeof(OpenedWorld))]
[JsonSerializable(typeof(List<FlipValue>))]
[JsonSerializable(typeof(VarianceStudy))]
public sealed partial class StudyJson : JsonSerializerContext;
