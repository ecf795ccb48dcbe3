using System.Globalization;
using App.Engine.Catalog;
using App.Engine.Documents;
using App.Engine.Requirements;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.People;
using App.Shared;
using App.Shared.People;
using App.Shared.Scenarios;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace App.Server.Scenarios;

/// <summary>Scenarios and their versions. A version is added, never changed.</summary>
public static class ScenariosApi
{
    public static void MapScenarios(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.Group(ApiRoutes.Scenarios);
        group.MapGet("/", Permission.Read, ListAsync);
        group.MapPost("/", Permission.Save, CreateAsync);
        group.MapGet("/{id}", Permission.Read, LatestAsync);
        group.MapGet("/{id}/versions", Permission.Read, VersionsAsync);
        group.MapGet("/{id}/versions/{version}", Permission.Read, VersionAsync);
        group.MapPost("/{id}/versions", Permission.Save, AddVersionAsync);
    }

    internal static ScenarioVersion NewVersion(string id, int number, string reason, string author, ProcurementCase procurement, DateTime now) => new()
    {
        ScenarioId = id,
        Version = number,
        Name = procurement.Name,
        Reason = reason,
        Author = author,
        CaseJson = CaseReader.Write(procurement),
        CaseHash = CaseReader.Hash(procurement),
        CreatedUtc = now,
    };

    private static async Task<Ok<List<ScenarioSummary>>> ListAsync(PlannerDbContext database, CancellationToken cancellation) =>
        TypedResults.Ok(await database.Scenarios.AsNoTracking()
            .Select(scenario => new { scenario.CreatedUtc, Newest = scenario.Versions.OrderByDescending(version => version.Version).First() })
            .OrderByDescending(entry => entry.Newest.CreatedUtc)
            .Select(entry => new ScenarioSummary(
                entry.Newest.ScenarioId, entry.Newest.Name, entry.Newest.Version, entry.Newest.CreatedUtc, entry.Newest.Reason, entry.CreatedUtc))
            .ToListAsync(cancellation));

