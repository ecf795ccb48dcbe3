using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using App.Engine.Requirements;
using App.Shared;
using App.Shared.Scenarios;

namespace App.Client.Scenarios;

/// <summary>A request that the server did not accept; the message is for the person.</summary>
public sealed class ScenarioException(string message) : Exception(message);

/// <summary>Talks to the server about scenarios.</summary>
public sealed class ScenarioClient(HttpClient http)
{
    /// <summary>All scenarios, newest first.</summary>
    public async Task<IReadOnlyList<ScenarioSummary>> ListAsync() =>
        await http.GetFromJsonAsync(ApiRoutes.Scenarios, SharedJson.Default.ListScenarioSummary) ?? [];

    /// <summary>A version; the newest where none is named. Null where there is none.</summary>
    public async Task<ScenarioVersionDocument?> GetAsync(string id, int? version)
    {
        string address = $"{ApiRoutes.Scenarios}/{Uri.EscapeDataString(id)}" + (version is { } number ? $"/versions/{number}" : "");
        using HttpResponseMessage response = await http.GetAsync(address);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        await EnsureAsync(response);
        return await response.Content.ReadFromJsonAsync(SharedJson.Default.ScenarioVersionDocument);
    }

    /// <summary>Saves a new scenario.</summary>
    public async Task<SavedVersion> CreateAsync(string reason, ProcurementCase procurement)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync(
            ApiRoutes.Scenarios, new CreateScenario(reason, procurement), SharedJson.Default.CreateScenario);
        return await SavedAsync(response);
    }

    /// <summary>Saves a new version.</summary>
    public async Task<SavedVersion> AddVersionAsync(string id, int baseVersion, string reason, ProcurementCase procurement)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync(
            $"{ApiRoutes.Scenarios}/{Uri.EscapeDataString(id)}/versions", new CreateVersion(baseVersion, reason, procurement),
            SharedJson.Default.CreateVersion);
        return await SavedAsync(response);
    }

    private static async Task<SavedVersion> SavedAsync(HttpResponseMessage response)
    {
        await EnsureAsync(response);
        return (await response.Content.ReadFromJsonAsync(SharedJson.Default.SavedVersion))!;
    }

    private static async Task EnsureAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        string text = await response.Content.ReadAsStringAsync();
        string message = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        try
        {
            using JsonDocument problem = JsonDocument.Parse(text);
            if (problem.RootElement.TryGetProperty("detail", out JsonElement detail) && detail.GetString() is { } said)
            {
                message = said;
            }
        }
        catch (JsonException)
        {
            // Not problem details; the status line says what there is to say.
        }

        throw new ScenarioException(message);
    }
}
