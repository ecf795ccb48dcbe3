using App.Engine.Catalog;
using App.Engine.Requirements;
using App.Server.Data;
using App.Server.Hosting;
using App.Shared;
using App.Shared.Scenarios;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace App.Server.Scenarios;

/// <summary>Scenarios and their versions. A version is added, never changed.</summary>
public static class ScenariosApi
{
    public static void MapScenarios(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup(ApiRoutes.Scenarios);
        group.MapGet("/", ListAsync);
        group.MapPost("/", CreateAsync);
        group.MapGet("/{id}", LatestAsync);
        group.MapGet("/{id}/versions/{version:int}", VersionAsync);
        group.MapPost("/{id}/versions", AddVersionAsync);
    }

    internal static ScenarioVersion NewVersion(string id, int number, string reason, ProcurementCase procurement, DateTime now) => new()
    {
        ScenarioId = id,
        Version = number,
        Name = procurement.Name,
        Reason = reason,
        CaseJson = CaseReader.Write(procurement),
        CaseHash = CaseReader.Hash(procurement),
        CreatedUtc = now,
    };

    private static async Task<Ok<List<ScenarioSummary>>> ListAsync(PlannerDbContext database, CancellationToken cancellation) =>
        TypedResults.Ok(await database.Scenarios.AsNoTracking()
            .Select(scenario => scenario.Versions.OrderByDescending(version => version.Version).First())
            .OrderByDescending(version => version.CreatedUtc)
            .Select(version => new ScenarioSummary(version.ScenarioId, version.Name, version.Version, version.CreatedUtc))
            .ToListAsync(cancellation));

    private static async Task<Results<Created<SavedVersion>, ProblemHttpResult>> CreateAsync(
        HttpRequest request, PlannerDbContext database, PlannerCatalog catalog, TimeProvider clock, CancellationToken cancellation)
    {
        CaseBody.Reading body = await CaseBody.ReadAsync(request, catalog, withBaseVersion: false);
        if (body.Case is not { } procurement)
        {
            return body.Problem!;
        }

        DateTime now = clock.GetUtcNow().UtcDateTime;
        string id = Guid.CreateVersion7(new DateTimeOffset(now)).ToString("N");
        Scenario scenario = new() { Id = id, CreatedUtc = now };
        scenario.Versions.Add(NewVersion(id, 1, body.Reason, procurement, now));
        database.Add(scenario);
        await database.SaveChangesAsync(cancellation);
        return TypedResults.Created($"{ApiRoutes.Scenarios}/{id}/versions/1", new SavedVersion(id, 1));
    }

    private static async Task<Results<Ok<ScenarioVersionDocument>, NotFound, ProblemHttpResult>> LatestAsync(
        string id, PlannerDbContext database, PlannerCatalog catalog, CancellationToken cancellation)
    {
        int latest = await LatestNumberAsync(database, id, cancellation);
        return latest == 0 ? TypedResults.NotFound() : await VersionAsync(id, latest, database, catalog, cancellation);
    }

    private static async Task<Results<Ok<ScenarioVersionDocument>, NotFound, ProblemHttpResult>> VersionAsync(
        string id, int version, PlannerDbContext database, PlannerCatalog catalog, CancellationToken cancellation)
    {
        ScenarioVersion? found = await database.ScenarioVersions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.ScenarioId == id && row.Version == version, cancellation);
        if (found is null)
        {
            return TypedResults.NotFound();
        }

        CaseReading reading = CaseReader.Read(found.CaseJson, catalog);
        return reading.Case is { } procurement
            ? TypedResults.Ok(new ScenarioVersionDocument(
                id, found.Name, version, await LatestNumberAsync(database, id, cancellation), found.Reason,
                DateTime.SpecifyKind(found.CreatedUtc, DateTimeKind.Utc), found.CaseHash, procurement))
            : Problems.BadRequest(reading.Problems, StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Created<SavedVersion>, NotFound, ProblemHttpResult>> AddVersionAsync(
        string id, HttpRequest request, PlannerDbContext database, PlannerCatalog catalog, TimeProvider clock, CancellationToken cancellation)
    {
        CaseBody.Reading body = await CaseBody.ReadAsync(request, catalog, withBaseVersion: true);
        if (body.Case is not { } procurement)
        {
            return body.Problem!;
        }

        int latest = await LatestNumberAsync(database, id, cancellation);
        if (latest == 0)
        {
            return TypedResults.NotFound();
        }

        if (latest != body.BaseVersion)
        {
            return Stale(body.BaseVersion, latest);
        }

        database.Add(NewVersion(id, latest + 1, body.Reason, procurement, clock.GetUtcNow().UtcDateTime));
        try
        {
            await database.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Somebody saved the same number between our look and our insert; the key refused ours.
            return Stale(body.BaseVersion, latest + 1);
        }

        return TypedResults.Created($"{ApiRoutes.Scenarios}/{id}/versions/{latest + 1}", new SavedVersion(id, latest + 1));
    }

    private static ProblemHttpResult Stale(int baseVersion, int latest) => Problems.BadRequest(
        [new("baseVersion", $"{baseVersion}", $"{latest}, the newest version; load it and apply your change again")],
        StatusCodes.Status409Conflict);

    private static Task<int> LatestNumberAsync(PlannerDbContext database, string id, CancellationToken cancellation) =>
        database.ScenarioVersions.Where(version => version.ScenarioId == id)
            .Select(version => version.Version).OrderByDescending(version => version).FirstOrDefaultAsync(cancellation);
}
