using App.Engine.Documents;
using App.Engine.Requirements;
using Microsoft.AspNetCore.Http.HttpResults;

namespace App.Server.Hosting;

/// <summary>Problem details that name the field, the value and what would be accepted.</summary>
internal static class Problems
{
    public static ProblemHttpResult Answer(int status, string field, string value, string accepted) =>
        Answer([new(field, StrictJson.Quotable(value), accepted)], status);

    public static ProblemHttpResult Answer(IReadOnlyList<CaseProblem> problems, int status) =>
        TypedResults.Problem(
            title: status >= StatusCodes.Status500InternalServerError ? "The server could not answer." : "The request was not accepted.",
            detail: string.Join('\n', problems),
            statusCode: status,
            extensions: new Dictionary<string, object?> { ["problems"] = problems });

    /// <summary>Fills in the answer where nothing else did: unknown addresses, wrong methods, failures.</summary>
    public static Task FillAsync(HttpContext context)
    {
        int status = context.Response.StatusCode;
        ProblemHttpResult answer = status switch
        {
            StatusCodes.Status401Unauthorized => Answer(status, "session", "nobody signed in", "a request by somebody signed in, or with a key that is valid"),
            StatusCodes.Status403Forbidden => Answer(status, "who", context.User.Identity?.Name ?? "nobody", "somebody whose roles, or a key whose scopes, allow it"),
            StatusCodes.Status404NotFound => Answer(status, "path", context.Request.Path, "an address of the application"),
            StatusCodes.Status415UnsupportedMediaType => Answer(status, "Content-Type", context.Request.ContentType ?? "missing", "a kind of content that this address takes"),
            StatusCodes.Status405MethodNotAllowed => Answer(status, "method", context.Request.Method, context.Response.Headers.Allow.ToString()),
            StatusCodes.Status503ServiceUnavailable =>
                Answer(status, "database", "not available", "the same request later; nothing was saved"),
            >= StatusCodes.Status500InternalServerError =>
                Answer(status, "server", "failed", "the same request after the failure is mended; nothing was half-saved"),
            _ => Answer(status, "request", $"{context.Request.Method} {context.Request.Path}", "a request of the API"),
        };
        return answer.ExecuteAsync(context);
    }
}
