using App.Engine.Uncertainty;

namespace App.Engine.DecisionAnalysis;

/// <summary>Variance-based indices of the lead, by inputs that are independent of all others; inputs that are correlated count as one.</summary>
/// <param name="Worlds">Worlds of each of the two samples.</param>
/// <param name="Best">Id of the candidate with the least mean cost.</param>
/// <param name="RunnerUp">Id of the next; null where there is only one, whose cost then takes the place of the lead.</param>
/// <param name="Blocks">Largest total index first.</param>
public sealed record VarianceStudy(int Worlds, string Best, string? RunnerUp, IReadOnlyList<BlockIndices> Blocks)
{
    /// <summary>Finds the indices; each block takes as many evaluations as there are worlds.</summary>
    /// <param name="uncertain">The case.</param>
    /// <param name="settings">Which worlds.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    /// <param name="cancellation">Stops between blocks of worlds.</param>
    /// <returns>Null where no option is a candidate.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static VarianceStudy? Of(UncertainCase uncertain, WorldSettings settings, int threads, CancellationToken cancellation)
    {
        UncertainOption[] candidates = [.. uncertain.Options.Where(option => option.IsCandidate)];
        if (candidates.Length == 0)
        {
            return null;
        }

        List<int[]> blocks = BlocksOf(uncertain);
        double[][][] costs = Costs(uncertain, candidates, blocks, settings, threads, cancellation);
        int[] order = [.. Enumerable.Range(0, candidates.Length).OrderBy(o => costs[0][o].Sum() + costs[1][o].Sum())];
        double[] Lead(double[][] sample) => candidates.Length == 1
            ? sample[0]
            : [.. sample[order[1]].Zip(sample[order[0]], (next, best) => next - best)];
        double[] a = Lead(costs[0]);
        double[] b = Lead(costs[1]);
        int[] starts = [.. Enumerable.Range(0, WorldSettings.Replicates + 1).Select(settings.FirstWorldOf)];
        BlockIndices[] indices = new BlockIndices[blocks.Count];
        Parallel.For(0, blocks.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, block => indices[block] = new(
            [.. blocks[block].Select(v => uncertain.Variables[v].Id)], [.. blocks[block].Select(v => uncertain.Variables[v].Label)],
            VarianceIndices.Of(a, b, Lead(costs[block + 2]), starts)));
        return new(
            settings.Worlds, candidates[order[0]].Id, candidates.Length == 1 ? null : candidates[order[1]].Id,
            [.. indices.OrderByDescending(block => block.Indices.Total.Value).ThenBy(block => block.VariableIds[0], StringComparer.Ordinal)]);
    }

    /// <summary>Variables that move some option, correlated ones together.</summary>
    private static List<int[]> BlocksOf(UncertainCase uncertain)
    {
        List<int[]> blocks = [.. uncertain.Copula.Groups];
        HashSet<int> grouped = [.. blocks.SelectMany(members => members)];
        blocks.AddRange(Enumerable.Range(0, uncertain.Variables.Count).Where(v => !grouped.Contains(v)).Select(v => (int[])[v]));
        return [.. blocks.Where(members => members.Any(v => v < uncertain.Drivers))];
    }

    /// <summary>Present costs by sample, by candidate, by world: both samples, then the first with each block taken from the second.</summary>
    private static double[][][] Costs(
        UncertainCase uncertain, UncertainOption[] candidates, List<int[]> blocks, WorldSettings settings, int threads, CancellationToken cancellation)
    {
        double[][][] costs = [.. Enumerable.Range(0, blocks.Count + 2).Select(_ => candidates.Select(_ => new double[settings.Worlds]).ToArray())];
        WorldSource source = uncertain.Worlds(settings);
        WorldProgram program = WorldProgram.Of(candidates, uncertain.Variables, 1)[0];
        Parallel.For(
            0, WorldSettings.Replicates, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            replicate => Replicate(replicate, source, program.NewRun(), blocks, costs, cancellation));
        Bound(costs);
        return costs;
    }

    private static void Replicate(
        int replicate, WorldSource source, WorldProgramRun run, List<int[]> blocks, double[][][] costs, CancellationToken cancellation)
    {
        double[] first = new double[source.BlockLength];
        double[] second = new double[source.BlockLength];
        double[] mixed = new double[source.BlockLength];
        double[] results = new double[costs[0].Length * WorldSource.BlockWorlds];
        int worlds = source.Settings.WorldsOf(replicate);
        for (int start = 0; start < worlds; start += WorldSource.BlockWorlds)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(WorldSource.BlockWorlds, worlds - start);
            source.FillScores(replicate, start, count, first);
            source.FillValues(count, first, first);
            source.FillSecondScores(replicate, start, count, second);
            source.FillValues(count, second, second);
            Keep(first, 0);
            Keep(second, 1);
            first.CopyTo(mixed, 0);
            for (int block = 0; block < blocks.Count; block++)
            {
                Take(second, blocks[block]);
                Keep(mixed, block + 2);
                Take(first, blocks[block]);
            }

            void Take(double[] from, int[] members)
            {
                foreach (int v in members)
                {
                    from.AsSpan(v * WorldSource.BlockWorlds, WorldSource.BlockWorlds).CopyTo(mixed.AsSpan(v * WorldSource.BlockWorlds));
                }
            }

            void Keep(double[] values, int sample)
            {
                run.Evaluate(count, values, results);
                for (int o = 0; o < costs[sample].Length; o++)
                {
                    results.AsSpan(o * WorldSource.BlockWorlds, count).CopyTo(costs[sample][o].AsSpan(source.Settings.FirstWorldOf(replicate) + start));
                }
            }
        }
    }

    /// <summary>A cost without bound counts as the largest seen.</summary>
    private static void Bound(double[][][] costs)
    {
        double largest = costs.Max(sample => sample.Max(option => option.Where(double.IsFinite).DefaultIfEmpty(0).Max()));
        foreach (double[] option in costs.SelectMany(sample => sample))
        {
            for (int world = 0; world < option.Length; world++)
            {
                option[world] = double.IsFinite(option[world]) ? option[world] : largest;
            }
        }
    }
}

/// <summary>The indices of inputs that count as one.</summary>
/// <param name="VariableIds">Their ids; one, unless they are correlated.</param>
/// <param name="Labels">Their names.</param>
/// <param name="Indices">The indices.</param>
public sealed record BlockIndices(IReadOnlyList<string> VariableIds, IReadOnlyList<string> Labels, VarianceIndices Indices);
