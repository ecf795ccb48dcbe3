using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Engine.Catalog;
using App.Engine.Requirements;
using Microsoft.AspNetCore.Http.HttpResults;

namespace App.Server.Hosting;

/// <summary>Reads request bodies that carry a case, with errors that name field, value and what is accepted.</summary>
internal static class CaseBody
{
    public sealed record Reading(ProcurementCase? Case, string Reason, int BaseVersion, ProblemHttpResult? Problem);

    public static async Task<Reading> ReadAsync(HttpRequest request, PlannerCatalog catalog, bool withBaseVersion)
    {
        string text;
        try
        {
            using StreamReader reader = new(request.Body, Encoding.UTF8);
            text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException problem)
        {
            return Refused("body", "too large", "at most 1,000,000 bytes", problem.StatusCode);
        }

        JsonObject? body;
        try
        {
            body = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException problem)
        {
            return Refused("body", "not readable", problem.Message);
        }

        if (body is null)
        {
            return Refused("body", "not an object", "an object with reason and case");
        }

        string? unknown = body.Select(member => member.Key)
            .FirstOrDefault(key => key is not ("reason" or "case") && !(withBaseVersion && key == "baseVersion"));
        if (unknown is not null)
        {
            return Refused(unknown, "not a member", withBaseVersion ? "baseVersion, reason, case" : "reason, case");
        }

        if (body["reason"] is not JsonValue given || !given.TryGetValue(out string? reason)
            || reason.Trim().Length is < 1 or > 500)
        {
            return Refused("reason", body["reason"]?.ToJsonString() ?? "missing", "1 to 500 characters");
        }

        int baseVersion = 0;
        if (withBaseVersion && (body["baseVersion"] is not JsonValue number || !number.TryGetValue(out baseVersion) || baseVersion < 1))
        {
            return Refused("baseVersion", body["baseVersion"]?.ToJsonString() ?? "missing", "a whole number of 1 or more");
        }

        if (body["case"] is not JsonObject document)
        {
            return Refused("case", "missing", "a procurement case");
        }

        CaseReading reading = CaseReader.Read(document.ToJsonString(), catalog);
        return reading.Case is { } procurement
            ? new(procurement, reason.Trim(), baseVersion, null)
            : new(null, "", 0, Problems.BadRequest(reading.Problems));
    }

    private static Reading Refused(string field, string value, string accepted, int status = StatusCodes.Status400BadRequest) =>
        new(null, "", 0, Problems.BadRequest([new(field, value, accepted)], status));
}

/// <summary>Problem details that name the field, the value and what would be accepted.</summary>
internal static class Problems
{
    public static ProblemHttpResult BadRequest(IReadOnlyList<CaseProblem> problems, int status = StatusCodes.Status400BadRequest) =>
        TypedResults.Problem(
            title: "The request was not accepted.",
            detail: string.Join(Environment.NewLine, problems),
            statusCode: status,
            extensions: new Dictionary<string, object?> { ["problems"] = problems });
}
