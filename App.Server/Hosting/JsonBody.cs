using System.Text;
using System.Text.Json.Serialization.Metadata;
using App.Engine.Documents;
using App.Engine.Requirements;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace App.Server.Hosting;

/// <summary>Reads request bodies strictly: what is wrong is answered with field, value and what is accepted.</summary>
internal static class JsonBody
{
    public const int MaximumBytes = 1_000_000;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async Task<Reading<T>> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        if (!request.HasJsonContentType() || MediaTypeHeaderValue.Parse(request.ContentType).Encoding is { CodePage: not 65001 and not 20127 })
        {
            return Refused<T>(
                StatusCodes.Status415UnsupportedMediaType, "Content-Type", request.ContentType ?? "missing", "application/json in UTF-8");
        }

        (string? text, ProblemHttpResult? refusal) = await ReadTextAsync(request);
        if (text is null)
        {
            return new(null, refusal);
        }

        List<CaseProblem> problems = [];
        T? body = StrictJson.Read(text, type, "body", (field, value, accepted) => problems.Add(new(field, value, accepted)));
        return body is null ? new(null, Problems.Answer(problems, StatusCodes.Status400BadRequest)) : new(body, null);
    }

    /// <summary>Reads a body as text in UTF-8, of at most <see cref="MaximumBytes"/>.</summary>
    public static async Task<(string? Text, ProblemHttpResult? Refusal)> ReadTextAsync(HttpRequest request)
    {
        try
        {
            using MemoryStream bytes = new();
            await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
            return (s_strictUtf8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length), null);
        }
        catch (BadHttpRequestException problem) when (problem.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Problems.Answer(problem.StatusCode, "body", "too large", $"at most {MaximumBytes} bytes"));
        }
        catch (BadHttpRequestException problem)
        {
            return (null, Problems.Answer(problem.StatusCode, "body", "incomplete", "a whole body"));
        }
        catch (DecoderFallbackException)
        {
            return (null, Problems.Answer(StatusCodes.Status400BadRequest, "body", "not UTF-8", "text in UTF-8"));
        }
    }

    private static Reading<T> Refused<T>(int status, string field, string value, string accepted)
        where T : class =>
        new(null, Problems.Answer(status, field, value, accepted));

    /// <summary>A body, or the answer that refuses it.</summary>
    public sealed record Reading<T>(T? Body, ProblemHttpResult? Refusal)
        where T : class;
}
