using System.Runtime.Intrinsics;

namespace App.Engine.Uncertainty;

/// <summary>
/// Philox4x32-10, a counter-based generator: the random words are a function of a counter and a key, so any world of any input can
/// be drawn alone, in any order, on any thread. Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3 (SC 2011).
/// </summary>
public static class Philox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const double TwoToMinus53 = 1.0 / (1L << 53);

    /// <summary>The four random words of a counter.</summary>
    /// <param name="counter0">First word of the counter.</param>
    /// <param name="counter1">Second word of the counter.</param>
    /// <param name="counter2">Third word of the counter.</param>
    /// <param name="counter3">Fourth word of the counter.</param>
    /// <param name="key0">First word of the key.</param>
    /// <param name="key1">Second word of the key.</param>
    public static (uint Word0, uint Word1, uint Word2, uint Word3) Block(
        uint counter0, uint counter1, uint counter2, uint counter3, uint key0, uint key1)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * counter0;
            ulong product1 = (ulong)Multiplier1 * counter2;
            (counter0, counter1, counter2, counter3) = (
                (uint)(product1 >> 32) ^ counter1 ^ key0, (uint)product1, (uint)(product0 >> 32) ^ counter3 ^ key1, (uint)product0);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return (counter0, counter1, counter2, counter3);
    }

    /// <summary>A number above 0 and below 1 for one counter of a stream, of 53 random bits.</summary>
    /// <param name="key">The stream.</param>
    /// <param name="index">The counter.</param>
    public static double Uniform(StreamKey key, uint index)
    {
        (uint word0, uint word1, _, _) = Block(index, 0, 0, 0, key.Word0, key.Word1);
        return ((((ulong)(word0 >> 6) << 27) | (word1 >> 5)) + 0.5) * TwoToMinus53;
    }

    /// <summary>The same numbers as <see cref="Uniform"/> for successive counters.</summary>
    /// <param name="key">The stream.</param>
    /// <param name="first">The first counter.</param>
    /// <param name="destination">Receives one number per counter.</param>
    public static void Fill(StreamKey key, uint first, Span<double> destination)
    {
        int i = 0;
        for (; i + 8 <= destination.Length; i += 8)
        {
            Vector512<ulong> index = Vector512.Create((ulong)first + (ulong)i) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
            Uniforms(key, index).CopyTo(destination[i..]);
        }

        for (; i < destination.Length; i++)
        {
            destination[i] = Uniform(key, first + (uint)i);
        }
    }

    private static Vector512<double> Uniforms(StreamKey key, Vector512<ulong> counter0)
    {
        Vector512<ulong> low = Vector512.Create((ulong)uint.MaxValue);
        Vector512<ulong> multiplier0 = Vector512.Create((ulong)Multiplier0);
        Vector512<ulong> multiplier1 = Vector512.Create((ulong)Multiplier1);
        Vector512<ulong> counter1 = Vector512<ulong>.Zero;
        Vector512<ulong> counter2 = Vector512<ulong>.Zero;
        Vector512<ulong> counter3 = Vector512<ulong>.Zero;
        uint key0 = key.Word0;
        uint key1 = key.Word1;
        for (int round = 0; round < Rounds; round++)
        {
            Vector512<ulong> product0 = multiplier0 * counter0;
            Vector512<ulong> product1 = multiplier1 * counter2;
            counter0 = Vector512.ShiftRightLogical(product1, 32) ^ counter1 ^ Vector512.Create((ulong)key0);
            counter1 = product1 & low;
            counter2 = Vector512.ShiftRightLogical(product0, 32) ^ counter3 ^ Vector512.Create((ulong)key1);
            counter3 = product0 & low;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        Vector512<ulong> bits = Vector512.ShiftLeft(Vector512.ShiftRightLogical(counter0, 6), 27) | Vector512.ShiftRightLogical(counter1, 5);
        return (Vector512.ConvertToDouble(bits.AsInt64()) + Vector512.Create(0.5)) * Vector512.Create(TwoToMinus53);
    }
}

/// <summary>The key of a stream of random numbers.</summary>
/// <param name="Word0">First word.</param>
/// <param name="Word1">Second word.</param>
public readonly record struct StreamKey(uint Word0, uint Word1)
{
    /// <summary>The stream of an input in a replicate of a study. It depends on nothing else, so another input shifts no other's.</summary>
    /// <param name="seed">Seed of the study.</param>
    /// <param name="replicate">Replicate, 0 or more.</param>
    /// <param name="id">Id of the input.</param>
    /// <param name="purpose">Which of several streams of the input.</param>
    public static StreamKey Of(ulong seed, int replicate, string id, StreamPurpose purpose)
    {
        // FNV-1a over the id's characters; Philox then spreads it together with seed, replicate and purpose.
        ulong hash = 14695981039346656037;
        foreach (char letter in id)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        (uint word0, uint word1, _, _) = Philox.Block(
            (uint)hash, (uint)(hash >> 32), (uint)replicate, (uint)purpose, (uint)seed, (uint)(seed >> 32));
        return new(word0, word1);
    }
}

/// <summary>What the random numbers of a stream are for.</summary>
public enum StreamPurpose
{
    /// <summary>Plain draws, and those inside the cells of a Latin hypercube.</summary>
    Draw,

    /// <summary>Scrambling a low-discrepancy sequence.</summary>
    Scramble,

    /// <summary>Permuting the cells of a Latin hypercube.</summary>
    Permutation,

    /// <summary>Measurement error of a pilot.</summary>
    PilotError,

    /// <summary>The second matrix of variance-based indices.</summary>
    SecondMatrix,
}
