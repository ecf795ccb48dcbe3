namespace App.Engine.DecisionAnalysis;

/// <summary>How clearly one candidate beats another whatever the attitude to risk.</summary>
public enum DominanceOrder
{
    /// <summary>It does not dominate.</summary>
    None,

    /// <summary>Everybody who prefers more to less would choose it.</summary>
    First,

    /// <summary>Everybody who besides dislikes risk would choose it.</summary>
    Second,
}

/// <summary>Stochastic dominance between samples of net benefit.</summary>
public static class Dominance
{
    /// <summary>Whether one sample dominates another.</summary>
    /// <param name="left">Sorted ascending.</param>
    /// <param name="right">Sorted ascending, as many as <paramref name="left"/>.</param>
    /// <returns>The strongest order in which left dominates right.</returns>
    /// <exception cref="ArgumentException">The samples differ in length.</exception>
    public static DominanceOrder Of(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"The samples have {left.Length} and {right.Length} numbers; accepted: as many.", nameof(right));
        }

        bool first = true;
        bool second = true;
        bool differs = false;
        CompensatedSum ahead = default;
        for (int i = 0; i < left.Length; i++)
        {
            first &= left[i] >= right[i];
            differs |= left[i] != right[i];
            ahead.Add(left[i] - right[i]);
            second &= ahead.Value >= 0;
        }

        return !differs ? DominanceOrder.None : first ? DominanceOrder.First : second ? DominanceOrder.Second : DominanceOrder.None;
    }
}
