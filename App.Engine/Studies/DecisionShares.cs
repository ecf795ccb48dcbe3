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
    /// <summary>Nothing is uncertain, or there is no decision.</summary>
    public static DecisionShares None { get; } = new(ShareMeasure.OneWaySwing, new Dictionary<string, double>(), new Dictionary<string, double>());

    /// <summary>Shares in a comparison: by value of information over 4,096 worlds; by swing where there is no second candidate, or where no information is worth anything.</summary>
    /// <param name="bound">The comparison with its plans.</param>
    /// <param name="policy">What evidence means for a distribution.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    public static DecisionShares Of(BoundComparison bound, UncertaintyPolicy policy, int threads) => Of(bound, FirstWorlds.Of(bound, policy, threads), threads);

    internal static DecisionShares Of(BoundComparison bound, FirstWorlds? worlds, int threads)
    {
        if (worlds is { Benefits: { } benefits, Run: { Uncertain: { Variables: { Count: > 0 } variables } uncertain } run })
        {
            InformationValue value = new(benefits, variables.Count, ScoreCache.Of(run, threads), threads);
            IReadOnlyList<VariableValue> each = value.Each([.. variables.Select(variable => RegressionBasis.For(variable.Distribution))]);
            if (ByValue(value.Evpi(), variables.Select((variable, v) => (variable.Id, each[v].Evppi.Value)), uncertain.Policy.ModelError) is { } shares)
            {
                return shares;
            }
        }

        // A case that cannot be studied is still ranked.
        return Of(SwingAnalysis.Exposure(SwingAnalysis.Swings(bound)));
    }

    /// <summary>The inputs to check first: those with the largest shares, the largest first.</summary>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<InputShare> First(int most) =>
        [.. Fractions.Where(entry => entry.Value > 0).OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(most)
            .Select(entry => new InputShare(entry.Key, entry.Value, Measure == ShareMeasure.ValueOfInformation ? WorthUsDollars[entry.Key] : null))];

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

/// <summary>How much of a decision's uncertainty an input makes up.</summary>
/// <param name="InputId">The input.</param>
/// <param name="Fraction">Its share, 0 to 1.</param>
/// <param name="WorthUsDollars">What knowing it before signing would be worth (EVPPI), USD; null where measured by swing.</param>
public sealed record InputShare(string InputId, double Fraction, double? WorthUsDollars)
{
    /// <summary>Whether it is about an event, which nobody can check; a contract can only protect against it.</summary>
    public bool IsEvent => InputId.StartsWith("events/", StringComparison.Ordinal);
}
