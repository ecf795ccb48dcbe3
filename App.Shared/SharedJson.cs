using System.Text.Json.Serialization;
using App.Shared.Scenarios;

namespace App.Shared;

/// <summary>How contracts are read and written in the browser, where reflection is trimmed away.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(List<ScenarioSummary>))]
[JsonSerializable(typeof(ScenarioVersionDocument))]
[JsonSerializable(typeof(CreateScenario))]
[JsonSerializable(typeof(CreateVersion))]
[JsonSerializable(typeof(SavedVersion))]
public sealed partial class SharedJson : JsonSerializerContext;
