using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using App.Engine.DecisionAnalysis;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Shared;
using App.Shared.Comparisons;
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

    private Task<StudySummary> StartAsync<T>(string address, T request, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        AskAsync(address, request, type, SharedJson.Default.StudySummary, cancellation);

    private async Task<TAnswer> AskAsync<TRequest, TAnswer>(
        string address, TRequest request, JsonTypeInfo<TRequest> type, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync(address, request, type, cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException(await ReasonAsync(response, cancellation));
        }

        return (await response.Content.ReadFromJsonAsync(answerType, cancellation))!;
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation));
            return problem.RootElement.TryGetProperty("detail", out JsonElement detail) && detail.GetString() is { } reason ? reason : $"{response.StatusCode}";
        }
        catch (JsonException)
        {
            return $"{response.StatusCode}";
        }
    }

    public async Task<StudySummary> FindAsync(string id, CancellationToken cancellation) =>
        (await http.GetFromJsonAsync($"{ApiRoutes.Studies}/{id}", SharedJson.Default.StudySummary, cancellation))!;

    public async Task<StudyResult> ResultAsync(string id, CancellationToken cancellation) =>
        (await http.GetFromJsonAsync($"{ApiRoutes.Studies}/{id}/result", StudyJson.Default.StudyResult, cancellation))!;

    public async Task<OpenedWorld?> WorldAsync(string id, int world) =>
        await http.GetFromJsonAsync($"{ApiRoutes.Studies}/{id}/worlds/{world}", StudyJson.Default.OpenedWorld);

    /// <summary>Where each uncertain input would turn the answer to a case.</summary>
    /// <exception cref="HttpRequestException">The server did not answer or refused; the message says why.</exception>
    public Task<List<FlipValue>> FlipsAsync(ProcurementCase procurement, CancellationToken cancellation) => AskAsync(
        ApiRoutes.CaseFlips, new(procurement), SharedJson.Default.CaseEvidenceRequest, StudyJson.Default.ListFlipValue, cancellation);

    /// <summary>Which option of a case is cheapest over two quantities.</summary>
    /// <exception cref="HttpRequestException">The server did not answer or refused; the message says why.</exception>
    public Task<CaseFlipMap> MapAsync(CaseFlipMapRequest request, CancellationToken cancellation) => AskAsync(
        ApiRoutes.CaseFlipMap, request, SharedJson.Default.CaseFlipMapRequest, SharedJson.Default.CaseFlipMap, cancellation);

    /// <summary>Which inputs of a case spread the lead, alone and together with others.</summary>
    /// <exception cref="HttpRequestException">The server did not answer or refused; the message says why.</exception>
    public Task<VarianceStudy> IndicesAsync(ProcurementCase procurement, CancellationToken cancellation) => AskAsync(
        ApiRoutes.CaseIndices, new(procurement), SharedJson.Default.CaseEvidenceRequest, StudyJson.Default.VarianceStudy, cancellation);

    /// <summary>What a claimed ratio of two cards would mean for a case.</summary>
    /// <exception cref="HttpRequestException">The server did not answer or refused; the message says why.</exception>
    public Task<CaseClaim> ClaimAsync(CaseClaimRequest request, CancellationToken cancellation) => AskAsync(
        ApiRoutes.CaseClaim, request, SharedJson.Default.CaseClaimRequest, SharedJson.Default.CaseClaim, cancellation);

    public async Task CancelAsync(string id)
    {
        using HttpResponseMessage response = await http.DeleteAsync($"{ApiRoutes.Studies}/{id}");
    }
}
