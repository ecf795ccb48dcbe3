using App.Engine.DecisionAnalysis;
using App.Engine.Uncertainty;

namespace App.Engine.Studies;

/// <summary>Keeps the scores of a study, which every regression reads twice; of a study too large for that they are drawn anew.</summary>
internal static class ScoreCache
{
    private const long MostNumbers = 8_000_000;

    public static ScoreReader Of(StudyRun run, int threads, CancellationToken cancellation = default)
    {
        int variables = run.Uncertain.Variables.Count;
        WorldSettings settings = run.Settings.World;
        if ((long)variables * settings.Worlds > MostNumbers || variables == 0)
        {
            return run.Source.FillScores;
        }

        double[][] kept = [.. Enumerable.Range(0, variables).Select(_ => new double[settings.Worlds])];
        void Fill(int replicate)
        {
            double[] block = new double[run.Source.BlockLength];
            for (int first = 0; first < settings.WorldsOf(replicate); first += WorldSource.BlockWorlds)
            {
                cancellation.ThrowIfCancellationRequested();
                int count = Math.Min(WorldSource.BlockWorlds, settings.WorldsOf(replicate) - first);
                run.Source.FillScores(replicate, first, count, block);
                for (int v = 0; v < variables; v++)
                {
                    block.AsSpan(v * WorldSource.BlockWorlds, count).CopyTo(kept[v].AsSpan(settings.FirstWorldOf(replicate) + first));
                }
            }
        }

        if (threads <= 1)
        {
            for (int r = 0; r < WorldSettings.Replicates; r++)
            {
                Fill(r);
            }
        }
        else
        {
            Parallel.For(0, WorldSettings.Replicates, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, Fill);
        }

        return (replicate, first, count, scores) =>
        {
            for (int v = 0; v < variables; v++)
            {
                kept[v].AsSpan(settings.FirstWorldOf(replicate) + first, count).CopyTo(scores[(v * WorldSource.BlockWorlds)..]);
            }
        };
    }
}
