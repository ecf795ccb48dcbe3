namespace App.Engine.Uncertainty;

/// <summary>The few operations on small dense matrices (row by row in one array) and on columns of worlds that the uncertainty model needs.</summary>
internal static class DenseMatrix
{
    private const int JacobiSweeps = 60;
    private const int NearestSteps = 200;
    private const double SmallestEigenvalue = 1e-8;

    /// <summary>The lower triangle whose product with its transpose is the matrix; null where there is none.</summary>
    public static double[]? Cholesky(ReadOnlySpan<double> matrix, int size)
    {
        double[] lower = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[(i * size) + j];
                for (int k = 0; k < j; k++)
                {
                    sum -= lower[(i * size) + k] * lower[(j * size) + k];
                }

                if (i == j && !(sum > 0))
                {
                    return null;
                }

                lower[(i * size) + j] = i == j ? Math.Sqrt(sum) : sum / lower[(j * size) + j];
            }
        }

        return lower;
    }

    /// <summary>Solves with a Cholesky factor, in place.</summary>
    public static void Solve(ReadOnlySpan<double> lower, int size, Span<double> rightSide)
    {
        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < i; k++)
            {
                rightSide[i] -= lower[(i * size) + k] * rightSide[k];
            }

            rightSide[i] /= lower[(i * size) + i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < size; k++)
            {
                rightSide[i] -= lower[(k * size) + i] * rightSide[k];
            }

            rightSide[i] /= lower[(i * size) + i];
        }
    }

    /// <summary>The nearest correlation matrix in Frobenius norm (Higham 2002: alternating projections with Dykstra's correction).</summary>
    public static double[] NearestCorrelation(ReadOnlySpan<double> matrix, int size)
    {
        double[] y = matrix.ToArray();
        double[] correction = new double[y.Length];
        for (int step = 0; step < NearestSteps; step++)
        {
            double[] r = [.. y.Zip(correction, (value, change) => value - change)];
            double[] x = PositivePart(r, size, 0);
            for (int i = 0; i < x.Length; i++)
            {
                correction[i] = x[i] - r[i];
                y[i] = x[i];
            }

            for (int i = 0; i < size; i++)
            {
                y[(i * size) + i] = 1;
            }
        }

        double[] definite = PositivePart(y, size, SmallestEigenvalue);
        double[] result = new double[definite.Length];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                result[(i * size) + j] = definite[(i * size) + j]
                    / Math.Sqrt(definite[(i * size) + i] * definite[(j * size) + j]);
            }
        }

        return result;
    }

    /// <summary>target *= factor.</summary>
    public static void Scale(Span<double> target, double factor)
    {
        foreach (ref double value in target)
        {
            value *= factor;
        }
    }

    /// <summary>target += factor * source.</summary>
    public static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }

    /// <summary>The matrix with eigenvalues below a floor raised to it (cyclic Jacobi).</summary>
    private static double[] PositivePart(double[] matrix, int size, double floor)
    {
        double[] a = [.. matrix];
        double[] v = new double[a.Length];
        for (int i = 0; i < size; i++)
        {
            v[(i * size) + i] = 1;
        }

        for (int sweep = 0; sweep < JacobiSweeps; sweep++)
        {
            for (int p = 0; p < size; p++)
            {
                for (int q = p + 1; q < size; q++)
                {
                    Rotate(a, v, size, p, q);
                }
            }
        }

        double[] result = new double[a.Length];
        for (int k = 0; k < size; k++)
        {
            double eigenvalue = Math.Max(floor, a[(k * size) + k]);
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                {
                    result[(i * size) + j] += eigenvalue * v[(i * size) + k] * v[(j * size) + k];
                }
            }
        }

        return result;
    }

    private static void Rotate(double[] a, double[] v, int size, int p, int q)
    {
        double off = a[(p * size) + q];
        if (off == 0)
        {
            return;
        }

        double theta = (a[(q * size) + q] - a[(p * size) + p]) / (2 * off);
        double t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1);
        double s = t * c;
        for (int k = 0; k < size; k++)
        {
            (double akp, double akq) = (a[(k * size) + p], a[(k * size) + q]);
            a[(k * size) + p] = (c * akp) - (s * akq);
            a[(k * size) + q] = (s * akp) + (c * akq);
        }

        for (int k = 0; k < size; k++)
        {
            (double apk, double aqk) = (a[(p * size) + k], a[(q * size) + k]);
            a[(p * size) + k] = (c * apk) - (s * aqk);
            a[(q * size) + k] = (s * apk) + (c * aqk);
            (double vkp, double vkq) = (v[(k * size) + p], v[(k * size) + q]);
            v[(k * size) + p] = (c * vkp) - (s * vkq);
            v[(k * size) + q] = (s * vkp) + (c * vkq);
        }
    }
}
