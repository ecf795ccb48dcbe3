using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Fleets;
using App.Engine.Requirements;
using App.Engine.Uncertainty;

namespace App.Engine.Studies;

/// <summary>How often a choice holds over possible worlds: a small study, made with every evaluation, of what a first look needs.</summary>
/// <param name="Worlds">Number of worlds.</param>
/// <param name="Options">The options that could be evaluated.</param>
public sealed record ChoiceOdds(int Worlds, IReadOnlyList<OptionOdds> Options)
{
    /// <summary>Worlds that are looked at, 4,096: the share of worlds is then known to about a percent.</summary>
    public const int DefaultWorlds = 4096;

    private const ulong Seed = 1;

    /// <summary>Evaluates the worlds of a comparison.</summary>
    /// <param name="bound">The comparison with its plans.</param>
    /// <param name="catalog">The catalogue whose policy says what evidence means for a distribution, unless the case has its own.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    public static ChoiceOdds Of(BoundComparison bound, PlannerCatalog catalog, int threads)
    {
        if (bound.Plans.Count == 0)
        {
            return new(DefaultWorlds, []);
        }

        UncertainCase uncertain;
        try
        {
            uncertain = UncertainCase.Of(bound, catalog);
        }
        catch (CorrelationException)
        {
            // A study of the case says so; without worlds there are no odds.
            return new(DefaultWorlds, []);
        }

        StudyRun run = new(uncertain, new(DefaultWorlds, Seed, Sampler.Sobol));
        run.Run(threads, CancellationToken.None);
        run.BoundResults();
        double[][] costs = run.Results[WorldMetric.PresentCost];
        int[] candidates = [.. Enumerable.Range(0, uncertain.Options.Count).Where(o => uncertain.Options[o].IsCandidate)];
        IReadOnlyList<OptionRisk> risks = candidates.Length < 2 ? [] : OptionRisk.Of(
            new NetBenefits([.. candidates.Select(o => Array.ConvertAll(costs[o], cost => -cost))], run.Starts), uncertain.Policy.LossQuantile);
        return new(DefaultWorlds, [.. uncertain.Options.Select((option, o) =>
        {
            int candidate = Array.IndexOf(candidates, o);
            FleetLimits limits = bound.Comparison.Limits;
            bool isBought = bound.Plans[option.Id].Plan.Tenure == Tenure.Buy;
            return new OptionOdds(
                option.Id,
                Quantiles.Of([.. costs[o]], 0.5),
                candidate >= 0 && risks.Count > 0 ? risks[candidate].BestProbability.Value : null,
                isBought ? Above(run, WorldMetric.Capital, o, limits.BudgetUsDollars) : null,
                isBought ? Above(run, WorldMetric.SitePower, o, limits.PowerMegawatts) : null);
        })]);
    }

    private static double Above(StudyRun run, int metric, int option, double limit) =>
        run.Results[metric][option].Count(value => value > limit) / (double)DefaultWorlds;
}

/// <summary>How an option does over possible worlds.</summary>
/// <param name="OptionId">The option.</param>
/// <param name="MedianPresentCostUsDollars">Half of the worlds are dearer than this present cost, USD.</param>
/// <param name="CheapestFraction">Share of worlds in which it is the cheapest that can be chosen, 0 to 1; null without a second choice.</param>
/// <param name="OverBudgetFraction">Share of worlds in which it costs more capital than the budget; null where rented.</param>
/// <param name="OverPowerFraction">Share of worlds in which it needs more than the site's power; null where rented.</param>
public sealed record OptionOdds(
    string OptionId, double MedianPresentCostUsDollars, double? CheapestFraction, double? OverBudgetFraction, double? OverPowerFraction);
