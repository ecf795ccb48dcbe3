using System.Text;
using App.Engine.Catalog;
using App.Engine.Evidence;
using App.Engine.Studies;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.People;
using App.Shared;
using App.Shared.Ledger;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Conflict = App.Engine.Evidence.Conflict;

namespace App.Server.Ledger;

/// <summary>Reads the ledger.</summary>
public static class LedgerReadingApi
{
    private const int MostEvents = 1000;

    public static void MapLedgerReading(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.Group(ApiRoutes.Ledger);
        group.MapGet("/head", Permission.Read, HeadAsync);
        group.MapGet("/assumptions", Permission.Read, AssumptionsAsync);
        group.MapGet("/assumptions/{**id}", Permission.Read, AssumptionAsync);
        group.MapGet("/evidence", Permission.Read, EvidenceAsync);
        group.MapGet("/evidence/{id}", Permission.Read, EvidenceItemAsync);
        group.MapGet("/copies/{sha256}", Permission.Read, CopyAsync);
        group.MapGet("/queue", Permission.Read, QueueAsync);
        group.MapGet("/conflicts", Permission.Read, ConflictsAsync);
        group.MapGet("/values", Permission.Read, ValuesAsync);
        group.MapGet("/events", Permission.Read, EventsAsync);
        group.MapGet("/runs/{id}", Permission.Read, RunAsync);
        group.MapGet("/export", Permission.Export, ExportAsync);
    }

    private static async Task<Ok<LedgerHead>> HeadAsync(LedgerStore ledger, CancellationToken cancellation)
    {
        LedgerState state = await ledger.StateAsync(cancellation);
        return TypedResults.Ok(new LedgerHead(state.Head, state.HeadHash));
    }

    private static async Task<Ok<List<AssumptionRow>>> AssumptionsAsync(LedgerStore ledger, CancellationToken cancellation) =>
        TypedResults.Ok(LedgerViews.Rows(await ledger.StateAsync(cancellation), ledger.Delivered).ToList());

    private static async Task<Results<Ok<AssumptionDocument>, ProblemHttpResult>> AssumptionAsync(
        string id, HttpResponse response, LedgerStore ledger, Materiality materiality, PlannerDbContext database, TimeProvider clock, CancellationToken cancellation,
        bool share = true)
    {
        LedgerState state = await ledger.StateAsync(cancellation);
        if (!state.Assumptions.TryGetValue(id, out AssumptionState? slot))
        {
            return Unknown("id", id, "the id of a slot");
        }

        List<LedgerRow> rows = await database.LedgerEvents.AsNoTracking().Where(row => row.AssumptionId == id)
            .OrderByDescending(row => row.Number).Take(MostEvents).ToListAsync(cancellation);
        DecisionShares? shares = share ? await materiality.OfAsync(null, null, cancellation) : null;
        response.Headers.ETag = EntityTags.Of(slot.Revision);
        return TypedResults.Ok(LedgerViews.Document(
            state, ledger.Policy, Today(clock), slot, [.. rows.Select(Line)], shares));
    }

    private static async Task<Ok<List<EvidenceView>>> EvidenceAsync(LedgerStore ledger, CancellationToken cancellation)
    {
        LedgerState state = await ledger.StateAsync(cancellation);
        ILookup<string, string> uses = LedgerViews.Uses(state);
        return TypedResults.Ok(state.Evidence.Keys.Order(StringComparer.Ordinal)
            .Select(id => LedgerViews.Evidence(state, id, [.. uses[id].Order(StringComparer.Ordinal)])).ToList());
    }

    private static async Task<Results<Ok<EvidenceView>, ProblemHttpResult>> EvidenceItemAsync(
        string id, LedgerStore ledger, CancellationToken cancellation)
    {
        LedgerState state = await ledger.StateAsync(cancellation);
        return state.Evidence.ContainsKey(id)
            ? TypedResults.Ok(LedgerViews.Evidence(state, id, [.. LedgerViews.Uses(state)[id].Order(StringComparer.Ordinal)]))
            : Unknown("id", id, "the id of an evidence item");
    }

