using System.Text.Json;
using System.Text.Json.Serialization;
using App.Engine.Requirements;

namespace App.Client.Scenarios;

/// <summary>Unsaved changes as they are kept in the browser, so that a reload or a closed page does not lose them.</summary>
/// <param name="Page">The open page that kept them.</param>
/// <param name="Person">Who made them; empty where nobody signs in. They are offered to nobody else.</param>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="Name">Name of that version.</param>
/// <param name="Version">The version that was changed.</param>
/// <param name="CaseHash">Hash of that version's case.</param>
/// <param name="KeptUtc">When they were kept.</param>
/// <param name="Case">The changed case, sound or not.</param>
public sealed record KeptDraft(string Page, string Person, string ScenarioId, string Name, int Version, string CaseHash, DateTime KeptUtc, ProcurementCase Case)
{
    /// <summary>Under what it stands in the browser's store.</summary>
    [JsonIgnore]
    public string Key => $"{Prefix(ScenarioId)}{Page}";

    /// <summary>How the keys of a scenario begin.</summary>
    public static string Prefix(string scenarioId) => $"planner-draft/{scenarioId}/";

    /// <summary>Reads one; null where the text is none that this version of the application wrote.</summary>
    public static KeptDraft? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, DraftJson.Default.KeptDraft);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it.</summary>
    public string Write() => JsonSerializer.Serialize(this, DraftJson.Default.KeptDraft);
}

/// <summary>How drafts are read and written within the browser.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(KeptDraft))]
[JsonSerializable(typeof(ProcurementCase))]
internal sealed partial class DraftJson : JsonSerializerContext;
