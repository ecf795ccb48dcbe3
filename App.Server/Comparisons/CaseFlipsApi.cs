using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Documents;
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

/// <summary>
/// Where the answer to a case turns: along each uncertain input, over two quantities at once, and by a claimed ratio of two cards. All
/// of it takes thousands of evaluations or sized fleets, which take the browser seconds to minutes; it is done once for a case.
/// </summary>
public static class CaseFlipsApi
{
    /// <summary>Points of each axis of a map.</summary>
    private const int MapPoints = 48;

    /// <summary>The worlds of variance-based indices: of each of two samples, and once more for each input.</summary>
    private static readonly WorldSettings s_indexWorlds = new(4_096, 1, Sampler.Sobol);

    public static void MapCaseFlips(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(ApiRoutes.CaseFlips, Permission.Read, FlipsAsync);
        routes.MapPost(ApiRoutes.CaseFlipMap, Permission.Read, MapAsync);
        routes.MapPost(ApiRoutes.CaseClaim, Permission.Read, ClaimAsync);
        routes.MapPost(ApiRoutes.CaseIndices, Permission.Read, IndicesAsync);
    }

    private static Task<Results<ContentHttpResult, ProblemHttpResult>> FlipsAsync(
        HttpRequest request, LedgerStore ledger, IMemoryCache cache, CancellationToken cancellation) => AnswerAsync(
        request, SharedJson.Default.CaseEvidenceRequest, body => (body.Case, ApiRoutes.CaseFlips, []), StudyJson.Default.ListFlipValue,
        (_, uncertain) => Flips(uncertain, cancellation), ledger, cache, cancellation);

    private static Task<Results<ContentHttpResult, ProblemHttpResult>> MapAsync(
        HttpRequest request, LedgerStore ledger, IMemoryCache cache, CancellationToken cancellation) => AnswerAsync(
        request, SharedJson.Default.CaseFlipMapRequest, body => (body.Case, $"{ApiRoutes.CaseFlipMap}\n{body.Along}\n{body.Up}", []),
        SharedJson.Default.CaseFlipMap, (body, uncertain) => Map(body, uncertain), ledger, cache, cancellation);

    private static Task<Results<ContentHttpResult, ProblemHttpResult>> ClaimAsync(
        HttpRequest request, LedgerStore ledger, IMemoryCache cache, CancellationToken cancellation) => AnswerAsync(
        request, SharedJson.Default.CaseClaimRequest,
        body => (body.Case, $"{ApiRoutes.CaseClaim}\n{body.CardId}\n{body.OtherId}", [("cardId", body.CardId), ("otherId", body.OtherId)]),
        SharedJson.Default.CaseClaim,
        (body, uncertain) => new(
            [.. ServingRatios.Between(uncertain, body.CardId, body.OtherId)], uncertain.RatioErrorSigma(body.CardId, body.OtherId)),
        ledger, cache, cancellation);

