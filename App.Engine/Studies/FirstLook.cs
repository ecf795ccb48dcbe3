using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Uncertainty;

namespace App.Engine.Studies;

/// <summary>What a first look at possible worlds says of a comparison.</summary>
/// <param name="Odds">How often the choice holds.</param>
/// <param name="Shares">Which inputs its uncertainty is made of: what to check first.</param>
public sealed record FirstLook(ChoiceOdds Odds, DecisionShares Shares)
{
    /// <summary>Looks at the worlds of a comparison.</summary>
    /// <param name="bound">The comparison with its plans.</param>
    /// <param name="catalog">The catalogue whose policy says what evidence means for a distribution, unless the case has its own.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    public static FirstLook Of(BoundComparison bound, PlannerCatalog catalog, int threads)
    {
        var worlds = FirstWorlds.Of(bound, bound.Comparison.Case.UncertaintyIn(catalog), threads);
        return new(ChoiceOdds.Of(bound, worlds), DecisionShares.Of(bound, worlds, threads));
    }
}

/// <summary>The few worlds of a first look.</summary>
internal sealed class FirstWorlds
{
    private const ulong Seed = 1;

    private FirstWorlds(StudyRun run)
    {
        (Run, Costs) = (run, run.Results[WorldMetric.PresentCost]);
        Candidates = [.. Enumerable.Range(0, run.Uncertain.Options.Count).Where(o => run.Uncertain.Options[o].IsCandidate)];
        Benefits = Candidates.Length < 2 ? null : new([.. Candidates.Select(o => Array.ConvertAll(Costs[o], cost => -cost))], run.Starts);
    }

    public StudyRun Run { get; }

    /// <summary>Present costs by option and world, USD.</summary>
    public double[][] Costs { get; }

    /// <summary>Places of the options that may be chosen.</summary>
    public int[] Candidates { get; }

    /// <summary>What choosing each of them is good for; null without a second one.</summary>
    public NetBenefits? Benefits { get; }

    /// <summary>Evaluates them.</summary>
    /// <returns>Null where there is no plan, or where the policy's correlations contradict each other; a study says so.</returns>
    public static FirstWorlds? Of(BoundComparison bound, UncertaintyPolicy policy, int threads)
    {
        if (bound.Plans.Count == 0)
        {
            return null;
        }

        UncertainCase uncertain;
        try
        {
            uncertain = UncertainCase.Of(bound, policy, new Dictionary<string, Distribution>());
        }
        catch (CorrelationException)
        {
            return null;
        }

        StudyRun run = new(uncertain, new(StudySettings.FirstWorlds, Seed, Sampler.Sobol));
        run.Run(threads, CancellationToken.None);
        run.BoundResults();
        return new(run);
    }
}
