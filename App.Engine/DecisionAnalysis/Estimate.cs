namespace App.Engine.DecisionAnalysis;

/// <summary>A number found by sampling, with its error bar.</summary>
/// <param name="Value">The number.</param>
/// <param name="StandardError">Standard deviation that it would have over repeated studies.</param>
public readonly record struct Estimate(double Value, double StandardError)
{
    /// <summary>Student's t at 97.5% for the 15 degrees of freedom that 16 replicates leave.</summary>
    private const double Student = 2.1314495455597742;

    /// <summary>Lower end of the 95% confidence interval.</summary>
    public double Low => Value - (Student * StandardError);

    /// <summary>Upper end of the 95% confidence interval.</summary>
    public double High => Value + (Student * StandardError);

    /// <summary>An estimate whose error bar comes from the spread of the same number over independent replicates.</summary>
    /// <param name="value">The number over all worlds.</param>
    /// <param name="replicates">The number in each replicate.</param>
    public static Estimate FromReplicates(double value, ReadOnlySpan<double> replicates)
    {
        double sum = SumOfSquares(replicates);
        return new(value, Math.Sqrt(sum / (replicates.Length - 1) / replicates.Length));
    }

    /// <summary>An estimate whose error bar comes from leaving out one replicate at a time (the jackknife).</summary>
    /// <param name="value">The number over all worlds.</param>
    /// <param name="without">The number without each replicate.</param>
    public static Estimate FromJackknife(double value, ReadOnlySpan<double> without) =>
        new(value, Math.Sqrt(SumOfSquares(without) * (without.Length - 1) / without.Length));

    private static double SumOfSquares(ReadOnlySpan<double> values)
    {
        double mean = CompensatedSum.Of(values) / values.Length;
        double sum = 0;
        foreach (double value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum;
    }
}

/// <summary>Sums without loss of digits (Neumaier).</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    public readonly double Value => _sum + _lost;

    public static double Of(ReadOnlySpan<double> values)
    {
        CompensatedSum sum = default;
        foreach (double value in values)
        {
            sum.Add(value);
        }

        return sum.Value;
    }

    public void Add(double value)
    {
        double total = _sum + value;
        _lost += Math.Abs(_sum) >= Math.Abs(value) ? _sum - total + value : value - total + _sum;
        _sum = total;
    }
}
