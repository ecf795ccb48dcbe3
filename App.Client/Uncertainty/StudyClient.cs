using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using App.Engine.DecisionAnalysis;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Shared;
using App.Shared.Studies;

namespace App.Client.Uncertainty;

/// <summary>Talks to the server about studies.</summary>
public sealed class StudyClient(HttpClient http)
{
    /// <summary>Studies that are kept or under way, newest first.</summary>
    public async Task<IReadOnlyList<StudySummary>> ListAsync(CancellationToken cancellation) =>
        (await http.GetFromJsonAsync(ApiRoutes.Studies, SharedJson.Default.ListStudySummary, cancellation))!;

    /// <summary>Starts a study of a saved version, or finds the one that is there.</summary>
    /// <exception cref="HttpRequestException">The server did not answer or refused; the message says why.</exception>
    public Task<StudySummary> StartAsync(CreateStudy request, CancellationToken cancellation) =>
        StartAsync(ApiRoutes.Studies, request, SharedJson.Default.CreateStudy, cancellation);

    /// <summary>Starts a study of a case that is not saved, or finds the one that is there.</summary>
    /// <exception cref="HttpRequestException">The server did not answer or refused; the message says why.</exception>
    public Task<StudySummary> StartAsync(CreateCaseStudy request, CancellationToken cancellation) =>
        StartAsync(ApiRoutes.CaseStudies, request, SharedJson.Default.CreateCaseStudy, cancellation);

    private async Task<StudySummary> StartAsync<T>(string address, T request, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync(address, request, type, cancellation);
        if (!response.IsSuccessStatusCode)
        {
            using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation));
            throw new HttpRequestException(problem.RootElement.TryGetProperty("detail", out JsonElement detail) ? detail.GetString() : $"{response.StatusCode}");
        }

        return (await response.Content.ReadFromJsonAsync(SharedJson.Default.StudySummary, cancellation))!;
    }

    public async Task<StudySummary> FindAsync(string id, CancellationToken cancellation) =>
        (await http.GetFromJsonAsync($"{ApiRoutes.Studies}/{id}", SharedJson.Default.StudySummary, cancellation))!;

    public async Task<StudyResult> ResultAsync(string id, CancellationToken cancellation) =>
        (await http.GetFromJsonAsync($"{ApiRoutes.Studies}/{id}/result", StudyJson.Default.StudyResult, cancellation))!;

    public async Task<OpenedWorld?> WorldAsync(string id, int world) =>
        await http.GetFromJsonAsync($"{ApiRoutes.Studies}/{id}/worlds/{world}", StudyJson.Default.OpenedWorld);

    /// <summary>Where each uncertain input would turn the answer to a case.</summary>
    /// <exception cref="HttpRequestException">The server did not answer or refused.</exception>
    public async Task<IReadOnlyList<FlipValue>> FlipsAsync(ProcurementCase procurement, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync(ApiRoutes.CaseFlips, new(procurement), SharedJson.Default.CaseEvidenceRequest, cancellation);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(StudyJson.Default.ListFlipValue, cancellation))!;
    }

    public async Task CancelAsync(string id)
    {
        using HttpResponseMessage response = await http.DeleteAsync($"{ApiRoutes.Studies}/{id}");
    }
}
