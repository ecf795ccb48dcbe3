namespace App.Engine.Evidence;

/// <summary>Assertions of a slot that stand against each other.</summary>
/// <param name="AssumptionId">The slot.</param>
/// <param name="Sides">The versions, that in use first.</param>
/// <param name="OverlapFraction">Smallest overlap of two ranges over the narrower of them, 0 to 1; 0 for statements.</param>
public sealed record Conflict(string AssumptionId, IReadOnlyList<VersionRef> Sides, double OverlapFraction)
{
    /// <summary>The conflicts of a ledger that nobody has resolved.</summary>
    /// <param name="state">The ledger.</param>
    public static IEnumerable<Conflict> OpenIn(LedgerState state) => state.Assumptions.Keys.Order(StringComparer.Ordinal)
        .Select(id => Find(state, id)).OfType<Conflict>();

    /// <summary>The open conflict of a slot.</summary>
    /// <param name="state">The ledger.</param>
    /// <param name="assumptionId">The slot.</param>
    /// <returns>Null where all live assertions agree, or where a resolution covers all that are live now.</returns>
    public static Conflict? Find(LedgerState state, string assumptionId)
    {
        AssumptionState slot = state.Assumptions[assumptionId];
        List<VersionState> live = [.. slot.Assertions.Select(id => state.Assertions[id].InUse).OfType<VersionState>()];
        bool covered = live.Count < 2 || slot.Resolutions.Any(resolution => live.All(version =>
            resolution.Entry.Sides.Contains(version.Ref) || (resolution.Entry.Kind == ResolutionKind.Pool && resolution.Entry.AssertionId == version.Ref.AssertionId)));
        if (covered)
        {
            return null;
        }

        double least = 1;
        for (int i = 0; i < live.Count; i++)
        {
            for (int j = i + 1; j < live.Count; j++)
            {
                least = Math.Min(least, Overlap(live[i].Content, live[j].Content));
            }
        }

        VersionRef? inUse = state.InUse(assumptionId)?.Ref;
        return least > 0 ? null : new(assumptionId, [.. live.Select(version => version.Ref).OrderByDescending(side => side == inUse)], least);
    }

    /// <summary>How far two assertions agree.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Overlap of their ranges over the narrower, 0 to 1; a point inside the other's range agrees wholly; equal statements too.</returns>
    public static double Overlap(AssertionContent left, AssertionContent right)
    {
        if (left.Value is not { } a || right.Value is not { } b)
        {
            return string.Equals(left.Statement?.Trim(), right.Statement?.Trim(), StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        (double lowLeft, double highLeft) = (left.Low ?? a, left.High ?? a);
        (double lowRight, double highRight) = (right.Low ?? b, right.High ?? b);
        double shared = Math.Min(highLeft, highRight) - Math.Max(lowLeft, lowRight);
        double narrower = Math.Min(highLeft - lowLeft, highRight - lowRight);
        return shared < 0 ? 0 : narrower == 0 ? 1 : shared / narrower;
    }
}

/// <summary>Pools assertions into one range that is never narrower than any of them.</summary>
public static class Pooling
{
    /// <summary>Weight of a version, from the marks of its best evidence: A1 counts 36 times F6.</summary>
    /// <param name="evidence">The evidence behind it.</param>
    public static double Weight(IEnumerable<EvidenceItem> evidence) => evidence
        .Select(item => (6 - (int)item.Marks.Reliability) * (7.0 - item.Marks.Credibility)).DefaultIfEmpty(1).Max();

    /// <summary>Pools numbers by weight, on the scale of their logarithms where all are positive.</summary>
    /// <param name="sides">What is pooled, at least one, with its weight above 0.</param>
    /// <returns>The weighted mean of the values, and a range that contains the range of every side.</returns>
    /// <exception cref="ArgumentException">Nothing to pool, or a side without a number.</exception>
    public static (double Low, double Value, double High) Pool(IReadOnlyList<(AssertionContent Content, double Weight)> sides)
    {
        if (sides.Count == 0 || sides.Any(side => side.Content.Value is null || !(side.Weight > 0)))
        {
            throw new ArgumentException("Pooling takes at least one side, each with a number and a weight above 0.", nameof(sides));
        }

        double total = sides.Sum(side => side.Weight);
        bool positive = sides.All(side => side.Content.Value > 0);
        double mean = sides.Sum(side => side.Weight * (positive ? Math.Log(side.Content.Value!.Value) : side.Content.Value!.Value)) / total;
        double low = sides.Min(side => side.Content.Low ?? side.Content.Value!.Value);
        double high = sides.Max(side => side.Content.High ?? side.Content.Value!.Value);
        return (low, Math.Clamp(positive ? Math.Exp(mean) : mean, low, high), high);
    }
}
