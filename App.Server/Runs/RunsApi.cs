using System.Security.Cryptography;
using System.Text;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Requirements;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.Ledger;
using App.Server.People;
using App.Server.Scenarios;
using App.Shared;
using App.Shared.People;
using App.Shared.Runs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace App.Server.Runs;

/// <summary>Runs: evaluations of a version, kept for good.</summary>
public static class RunsApi
{
    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.Group(ApiRoutes.Runs);
        group.MapGet("/", Permission.Read, ListAsync);
        group.MapPost("/", Permission.Save, CreateAsync);
        group.MapGet("/{id}", Permission.Read, ResultAsync);
    }

    private static async Task<Ok<List<RunSummary>>> ListAsync(PlannerDbContext database, CancellationToken cancellation) =>
        TypedResults.Ok(await Summaries(database.Runs.OrderByDescending(run => run.CreatedUtc).ThenBy(run => run.Id).Take(200))
            .ToListAsync(cancellation));

    private static async Task<Results<Created<RunSummary>, Ok<RunSummary>, ProblemHttpResult>> CreateAsync(
        HttpRequest request, PlannerDbContext database, LedgerStore ledger, TimeProvider clock, CancellationToken cancellation)
    {
        (CreateRun? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(request, SharedJson.Default.CreateRun);
        if (body is null)
        {
            return refusal!;
        }

        ScenarioVersion? version = await database.ScenarioVersions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.ScenarioId == body.ScenarioId && row.Version == body.Version, cancellation);
        if (version is null)
        {
            return await database.Scenarios.AnyAsync(scenario => scenario.Id == body.ScenarioId, cancellation)
                ? Problems.Answer(StatusCodes.Status404NotFound, "version", $"{body.Version}", "the number of a version of this scenario")
                : Problems.Answer(StatusCodes.Status404NotFound, "scenarioId", body.ScenarioId, $"the id of a scenario in {ApiRoutes.Scenarios}");
        }

        (LedgerState evidence, PlannerCatalog catalog) = await ledger.BothAsync(cancellation);
        string id = Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes($"{version.CaseHash}\n{EngineVersion.Current}\n{catalog.Hash}")));
        if (await FindAsync(database, id, cancellation) is { } stored)
        {
            return TypedResults.Ok(stored);
        }

        CaseReading reading = CaseReader.Read(version.CaseJson, catalog);
        if (reading.Case is not { } procurement)
        {
            return Problems.Answer(reading.Problems, StatusCodes.Status409Conflict);
        }

        BoundComparison bound = FleetComparison.EvaluateBound(procurement, catalog);
        string result = Evaluation.Write(Evaluation.Of(bound, catalog));

        // Before the run is stored: pins of a run that was never stored do no harm, a run without pins would.
        await ledger.AppendAsync(
            Actor.Ledger, state => ([], state.Runs.ContainsKey(id) ? [] : [new RunPinned(id, RunPins.Of(bound, evidence))]), cancellation);

        // Begins with SQLite's write lock; the same question may have been answered at the same time.
        await using IDbContextTransaction transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (await FindAsync(database, id, cancellation) is { } answered)
        {
            return TypedResults.Ok(answered);
        }

        database.Add(new Run
        {
            Id = id,
            ScenarioId = version.ScenarioId,
            Version = version.Version,
            CaseHash = version.CaseHash,
            EngineVersion = EngineVersion.Current,
            CatalogHash = catalog.Hash,
            ResultJson = result,
            CreatedUtc = clock.GetUtcNow().UtcDateTime,
        });
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created($"{ApiRoutes.Runs}/{id}", await FindAsync(database, id, cancellation));
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ResultAsync(
        string id, PlannerDbContext database, CancellationToken cancellation)
    {
        string? result = await database.Runs.Where(run => run.Id == id).Select(run => run.ResultJson).SingleOrDefaultAsync(cancellation);
        return result is null
            ? Problems.Answer(StatusCodes.Status404NotFound, "id", id, $"the id of a run in {ApiRoutes.Runs}")
            : TypedResults.Content(result, "application/json", Encoding.UTF8);
    }

    private static Task<RunSummary?> FindAsync(PlannerDbContext database, string id, CancellationToken cancellation) =>
        Summaries(database.Runs.Where(run => run.Id == id)).SingleOrDefaultAsync(cancellation);

    private static IQueryable<RunSummary> Summaries(IQueryable<Run> runs) => runs.AsNoTracking().Select(run => new RunSummary(
        run.Id, run.ScenarioId, run.Version, run.CaseHash, run.EngineVersion, run.CatalogHash, run.CreatedUtc));
}
