using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace App.Server.Hosting;

/// <summary>Optimistic concurrency: who changes something says which state of it was seen.</summary>
internal static class EntityTags
{
    /// <summary>The tag of a state that is counted.</summary>
    public static string Of(long revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    /// <summary>Checks If-Match against a state that is counted.</summary>
    public static ProblemHttpResult? Check(HttpRequest request, long revision) => Check(request, revision.ToString(CultureInfo.InvariantCulture));

    /// <summary>Checks If-Match.</summary>
    /// <param name="request">The request.</param>
    /// <param name="current">The tag of the state now, without quotes.</param>
    /// <returns>Why not: 428 without the header, 412 with another state's; null where it fits.</returns>
    public static ProblemHttpResult? Check(HttpRequest request, string current)
    {
        string given = request.Headers.IfMatch.ToString();
        return given.Length == 0
            ? Problems.Answer(StatusCodes.Status428PreconditionRequired, "If-Match", "missing", "the ETag of what you have seen")
            : given == $"\"{current}\""
                ? null
                : Problems.Answer(StatusCodes.Status412PreconditionFailed, "If-Match", given, $"\"{current}\", the state now; look again before you change it");
    }
}
