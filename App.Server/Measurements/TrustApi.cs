using System.Reflection;
using App.Engine.Catalog;
using App.Engine.Requirements;
using App.Engine.Trust;
using App.Server.Hosting;
using App.Server.Ledger;
using App.Server.People;
using App.Shared;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace App.Server.Measurements;

/// <summary>How far a throughput figure can be trusted: the measurements, the error and the search behind it.</summary>
public static class TrustApi
{
    private const string Resource = "measurements.csv";

    private static readonly Lazy<MeasuredRows> s_measured = new(() => Read(PlannerCatalog.Default));

    public static void MapTrust(this IEndpointRouteBuilder routes) => routes.MapPost(ApiRoutes.Trust, Permission.Read, AnswerAsync);

    /// <summary>Reads the published measurements that come with the application.</summary>
    internal static MeasuredRows Read(PlannerCatalog catalog)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource '{Resource}' is missing."));
        return new(catalog, MeasurementFile.Read(reader));
    }

    private static async Task<Results<JsonHttpResult<TrustReport>, ProblemHttpResult>> AnswerAsync(
        HttpRequest request, LedgerStore ledger, CancellationToken cancellation)
    {
        (TrustRequest? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(request, TrustJson.Default.TrustRequest);
        if (body is null)
        {
            return refusal!;
        }

        PlannerCatalog catalog = (await ledger.BothAsync(cancellation)).Catalog;
        List<CaseProblem> problems = [.. CaseRules.Check(body.Case, catalog).Select(problem => problem with { Field = $"case.{problem.Field}" })];
        if (body.Case.Options.All(option => option.Id != body.OptionId))
        {
            problems.Add(new("optionId", $"'{body.OptionId}'", $"one of {string.Join(", ", body.Case.Options.Select(option => option.Id))}"));
        }

        if (body.Case.Workloads.All(workload => workload.Id != body.WorkloadId))
        {
            problems.Add(new("workloadId", $"'{body.WorkloadId}'", $"one of {string.Join(", ", body.Case.Workloads.Select(workload => workload.Id))}"));
        }

        return problems.Count > 0
            ? Problems.Answer(problems, StatusCodes.Status400BadRequest)
            : TypedResults.Json(TrustSearch.Of(body, catalog, s_measured.Value), TrustJson.Default.TrustReport);
    }
}
