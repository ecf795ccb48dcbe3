using System.Globalization;
using System.Text;
using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.Ledger;
using App.Server.People;
using App.Server.Scenarios;
using App.Shared;
using App.Shared.People;
using App.Shared.Studies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace App.Server.Studies;

/// <summary>Studies: started, watched, stopped; kept for good when done. Any world of a stored study can be opened.</summary>
public static class StudiesApi
{
    public static void MapStudies(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup(ApiRoutes.Studies);
        group.MapGet("/", ListAsync).Asks(Permission.Read);
        group.MapPost("/", CreateAsync).Asks(Permission.Save);
        group.MapGet("/{id}", FindAsync).Asks(Permission.Read);
        group.MapDelete("/{id}", Cancel).Asks(Permission.Save);
        group.MapGet("/{id}/result", ResultAsync).Asks(Permission.Read);
        group.MapGet("/{id}/worlds/{world}", WorldAsync).Asks(Permission.Read);
    }

    private static async Task<Ok<List<StudySummary>>> ListAsync(
        PlannerDbContext database, StudyJobs jobs, LedgerStore ledger, CancellationToken cancellation)
    {
        string catalog = (await ledger.BothAsync(cancellation)).Catalog.Hash;
        List<Study> stored = await Heads(database.Studies.OrderByDescending(study => study.CreatedUtc).ThenBy(study => study.Id).Take(200))
            .ToListAsync(cancellation);
        return TypedResults.Ok<List<StudySummary>>([.. jobs.UnderWay(), .. stored.Select(study => Summary(study, catalog))]);
    }

    private static async Task<Results<Accepted<StudySummary>, Ok<StudySummary>, ProblemHttpResult>> CreateAsync(
        HttpRequest request, PlannerDbContext database, StudyJobs jobs, LedgerStore ledger, CancellationToken cancellation)
    {
        (CreateStudy? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(request, SharedJson.Default.CreateStudy);
        if (body is null)
        {
            return refusal!;
        }

        StudySettings settings = new(body.Worlds, body.Seed, body.Sampler);
        List<CaseProblem> problems = [.. settings.Problems().Select(problem => new CaseProblem(problem.Field, problem.Value, problem.Accepted))];
        if (problems.Count > 0)
        {
            return Problems.Answer(problems, StatusCodes.Status400BadRequest);
        }

        ScenarioVersion? version = await database.ScenarioVersions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.ScenarioId == body.ScenarioId && row.Version == body.Version, cancellation);
        if (version is null)
        {
            return await database.Scenarios.AnyAsync(scenario => scenario.Id == body.ScenarioId, cancellation)
                ? Problems.Answer(StatusCodes.Status404NotFound, "version", $"{body.Version}", "the number of a version of this scenario")
                : Problems.Answer(StatusCodes.Status404NotFound, "scenarioId", body.ScenarioId, $"the id of a scenario in {ApiRoutes.Scenarios}");
        }

        PlannerCatalog catalog = (await ledger.BothAsync(cancellation)).Catalog;
        CaseReading reading = CaseReader.Read(version.CaseJson, catalog);
        if (reading.Case is not { } procurement)
        {
            return Problems.Answer(reading.Problems, StatusCodes.Status409Conflict);
        }

        string id = StudyRun.IdOf(version.CaseHash, catalog.Hash, EngineVersion.Current, settings);
        if (await Heads(database.Studies.Where(study => study.Id == id)).SingleOrDefaultAsync(cancellation) is { } stored)
        {
            return TypedResults.Ok(Summary(stored, catalog.Hash));
        }

        return jobs.Start(body, procurement, catalog) is { } started
            ? TypedResults.Accepted($"{ApiRoutes.Studies}/{started.Id}", started)
            : Problems.Answer(StatusCodes.Status429TooManyRequests, "studies", "too many under way", "the same request when one of them has ended");
    }

