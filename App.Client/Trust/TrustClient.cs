using System.Net.Http.Json;
using System.Text.Json;
using App.Engine.Trust;
using App.Shared;

namespace App.Client.Trust;

/// <summary>Asks the server how far a figure can be trusted; the measurements and the plan search stay there.</summary>
public sealed class TrustClient(HttpClient http)
{
    /// <summary>The answer.</summary>
    /// <exception cref="HttpRequestException">The server did not answer or refused; the message says why.</exception>
    public async Task<TrustReport> AskAsync(TrustRequest request, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync(ApiRoutes.Trust, request, TrustJson.Default.TrustRequest, cancellation);
        if (!response.IsSuccessStatusCode)
        {
            using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation));
            throw new HttpRequestException(problem.RootElement.TryGetProperty("detail", out JsonElement detail) ? detail.GetString() : $"{response.StatusCode}");
        }

        return (await response.Content.ReadFromJsonAsync(TrustJson.Default.TrustReport, cancellation))!;
    }
}
