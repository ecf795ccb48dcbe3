namespace App.Engine.Costs;

/// <summary>
/// Finds all real roots of a polynomial in an interval. The signs of its Bernstein coefficients change at least as often as it has roots, and
/// exactly once only where it has one (Descartes' rule); the interval is halved until that is so.
/// </summary>
internal static class PolynomialRoots
{
    /// <summary>Halvings after which roots are no longer told apart.</summary>
    private const int MostHalvings = 40;

    /// <summary>The roots above 0 in an interval, ascending; roots closer together than a 2^-40th of it count as one.</summary>
    /// <param name="coefficients">By ascending power.</param>
    /// <param name="low">Lower end, above 0.</param>
    /// <param name="high">Upper end.</param>
    public static IReadOnlyList<double> Between(ReadOnlySpan<double> coefficients, double low, double high)
    {
        List<double> roots = [];
        Find(coefficients, Bernstein(coefficients, high), 0, high, low, MostHalvings, roots);
        return roots;
    }

    /// <summary>Coefficients in the Bernstein basis of 0 to an upper end: b_i = sum over k of C(i, k) / C(n, k) · a_k · high^k.</summary>
    private static double[] Bernstein(ReadOnlySpan<double> coefficients, double high)
    {
        int degree = coefficients.Length - 1;
        double[] result = new double[coefficients.Length];
        double power = 1;
        for (int k = 0; k <= degree; k++)
        {
            // C(i, k) / C(n, k) grows with i from C(k, k) / C(n, k) to 1; from the top down each follows from the one above.
            double weight = coefficients[k] * power;
            for (int i = degree; i >= k; i--)
            {
                result[i] += weight;
                weight *= (double)(i - k) / i;
            }

            power *= high;
        }

        return result;
    }

    private static void Find(
        ReadOnlySpan<double> coefficients, double[] bernstein, double from, double to, double low, int halvings, List<double> roots)
    {
        int changes = to <= low ? 0 : SignChanges(bernstein);
        if (changes == 0)
        {
            return;
        }

        if (halvings == 0 || (changes == 1 && from >= low))
        {
            roots.Add(Bisect(coefficients, from, to));
            return;
        }

        // De Casteljau's scheme leaves the left half's coefficients on its first edge and the right half's on its last.
        double[] left = new double[bernstein.Length];
        double[] right = (double[])bernstein.Clone();
        for (int row = 0; row < left.Length; row++)
        {
            left[row] = right[0];
            for (int i = 0; i < left.Length - 1 - row; i++)
            {
                right[i] = (right[i] + right[i + 1]) / 2;
            }
        }

        double middle = (from + to) / 2;
        Find(coefficients, left, from, middle, low, halvings - 1, roots);
        if (left[^1] == 0 && middle >= low)
        {
            roots.Add(middle);
        }

        Find(coefficients, right, middle, to, low, halvings - 1, roots);
    }

    private static int SignChanges(double[] numbers)
    {
        int changes = 0;
        int last = 0;
        foreach (double number in numbers)
        {
            int sign = Math.Sign(number);
            changes += sign != 0 && last != 0 && sign != last ? 1 : 0;
            last = sign != 0 ? sign : last;
        }

        return changes;
    }

    private static double Bisect(ReadOnlySpan<double> coefficients, double from, double to)
    {
        int rising = Math.Sign(At(coefficients, to));
        while (true)
        {
            double middle = from + ((to - from) / 2);
            if (middle <= from || middle >= to)
            {
                return middle;
            }

            if (Math.Sign(At(coefficients, middle)) == rising)
            {
                to = middle;
            }
            else
            {
                from = middle;
            }
        }
    }

    private static double At(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        for (int k = coefficients.Length - 1; k >= 0; k--)
        {
            sum = (sum * x) + coefficients[k];
        }

        return sum;
    }
}
