using App.Engine.Uncertainty;

namespace App.Engine.DecisionAnalysis;

/// <summary>An axis of a flip map: a quantity that acts on one or several inputs.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Unit">Symbol of its unit.</param>
/// <param name="Base">Value in the base case.</param>
/// <param name="Low">Where the axis begins.</param>
/// <param name="High">Where it ends.</param>
/// <param name="IsRatio">Whether it acts by its ratio to the base value rather than by itself.</param>
/// <param name="Effects">What it acts on.</param>
/// <param name="Marks">Named values on it.</param>
public sealed record MapAxis(
    string Id,
    string Label,
    string Unit,
    double Base,
    double Low,
    double High,
    bool IsRatio,
    IReadOnlyList<VariableEffect> Effects,
    IReadOnlyList<PerformanceMark> Marks)
{
    /// <summary>The value of a point of the axis; points are evenly spaced on a logarithmic scale where the axis is above zero.</summary>
    /// <param name="point">0 to <paramref name="points"/> - 1.</param>
    /// <param name="points">How many.</param>
    public double ValueAt(int point, int points)
    {
        double share = points > 1 ? point / (points - 1.0) : 0.5;
        return Low > 0 ? Low * Math.Pow(High / Low, share) : Low + ((High - Low) * share);
    }

    /// <summary>Whether it acts on an input on which the other acts too, so that a point of both is no point of either.</summary>
    /// <param name="other">The other axis.</param>
    public bool Overlaps(MapAxis other) =>
        Id == other.Id || Effects.Any(effect => other.Effects.Any(acting => acting.InputId == effect.InputId));
}

/// <summary>Which candidate is cheapest where two quantities differ from their base values.</summary>
/// <param name="Horizontal">The axis along a row.</param>
/// <param name="Vertical">The axis along a column.</param>
/// <param name="Points">Points of each axis.</param>
/// <param name="Candidates">Ids of the candidates.</param>
/// <param name="Best">Index of the cheapest candidate, [row * points + column]; -1 where none can serve.</param>
/// <param name="LeadUsDollars">How much dearer the next is, USD; infinite where there is no next.</param>
public sealed record FlipMap(
    MapAxis Horizontal, MapAxis Vertical, int Points, IReadOnlyList<string> Candidates, IReadOnlyList<int> Best, IReadOnlyList<double> LeadUsDollars)
{
    /// <summary>Draws a map, row by row from the bottom; every candidate is sized anew at every point.</summary>
    /// <param name="options">The candidates.</param>
    /// <param name="horizontal">The axis along a row.</param>
    /// <param name="vertical">The axis along a column.</param>
    /// <param name="points">Points of each axis.</param>
    /// <param name="threads">Threads to use; the map does not depend on it.</param>
    /// <exception cref="ArgumentException">The axes overlap.</exception>
    public static FlipMap Of(IReadOnlyList<UncertainOption> options, MapAxis horizontal, MapAxis vertical, int points, int threads)
    {
        if (horizontal.Overlaps(vertical))
        {
            throw new ArgumentException($"{vertical.Id} acts on what {horizontal.Id} acts on; accepted: an axis that does not.", nameof(vertical));
        }

        int[] best = new int[points * points];
        double[] leads = new double[points * points];
        Action<int> row = Row(options, horizontal, vertical, points, best, leads);
        if (threads <= 1)
        {
            for (int r = 0; r < points; r++)
            {
                row(r);
            }
        }
        else
        {
            Parallel.For(0, points, new ParallelOptions { MaxDegreeOfParallelism = threads }, row);
        }

        return new(horizontal, vertical, points, [.. options.Select(option => option.Id)], best, leads);
    }

    private static Action<int> Row(
        IReadOnlyList<UncertainOption> options, MapAxis horizontal, MapAxis vertical, int points, int[] best, double[] leads) => row =>
    {
        SizedOption[] candidates = [.. options.Select(option => new SizedOption(option))];
        double[] costs = new double[candidates.Length];
        double up = vertical.ValueAt(row, points);
        for (int column = 0; column < points; column++)
        {
            double along = horizontal.ValueAt(column, points);
            for (int o = 0; o < candidates.Length; o++)
            {
                costs[o] = candidates[o].PresentCost(Changes(horizontal, along).Concat(Changes(vertical, up)));
            }

            int cheapest = Array.IndexOf(costs, costs.Min());
            best[(row * points) + column] = double.IsFinite(costs[cheapest]) ? cheapest : -1;
            double lowest = costs[cheapest];
            costs[cheapest] = double.PositiveInfinity;
            leads[(row * points) + column] = costs.Min() - lowest;
        }
    };

    private static IEnumerable<(VariableEffect Effect, double Value)> Changes(MapAxis axis, double value) =>
        axis.Effects.Select(effect => (effect, axis.IsRatio ? value / axis.Base : value));
}
