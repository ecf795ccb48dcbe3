using System.Runtime.Intrinsics;
using App.Engine.Algebra;

namespace App.Engine.Uncertainty;

/// <summary>How one variable alone moves the options: from its P10 to its P90 while all others stay at their median.</summary>
public static class Tornado
{
    /// <summary>Quantiles at which a variable is looked at.</summary>
    public static IReadOnlyList<double> Probabilities { get; } = [0.1, 0.3, 0.5, 0.7, 0.9];

    /// <summary>Present costs along every variable.</summary>
    /// <param name="options">The options.</param>
    /// <param name="variables">The variables.</param>
    /// <returns>USD, by variable, by point of <see cref="Probabilities"/>, by option.</returns>
    /// <remarks>The numbers are the same in both readings; without wide vectors one world at a time is faster.</remarks>
    public static double[][][] Costs(IReadOnlyList<UncertainOption> options, IReadOnlyList<UncertainVariable> variables) =>
        Vector256.IsHardwareAccelerated ? Costs<Lanes, LanesPack>(options, variables) : Costs<Scalar, ScalarPack>(options, variables);

    private static double[][][] Costs<T, TPack>(IReadOnlyList<UncertainOption> options, IReadOnlyList<UncertainVariable> variables)
        where T : struct, IReal<T>
        where TPack : struct, IWorldPack<T>
    {
        // Each variable at each point is one world of an ordinary block, all others at score 0.
        int worlds = variables.Count * Probabilities.Count;
        double[] scores = [.. Probabilities.Select(NormalDistribution.Quantile)];
        double[] values = new double[Math.Max(1, variables.Count) * WorldSource.BlockWorlds];
        double[] results = new double[options.Count * WorldSource.BlockWorlds];
        double[] row = new double[WorldSource.BlockWorlds];
        double[][][] costs = new double[variables.Count][][];
        WorldKernel<T, TPack> kernel = new(options, variables);
        for (int first = 0; first < worlds; first += WorldSource.BlockWorlds)
        {
            int count = Math.Min(WorldSource.BlockWorlds, worlds - first);
            for (int v = 0; v < variables.Count; v++)
            {
                Array.Clear(row);
                for (int i = 0; i < count; i++)
                {
                    row[i] = (first + i) / scores.Length == v ? scores[(first + i) % scores.Length] : 0;
                }

                variables[v].Distribution.FromScores(row.AsSpan(0, count), values.AsSpan(v * WorldSource.BlockWorlds, count));
            }

            kernel.Evaluate(count, values, results, 1);
            for (int i = 0; i < count; i++)
            {
                (int v, int point) = ((first + i) / scores.Length, (first + i) % scores.Length);
                costs[v] ??= new double[scores.Length][];
                costs[v][point] = [.. Enumerable.Range(0, options.Count).Select(o => results[(o * WorldSource.BlockWorlds) + i])];
            }
        }

        return costs;
    }

    /// <summary>For each variable the largest move of any option's present cost, USD.</summary>
    internal static double[] LargestSwings(IReadOnlyList<UncertainOption> options, IReadOnlyList<UncertainVariable> variables) =>
        [.. Costs(options, variables).Select(points =>
            Enumerable.Range(0, options.Count).Max(o => points.Max(point => point[o]) - points.Min(point => point[o])))];
}
