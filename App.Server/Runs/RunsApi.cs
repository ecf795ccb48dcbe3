using System.Security.Cryptography;
using System.Text;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.Scenarios;
using App.Shared;
using App.Shared.Runs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace App.Server.Runs;

/// <summary>Runs: evaluations of a version, kept for good.</summary>
public static class RunsApi
{
    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup(ApiRoutes.Runs);
        group.MapGet("/", ListAsync);
        group.MapPost("/", CreateAsync);
        group.MapGet("/{id}", ResultAsync);
    }

    private static async Task<Ok<List<RunSummary>>> ListAsync(PlannerDbContext database, CancellationToken cancellation) =>
        TypedResults.Ok(await database.Runs.AsNoTracking().OrderByDescending(run => run.CreatedUtc).Take(200)
            .Select(run => new RunSummary(
                run.Id, run.ScenarioId, run.Version, run.CaseHash, run.EngineVersion, run.CatalogHash, run.CreatedUtc))
            .ToListAsync(cancellation));

    private static async Task<Results<Ok<RunSummary>, NotFound, ProblemHttpResult>> CreateAsync(
        CreateRun request, PlannerDbContext database, PlannerCatalog catalog, TimeProvider clock, CancellationToken cancellation)
    {
        ScenarioVersion? version = await database.ScenarioVersions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.ScenarioId == request.ScenarioId && row.Version == request.Version, cancellation);
        if (version is null)
        {
            return TypedResults.NotFound();
        }

        string id = Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes($"{version.CaseHash}\n{EngineVersion.Current}\n{catalog.Hash}")));
        Run? run = await database.Runs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (run is null)
        {
            CaseReading reading = CaseReader.Read(version.CaseJson, catalog);
            if (reading.Case is not { } procurement)
            {
                return Problems.BadRequest(reading.Problems, StatusCodes.Status409Conflict);
            }

            run = new()
            {
                Id = id,
                ScenarioId = version.ScenarioId,
                Version = version.Version,
                CaseHash = version.CaseHash,
                EngineVersion = EngineVersion.Current,
                CatalogHash = catalog.Hash,
                ResultJson = Evaluation.Write(Evaluation.Of(procurement, catalog)),
                CreatedUtc = clock.GetUtcNow().UtcDateTime,
            };
            database.Add(run);
            try
            {
                await database.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateException) when (database.Runs.AsNoTracking().Any(row => row.Id == id))
            {
                // The same question was answered at the same time; the answer is the same.
            }
        }

        return TypedResults.Ok(new RunSummary(
            run.Id, run.ScenarioId, run.Version, run.CaseHash, run.EngineVersion, run.CatalogHash, run.CreatedUtc));
    }

    private static async Task<Results<ContentHttpResult, NotFound>> ResultAsync(
        string id, PlannerDbContext database, CancellationToken cancellation)
    {
        string? result = await database.Runs.Where(run => run.Id == id).Select(run => run.ResultJson).SingleOrDefaultAsync(cancellation);
        return result is null ? TypedResults.NotFound() : TypedResults.Content(result, "application/json");
    }
}
