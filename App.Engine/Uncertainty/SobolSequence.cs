using System.Globalization;
using System.Runtime.Intrinsics;

namespace App.Engine.Uncertainty;

/// <summary>
/// Sobol's low-discrepancy sequence with the direction numbers of Joe and Kuo (2008), each dimension scrambled on its own in the
/// manner of Owen: every replicate is an unbiased sample, and any number of points in a row, the first included, stays evenly spread.
/// </summary>
/// <remarks>
/// The scramble is the hash of Laine and Karras on reversed bits (Burley, Practical hash-based Owen scrambling, JCGT 2020). Points are
/// taken in binary, not in Gray order, so that point i can be computed alone.
/// </remarks>
public static class SobolSequence
{
    /// <summary>Dimensions for which there are direction numbers.</summary>
    public const int Dimensions = 256;

    private const int Bits = 32;
    private const double TwoToMinus32 = 1.0 / (1L << 32);
    private static readonly uint[] s_reversedDirections = ReadDirections();

    /// <summary>A point of the sequence before scrambling.</summary>
    /// <param name="dimension">0 to <see cref="Dimensions"/> - 1.</param>
    /// <param name="index">Number of the point, from 0.</param>
    /// <returns>The coordinate, 0 or more and below 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no direction numbers for the dimension.</exception>
    public static double Plain(int dimension, uint index) => Reverse(Reversed(dimension, index)) * TwoToMinus32;

    /// <summary>Successive scrambled points of one dimension.</summary>
    /// <param name="dimension">0 to <see cref="Dimensions"/> - 1.</param>
    /// <param name="scramble">Picks the scramble.</param>
    /// <param name="first">Number of the first point.</param>
    /// <param name="destination">Receives the coordinates, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no direction numbers for the dimension.</exception>
    public static void Fill(int dimension, uint scramble, uint first, Span<double> destination)
    {
        Span<uint> points = stackalloc uint[16];
        ReadOnlySpan<uint> directions = DirectionsOf(dimension);
        for (int i = 0; i < destination.Length; i += points.Length)
        {
            uint start = first + (uint)i;
            if ((start & 15) == 0)
            {
                // Sixteen points in a row share all but their last four bits.
                points[0] = Reversed(dimension, start);
                for (int bit = 0; bit < 4; bit++)
                {
                    for (int point = 0; point < 1 << bit; point++)
                    {
                        points[(1 << bit) + point] = points[point] ^ directions[bit];
                    }
                }
            }
            else
            {
                for (int point = 0; point < points.Length; point++)
                {
                    points[point] = Reversed(dimension, start + (uint)point);
                }
            }

            Vector512<uint> scrambled = Reverse(Scramble(Vector512.Create<uint>(points), scramble));
            Store(scrambled, destination[i..]);
        }
    }

    private static uint Reversed(int dimension, uint index)
    {
        ReadOnlySpan<uint> directions = DirectionsOf(dimension);
        uint point = 0;
        for (int bit = 0; index != 0; bit++, index >>= 1)
        {
            point ^= (index & 1) == 0 ? 0 : directions[bit];
        }

        return point;
    }

    private static ReadOnlySpan<uint> DirectionsOf(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(dimension, Dimensions);
        return s_reversedDirections.AsSpan(dimension * Bits, Bits);
    }

    private static Vector512<uint> Scramble(Vector512<uint> reversed, uint seed)
    {
        Vector512<uint> x = reversed ^ (reversed * Vector512.Create(0x3D20ADEAu));
        x += Vector512.Create(seed);
        x *= Vector512.Create((seed >> 16) | 1);
        x ^= x * Vector512.Create(0x05526C56u);
        x ^= x * Vector512.Create(0x53A22864u);
        return x;
    }

    private static Vector512<uint> Reverse(Vector512<uint> x)
    {
        x = Swap(x, 1, 0x55555555);
        x = Swap(x, 2, 0x33333333);
        x = Swap(x, 4, 0x0F0F0F0F);
        x = Swap(x, 8, 0x00FF00FF);
        return Vector512.ShiftRightLogical(x, 16) | Vector512.ShiftLeft(x, 16);

        static Vector512<uint> Swap(Vector512<uint> x, int distance, uint mask) =>
            (Vector512.ShiftRightLogical(x, distance) & Vector512.Create(mask)) | Vector512.ShiftLeft(x & Vector512.Create(mask), distance);
    }

    private static uint Reverse(uint x)
    {
        uint reversed = 0;
        for (int bit = 0; bit < Bits; bit++)
        {
            reversed |= ((x >> bit) & 1) << (Bits - 1 - bit);
        }

        return reversed;
    }

    private static void Store(Vector512<uint> words, Span<double> destination)
    {
        (Vector512<ulong> low, Vector512<ulong> high) = Vector512.Widen(words);
        if (destination.Length >= 16)
        {
            Uniform(low).CopyTo(destination);
            Uniform(high).CopyTo(destination[8..]);
            return;
        }

        Span<double> all = stackalloc double[16];
        Uniform(low).CopyTo(all);
        Uniform(high).CopyTo(all[8..]);
        all[..destination.Length].CopyTo(destination);

        static Vector512<double> Uniform(Vector512<ulong> words) =>
            (Vector512.ConvertToDouble(words.AsInt64()) + Vector512.Create(0.5)) * Vector512.Create(TwoToMinus32);
    }

    /// <summary>Reads the table and runs its recurrence; the words are stored bit-reversed, which is how the scramble wants them.</summary>
    private static uint[] ReadDirections()
    {
        uint[] all = new uint[Dimensions * Bits];
        using Stream stream = typeof(SobolSequence).Assembly.GetManifestResourceStream("sobol-directions.txt")!;
        using StreamReader reader = new(stream);
        int dimension = 0;
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                Span<uint> directions = all.AsSpan(dimension * Bits, Bits);
                Recur([.. line.Split(' ').Skip(1).Select(word => uint.Parse(word, CultureInfo.InvariantCulture))], directions);
                dimension++;
            }
        }

        return all;
    }

    private static void Recur(uint[] row, Span<uint> directions)
    {
        int degree = (int)row[0];
        uint coefficients = row[1];
        uint[] v = new uint[Bits];
        for (int bit = 0; bit < Bits; bit++)
        {
            if (degree == 0)
            {
                v[bit] = 1u << (Bits - 1 - bit);
            }
            else if (bit < degree)
            {
                v[bit] = row[2 + bit] << (Bits - 1 - bit);
            }
            else
            {
                v[bit] = v[bit - degree] ^ (v[bit - degree] >> degree);
                for (int k = 1; k < degree; k++)
                {
                    v[bit] ^= ((coefficients >> (degree - 1 - k)) & 1) * v[bit - k];
                }
            }

            directions[bit] = Reverse(v[bit]);
        }
    }
}