    private static Task<Results<ContentHttpResult, ProblemHttpResult>> IndicesAsync(
        HttpRequest request, LedgerStore ledger, IMemoryCache cache, CancellationToken cancellation) => AnswerAsync(
        request, SharedJson.Default.CaseEvidenceRequest, body => (body.Case, ApiRoutes.CaseIndices, []), StudyJson.Default.VarianceStudy,
        (_, uncertain) => VarianceStudy.Of(uncertain, s_indexWorlds, Environment.ProcessorCount, cancellation) ?? new(s_indexWorlds.Worlds, "", null, []),
        ledger, cache, cancellation);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> AnswerAsync<TRequest, TAnswer>(
        HttpRequest request, JsonTypeInfo<TRequest> type, Func<TRequest, (ProcurementCase Case, string Question, (string Field, string Id)[] Cards)> read,
        JsonTypeInfo<TAnswer> answerType, Func<TRequest, UncertainCase, TAnswer> answer, LedgerStore ledger, IMemoryCache cache, CancellationToken cancellation)
        where TRequest : class
        where TAnswer : class
    {
        (TRequest? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(request, type);
        if (body is null)
        {
            return refusal!;
        }

        PlannerCatalog catalog = (await ledger.BothAsync(cancellation)).Catalog;
        (ProcurementCase procurement, string question, (string Field, string Id)[] cards) = read(body);
        List<CaseProblem> problems =
        [
            .. CaseRules.Check(procurement, catalog).Select(problem => problem with { Field = $"case.{problem.Field}" }),
            .. cards.Where(card => !catalog.Accelerators.ContainsKey(card.Id)).Select(card => new CaseProblem(card.Field, card.Id, "the id of an accelerator")),
        ];
        if (problems.Count > 0)
        {
            return Problems.Answer(problems, StatusCodes.Status400BadRequest);
        }

        try
        {
            string? text = cache.GetOrCreate((question, CaseReader.Hash(procurement), catalog.Hash), entry =>
            {
                entry.Size = 1;
                return JsonSerializer.Serialize(
                    answer(body, UncertainCase.Of(FleetComparison.EvaluateBound(procurement, catalog), catalog)), answerType);
            });
            return TypedResults.Content(text, "application/json", Encoding.UTF8);
        }
        catch (CorrelationException problem)
        {
            return Problems.Answer(StatusCodes.Status400BadRequest, "case.uncertainty.correlations", problem.Value, problem.Accepted);
        }
        catch (MapException problem)
        {
            return Problems.Answer([problem.Problem], StatusCodes.Status400BadRequest);
        }
    }

    private static List<FlipValue> Flips(UncertainCase uncertain, CancellationToken cancellation)
    {
        // What an option is sized with is written to while it is sized: each thread has its own.
        using ThreadLocal<SizedOption[]> candidates = new(() =>
            [.. uncertain.Options.Where(option => option.IsCandidate).Select(option => new SizedOption(option))]);
        return candidates.Value!.Length == 0 ? []
            : [.. uncertain.Variables.AsParallel().AsOrdered().WithCancellation(cancellation).Select(variable => FlipAnalysis.Of(variable, candidates.Value!))];
    }

    private static CaseFlipMap Map(CaseFlipMapRequest request, UncertainCase uncertain)
    {
        if (uncertain.Options.Count == 0)
        {
            throw new MapException(new("case.options", "without a plan in every entry", "a case in which at least one option can serve the work"));
        }

        IReadOnlyList<MapAxis> axes = MapAxes.Of(uncertain);
        MapAxis? asked = request.Up is { } other ? Find("up", other) : null;
        MapAxis along = request.Along is { } id ? Find("along", id) : axes.FirstOrDefault(axis => asked?.Overlaps(axis) != true) ?? axes[0];
        List<MapAxis> beside = [.. axes.Where(axis => !axis.Overlaps(along))];
        MapAxis up = asked ?? beside.Find(axis => axis.Id.EndsWith("/priceUsDollars", StringComparison.Ordinal)) ?? beside.LastOrDefault() ?? along;
        if (up.Overlaps(along))
        {
            throw new MapException(new("up", StrictJson.Quotable(up.Id), $"the id of an axis that acts on nothing on which {along.Id} acts"));
        }

        UncertainOption[] candidates = [.. uncertain.Options.Where(option => option.IsCandidate)];
        IReadOnlyList<int> best = candidates.Length == 0
            ? [.. Enumerable.Repeat(-1, MapPoints * MapPoints)]
            : FlipMap.Of(candidates, along, up, MapPoints, Environment.ProcessorCount).Best;
        return new(
            [.. axes.Select(axis => new AxisChoice(axis.Id, axis.Label, !axis.Overlaps(up), !axis.Overlaps(along)))], along, up, MapPoints, [.. candidates.Select(option => option.Id)], best);

        MapAxis Find(string field, string axis) =>
            axes.FirstOrDefault(entry => entry.Id == axis)
            ?? throw new MapException(new(field, StrictJson.Quotable(axis), "the id of an axis that the case offers"));
    }

    /// <summary>The case has no such map.</summary>
    private sealed class MapException(CaseProblem problem) : Exception(problem.ToString())
    {
        public CaseProblem Problem { get; } = problem;
    }
}
