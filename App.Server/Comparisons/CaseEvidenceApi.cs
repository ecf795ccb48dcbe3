using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Server.Hosting;
using App.Server.Ledger;
using App.Server.People;
using App.Shared;
using App.Shared.Comparisons;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Caching.Memory;

namespace App.Server.Comparisons;

/// <summary>
/// What the answer to a case rests on. The browser evaluates a case itself; moving each of its hundreds of inputs is quicker here, and
/// done once for all who look at the same case.
/// </summary>
public static class CaseEvidenceApi
{
    public static void MapCaseEvidence(this IEndpointRouteBuilder routes) => routes.MapPost(ApiRoutes.CaseEvidence, Permission.Read, EvidenceAsync);

    private static async Task<Results<Ok<CaseEvidence>, ProblemHttpResult>> EvidenceAsync(
        HttpRequest request, LedgerStore ledger, IMemoryCache cache, CancellationToken cancellation)
    {
        (CaseEvidenceRequest? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(request, SharedJson.Default.CaseEvidenceRequest);
        if (body is null)
        {
            return refusal!;
        }

        (_, PlannerCatalog catalog) = await ledger.BothAsync(cancellation);
        List<CaseProblem> problems = [.. CaseRules.Check(body.Case, catalog).Select(problem => problem with { Field = $"case.{problem.Field}" })];
        if (problems.Count > 0)
        {
            return Problems.Answer(problems, StatusCodes.Status400BadRequest);
        }

        CaseEvidence? evidence = cache.GetOrCreate((CaseReader.Hash(body.Case), catalog.Hash), entry =>
        {
            entry.Size = 1;
            return CaseEvidence.Of(FleetComparison.EvaluateBound(body.Case, catalog), catalog);
        });
        return TypedResults.Ok(evidence);
    }
}
