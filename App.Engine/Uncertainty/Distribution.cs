using System.Runtime.Intrinsics;
using System.Text.Json.Serialization;

namespace App.Engine.Uncertainty;

/// <summary>What an uncertain number may be: a quantile function, driven by a standard normal score so that inputs can be correlated.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PointDistribution), "point")]
[JsonDerivedType(typeof(ThreePointDistribution), "threePoint")]
[JsonDerivedType(typeof(TriangularDistribution), "triangular")]
[JsonDerivedType(typeof(TableDistribution), "table")]
public abstract record Distribution
{
    private protected Distribution()
    {
    }

    /// <summary>Whether it is a single value.</summary>
    [JsonIgnore]
    public virtual bool IsPoint => false;

    /// <summary>Log-normal: the logarithm is normal.</summary>
    /// <param name="median">Median, above 0.</param>
    /// <param name="sigma">Standard deviation of the natural logarithm, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public static Distribution LogNormal(double median, double sigma)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(median);
        ArgumentOutOfRangeException.ThrowIfNegative(sigma);
        double factor = Math.Exp(NormalDistribution.Z90 * sigma);
        return sigma == 0
            ? new PointDistribution(median)
            : new ThreePointDistribution(median / factor, median, median * factor, 0, null, DistributionScale.Logarithmic);
    }

    /// <summary>The values at some normal scores.</summary>
    /// <param name="scores">Quantiles of the standard normal distribution.</param>
    /// <param name="destination">Receives one value per score; may be the same span.</param>
    /// <exception cref="ArgumentException">The destination is shorter.</exception>
    public abstract void FromScores(ReadOnlySpan<double> scores, Span<double> destination);

    /// <summary>What is wrong with it; null for a sound one.</summary>
    public abstract string? Problem();

    /// <summary>The value below which a share of the worlds lies.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    public double Quantile(double probability)
    {
        Span<double> one = [NormalDistribution.Quantile(probability)];
        FromScores(one, one);
        return one[0];
    }
}

/// <summary>A single value.</summary>
/// <param name="Value">The value.</param>
public sealed record PointDistribution(double Value) : Distribution
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsPoint => true;

    /// <inheritdoc/>
    public override void FromScores(ReadOnlySpan<double> scores, Span<double> destination)
    {
        Blocks.Check(scores, destination);
        destination[..scores.Length].Fill(Value);
    }

    /// <inheritdoc/>
    public override string? Problem() => double.IsFinite(Value) ? null : $"value is {Value}; accepted: a finite number";
}

/// <summary>On which scale the two halves of a three-point distribution are normal.</summary>
public enum DistributionScale
{
    /// <summary>The value itself.</summary>
    Linear,

    /// <summary>The logarithm of the excess over the minimum.</summary>
    Logarithmic,

    /// <summary>The logarithm of the odds between minimum and maximum.</summary>
    Logistic,
}

/// <summary>A median with a low and a high value, each half normal on a scale that keeps the value within its bounds.</summary>
/// <param name="P10">Nine worlds in ten lie above.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">Nine worlds in ten lie below.</param>
/// <param name="Minimum">Never below; null where there is no bound.</param>
/// <param name="Maximum">Never above; null where there is no bound.</param>
/// <param name="Scale">The scale.</param>
public sealed record ThreePointDistribution(
    double P10, double P50, double P90, double? Minimum, double? Maximum, DistributionScale Scale) : Distribution
{
    private const double LargestExponent = 700;

    private double Lowest => Minimum ?? double.NegativeInfinity;

    private double Highest => Maximum ?? double.PositiveInfinity;

    /// <inheritdoc/>
    public override void FromScores(ReadOnlySpan<double> scores, Span<double> destination)
    {
        Blocks.Check(scores, destination);
        double middle = ToScale(P50);
        Vector512<double> median = Vector512.Create(middle);
        Vector512<double> below = Vector512.Create((middle - ToScale(P10)) / NormalDistribution.Z90);
        Vector512<double> above = Vector512.Create((ToScale(P90) - middle) / NormalDistribution.Z90);
        int i = 0;
        for (; i + 8 <= scores.Length; i += 8)
        {
            FromScale(OnScale(Vector512.Create(scores[i..]))).CopyTo(destination[i..]);
        }

        if (i < scores.Length)
        {
            Span<double> padded = stackalloc double[8];
            padded.Clear();
            scores[i..].CopyTo(padded);
            FromScale(OnScale(Vector512.Create<double>(padded))).CopyTo(padded);
            padded[..(scores.Length - i)].CopyTo(destination[i..]);
        }

        Vector512<double> OnScale(Vector512<double> score) =>
            median + (score * Vector512.ConditionalSelect(Vector512.LessThan(score, Vector512<double>.Zero), below, above));
    }

    /// <inheritdoc/>
    public override string? Problem()
    {
        bool ordered = Lowest <= P10 && P10 <= P50 && P50 <= P90 && P90 <= Highest;
        bool inside = Scale switch
        {
            DistributionScale.Linear => true,
            DistributionScale.Logarithmic => double.IsFinite(Lowest) && P10 > Lowest,
            DistributionScale.Logistic => double.IsFinite(Lowest) && double.IsFinite(Highest) && P10 > Lowest && P90 < Highest,
        };
        return ordered && inside && double.IsFinite(P10) && double.IsFinite(P90)
            ? null
            : $"P10, P50, P90 are {P10}, {P50}, {P90} between {Lowest} and {Highest} on the {Scale} scale; accepted: finite, in this order, and off the bounds that the scale cannot reach";
    }

    private double ToScale(double value) => Scale switch
    {
        DistributionScale.Linear => value,
        DistributionScale.Logarithmic => Math.Log(value - Lowest),
        DistributionScale.Logistic => Math.Log((value - Lowest) / (Highest - value)),
    };

    private Vector512<double> FromScale(Vector512<double> score)
    {
        // An extreme exponent in one lane would send all eight to another routine, whose last digits differ.
        Vector512<double> limit = Vector512.Create(LargestExponent);
        Vector512<double> onScale = Scale == DistributionScale.Linear ? score : Vector512.Max(-limit, Vector512.Min(limit, score));
        Vector512<double> minimum = Vector512.Create(Lowest);
        Vector512<double> value = Scale switch
        {
            DistributionScale.Linear => onScale,
            DistributionScale.Logarithmic => minimum + Vector512.Exp(onScale),
            DistributionScale.Logistic =>
                minimum + (Vector512.Create(Highest - Lowest) / (Vector512<double>.One + Vector512.Exp(-onScale))),
        };
        return Vector512.Max(minimum, Vector512.Min(Vector512.Create(Highest), value));
    }
}

