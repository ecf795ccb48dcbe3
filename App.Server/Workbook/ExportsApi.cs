using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.Ledger;
using App.Server.People;
using App.Server.Scenarios;
using App.Shared;
using App.Shared.Exports;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace App.Server.Workbook;

/// <summary>Exports of saved versions: started, watched, fetched; and workbooks that come back with changes.</summary>
public static class ExportsApi
{
    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.Group(ApiRoutes.Exports);
        group.MapGet("/", Permission.Read, ListAsync);
        group.MapPost("/", Permission.Export, CreateAsync);
        group.MapGet("/{id}", Permission.Export, Find);
        group.MapGet("/{id}/{format}", Permission.Export, Fetch);
        group.MapPost("/upload", Permission.Save, UploadAsync).WithMetadata(new RequestSizeLimitAttribute(UploadedCells.LargestFile));
    }

    private static async Task<Ok<List<ExportFileRecord>>> ListAsync(PlannerDbContext database, CancellationToken cancellation) =>
        TypedResults.Ok(await database.Exports.AsNoTracking().OrderByDescending(record => record.CreatedUtc).ThenBy(record => record.Format).Take(200)
            .Select(record => new ExportFileRecord(
                record.ExportId, record.ScenarioId, record.Version, record.RunId, record.Format, record.FileName, record.Sha256, record.Bytes, record.CreatedUtc))
            .ToListAsync(cancellation));

    private static async Task<Results<Accepted<ExportSummary>, ProblemHttpResult>> CreateAsync(
        HttpRequest request, PlannerDbContext database, ExportJobs jobs, LedgerStore ledger, CancellationToken cancellation)
    {
        (CreateExport? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(request, SharedJson.Default.CreateExport);
        if (body is null)
        {
            return refusal!;
        }

        (LedgerState state, PlannerCatalog catalog) = await ledger.BothAsync(cancellation);
        (ProcurementCase? procurement, WorkbookOrigin? origin, refusal) = await VersionAsync(database, catalog, body.ScenarioId, body.Version, cancellation);
        if (procurement is null)
        {
            return refusal!;
        }

        string? study = await database.Studies.AsNoTracking()
            .Where(study => study.CaseHash == CaseReader.Hash(procurement) && study.CatalogHash == catalog.Hash && study.EngineVersion == EngineVersion.Current)
            .OrderByDescending(study => study.Worlds).ThenByDescending(study => study.CreatedUtc).Select(study => study.ResultJson).FirstOrDefaultAsync(cancellation);
        StudyResult? result = study is null ? null : JsonSerializer.Deserialize(study, StudyJson.Default.StudyResult);
        return jobs.Start(body, procurement, catalog, state, origin!, result) is { } started
            ? TypedResults.Accepted($"{ApiRoutes.Exports}/{started.Id}", started)
            : Problems.Answer(StatusCodes.Status429TooManyRequests, "exports", "too many under way", "the same request when one of them has ended");
    }

    private static Results<Ok<ExportSummary>, ProblemHttpResult> Find(string id, ExportJobs jobs) =>
        jobs.Find(id) is { } found ? TypedResults.Ok(found) : Unknown("id", id, "the id of an export made since the application started, among the newest");

    private static Results<FileContentHttpResult, ProblemHttpResult> Fetch(string id, string format, ExportJobs jobs) =>
        jobs.Fetch(id, format) is { } found
            ? TypedResults.File(
                found.Content,
                format switch
                {
                    "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "csv" => "application/zip",
                    "pdf" => "application/pdf",
                    _ => "application/json",
                },
                found.File.FileName)
            : Unknown("format", format, "xlsx, csv, json or pdf of an export that is done");

    private static async Task<Results<Ok<UploadedWorkbook>, ProblemHttpResult>> UploadAsync(
        HttpRequest request, PlannerDbContext database, LedgerStore ledger, CancellationToken cancellation)
    {
        using MemoryStream file = new();
        await request.Body.CopyToAsync(file, cancellation);
        file.Position = 0;
        (Dictionary<(string Sheet, string Address), UploadedCell>? cells, string? problem) = UploadedCells.Read(file);
        if (cells is null)
        {
            return Problems.Answer(StatusCodes.Status400BadRequest, "file", problem!, "a workbook exported here, as Excel or LibreOffice saved it");
        }

        if (WorkbookUpload.OriginOf(cells) is not { } origin)
        {
            return Problems.Answer(StatusCodes.Status400BadRequest, "Cover!B8:B9", "no scenario and version", "a workbook exported from a saved scenario");
        }

        PlannerCatalog catalog = (await ledger.BothAsync(cancellation)).Catalog;
        if (origin.CatalogHash != catalog.Hash)
        {
            return Problems.Answer(
                StatusCodes.Status409Conflict, "Cover!B12", origin.CatalogHash, "a workbook exported under the evidence in use now; export it anew and enter the changes there");
        }

        (ProcurementCase? procurement, WorkbookOrigin? version, ProblemHttpResult? refusal) =
            await VersionAsync(database, catalog, origin.ScenarioId, origin.Version, cancellation);
        return procurement is null
            ? refusal!
            : TypedResults.Ok(WorkbookUpload.Compare(
                WorkbookSource.ForComparison(FleetComparison.EvaluateBound(procurement, catalog), catalog, version!), cells));
    }

    private static async Task<(ProcurementCase? Case, WorkbookOrigin? Origin, ProblemHttpResult? Refusal)> VersionAsync(
        PlannerDbContext database, PlannerCatalog catalog, string id, int number, CancellationToken cancellation)
    {
        List<ScenarioVersion> versions = await database.ScenarioVersions.AsNoTracking()
            .Where(version => version.ScenarioId == id && version.Version <= number).OrderBy(version => version.Version).ToListAsync(cancellation);
        if (versions.Count == 0 || versions[^1].Version != number)
        {
            return (null, null, versions.Count == 0
                ? Unknown("scenarioId", id, $"the id of a scenario in {ApiRoutes.Scenarios}")
                : Unknown("version", $"{number}", "the number of a version of this scenario"));
        }

        CaseReading reading = CaseReader.Read(versions[^1].CaseJson, catalog);
        return reading.Case is { } procurement
            ? (procurement, new(id, number, [.. versions.Select(version => new WorkbookVersion(version.Version, version.Name, version.Reason, version.Author, version.CreatedUtc))]), null)
            : (null, null, Problems.Answer(reading.Problems, StatusCodes.Status409Conflict));
    }

    private static ProblemHttpResult Unknown(string field, string value, string accepted) =>
        Problems.Answer(StatusCodes.Status404NotFound, field, value, accepted);
}
