using System.Net.Http.Json;
using System.Text.Json;
using App.Engine.Studies;
using App.Shared;
using App.Shared.Studies;

namespace App.Client.Uncertainty;

/// <summary>Talks to the server about studies.</summary>
public sealed class StudyClient(HttpClient http)
{
    /// <summary>Starts a study, or finds the one that is there.</summary>
    /// <exception cref="HttpRequestException">The server did not answer or refused; the message says why.</exception>
    public async Task<StudySummary> StartAsync(CreateStudy request, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync(ApiRoutes.Studies, request, SharedJson.Default.CreateStudy, cancellation);
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

    public async Task CancelAsync(string id)
    {
        using HttpResponseMessage response = await http.DeleteAsync($"{ApiRoutes.Studies}/{id}");
    }
}
