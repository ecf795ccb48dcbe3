using App.Engine.Evidence;
using App.Engine.Uncertainty;

namespace App.Engine.DecisionAnalysis;

/// <summary>The value of a claim at which another candidate becomes the cheapest, all other inputs at their base (F31).</summary>
/// <param name="Id">Id of the variable.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Unit">Symbol of its unit.</param>
/// <param name="Status">How well it is supported.</param>
/// <param name="Base">Value in the base case.</param>
/// <param name="Best">Id of the cheapest candidate in the base case.</param>
/// <param name="Below">Where the choice changes below the base value; null where it does not within reach.</param>
/// <param name="Above">Where it changes above.</param>
public sealed record FlipValue(
    string Id, string Label, string Unit, EvidenceStatus Status, double Base, string Best, FlipPoint? Below, FlipPoint? Above)
{
    /// <summary>Probability that the value lies where another candidate is cheapest.</summary>
    public double Probability => (Below?.Probability ?? 0) + (Above?.Probability ?? 0);
}

/// <summary>A point at which the choice changes.</summary>
/// <param name="Value">The variable's value there.</param>
/// <param name="OtherBest">Id of the candidate that is cheapest beyond.</param>
/// <param name="MarginSigmas">Distance from the base value in standard deviations of the variable's distribution.</param>
/// <param name="Probability">Probability that the variable lies beyond.</param>
public sealed record FlipPoint(double Value, string OtherBest, double MarginSigmas, double Probability);

/// <summary>Looks for flips, each candidate sized anew for every value.</summary>
public static class FlipAnalysis
{
    /// <summary>How far out values are looked for, in standard deviations: once in 30,000.</summary>
    private const double Reach = 4;
    private const int Steps = 12;
    private const int Bisections = 24;

    /// <summary>Looks along every variable; lazily, so that a caller can pause.</summary>
    /// <param name="uncertain">The case.</param>
    public static IEnumerable<FlipValue> Of(UncertainCase uncertain)
    {
        SizedOption[] candidates = [.. uncertain.Options.Where(option => option.IsCandidate).Select(option => new SizedOption(option))];
        if (candidates.Length == 0)
        {
            yield break;
        }

        foreach (UncertainVariable variable in uncertain.Variables)
        {
            yield return Of(variable, candidates);
        }
    }

    /// <summary>Looks along one variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="candidates">The candidates.</param>
    public static FlipValue Of(UncertainVariable variable, IReadOnlyList<SizedOption> candidates)
    {
        string best = BestAt(variable.Base);
        double center = ScoreOf(variable);
        return new(
            variable.Id, variable.Label, variable.UnitSymbol, variable.Status, variable.Base, best, Search(-1), Search(1));

        FlipPoint? Search(int direction)
        {
            double inside = center;
            for (int step = 1; step <= Steps; step++)
            {
                double outside = center + (direction * (Reach + Math.Abs(center)) * step / Steps);
                if (BestAt(At(outside)) == best)
                {
                    inside = outside;
                    continue;
                }

                for (int i = 0; i < Bisections; i++)
                {
                    double middle = (inside + outside) / 2;
                    (inside, outside) = BestAt(At(middle)) == best ? (middle, outside) : (inside, middle);
                }

                return new(
                    At(outside), BestAt(At(outside)), Math.Abs(outside - center), NormalDistribution.Cumulative(direction < 0 ? outside : -outside));
            }

            return null;
        }

        double At(double score)
        {
            Span<double> one = [score];
            variable.Distribution.FromScores(one, one);
            return one[0];
        }

        string BestAt(double value) =>
            candidates.MinBy(candidate => candidate.PresentCost(variable.Effects.Select(effect => (effect, value))))!.Option.Id;
    }

    /// <summary>The score at which a variable has its base value, by bisection; the end of the reach where that lies beyond.</summary>
    private static double ScoreOf(UncertainVariable variable)
    {
        double low = -Reach;
        double high = Reach;
        for (int i = 0; i < Bisections + Bisections; i++)
        {
            Span<double> middle = [(low + high) / 2];
            double score = middle[0];
            variable.Distribution.FromScores(middle, middle);
            (low, high) = middle[0] < variable.Base ? (score, high) : (low, score);
        }

        return high;
    }
}
