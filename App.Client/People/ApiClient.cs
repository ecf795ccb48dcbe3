using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using App.Engine.Requirements;

namespace App.Client.People;

/// <summary>A request that the server did not carry out; the message is for the person.</summary>
/// <param name="status">Status of the answer; null where none came.</param>
/// <param name="message">What it said.</param>
/// <param name="body">The whole answer.</param>
public sealed class ApiException(HttpStatusCode? status, string message, string body) : Exception(message)
{
    /// <summary>Status of the answer; null where none came.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>The whole answer.</summary>
    public string Body { get; } = body;

    /// <summary>What the server found wrong, field by field; empty where it did not say.</summary>
    public IReadOnlyList<CaseProblem> Problems { get; } = Read(body);

    private static List<CaseProblem> Read(string body)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("problems", out JsonElement problems)
                ? [.. problems.EnumerateArray().Select(problem => new CaseProblem(
                    problem.GetProperty("field").GetString() ?? "", problem.GetProperty("value").GetString() ?? "", problem.GetProperty("accepted").GetString() ?? ""))]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

/// <summary>Talks to the server in its contracts.</summary>
public sealed class ApiClient(HttpClient http)
{
    /// <summary>Reads something.</summary>
    public async Task<T> GetAsync<T>(string address, JsonTypeInfo<T> type)
    {
        string text = await SendAsync(new(HttpMethod.Get, address));
        return JsonSerializer.Deserialize(text, type) ?? throw new ApiException(null, "The answer is empty.", text);
    }

    /// <summary>Reads a text as it is.</summary>
    public Task<string> TextAsync(HttpMethod method, string address) => SendAsync(new(method, address));

    /// <summary>Sends a body; with the revision that was seen, where one was.</summary>
    public Task<string> SendAsync<T>(HttpMethod method, string address, T body, JsonTypeInfo<T> type, string? revision = null)
    {
        HttpRequestMessage request = new(method, address) { Content = JsonContent.Create(body, type) };
        AddRevision(request, revision);
        return SendAsync(request);
    }

    /// <summary>Sends nothing but the request itself.</summary>
    public Task<string> SendAsync(HttpMethod method, string address, string? revision = null)
    {
        HttpRequestMessage request = new(method, address);
        AddRevision(request, revision);
        return SendAsync(request);
    }

    /// <summary>Sends bytes of a kind.</summary>
    public Task<string> UploadAsync(string address, byte[] content, string mediaType)
    {
        ByteArrayContent bytes = new(content);
        bytes.Headers.ContentType = new(mediaType) { CharSet = mediaType.StartsWith("text/", StringComparison.Ordinal) ? Encoding.UTF8.WebName : null };
        return SendAsync(new(HttpMethod.Post, address) { Content = bytes });
    }

    private static void AddRevision(HttpRequestMessage request, string? revision)
    {
        if (revision is not null)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{revision}\""));
        }
    }

    private async Task<string> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            HttpResponseMessage response;
            try
            {
                response = await http.SendAsync(request);
            }
            catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
            {
                throw new ApiException(null, problem.Message, "");
            }

            using (response)
            {
                string text = await response.Content.ReadAsStringAsync();
                return response.IsSuccessStatusCode ? text : throw new ApiException(response.StatusCode, Said(response, text), text);
            }
        }
    }

    private static string Said(HttpResponseMessage response, string text)
    {
        try
        {
            using JsonDocument problem = JsonDocument.Parse(text);
            return problem.RootElement.TryGetProperty("detail", out JsonElement detail) && detail.GetString() is { } said ? said : $"{(int)response.StatusCode}";
        }
        catch (JsonException)
        {
            return $"{(int)response.StatusCode} {response.ReasonPhrase}";
        }
    }
}