    /// <summary>A stored copy, always as a download: what somebody put by is not a page of ours.</summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CopyAsync(
        string sha256, HttpResponse response, PlannerDbContext database, CancellationToken cancellation)
    {
        EvidenceCopy? copy = await database.EvidenceCopies.AsNoTracking().SingleOrDefaultAsync(row => row.Sha256 == sha256, cancellation);
        if (copy is null)
        {
            return Unknown("sha256", sha256, "the hash of a copy");
        }

        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.File(copy.Bytes, copy.MediaType, $"{copy.Sha256[..12]}{EvidenceMedia.Extension(copy.MediaType)}");
    }

    private static async Task<Results<Ok<List<QueueItem>>, ProblemHttpResult>> QueueAsync(
        string? scenario, int? version, LedgerStore ledger, Materiality materiality, CancellationToken cancellation) =>
        await materiality.OfAsync(scenario, version, cancellation) is { } shares
            ? TypedResults.Ok(LedgerViews.Queue(await ledger.StateAsync(cancellation), shares).ToList())
            : Unknown("scenario", $"{scenario} {version}", "a version of a scenario that exists");

    private static async Task<Ok<List<Conflict>>> ConflictsAsync(LedgerStore ledger, CancellationToken cancellation) =>
        TypedResults.Ok(Conflict.OpenIn(await ledger.StateAsync(cancellation)).ToList());

    /// <summary>The numbers in which the ledger differs from the catalogue: what the browser lays over its own.</summary>
    private static async Task<Results<Ok<List<LedgerValue>>, StatusCodeHttpResult>> ValuesAsync(
        HttpRequest request, HttpResponse response, LedgerStore ledger, CancellationToken cancellation)
    {
        PlannerCatalog catalog = await ledger.CatalogAsync(cancellation);
        string tag = $"\"{catalog.Hash}\"";
        response.Headers.ETag = tag;
        return request.Headers.IfNoneMatch.Contains(tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(catalog.Ledger.All.ToList());
    }

    private static async Task<Results<Ok<List<HistoryLine>>, ProblemHttpResult>> EventsAsync(
        PlannerDbContext database, CancellationToken cancellation, long after = 0, int take = 200)
    {
        if (after < 0 || take is < 1 or > MostEvents)
        {
            return Problems.Answer(StatusCodes.Status400BadRequest, "after, take", $"{after}, {take}", $"0 or more, 1 to {MostEvents}");
        }

        List<LedgerRow> rows = await database.LedgerEvents.AsNoTracking().Where(row => row.Number > after)
            .OrderBy(row => row.Number).Take(take).ToListAsync(cancellation);
        return TypedResults.Ok(rows.Select(Line).ToList());
    }

    private static async Task<Results<Ok<RunEvidence>, ProblemHttpResult>> RunAsync(
        string id, LedgerStore ledger, Materiality materiality, PlannerDbContext database, CancellationToken cancellation)
    {
        LedgerState state = await ledger.StateAsync(cancellation);
        return state.Runs.TryGetValue(id, out RunPinned? pinned)
            && await database.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, cancellation) is { } run
            ? TypedResults.Ok(LedgerViews.Run(state, pinned, run, ledger.Policy, await materiality.OfAsync(run, cancellation)))
            : Unknown("id", id, "the id of a run");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ExportAsync(
        LedgerStore ledger, CancellationToken cancellation, string format = "prov", string table = "evidence")
    {
        if (!LedgerExport.Formats.Contains(format) || !LedgerExport.Tables.Contains(table))
        {
            return Problems.Answer(
                StatusCodes.Status400BadRequest, "format, table", $"{format}, {table}", $"{string.Join(" or ", LedgerExport.Formats)}; {string.Join(" or ", LedgerExport.Tables)}");
        }

        IReadOnlyList<LedgerEvent> events = await ledger.EventsAsync(cancellation);
        string text = LedgerExport.Write(events, format, table);
        return TypedResults.File(
            Encoding.UTF8.GetBytes(text), format == "csv" ? "text/csv; charset=utf-8" : "application/json",
            format == "csv" ? $"ledger-{events.Count}-{table}.csv" : $"ledger-{events.Count}.prov.json");
    }

    internal static ProblemHttpResult Unknown(string field, string value, string accepted) =>
        Problems.Answer(StatusCodes.Status404NotFound, field, value, accepted);

    internal static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static HistoryLine Line(LedgerRow row)
    {
        LedgerEvent happened = row.ToEvent();
        return new(happened.Number, happened.AtUtc, happened.Actor, happened.Entry, happened.Hash);
    }
}
