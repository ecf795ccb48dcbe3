using System.Net.Http.Json;
using System.Text.Json;
using App.Shared;
using App.Shared.Exports;

namespace App.Client.Exports;

/// <summary>Talks to the server about exports.</summary>
public sealed class ExportClient(HttpClient http)
{
    /// <summary>The largest workbook that is sent, bytes.</summary>
    public const long LargestFile = 40_000_000;

    /// <summary>Starts an export.</summary>
    /// <exception cref="HttpRequestException">The server did not answer or refused; the message says why.</exception>
    public async Task<ExportSummary> StartAsync(CreateExport request)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync(ApiRoutes.Exports, request, SharedJson.Default.CreateExport);
        await CheckAsync(response);
        return (await response.Content.ReadFromJsonAsync(SharedJson.Default.ExportSummary))!;
    }

    /// <summary>Where an export stands.</summary>
    /// <exception cref="HttpRequestException">The server did not answer or refused; the message says why.</exception>
    public async Task<ExportSummary> FindAsync(string id)
    {
        using HttpResponseMessage response = await http.GetAsync($"{ApiRoutes.Exports}/{id}");
        await CheckAsync(response);
        return (await response.Content.ReadFromJsonAsync(SharedJson.Default.ExportSummary))!;
    }

    /// <summary>Sends a workbook back.</summary>
    /// <exception cref="HttpRequestException">The server did not answer or refused; the message says why.</exception>
    public async Task<UploadedWorkbook> UploadAsync(Stream file)
    {
        using StreamContent content = new(file);
        using HttpResponseMessage response = await http.PostAsync($"{ApiRoutes.Exports}/upload", content);
        await CheckAsync(response);
        return (await response.Content.ReadFromJsonAsync(SharedJson.Default.UploadedWorkbook))!;
    }

    private static async Task CheckAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        string text = await response.Content.ReadAsStringAsync();
        string? detail = null;
        try
        {
            using JsonDocument problem = JsonDocument.Parse(text);
            detail = problem.RootElement.TryGetProperty("detail", out JsonElement found) ? found.GetString() : null;
        }
        catch (JsonException)
        {
            // A gateway's page, not an answer of ours.
        }

        throw new HttpRequestException(detail ?? $"{(int)response.StatusCode} {response.ReasonPhrase}");
    }
}
