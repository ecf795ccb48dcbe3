using App.Engine.DecisionAnalysis;
using App.Engine.Evidence;
using App.Engine.Uncertainty;

namespace App.Tests.Engine.Uncertainty;

/// <summary>Worlds of made-up variables, for what can be checked against closed forms.</summary>
internal static class Worlds
{
    public static IReadOnlyList<int> Starts(WorldSettings settings) =>
        [.. Enumerable.Range(0, WorldSettings.Replicates + 1).Select(settings.FirstWorldOf)];

    /// <summary>Standard normal variables.</summary>
    public static IReadOnlyList<UncertainVariable> Normal(int count) => [.. Enumerable.Range(0, count).Select(i => Variable(
        $"variable/{i}", new ThreePointDistribution(-NormalDistribution.Z90, 0, NormalDistribution.Z90, null, null, DistributionScale.Linear)))];

    public static UncertainVariable Variable(string id, Distribution distribution) =>
        new(id, id, "", EvidenceStatus.Assumed, 0, distribution, "", [], []);

    public static WorldSource Source(
        IReadOnlyList<UncertainVariable> variables, int evenlySpread, WorldSettings settings, params RankCorrelation[] correlations) =>
        new(variables, evenlySpread, new(variables.Count, correlations), settings);

    /// <summary>Scores of all worlds, by variable.</summary>
    public static double[][] Scores(
        IReadOnlyList<UncertainVariable> variables, int evenlySpread, WorldSettings settings, params RankCorrelation[] correlations)
    {
        WorldSource source = Source(variables, evenlySpread, settings, correlations);
        double[][] all = [.. variables.Select(_ => new double[settings.Worlds])];
        double[] block = new double[source.BlockLength];
        for (int r = 0; r < WorldSettings.Replicates; r++)
        {
            for (int first = 0; first < settings.WorldsOf(r); first += WorldSource.BlockWorlds)
            {
                int count = Math.Min(WorldSource.BlockWorlds, settings.WorldsOf(r) - first);
                source.FillScores(r, first, count, block);
                for (int v = 0; v < all.Length; v++)
                {
                    block.AsSpan(v * WorldSource.BlockWorlds, count).CopyTo(all[v].AsSpan(settings.FirstWorldOf(r) + first));
                }
            }
        }

        return all;
    }

    /// <summary>Net benefits that are functions of the scores of a world.</summary>
    public static NetBenefits Benefits(WorldSettings settings, double[][] scores, params Func<Func<int, double>, double>[] options) =>
        new([.. options.Select(option => Enumerable.Range(0, settings.Worlds).Select(world => option(v => scores[v][world])).ToArray())],
            Starts(settings));

    /// <summary>What information is worth on those.</summary>
    public static InformationValue Value(NetBenefits benefits, WorldSource source, int variables, int threads = 1) =>
        new(benefits, variables, source.FillScores, threads);
}
