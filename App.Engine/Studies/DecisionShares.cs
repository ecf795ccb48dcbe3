using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Uncertainty;

namespace App.Engine.Studies;

/// <summary>How the share of an input in a decision's uncertainty is measured.</summary>
public enum ShareMeasure
{
    /// <summary>What knowing the input before signing would be worth, over what knowing everything would be (EVPPI / EVPI).</summary>
    ValueOfInformation,

    /// <summary>How far it alone moves the decision between its low and its high, over the sum of all such swings.</summary>
    OneWaySwing,
}

/// <summary>How much of a decision's uncertainty each input makes up.</summary>
/// <param name="Measure">By which measure.</param>
/// <param name="Fractions">Share of each input by id, 0 to 1; what is not in it has none. Values of information do not add up to one.</param>
/// <param name="WorthUsDollars">What knowing each before signing would be worth (EVPPI), USD; empty where measured by swing.</param>
public sealed record DecisionShares(
    ShareMeasure Measure, IReadOnlyDictionary<string, double> Fractions, IReadOnlyDictionary<string, double> WorthUsDollars)
{
    private const ulong Seed = 1;

    /// <summary>Nothing is uncertain, or there is no decision.</summary>
    public static DecisionShares None { get; } = new(ShareMeasure.OneWaySwing, new Dictionary<string, double>(), new Dictionary<string, double>());

    /// <summary>Shares in a comparison: by value of information over 4,096 worlds; by swing where there is no second candidate, or where no information is worth anything.</summary>
    /// <param name="bound">The comparison with its plans.</param>
    /// <param name="policy">What evidence means for a distribution.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    public static DecisionShares Of(BoundComparison bound, UncertaintyPolicy policy, int threads)
    {
        UncertainCase uncertain;
        try
        {
            uncertain = UncertainCase.Of(bound, policy, new Dictionary<string, Distribution>());
        }
        catch (CorrelationException)
        {
            // A case that cannot be studied is still ranked.
            return Of(SwingAnalysis.Exposure(SwingAnalysis.Swings(bound)));
        }

        int[] candidates = [.. Enumerable.Range(0, uncertain.Options.Count).Where(o => uncertain.Options[o].IsCandidate)];
        if (candidates.Length > 1 && uncertain.Variables.Count > 0)
        {
            StudyRun run = new(uncertain, new(StudySettings.FirstWorlds, Seed, Sampler.Sobol));
            run.Run(threads, CancellationToken.None);
            run.BoundResults();
            double[][] costs = run.Results[WorldMetric.PresentCost];
            NetBenefits benefits = new([.. candidates.Select(o => Array.ConvertAll(costs[o], cost => -cost))], run.Starts);
            InformationValue value = new(benefits, uncertain.Variables.Count, ScoreCache.Of(run, threads), threads);
            IReadOnlyList<VariableValue> each = value.Each([.. uncertain.Variables.Select(variable => RegressionBasis.For(variable.Distribution))]);
            if (ByValue(value.Evpi(), uncertain.Variables.Select((variable, v) => (variable.Id, each[v].Evppi.Value)), policy.ModelError) is { } shares)
            {
                return shares;
            }
        }

        return Of(SwingAnalysis.Exposure(SwingAnalysis.Swings(bound)));
    }

    /// <summary>Shares by a study's values of information.</summary>
    /// <param name="study">The study.</param>
    /// <param name="modelError">Which inputs the model's errors act through.</param>
    /// <returns>Null where there is no decision, or no information is worth anything.</returns>
    public static DecisionShares? Of(StudyResult study, ModelErrorRule modelError) => study.Decision is { RunnerUp: not null } decision
        ? ByValue(decision.PerfectInformation, study.Variables.Select(variable => (variable.Id, variable.Value.Value)), modelError)
        : null;

    /// <summary>Shares by one-way swings.</summary>
    /// <param name="exposure">The swings.</param>
    public static DecisionShares Of(DecisionExposure exposure)
    {
        double total = exposure.Swings.Sum(swing => swing.RangeUsDollars);
        return total <= 0 ? None : None with
        {
            Fractions = exposure.Swings.ToDictionary(swing => swing.Input.Id, swing => swing.RangeUsDollars / total, StringComparer.Ordinal),
        };
    }

    private static DecisionShares? ByValue(Estimate perfect, IEnumerable<(string Id, double UsDollars)> values, ModelErrorRule modelError)
    {
        // Within its error bar of nothing, the value of perfect information measures no share.
        if (perfect.Low <= 0)
        {
            return null;
        }

        Dictionary<string, double> worth = new(StringComparer.Ordinal);
        foreach ((string variable, double value) in values)
        {
            foreach (string input in modelError.InputsOf(variable))
            {
                worth[input] = Math.Max(worth.GetValueOrDefault(input), value);
            }
        }

        return new(
            ShareMeasure.ValueOfInformation,
            worth.ToDictionary(entry => entry.Key, entry => Math.Clamp(entry.Value / perfect.Value, 0, 1), StringComparer.Ordinal), worth);
    }
}
