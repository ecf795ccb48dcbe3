namespace App.Engine.Calibration;

/// <summary>Linear algebra of small symmetric positive definite matrices, row by row.</summary>
internal static class SmallMatrix
{
    /// <summary>Inverts by Cholesky.</summary>
    /// <param name="matrix">The matrix; overwritten.</param>
    /// <param name="inverse">Receives the inverse.</param>
    /// <param name="size">Rows.</param>
    /// <exception cref="ArgumentException">The matrix is not positive definite.</exception>
    public static void Invert(Span<double> matrix, Span<double> inverse, int size)
    {
        Factor(matrix, size);
        Span<double> column = size <= 64 ? stackalloc double[size] : new double[size];
        for (int c = 0; c < size; c++)
        {
            column.Clear();
            column[c] = 1;
            SolveFactored(matrix, column, size);
            for (int r = 0; r < size; r++)
            {
                inverse[(r * size) + c] = column[r];
            }
        }
    }

    /// <summary>Solves a system in place of its right side.</summary>
    /// <param name="matrix">The matrix; overwritten.</param>
    /// <param name="vector">The right side; receives the solution.</param>
    /// <param name="size">Rows.</param>
    /// <exception cref="ArgumentException">The matrix is not positive definite.</exception>
    public static void Solve(Span<double> matrix, Span<double> vector, int size)
    {
        Factor(matrix, size);
        SolveFactored(matrix, vector, size);
    }

    private static void Factor(Span<double> matrix, int size)
    {
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[(i * size) + j];
                for (int k = 0; k < j; k++)
                {
                    sum -= matrix[(i * size) + k] * matrix[(j * size) + k];
                }

                if (i == j)
                {
                    matrix[(i * size) + i] = sum > 0 ? Math.Sqrt(sum) : throw new ArgumentException("The matrix is not positive definite.", nameof(matrix));
                }
                else
                {
                    matrix[(i * size) + j] = sum / matrix[(j * size) + j];
                }
            }
        }
    }

    private static void SolveFactored(ReadOnlySpan<double> factor, Span<double> vector, int size)
    {
        for (int i = 0; i < size; i++)
        {
            double sum = vector[i];
            for (int k = 0; k < i; k++)
            {
                sum -= factor[(i * size) + k] * vector[k];
            }

            vector[i] = sum / factor[(i * size) + i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            double sum = vector[i];
            for (int k = i + 1; k < size; k++)
            {
                sum -= factor[(k * size) + i] * vector[k];
            }

            vector[i] = sum / factor[(i * size) + i];
        }
    }
}
