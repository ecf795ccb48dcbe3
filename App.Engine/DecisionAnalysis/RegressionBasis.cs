using App.Engine.Uncertainty;

namespace App.Engine.DecisionAnalysis;

/// <summary>
/// Functions of a variable's normal score on which net benefits are regressed: a natural cubic spline for continuous variables,
/// one step per value for those with few values. The score has the standard normal distribution whatever the variable's own.
/// </summary>
public sealed class RegressionBasis
{
    private const int MostSteps = 8;
    private const int GridPoints = 1024;
    private const double GridEnd = 6.5;
    private static readonly double[] s_knots = [.. new[] { 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99 }.Select(NormalDistribution.Quantile)];
    private readonly double[] _cuts;

    private RegressionBasis(double[] cuts, int functions, double[] weights, double[] gridScores)
    {
        (_cuts, Functions, GridWeights) = (cuts, functions, weights);
        double[] columns = new double[functions * gridScores.Length];
        Fill(gridScores, columns, gridScores.Length);
        Grid = columns;
    }

    /// <summary>The spline: seven knots at fixed quantiles.</summary>
    public static RegressionBasis Spline { get; } = OnGrid();

    /// <summary>Functions beside the constant.</summary>
    public int Functions { get; }

    /// <summary>Whether it has one step per value.</summary>
    public bool IsSteps => _cuts.Length > 0;

    /// <summary>Probability of each point of the grid; they add up to 1.</summary>
    internal double[] GridWeights { get; }

    /// <summary>The functions on a grid that stands for the score's distribution, function after function.</summary>
    internal double[] Grid { get; }

    /// <summary>The basis that fits a variable.</summary>
    /// <param name="distribution">The variable's distribution.</param>
    public static RegressionBasis For(Distribution distribution)
    {
        if (distribution is not TableDistribution { Values.Count: <= MostSteps } table)
        {
            return Spline;
        }

        double[] weights = [.. table.Probabilities.Where(probability => probability > 0)];
        double below = 0;
        List<double> cuts = [];
        List<double> middles = [];
        foreach (double weight in weights)
        {
            middles.Add(NormalDistribution.Quantile(below + (weight / 2)));
            below += weight;
            cuts.Add(below);
        }

        return weights.Length < 2
            ? Spline
            : new([.. cuts.SkipLast(1).Select(NormalDistribution.Quantile)], weights.Length - 1, weights, [.. middles]);
    }

    /// <summary>The functions at some scores.</summary>
    /// <param name="scores">Normal scores.</param>
    /// <param name="columns">Receives function after function.</param>
    /// <param name="stride">Distance between two functions.</param>
    public void Fill(ReadOnlySpan<double> scores, Span<double> columns, int stride)
    {
        if (IsSteps)
        {
            for (int k = 0; k < _cuts.Length; k++)
            {
                Span<double> step = columns.Slice(k * stride, scores.Length);
                for (int i = 0; i < scores.Length; i++)
                {
                    step[i] = scores[i] < _cuts[k] ? 0 : 1;
                }
            }

            return;
        }

        scores.CopyTo(columns);
        Span<double> last = stackalloc double[WorldSource.BlockWorlds];
        int knots = s_knots.Length;
        for (int from = 0; from < scores.Length; from += last.Length)
        {
            // Truncated powers whose quadratic and cubic parts cancel beyond the last knot (Hastie, Tibshirani and Friedman, 5.2.1).
            ReadOnlySpan<double> part = scores[from..Math.Min(scores.Length, from + last.Length)];
            Difference(part, s_knots[knots - 2], last);
            for (int k = 0; k < knots - 2; k++)
            {
                Span<double> column = columns.Slice(((k + 1) * stride) + from, part.Length);
                Difference(part, s_knots[k], column);
                for (int i = 0; i < column.Length; i++)
                {
                    column[i] -= last[i];
                }
            }
        }
    }

    /// <summary>The trapezoid rule on the normal density; its error is far below a standard error even at the kink of a maximum.</summary>
    private static RegressionBasis OnGrid()
    {
        double[] points = [.. Enumerable.Range(0, GridPoints).Select(i => GridEnd * ((2.0 * i / (GridPoints - 1)) - 1))];
        double[] density = [.. points.Select(NormalDistribution.Density)];
        double sum = density.Sum();
        return new([], s_knots.Length - 1, [.. density.Select(value => value / sum)], points);
    }

    private static void Difference(ReadOnlySpan<double> scores, double knot, Span<double> destination)
    {
        double end = s_knots[^1];
        double width = end - knot;
        for (int i = 0; i < scores.Length; i++)
        {
            double left = Math.Max(0, scores[i] - knot);
            double right = Math.Max(0, scores[i] - end);
            destination[i] = ((left * left * left) - (right * right * right)) / width;
        }
    }
}
