namespace App.Engine.Uncertainty;

/// <summary>A rank correlation between two inputs.</summary>
/// <param name="First">Index of one input.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="Spearman">Target rank correlation, -1 to 1.</param>
public readonly record struct RankCorrelation(int First, int Second, double Spearman);

/// <summary>
/// Makes independent normal scores correlated: scores = L * independent scores, with the Pearson correlation 2*sin(pi*s/6) that gives
/// the rank correlation s. A matrix that is no correlation matrix is replaced by the nearest one and said so, or refused.
/// </summary>
public sealed class GaussianCopula
{
    /// <summary>Largest change of a correlation that a repair may make.</summary>
    public const double LargestRepair = 0.1;

    private readonly List<(int[] Members, double[] Lower)> _groups = [];

    /// <summary>Builds a copula.</summary>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="correlations">Each pair at most once.</param>
    /// <exception cref="ArgumentException">A pair is named twice, is one input, or is out of range.</exception>
    /// <exception cref="CorrelationException">The correlations contradict each other beyond repair.</exception>
    public GaussianCopula(int inputs, IReadOnlyList<RankCorrelation> correlations)
    {
        List<string> notices = [];
        int[] group = [.. Enumerable.Range(0, inputs)];
        foreach (RankCorrelation pair in correlations)
        {
            if (pair.First == pair.Second || Math.Min(pair.First, pair.Second) < 0 || Math.Max(pair.First, pair.Second) >= inputs
                || !(Math.Abs(pair.Spearman) <= 1))
            {
                throw new ArgumentException($"Correlation {pair} is not between two of {inputs} inputs and from -1 to 1.", nameof(correlations));
            }

            (int from, int to) = (group[pair.First], group[pair.Second]);
            for (int i = 0; i < inputs; i++)
            {
                group[i] = group[i] == from ? to : group[i];
            }
        }

        foreach (IGrouping<int, int> members in Enumerable.Range(0, inputs).GroupBy(i => group[i]).Where(members => members.Count() > 1))
        {
            int[] order = [.. members];
            double[] matrix = Matrix(order, correlations);
            double[]? lower = DenseMatrix.Cholesky(matrix, order.Length);
            if (lower is null)
            {
                double[] nearest = DenseMatrix.NearestCorrelation(matrix, order.Length);
                double change = matrix.Zip(nearest, (before, after) => Math.Abs(before - after)).Max();
                if (change > LargestRepair)
                {
                    throw new CorrelationException(order, change, []);
                }

                notices.Add(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"The correlations among {order.Length} inputs contradicted each other; the nearest possible ones were used, which changed none by more than {change:0.000}."));
                lower = DenseMatrix.Cholesky(nearest, order.Length)!;
            }

            _groups.Add((order, lower));
        }

        Notices = notices;
    }

    /// <summary>The inputs that are correlated with one another, in groups; those that stand alone are in none.</summary>
    public IReadOnlyList<int[]> Groups => [.. _groups.Select(group => group.Members)];

    /// <summary>What was repaired; empty where nothing was.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>Correlates the scores of a block of worlds in place.</summary>
    /// <param name="scores">The scores of each input, one input after the other.</param>
    /// <param name="stride">Distance between two inputs.</param>
    /// <param name="count">Worlds.</param>
    public void Apply(Span<double> scores, int stride, int count)
    {
        foreach ((int[] members, double[] lower) in _groups)
        {
            // From the last to the first: a score is made of its own and of earlier ones, which are still independent.
            for (int row = members.Length - 1; row >= 0; row--)
            {
                Span<double> target = scores.Slice(members[row] * stride, count);
                DenseMatrix.Scale(target, lower[(row * members.Length) + row]);
                for (int column = 0; column < row; column++)
                {
                    DenseMatrix.AddScaled(
                        target, scores.Slice(members[column] * stride, count), lower[(row * members.Length) + column]);
                }
            }
        }
    }

    private static double[] Matrix(int[] order, IReadOnlyList<RankCorrelation> correlations)
    {
        int size = order.Length;
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            matrix[(i * size) + i] = 1;
        }

        HashSet<(int, int)> seen = [];
        foreach (RankCorrelation pair in correlations)
        {
            (int i, int j) = (Array.IndexOf(order, pair.First), Array.IndexOf(order, pair.Second));
            if (i < 0)
            {
                continue;
            }

            if (!seen.Add((Math.Min(i, j), Math.Max(i, j))))
            {
                throw new ArgumentException($"The pair {pair.First}, {pair.Second} is named twice.", nameof(correlations));
            }

            double pearson = 2 * Math.Sin(Math.PI * pair.Spearman / 6);
            matrix[(i * size) + j] = pearson;
            matrix[(j * size) + i] = pearson;
        }

        return matrix;
    }
}

/// <summary>Correlations that no random numbers can have.</summary>
/// <param name="members">Indices of the inputs.</param>
/// <param name="change">How far the nearest possible correlation is away.</param>
/// <param name="rules">The rules of the policy that say them, as a person reads them; empty where they are not known.</param>
public sealed class CorrelationException(IReadOnlyList<int> members, double change, IReadOnlyList<string> rules) : Exception(
    $"The correlations among {members.Count} inputs contradict each other{Said(rules)}: {Nearest(change)}")
{
    /// <summary>Indices of the inputs.</summary>
    public IReadOnlyList<int> Members { get; } = members;

    /// <summary>How far the nearest possible correlation is away.</summary>
    public double Change { get; } = change;

    /// <summary>The value at fault, short enough to be quoted in a refusal.</summary>
    public string Value => $"contradictory among {Members.Count} inputs";

    /// <summary>What would be accepted, with the rules at fault.</summary>
    public string Accepted { get; } = string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"correlations that numbers can have together{Said(rules)}; the nearest possible ones differ by {change:0.000} and may differ by at most {GaussianCopula.LargestRepair}");

    private static string Said(IReadOnlyList<string> rules) => rules.Count == 0 ? "" : $" (the case says {string.Join("; ", rules)})";

    private static string Nearest(double change) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"the nearest possible ones differ by {change:0.000}, accepted: at most {GaussianCopula.LargestRepair}");
}
