namespace App.Engine.DecisionAnalysis;

/// <summary>Rank correlation.</summary>
public static class Spearman
{
    /// <summary>The rank correlation of two samples; ties share their mean rank.</summary>
    /// <param name="left">At least two numbers.</param>
    /// <param name="right">As many.</param>
    /// <returns>-1 to 1; 0 where either does not vary.</returns>
    /// <exception cref="ArgumentException">The samples differ in length.</exception>
    public static double Of(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"The samples have {left.Length} and {right.Length} numbers; accepted: as many.", nameof(right));
        }

        return OfRanks(Ranks(left), Ranks(right));
    }

    /// <summary>The ranks of a sample, 0 for the smallest; ties share their mean rank.</summary>
    /// <param name="values">The sample.</param>
    public static double[] Ranks(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(sorted, order);
        double[] ranks = new double[values.Length];
        for (int i = 0; i < order.Length;)
        {
            int end = i + 1;
            while (end < order.Length && sorted[end] == sorted[i])
            {
                end++;
            }

            for (int k = i; k < end; k++)
            {
                ranks[order[k]] = (i + end - 1) / 2.0;
            }

            i = end;
        }

        return ranks;
    }

    /// <summary>The correlation of two lists of ranks.</summary>
    /// <param name="left">Ranks.</param>
    /// <param name="right">As many.</param>
    public static double OfRanks(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double middle = (left.Length - 1) / 2.0;
        double product = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int i = 0; i < left.Length; i++)
        {
            product += (left[i] - middle) * (right[i] - middle);
            leftSquares += (left[i] - middle) * (left[i] - middle);
            rightSquares += (right[i] - middle) * (right[i] - middle);
        }

        return leftSquares > 0 && rightSquares > 0 ? product / Math.Sqrt(leftSquares * rightSquares) : 0;
    }
}