    private static async Task<Results<Ok<StudySummary>, ProblemHttpResult>> FindAsync(
        string id, PlannerDbContext database, StudyJobs jobs, LedgerStore ledger, CancellationToken cancellation)
    {
        if (await Heads(database.Studies.Where(study => study.Id == id)).SingleOrDefaultAsync(cancellation) is { } stored)
        {
            return TypedResults.Ok(Summary(stored, (await ledger.BothAsync(cancellation)).Catalog.Hash));
        }

        return jobs.Find(id) is { } under ? TypedResults.Ok(under) : Unknown(id);
    }

    private static Results<NoContent, ProblemHttpResult> Cancel(string id, StudyJobs jobs) =>
        jobs.Cancel(id) ? TypedResults.NoContent() : Problems.Answer(StatusCodes.Status404NotFound, "id", id, "the id of a study that is under way");

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ResultAsync(
        string id, PlannerDbContext database, CancellationToken cancellation)
    {
        string? result = await database.Studies.Where(study => study.Id == id).Select(study => study.ResultJson).SingleOrDefaultAsync(cancellation);
        return result is null ? Unknown(id) : TypedResults.Content(result, "application/json", Encoding.UTF8);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> WorldAsync(
        string id, string world, PlannerDbContext database, LedgerStore ledger, CancellationToken cancellation)
    {
        Study? study = await database.Studies.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (study is null)
        {
            return Unknown(id);
        }

        if (!int.TryParse(world, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number >= study.Worlds)
        {
            return Problems.Answer(StatusCodes.Status404NotFound, "world", world, $"0 to {study.Worlds - 1}");
        }

        PlannerCatalog catalog = (await ledger.BothAsync(cancellation)).Catalog;
        if (IsStale(study.CatalogHash, study.EngineVersion, catalog.Hash))
        {
            return Problems.Answer(
                StatusCodes.Status409Conflict, "id", id, "a study of the present catalogue and engine: inputs changed since, make it again");
        }

        string caseJson = await database.ScenarioVersions.Where(row => row.ScenarioId == study.ScenarioId && row.Version == study.Version)
            .Select(row => row.CaseJson).SingleAsync(cancellation);
        CaseReading reading = CaseReader.Read(caseJson, catalog);
        if (reading.Case is not { } procurement)
        {
            return Problems.Answer(reading.Problems, StatusCodes.Status409Conflict);
        }

        UncertainCase uncertain = UncertainCase.Of(
            FleetComparison.EvaluateBound(procurement, catalog), catalog.Uncertainty, new Dictionary<string, Distribution>());
        OpenedWorld opened = new StudyRun(uncertain, new(study.Worlds, unchecked((ulong)study.SeedBits), study.Sampler)).Open(number);
        return TypedResults.Content(JsonSerializer.Serialize(opened, StudyJson.Default.OpenedWorld), "application/json", Encoding.UTF8);
    }

    private static ProblemHttpResult Unknown(string id) =>
        Problems.Answer(StatusCodes.Status404NotFound, "id", id, $"the id of a study in {ApiRoutes.Studies}");

    private static bool IsStale(string catalogHash, string engineVersion, string currentCatalog) =>
        catalogHash != currentCatalog || engineVersion != EngineVersion.Current;

    private static StudySummary Summary(Study study, string currentCatalog) => new(
        study.Id, study.ScenarioId, study.Version, study.CaseHash, study.EngineVersion, study.Worlds, unchecked((ulong)study.SeedBits),
        study.Sampler, StudyState.Done, study.Worlds, "", IsStale(study.CatalogHash, study.EngineVersion, currentCatalog));

    /// <summary>Studies without their results.</summary>
    private static IQueryable<Study> Heads(IQueryable<Study> studies) => studies.AsNoTracking().Select(study => new Study
    {
        Id = study.Id,
        ScenarioId = study.ScenarioId,
        Version = study.Version,
        CaseHash = study.CaseHash,
        EngineVersion = study.EngineVersion,
        CatalogHash = study.CatalogHash,
        Worlds = study.Worlds,
        SeedBits = study.SeedBits,
        Sampler = study.Sampler,
        ResultJson = "",
        CreatedUtc = study.CreatedUtc,
    });
}
