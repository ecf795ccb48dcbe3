using System.Runtime.Intrinsics;
using App.Engine.Uncertainty;

namespace App.Engine.DecisionAnalysis;

/// <summary>Sums of a least-squares regression, kept per replicate so that any replicate can be left out without another pass.</summary>
internal sealed class NormalEquations
{
    /// <summary>Ridge, over the mean diagonal: keeps functions apart that happen to be nearly the same on few worlds.</summary>
    private const double Ridge = 1e-10;

    private readonly double[][] _squares;
    private readonly double[][] _products;

    public NormalEquations(int replicates, int functions, int responses)
    {
        (Functions, Responses) = (functions, responses);
        _squares = [.. Enumerable.Range(0, replicates).Select(_ => new double[functions * functions])];
        _products = [.. Enumerable.Range(0, replicates).Select(_ => new double[functions * responses])];
    }

    public int Functions { get; }

    public int Responses { get; }

    public int Replicates => _squares.Length;

    /// <summary>Adds a block of worlds.</summary>
    /// <param name="replicate">Its replicate.</param>
    /// <param name="columns">The functions, one after the other, <see cref="WorldSource.BlockWorlds"/> apart.</param>
    /// <param name="responses">The responses, likewise.</param>
    /// <param name="count">Worlds.</param>
    public void Add(int replicate, ReadOnlySpan<double> columns, ReadOnlySpan<double> responses, int count)
    {
        double[] squares = _squares[replicate];
        double[] products = _products[replicate];
        for (int i = 0; i < Functions; i++)
        {
            ReadOnlySpan<double> column = columns.Slice(i * WorldSource.BlockWorlds, count);
            for (int j = 0; j <= i; j++)
            {
                squares[(i * Functions) + j] += Dot(column, columns.Slice(j * WorldSource.BlockWorlds, count));
            }

            for (int d = 0; d < Responses; d++)
            {
                products[(d * Functions) + i] += Dot(column, responses.Slice(d * WorldSource.BlockWorlds, count));
            }
        }
    }

    /// <summary>The coefficients, response after response.</summary>
    /// <param name="without">A replicate to leave out, or -1.</param>
    /// <returns>Coefficients by response; zero where the worlds do not determine them.</returns>
    public double[] Solve(int without)
    {
        double[] squares = new double[Functions * Functions];
        double[] coefficients = new double[Functions * Responses];
        for (int r = 0; r < Replicates; r++)
        {
            if (r != without)
            {
                Accumulate(squares, _squares[r]);
                Accumulate(coefficients, _products[r]);
            }
        }

        double trace = 0;
        for (int i = 0; i < Functions; i++)
        {
            trace += squares[(i * Functions) + i];
        }

        for (int i = 0; i < Functions; i++)
        {
            squares[(i * Functions) + i] += Ridge * trace / Functions;
        }

        if (DenseMatrix.Cholesky(squares, Functions) is not { } lower)
        {
            return new double[Functions * Responses];
        }

        for (int d = 0; d < Responses; d++)
        {
            DenseMatrix.Solve(lower, Functions, coefficients.AsSpan(d * Functions, Functions));
        }

        return coefficients;
    }

    /// <summary>The scalar product of two columns, eight partial sums at a time.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        Vector512<double> sum = Vector512<double>.Zero;
        int i = 0;
        for (; i + 8 <= left.Length; i += 8)
        {
            sum += Vector512.Create(left[i..]) * Vector512.Create(right[i..]);
        }

        double total = Vector512.Sum(sum);
        for (; i < left.Length; i++)
        {
            total += left[i] * right[i];
        }

        return total;
    }

    private static void Accumulate(double[] sum, double[] values)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += values[i];
        }
    }
}
