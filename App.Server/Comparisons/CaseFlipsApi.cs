using System.Text;
using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Server.Hosting;
using App.Server.Ledger;
using App.Server.People;
using App.Shared;
using App.Shared.Comparisons;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Caching.Memory;

namespace App.Server.Comparisons;

/// <summary>Where each uncertain input would turn the answer to a case: thousands of sized fleets, which take the browser minutes.</summary>
public static class CaseFlipsApi
{
    public static void MapCaseFlips(this IEndpointRouteBuilder routes) => routes.MapPost(ApiRoutes.CaseFlips, Permission.Read, FlipsAsync);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> FlipsAsync(
        HttpRequest request, LedgerStore ledger, IMemoryCache cache, CancellationToken cancellation)
    {
        (CaseEvidenceRequest? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(request, SharedJson.Default.CaseEvidenceRequest);
        if (body is null)
        {
            return refusal!;
        }

        PlannerCatalog catalog = (await ledger.BothAsync(cancellation)).Catalog;
        List<CaseProblem> problems = [.. CaseRules.Check(body.Case, catalog).Select(problem => problem with { Field = $"case.{problem.Field}" })];
        if (problems.Count > 0)
        {
            return Problems.Answer(problems, StatusCodes.Status400BadRequest);
        }

        string? flips = cache.GetOrCreate((ApiRoutes.CaseFlips, CaseReader.Hash(body.Case), catalog.Hash), entry =>
        {
            entry.Size = 1;
            return JsonSerializer.Serialize(Flips(body.Case, catalog, cancellation), StudyJson.Default.ListFlipValue);
        });
        return TypedResults.Content(flips, "application/json", Encoding.UTF8);
    }

    private static List<FlipValue> Flips(ProcurementCase procurement, PlannerCatalog catalog, CancellationToken cancellation)
    {
        UncertainCase uncertain = UncertainCase.Of(
            FleetComparison.EvaluateBound(procurement, catalog), catalog.Uncertainty, new Dictionary<string, Distribution>());

        // What an option is sized with is written to while it is sized: each thread has its own.
        using ThreadLocal<SizedOption[]> candidates = new(() =>
            [.. uncertain.Options.Where(option => option.IsCandidate).Select(option => new SizedOption(option))]);
        return candidates.Value!.Length == 0 ? []
            : [.. uncertain.Variables.AsParallel().AsOrdered().WithCancellation(cancellation).Select(variable => FlipAnalysis.Of(variable, candidates.Value!))];
    }
}
