namespace App.Engine.Uncertainty;

/// <summary>How worlds are spread over what is possible.</summary>
public enum Sampler
{
    /// <summary>Scrambled Sobol sequence: the smallest error for a given number of worlds.</summary>
    Sobol,

    /// <summary>Latin hypercube: each input's range is cut into as many cells as there are worlds.</summary>
    LatinHypercube,

    /// <summary>Independent draws.</summary>
    MonteCarlo,
}

/// <summary>Which worlds a study looks at.</summary>
/// <param name="Worlds">How many, <see cref="FewestWorlds"/> to <see cref="MostWorlds"/>. Sobol's sequence is most even at powers of two.</param>
/// <param name="Seed">Picks the worlds; the same seed gives the same worlds.</param>
/// <param name="Sampler">How they are spread.</param>
public sealed record WorldSettings(int Worlds, ulong Seed, Sampler Sampler)
{
    /// <summary>Independent parts from whose differences the error bars come.</summary>
    public const int Replicates = 16;

    /// <summary>Fewest worlds of a study.</summary>
    public const int FewestWorlds = 256;

    /// <summary>Most worlds of a study.</summary>
    public const int MostWorlds = 1 << 22;

    /// <summary>Index of the first world of a replicate; of the one behind the last it is the number of worlds.</summary>
    /// <param name="replicate">0 to <see cref="Replicates"/>.</param>
    public int FirstWorldOf(int replicate) => (int)((long)Worlds * replicate / Replicates);

    /// <summary>Worlds of a replicate.</summary>
    /// <param name="replicate">0 to <see cref="Replicates"/> - 1.</param>
    public int WorldsOf(int replicate) => FirstWorldOf(replicate + 1) - FirstWorldOf(replicate);

    /// <summary>What is wrong with it: field, value, what would be accepted. Empty for a sound one.</summary>
    public IEnumerable<(string Field, string Value, string Accepted)> Problems()
    {
        if (Worlds is < FewestWorlds or > MostWorlds)
        {
            yield return ("worlds", $"{Worlds}", $"{FewestWorlds} to {MostWorlds}");
        }

        if (!Enum.IsDefined(Sampler))
        {
            yield return ("sampler", $"{Sampler}", "Sobol, LatinHypercube or MonteCarlo");
        }
    }
}
