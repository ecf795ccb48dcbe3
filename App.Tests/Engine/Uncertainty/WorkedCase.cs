using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Uncertainty;

namespace App.Tests.Engine.Uncertainty;

/// <summary>The worked example with what is uncertain about it.</summary>
internal static class WorkedCase
{
    public static readonly Dictionary<string, Distribution> NoneOfTheirOwn = [];

    public static BoundComparison Bound { get; } = FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default);

    public static UncertaintyPolicy Policy => PlannerCatalog.Default.Uncertainty;

    public static UncertainCase Uncertain { get; } = UncertainCase.Of(Bound, Policy, NoneOfTheirOwn);

    /// <summary>A policy under which nothing is uncertain.</summary>
    public static UncertaintyPolicy Certain => Policy with { Exact = [new("", "Everything is certain.")], ModelError = Policy.ModelError with { SigmaFactor = 0 } };

    /// <summary>All metrics of all options in all worlds, block after block.</summary>
    public static double[] Results<T, TPack>(UncertainCase uncertain, WorldSettings settings)
        where T : struct, IReal<T>
        where TPack : struct, IWorldPack<T>
    {
        WorldSource source = uncertain.Worlds(settings);
        WorldKernel<T, TPack> kernel = new(uncertain.Options, uncertain.Variables);
        double[] scores = new double[source.BlockLength];
        double[] values = new double[source.BlockLength];
        double[] results = new double[WorldMetric.All.Count * uncertain.Options.Count * WorldSource.BlockWorlds];
        List<double> all = [];
        for (int r = 0; r < WorldSettings.Replicates; r++)
        {
            for (int first = 0; first < settings.WorldsOf(r); first += WorldSource.BlockWorlds)
            {
                int count = Math.Min(WorldSource.BlockWorlds, settings.WorldsOf(r) - first);
                source.FillScores(r, first, count, scores);
                source.FillValues(count, scores, values);
                kernel.Evaluate(count, values, results, WorldMetric.All.Count);
                for (int row = 0; row < WorldMetric.All.Count * uncertain.Options.Count; row++)
                {
                    all.AddRange(results.AsSpan(row * WorldSource.BlockWorlds, count));
                }
            }
        }

        return [.. all];
    }
}
