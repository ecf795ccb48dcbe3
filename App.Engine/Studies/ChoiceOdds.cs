using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Fleets;
using App.Engine.Requirements;
using App.Engine.Uncertainty;

namespace App.Engine.Studies;

/// <summary>What a share of worlds in which a choice is the cheapest is called.</summary>
public enum Confidence
{
    /// <summary>Below two in three: the order could as well be another.</summary>
    CloseCall,

    /// <summary>From two in three on.</summary>
    Likely,

    /// <summary>From nine in ten on: what a director may lean on.</summary>
    Clear,
}

/// <summary>How often a choice holds over possible worlds: a small study, made with every evaluation, of what a first look needs.</summary>
/// <param name="Worlds">Number of worlds.</param>
/// <param name="Options">The options that could be evaluated; none where the correlations of the policy contradict each other.</param>
public sealed record ChoiceOdds(int Worlds, IReadOnlyList<OptionOdds> Options)
{
    /// <summary>What is said where an answer has no odds.</summary>
    public const string Contradiction =
        "How sure this is cannot be said: the correlations of the case's policy (uncertainty.correlations) contradict each other.";

    /// <summary>Evaluates the worlds of a comparison: 4,096, so that the share of worlds is known to about a percent.</summary>
    /// <param name="bound">The comparison with its plans.</param>
    /// <param name="catalog">The catalogue whose policy says what evidence means for a distribution, unless the case has its own.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    public static ChoiceOdds Of(BoundComparison bound, PlannerCatalog catalog, int threads) =>
        Of(bound, FirstWorlds.Of(bound, bound.Comparison.Case.UncertaintyIn(catalog), threads));

    /// <summary>What a share of worlds is called.</summary>
    /// <param name="cheapestFraction">Share of worlds in which the choice is the cheapest, 0 to 1.</param>
    public static Confidence ConfidenceOf(double cheapestFraction) =>
        cheapestFraction >= 0.9 ? Confidence.Clear : cheapestFraction >= 2.0 / 3 ? Confidence.Likely : Confidence.CloseCall;

    /// <summary>The option that is the cheapest in more worlds than another; null where none is.</summary>
    /// <param name="optionId">The other: the one that wins at the middle of every range.</param>
    public OptionOdds? MoreOftenThan(string optionId) => Options.MaxBy(option => option.CheapestFraction ?? 0) is { CheapestFraction: { } most } rival
        && most > Options.FirstOrDefault(option => option.OptionId == optionId)?.CheapestFraction ? rival : null;

    internal static ChoiceOdds Of(BoundComparison bound, FirstWorlds? worlds)
    {
        if (worlds is null)
        {
            return new(StudySettings.FirstWorlds, []);
        }

        UncertainCase uncertain = worlds.Run.Uncertain;
        IReadOnlyList<OptionRisk> risks = worlds.Benefits is { } benefits ? OptionRisk.Of(benefits, uncertain.Policy.LossQuantile) : [];
        return new(StudySettings.FirstWorlds, [.. uncertain.Options.Select((option, o) =>
        {
            int candidate = Array.IndexOf(worlds.Candidates, o);
            FleetLimits limits = bound.Comparison.Limits;
            bool isBought = bound.Plans[option.Id].Plan.Tenure == Tenure.Buy;
            return new OptionOdds(
                option.Id,
                Quantiles.Of([.. worlds.Costs[o]], 0.5),
                candidate >= 0 && risks.Count > 0 ? risks[candidate].BestProbability.Value : null,
                isBought ? Above(worlds.Run, WorldMetric.Capital, o, limits.BudgetUsDollars) : null,
                isBought ? Above(worlds.Run, WorldMetric.SitePower, o, limits.PowerMegawatts) : null,
                limits.MaximumBridgeShareFraction < 1 ? Above(worlds.Run, WorldMetric.BridgeShare, o, limits.MaximumBridgeShareFraction) : null);
        })]);
    }

    private static double Above(StudyRun run, int metric, int option, double limit) =>
        run.Results[metric][option].Count(value => value > limit) / (double)StudySettings.FirstWorlds;
}

/// <summary>How an option does over possible worlds.</summary>
/// <param name="OptionId">The option.</param>
/// <param name="MedianPresentCostUsDollars">Half of the worlds are dearer than this present cost, USD.</param>
/// <param name="CheapestFraction">Share of worlds in which it is the cheapest that can be chosen, 0 to 1; null without a second choice.</param>
/// <param name="OverBudgetFraction">Share of worlds in which it costs more capital than the budget; null where rented.</param>
/// <param name="OverPowerFraction">Share of worlds in which it needs more than the site's power; null where rented.</param>
/// <param name="OverBridgeFraction">Share of worlds in which more of its work is rented than the case allows; null where the case states no limit.</param>
public sealed record OptionOdds(
    string OptionId, double MedianPresentCostUsDollars, double? CheapestFraction, double? OverBudgetFraction, double? OverPowerFraction, double? OverBridgeFraction);