/// <summary>Least, most likely and greatest value, joined by straight lines of density. With no most likely value it is uniform.</summary>
/// <param name="Minimum">Least.</param>
/// <param name="Mode">Most likely; null for uniform.</param>
/// <param name="Maximum">Greatest.</param>
public sealed record TriangularDistribution(double Minimum, double? Mode, double Maximum) : Distribution
{
    /// <inheritdoc/>
    public override void FromScores(ReadOnlySpan<double> scores, Span<double> destination)
    {
        NormalDistribution.Cumulatives(scores, destination);
        double width = Maximum - Minimum;
        for (int i = 0; i < scores.Length; i++)
        {
            double p = destination[i];
            if (Mode is not { } mode)
            {
                destination[i] = Minimum + (width * p);
                continue;
            }

            destination[i] = p * width < mode - Minimum
                ? Minimum + Math.Sqrt(p * width * (mode - Minimum))
                : Maximum - Math.Sqrt((1 - p) * width * (Maximum - mode));
        }
    }

    /// <inheritdoc/>
    public override string? Problem() =>
        double.IsFinite(Minimum) && double.IsFinite(Maximum) && Minimum < Maximum && (Mode is not { } mode || (Minimum <= mode && mode <= Maximum))
            ? null
            : $"minimum, mode, maximum are {Minimum}, {Mode}, {Maximum}; accepted: finite and in this order";
}

/// <summary>One of a few values, each with a probability: events, and samples taken from measurements.</summary>
/// <param name="Values">The values in ascending order.</param>
/// <param name="Probabilities">One per value; they add up to 1.</param>
public sealed record TableDistribution(IReadOnlyList<double> Values, IReadOnlyList<double> Probabilities) : Distribution
{
    private const double SumTolerance = 1e-9;

    /// <inheritdoc/>
    public override void FromScores(ReadOnlySpan<double> scores, Span<double> destination)
    {
        NormalDistribution.Cumulatives(scores, destination);
        for (int i = 0; i < scores.Length; i++)
        {
            double left = destination[i];
            int value = 0;
            while (value < Values.Count - 1 && left >= Probabilities[value])
            {
                left -= Probabilities[value];
                value++;
            }

            destination[i] = Values[value];
        }
    }

    /// <inheritdoc/>
    public override string? Problem()
    {
        if (Values.Count == 0 || Values.Count != Probabilities.Count)
        {
            return $"{Values.Count} values with {Probabilities.Count} probabilities; accepted: one probability for each of at least one value";
        }

        bool ascending = Values.Zip(Values.Skip(1)).All(pair => pair.First < pair.Second);
        return ascending && Values.All(double.IsFinite) && Probabilities.All(p => p >= 0) && Math.Abs(Probabilities.Sum() - 1) <= SumTolerance
            ? null
            : "values are not ascending or probabilities do not add up to 1; accepted: ascending values, probabilities of 0 or more that add up to 1";
    }
}
