using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace App.Engine.Uncertainty;

/// <summary>The standard normal distribution: quantiles, cumulative probabilities and density.</summary>
public static class NormalDistribution
{
    /// <summary>The quantile at 0.9, by which a P10 to P90 range is turned into a standard deviation.</summary>
    public const double Z90 = 1.2815515655446004;

    private const double SqrtTwoPi = 2.5066282746310002;

    // Rational approximations of Wichura, Algorithm AS 241 (1988), PPND16, highest power first: about 16 digits.
    private static ReadOnlySpan<double> CentralTop =>
        [2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608];
    private static ReadOnlySpan<double> CentralBottom =>
        [5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1];
    private static ReadOnlySpan<double> MiddleTop =>
        [7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734];
    private static ReadOnlySpan<double> MiddleBottom =>
        [1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1];
    private static ReadOnlySpan<double> FarTop =>
        [2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772];
    private static ReadOnlySpan<double> FarBottom =>
        [2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1];

    /// <summary>The quantile of a probability.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    public static double Quantile(double probability)
    {
        Span<double> one = [probability];
        Quantiles(one, one);
        return one[0];
    }

    /// <summary>The quantiles of some probabilities.</summary>
    /// <param name="probabilities">Above 0 and below 1.</param>
    /// <param name="destination">Receives one quantile per probability; may be the same span.</param>
    /// <exception cref="ArgumentException">The destination is shorter.</exception>
    public static void Quantiles(ReadOnlySpan<double> probabilities, Span<double> destination) =>
        Blocks.Map<QuantileMap>(probabilities, destination);

    /// <summary>The probability of staying below a value.</summary>
    /// <param name="value">Any number.</param>
    public static double Cumulative(double value)
    {
        Span<double> one = [value];
        Cumulatives(one, one);
        return one[0];
    }

    /// <summary>The probabilities of staying below some values.</summary>
    /// <param name="values">Any numbers.</param>
    /// <param name="destination">Receives one probability per value; may be the same span.</param>
    /// <exception cref="ArgumentException">The destination is shorter.</exception>
    public static void Cumulatives(ReadOnlySpan<double> values, Span<double> destination) =>
        Blocks.Map<CumulativeMap>(values, destination);

    /// <summary>The density at a value.</summary>
    /// <param name="value">Any number.</param>
    public static double Density(double value) => Math.Exp(-0.5 * value * value) / SqrtTwoPi;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Horner(ReadOnlySpan<double> coefficients, Vector512<double> x)
    {
        Vector512<double> sum = Vector512.Create(coefficients[0]);
        for (int i = 1; i < coefficients.Length; i++)
        {
            sum = (sum * x) + Vector512.Create(coefficients[i]);
        }

        return sum;
    }

    private readonly struct QuantileMap : Blocks.IMap
    {
        public static Vector512<double> Of(Vector512<double> p)
        {
            Vector512<double> q = p - Vector512.Create(0.5);
            Vector512<double> central = Vector512.Create(0.180625) - (q * q);
            Vector512<double> middle = q * Horner(CentralTop, central) / Horner(CentralBottom, central);
            Vector512<double> isTail = Vector512.LessThan(central, Vector512<double>.Zero);
            if (isTail == Vector512<double>.Zero)
            {
                return middle;
            }

            Vector512<double> smaller = Vector512.ConditionalSelect(
                Vector512.LessThan(q, Vector512<double>.Zero), p, Vector512<double>.One - p);
            Vector512<double> r = Vector512.Sqrt(-Vector512.Log(smaller));
            Vector512<double> near = r - Vector512.Create(1.6);
            Vector512<double> far = r - Vector512.Create(5.0);
            Vector512<double> isNear = Vector512.LessThan(far, Vector512<double>.Zero);
            Vector512<double> tail = Horner(MiddleTop, near) / Horner(MiddleBottom, near);
            if (!Vector512.EqualsAll(isNear.AsUInt64(), Vector512<ulong>.AllBitsSet))
            {
                tail = Vector512.ConditionalSelect(isNear, tail, Horner(FarTop, far) / Horner(FarBottom, far));
            }

            return Vector512.ConditionalSelect(
                isTail, Vector512.ConditionalSelect(Vector512.LessThan(q, Vector512<double>.Zero), -tail, tail), middle);
        }
    }

    private readonly struct CumulativeMap : Blocks.IMap
    {
        // Hart's rational approximation (1968) as given by West, Better approximations to cumulative normal functions (2005).
        private static ReadOnlySpan<double> Top =>
            [3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376];
        private static ReadOnlySpan<double> Bottom =>
            [8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752];

        public static Vector512<double> Of(Vector512<double> value)
        {
            Vector512<double> size = Vector512.Min(Vector512.Abs(value), Vector512.Create(37.0));
            Vector512<double> bell = Vector512.Exp(Vector512.Create(-0.5) * size * size);
            Vector512<double> near = bell * Horner(Top, size) / Horner(Bottom, size);
            Vector512<double> build = size + Vector512.Create(0.65);
            for (int k = 4; k >= 1; k--)
            {
                build = size + (Vector512.Create((double)k) / build);
            }

            Vector512<double> far = bell / (build * Vector512.Create(SqrtTwoPi));
            Vector512<double> tail = Vector512.ConditionalSelect(
                Vector512.LessThan(size, Vector512.Create(7.07106781186547)), near, far);
            return Vector512.ConditionalSelect(
                Vector512.GreaterThan(value, Vector512<double>.Zero), Vector512<double>.One - tail, tail);
        }
    }
}
