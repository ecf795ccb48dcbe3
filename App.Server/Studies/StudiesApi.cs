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
        RouteGroupBuilder group = routes.Group(ApiRoutes.Studies);
        group.MapGet("/", Permission.Read, ListAsync);
        group.MapPost("/", Permission.Save, CreateAsync);
        routes.MapPost(ApiRoutes.CaseStudies, Permission.Read, CreateOfCaseAsync);
        group.MapGet("/{id}", Permission.Read, FindAsync);
        group.MapDelete("/{id}", Permission.Save, Cancel);
        group.MapGet("/{id}/result", Permission.Read, ResultAsync);
        group.MapGet("/{id}/worlds/{world}", Permission.Read, WorldAsync);
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

        if (Check(new(body.Worlds, body.Seed, body.Sampler)) is { Count: > 0 } problems)
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

        return await StartAsync(body, procurement, version.CaseHash, catalog, database, jobs, cancellation);
    }

    private static async Task<Results<Accepted<StudySummary>, Ok<StudySummary>, ProblemHttpResult>> CreateOfCaseAsync(
        HttpRequest request, PlannerDbContext database, StudyJobs jobs, LedgerStore ledger, CancellationToken cancellation)
    {
        (CreateCaseStudy? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(request, SharedJson.Default.CreateCaseStudy);
        if (body is null)
        {
            return refusal!;
        }

        PlannerCatalog catalog = (await ledger.BothAsync(cancellation)).Catalog;
        List<CaseProblem> problems =
        [
            .. Check(new(body.Worlds, body.Seed, body.Sampler)),
            .. CaseRules.Check(body.Case, catalog).Select(problem => problem with { Field = $"case.{problem.Field}" }),
        ];
        return problems.Count > 0
            ? Problems.Answer(problems, StatusCodes.Status400BadRequest)
            : await StartAsync(new("", 0, body.Worlds, body.Seed, body.Sampler), body.Case, CaseReader.Hash(body.Case), catalog, database, jobs, cancellation);
    }

    private static List<CaseProblem> Check(StudySettings settings) =>
        [.. settings.Problems().Select(problem => new CaseProblem(problem.Field, problem.Value, problem.Accepted))];

    private static async Task<Results<Accepted<StudySummary>, Ok<StudySummary>, ProblemHttpResult>> StartAsync(
        CreateStudy body, ProcurementCase procurement, string caseHash, PlannerCatalog catalog, PlannerDbContext database, StudyJobs jobs,
        CancellationToken cancellation)
    {
        string id = StudyRun.IdOf(caseHash, catalog.Hash, EngineVersion.Current, new(body.Worlds, body.Seed, body.Sampler));
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
        string id, PlannerDbContext database, StudyJobs jobs, CancellationToken cancellation)
    {
        string? result = jobs.ResultOf(id) ?? await database.Studies.Where(study => study.Id == id).Select(study => study.ResultJson).SingleOrDefaultAsync(cancellation);
        return result is null ? Unknown(id) : TypedResults.Content(result, "application/json", Encoding.UTF8);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> WorldAsync(
        string id, string world, PlannerDbContext database, StudyJobs jobs, LedgerStore ledger, CancellationToken cancellation)
    {
        if (jobs.MadeOf(id) is { } held)
        {
            return Open(world, held.Procurement, held.Catalog, held.Settings);
        }

        Study? study = await database.Studies.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (study is null)
        {
            return Unknown(id);
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

        return Open(world, procurement, catalog, new(study.Worlds, unchecked((ulong)study.SeedBits), study.Sampler));
    }

    private static Results<ContentHttpResult, ProblemHttpResult> Open(
        string world, ProcurementCase procurement, PlannerCatalog catalog, StudySettings settings)
    {
        if (!int.TryParse(world, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number >= settings.Worlds)
        {
            return Problems.Answer(StatusCodes.Status404NotFound, "world", world, $"0 to {settings.Worlds - 1}");
        }

        UncertainCase uncertain = UncertainCase.Of(FleetComparison.EvaluateBound(procurement, catalog), catalog);
        return TypedResults.Content(
            JsonSerializer.Serialize(new StudyRun(uncertain, settings).Open(number), StudyJson.Default.OpenedWorld), "application/json", Encoding.UTF8);
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
