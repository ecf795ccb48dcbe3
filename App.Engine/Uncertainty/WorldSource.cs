namespace App.Engine.Uncertainty;

/// <summary>
/// Draws worlds: the normal scores of every variable in any block of worlds, and their values. Every number is a function of seed,
/// replicate, world and the variable's id alone, so neither threads nor blocks nor other variables change it.
/// </summary>
public sealed class WorldSource
{
    /// <summary>Worlds that are drawn at once.</summary>
    public const int BlockWorlds = 256;

    private readonly IReadOnlyList<UncertainVariable> _variables;
    private readonly int _evenlySpread;
    private readonly GaussianCopula _copula;

    /// <summary>Puts a source together.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="evenlySpread">
    /// How many of them, from the first on, take dimensions of Sobol's sequence, biggest driver first; the others, and those beyond its
    /// dimensions, get independent draws.
    /// </param>
    /// <param name="copula">Their correlations.</param>
    /// <param name="settings">Which worlds.</param>
    public WorldSource(IReadOnlyList<UncertainVariable> variables, int evenlySpread, GaussianCopula copula, WorldSettings settings)
    {
        (_variables, _evenlySpread, _copula, Settings) = (variables, Math.Min(evenlySpread, SobolSequence.Dimensions), copula, settings);
    }

    /// <summary>Which worlds.</summary>
    public WorldSettings Settings { get; }

    /// <summary>Numbers that a block of scores or values takes.</summary>
    public int BlockLength => _variables.Count * BlockWorlds;

    /// <summary>The normal scores of a block of worlds.</summary>
    /// <param name="replicate">0 to <see cref="WorldSettings.Replicates"/> - 1.</param>
    /// <param name="first">First world of the block, counted inside the replicate.</param>
    /// <param name="count">Worlds, at most <see cref="BlockWorlds"/>.</param>
    /// <param name="scores">Receives the scores, variable after variable, <see cref="BlockWorlds"/> apart.</param>
    public void FillScores(int replicate, int first, int count, Span<double> scores)
    {
        FillUniforms(replicate, first, count, scores, secondMatrix: false);
        ToScores(count, scores);
    }

    /// <summary>Scores of worlds independent of those of <see cref="FillScores"/>, for variance-based indices.</summary>
    /// <param name="replicate">0 to <see cref="WorldSettings.Replicates"/> - 1.</param>
    /// <param name="first">First world of the block, counted inside the replicate.</param>
    /// <param name="count">Worlds, at most <see cref="BlockWorlds"/>.</param>
    /// <param name="scores">Receives the scores, variable after variable, <see cref="BlockWorlds"/> apart.</param>
    public void FillSecondScores(int replicate, int first, int count, Span<double> scores)
    {
        FillUniforms(replicate, first, count, scores, secondMatrix: true);
        ToScores(count, scores);
    }

    /// <summary>The values of variables from their scores.</summary>
    /// <param name="count">Worlds.</param>
    /// <param name="scores">What <see cref="FillScores"/> filled.</param>
    /// <param name="values">Receives the values in the same places.</param>
    public void FillValues(int count, ReadOnlySpan<double> scores, Span<double> values)
    {
        for (int v = 0; v < _variables.Count; v++)
        {
            _variables[v].Distribution.FromScores(scores.Slice(v * BlockWorlds, count), values.Slice(v * BlockWorlds, count));
        }
    }

    private void ToScores(int count, Span<double> scores)
    {
        for (int v = 0; v < _variables.Count; v++)
        {
            Span<double> mine = scores.Slice(v * BlockWorlds, count);
            NormalDistribution.Quantiles(mine, mine);
        }

        _copula.Apply(scores, BlockWorlds, count);
    }

    private void FillUniforms(int replicate, int first, int count, Span<double> scores, bool secondMatrix)
    {
        for (int v = 0; v < _variables.Count; v++)
        {
            Span<double> mine = scores.Slice(v * BlockWorlds, count);
            string id = _variables[v].Id;
            int dimension = secondMatrix ? _evenlySpread + v : v;
            StreamKey Key(StreamPurpose purpose) =>
                StreamKey.Of(Settings.Seed, replicate, secondMatrix ? $"{id}\n{StreamPurpose.SecondMatrix}" : id, purpose);
            if (Settings.Sampler == Sampler.Sobol && v < _evenlySpread && dimension < SobolSequence.Dimensions)
            {
                SobolSequence.Fill(dimension, Key(StreamPurpose.Scramble).Word0, (uint)first, mine);
                continue;
            }

            Philox.Fill(Key(StreamPurpose.Draw), (uint)first, mine);
            if (Settings.Sampler == Sampler.LatinHypercube)
            {
                int cells = Settings.WorldsOf(replicate);
                RandomPermutation permutation = new(cells, Key(StreamPurpose.Permutation));
                for (int i = 0; i < count; i++)
                {
                    mine[i] = Math.Min(Math.BitDecrement(1.0), (permutation[(uint)(first + i)] + mine[i]) / cells);
                }
            }
        }
    }
}
