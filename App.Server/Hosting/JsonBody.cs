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

        string text;
        try
        {
            using MemoryStream bytes = new();
            await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
            text = s_strictUtf8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (BadHttpRequestException problem) when (problem.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refused<T>(problem.StatusCode, "body", "too large", $"at most {MaximumBytes} bytes");
        }
        catch (BadHttpRequestException problem)
        {
            return Refused<T>(problem.StatusCode, "body", "incomplete", "a whole body");
        }
        catch (DecoderFallbackException)
        {
            return Refused<T>(StatusCodes.Status400BadRequest, "body", "not UTF-8", "JSON in UTF-8");
        }

        List<CaseProblem> problems = [];
        T? body = StrictJson.Read(text, type, "body", (field, value, accepted) => problems.Add(new(field, value, accepted)));
        return body is null ? new(null, Problems.Answer(problems, StatusCodes.Status400BadRequest)) : new(body, null);
    }

    private static Reading<T> Refused<T>(int status, string field, string value, string accepted)
        where T : class =>
        new(null, Problems.Answer(status, field, value, accepted));

    /// <summary>A body, or the answer that refuses it.</summary>
    public sealed record Reading<T>(T? Body, ProblemHttpResult? Refusal)
        where T : class;
}
