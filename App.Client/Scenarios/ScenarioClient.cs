using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using App.Engine.Requirements;
using App.Shared;
using App.Shared.Comparisons;
using App.Shared.Scenarios;

namespace App.Client.Scenarios;

/// <summary>Why the server did not do what was asked.</summary>
public enum ScenarioFailure
{
    /// <summary>No answer came.</summary>
    Unreachable,

    /// <summary>It looked at the request and refused it.</summary>
    Refused,

    /// <summary>Nobody is signed in.</summary>
    SignedOut,

    /// <summary>A newer version exists than the one the change was made from.</summary>
    Conflict,
}

/// <summary>A request that the server did not carry out.</summary>
/// <param name="failure">Why.</param>
/// <param name="message">What it said.</param>
public sealed class ScenarioException(ScenarioFailure failure, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public ScenarioFailure Failure { get; } = failure;
}

/// <summary>Talks to the server about scenarios.</summary>
public sealed class ScenarioClient(HttpClient http)
{
    /// <summary>All scenarios, newest first.</summary>
    public async Task<IReadOnlyList<ScenarioSummary>> ListAsync() =>
        await ReadAsync(ApiRoutes.Scenarios, SharedJson.Default.ListScenarioSummary) ?? [];

    /// <summary>All versions of a scenario, newest first.</summary>
    public async Task<IReadOnlyList<VersionSummary>> VersionsAsync(string id) =>
        await ReadAsync($"{AddressOf(id)}/versions", SharedJson.Default.ListVersionSummary) ?? [];

    /// <summary>A version; the newest where none is named. Null where there is none.</summary>
    public Task<ScenarioVersionDocument?> GetAsync(string id, int? version) => ReadAsync(
        $"{AddressOf(id)}{(version is { } number ? $"/versions/{number}" : "")}", SharedJson.Default.ScenarioVersionDocument);

    /// <summary>Saves a new scenario.</summary>
    public Task<SavedVersion> CreateAsync(string reason, ProcurementCase procurement) =>
        SaveAsync(ApiRoutes.Scenarios, new CreateScenario(reason, procurement), SharedJson.Default.CreateScenario);

    /// <summary>Saves a new version.</summary>
    public Task<SavedVersion> AddVersionAsync(string id, int baseVersion, string reason, ProcurementCase procurement) =>
        SaveAsync($"{AddressOf(id)}/versions", new CreateVersion(baseVersion, reason, procurement), SharedJson.Default.CreateVersion);

    /// <summary>What the answer to a case rests on.</summary>
    public async Task<CaseEvidence> EvidenceAsync(ProcurementCase procurement, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await SendAsync(() => http.PostAsJsonAsync(
            ApiRoutes.CaseEvidence, new(procurement), SharedJson.Default.CaseEvidenceRequest, cancellation));
        await EnsureAsync(response);
        return (await response.Content.ReadFromJsonAsync(SharedJson.Default.CaseEvidence, cancellation))!;
    }

    private static string AddressOf(string id) => $"{ApiRoutes.Scenarios}/{Uri.EscapeDataString(id)}";

    private async Task<T?> ReadAsync<T>(string address, JsonTypeInfo<T> type)
        where T : class
    {
        using HttpResponseMessage response = await SendAsync(() => http.GetAsync(address));
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        await EnsureAsync(response);
        return await response.Content.ReadFromJsonAsync(type);
    }

    private async Task<SavedVersion> SaveAsync<T>(string address, T request, JsonTypeInfo<T> type)
    {
        using HttpResponseMessage response = await SendAsync(() => http.PostAsJsonAsync(address, request, type));
        await EnsureAsync(response);
        return (await response.Content.ReadFromJsonAsync(SharedJson.Default.SavedVersion))!;
    }

    private static async Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> send)
    {
        try
        {
            return await send();
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            throw new ScenarioException(ScenarioFailure.Unreachable, problem.Message);
        }
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

        throw new ScenarioException(
            response.StatusCode == HttpStatusCode.Unauthorized ? ScenarioFailure.SignedOut
            : response.StatusCode == HttpStatusCode.Conflict ? ScenarioFailure.Conflict
            : response.StatusCode >= HttpStatusCode.InternalServerError ? ScenarioFailure.Unreachable : ScenarioFailure.Refused,
            message);
    }
}