    private static async Task<Results<Created<SavedVersion>, ProblemHttpResult>> CreateAsync(
        HttpRequest request, PlannerDbContext database, PlannerCatalog catalog, TimeProvider clock, CancellationToken cancellation)
    {
        (CreateScenario? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(request, SharedJson.Default.CreateScenario);
        refusal ??= Check(body!.Reason, body.Case, catalog);
        if (refusal is not null)
        {
            return refusal;
        }

        DateTime now = clock.GetUtcNow().UtcDateTime;
        string id = Guid.CreateVersion7(new DateTimeOffset(now)).ToString("N");
        Scenario scenario = new() { Id = id, CreatedUtc = now };
        scenario.Versions.Add(NewVersion(id, 1, body!.Reason.Trim(), AuthorOf(request), body.Case, now));
        database.Add(scenario);
        await database.SaveChangesAsync(cancellation);
        return TypedResults.Created($"{ApiRoutes.Scenarios}/{id}/versions/1", new SavedVersion(id, 1));
    }

    private static async Task<Results<Ok<ScenarioVersionDocument>, ProblemHttpResult>> LatestAsync(
        string id, HttpResponse response, PlannerDbContext database, PlannerCatalog catalog, CancellationToken cancellation)
    {
        int latest = await LatestNumberAsync(database, id, cancellation);
        return latest == 0 ? Unknown(id) : await VersionAsync(id, $"{latest}", response, database, catalog, cancellation);
    }

    private static async Task<Results<Ok<List<VersionSummary>>, ProblemHttpResult>> VersionsAsync(
        string id, PlannerDbContext database, CancellationToken cancellation)
    {
        List<VersionSummary> versions = await database.ScenarioVersions.AsNoTracking()
            .Where(version => version.ScenarioId == id).OrderByDescending(version => version.Version)
            .Select(version => new VersionSummary(version.Version, version.Name, version.Reason, version.Author, version.CreatedUtc))
            .ToListAsync(cancellation);
        return versions.Count == 0 ? Unknown(id) : TypedResults.Ok(versions);
    }

    private static async Task<Results<Ok<ScenarioVersionDocument>, ProblemHttpResult>> VersionAsync(
        string id, string version, HttpResponse response, PlannerDbContext database, PlannerCatalog catalog, CancellationToken cancellation)
    {
        int latest = await LatestNumberAsync(database, id, cancellation);
        if (latest == 0)
        {
            return Unknown(id);
        }

        ScenarioVersion? found = !int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? null
            : await database.ScenarioVersions.AsNoTracking()
                .SingleOrDefaultAsync(row => row.ScenarioId == id && row.Version == number, cancellation);
        if (found is null)
        {
            return Problems.Answer(StatusCodes.Status404NotFound, "version", version, $"1 to {latest}");
        }

        // The scenario's state: whoever adds a version to it may say in If-Match that this is what was seen.
        response.Headers.ETag = EntityTags.Of(latest);
        CaseReading reading = CaseReader.Read(found.CaseJson, catalog);
        return reading.Case is { } procurement
            ? TypedResults.Ok(new ScenarioVersionDocument(
                id, found.Name, number, latest, found.Reason, found.CreatedUtc, found.CaseHash, procurement))
            : Problems.Answer(reading.Problems, StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Created<SavedVersion>, ProblemHttpResult>> AddVersionAsync(
        string id, HttpRequest request, PlannerDbContext database, PlannerCatalog catalog, TimeProvider clock, CancellationToken cancellation)
    {
        (CreateVersion? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(request, SharedJson.Default.CreateVersion);
        refusal ??= Check(body!.Reason, body.Case, catalog);
        if (refusal is not null)
        {
            return refusal;
        }

        // Begins with SQLite's write lock, so that nobody saves the same number between our look and our insert.
        await using IDbContextTransaction transaction = await database.Database.BeginTransactionAsync(cancellation);
        int latest = await LatestNumberAsync(database, id, cancellation);
        if (latest == 0)
        {
            return Unknown(id);
        }

        if (request.Headers.IfMatch.Count > 0 && EntityTags.Check(request, latest) is { } overtaken)
        {
            return overtaken;
        }

        if (latest != body!.BaseVersion)
        {
            return Stale(body.BaseVersion, latest);
        }

        database.Add(NewVersion(id, latest + 1, body.Reason.Trim(), AuthorOf(request), body.Case, clock.GetUtcNow().UtcDateTime));
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        request.HttpContext.Response.Headers.ETag = EntityTags.Of(latest + 1);
        return TypedResults.Created($"{ApiRoutes.Scenarios}/{id}/versions/{latest + 1}", new SavedVersion(id, latest + 1));
    }

    private static string AuthorOf(HttpRequest request) => Caller.Of(request.HttpContext.User)?.Actor.Name ?? "";

    private static ProblemHttpResult? Check(string reason, ProcurementCase procurement, PlannerCatalog catalog)
    {
        List<CaseProblem> problems = [.. CaseRules.Check(procurement, catalog).Select(problem => problem with { Field = $"case.{problem.Field}" })];
        if (reason.Trim().Length is < 1 or > 500 || reason.Any(PlainText.IsDisruptive))
        {
            problems.Insert(0, new("reason", $"{reason.Length} characters", "1 to 500 characters without control characters or turns of direction"));
        }

        return problems.Count > 0 ? Problems.Answer(problems, StatusCodes.Status400BadRequest) : null;
    }

    private static ProblemHttpResult Unknown(string id) =>
        Problems.Answer(StatusCodes.Status404NotFound, "id", id, $"the id of a scenario in {ApiRoutes.Scenarios}");

    private static ProblemHttpResult Stale(int baseVersion, int latest) => Problems.Answer(
        StatusCodes.Status409Conflict, "baseVersion", $"{baseVersion}", $"{latest}, the newest version; load it and apply your change again");

    private static Task<int> LatestNumberAsync(PlannerDbContext database, string id, CancellationToken cancellation) =>
        database.ScenarioVersions.Where(version => version.ScenarioId == id)
            .Select(version => version.Version).OrderByDescending(version => version).FirstOrDefaultAsync(cancellation);
}
