namespace App.Engine.DecisionAnalysis;

/// <summary>Quantiles of samples.</summary>
public static class Quantiles
{
    /// <summary>A quantile, with straight lines between order statistics (Hyndman and Fan's type 7).</summary>
    /// <param name="values">At least one number; they are sorted in place.</param>
    /// <param name="probability">0 to 1.</param>
    public static double Of(double[] values, double probability)
    {
        Array.Sort(values);
        return OfSorted(values, probability);
    }

    /// <summary>A quantile of numbers in ascending order.</summary>
    /// <param name="sorted">At least one number.</param>
    /// <param name="probability">0 to 1.</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        double place = probability * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>The mean of the largest values beyond a quantile (CVaR of a loss); the value on the border counts in part.</summary>
    /// <param name="values">At least one number; they are sorted in place.</param>
    /// <param name="probability">0 and above, below 1.</param>
    public static double TailMean(double[] values, double probability)
    {
        Array.Sort(values);
        double tail = (1 - probability) * values.Length;
        int whole = (int)tail;
        CompensatedSum sum = default;
        for (int i = values.Length - whole; i < values.Length; i++)
        {
            sum.Add(values[i]);
        }

        return whole < values.Length ? (sum.Value + ((tail - whole) * values[values.Length - 1 - whole])) / tail : sum.Value / tail;
    }
}
