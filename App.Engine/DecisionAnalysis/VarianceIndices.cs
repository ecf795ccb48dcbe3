namespace App.Engine.DecisionAnalysis;

/// <summary>Variance-based indices of a block of inputs that is independent of all others.</summary>
/// <param name="First">Share of the variance that goes when the block is known (first-order index).</param>
/// <param name="Total">Share that stays while only the block is not known (total index).</param>
public sealed record VarianceIndices(Estimate First, Estimate Total)
{
    /// <summary>The indices by Saltelli (2010, first order) and Jansen (1999, total).</summary>
    /// <param name="a">The output on the first matrix.</param>
    /// <param name="b">On the second, independent one.</param>
    /// <param name="mixed">On the first with the block's columns taken from the second.</param>
    /// <param name="replicateStarts">First world of each replicate, and behind the last the number of worlds.</param>
    public static VarianceIndices Of(double[] a, double[] b, double[] mixed, IReadOnlyList<int> replicateStarts)
    {
        int replicates = replicateStarts.Count - 1;
        double[] first = new double[replicates];
        double[] total = new double[replicates];
        for (int r = 0; r < replicates; r++)
        {
            (first[r], total[r]) = Indices(a, b, mixed, world => world < replicateStarts[r] || world >= replicateStarts[r + 1]);
        }

        (double firstAll, double totalAll) = Indices(a, b, mixed, _ => true);
        return new(Estimate.FromJackknife(firstAll, first), Estimate.FromJackknife(totalAll, total));
    }

    private static (double First, double Total) Indices(double[] a, double[] b, double[] mixed, Func<int, bool> include)
    {
        CompensatedSum sum = default;
        int count = 0;
        for (int i = 0; i < a.Length; i++)
        {
            if (include(i))
            {
                sum.Add(a[i]);
                sum.Add(b[i]);
                count += 2;
            }
        }

        double mean = sum.Value / count;
        double variance = 0;
        double first = 0;
        double total = 0;
        for (int i = 0; i < a.Length; i++)
        {
            if (include(i))
            {
                variance += ((a[i] - mean) * (a[i] - mean)) + ((b[i] - mean) * (b[i] - mean));
                first += (b[i] - mean) * (mixed[i] - a[i]);
                total += (a[i] - mixed[i]) * (a[i] - mixed[i]);
            }
        }

        return variance > 0 ? (2 * first / variance, total / variance) : (0, 0);
    }
}
