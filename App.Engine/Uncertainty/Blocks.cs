using System.Runtime.Intrinsics;

namespace App.Engine.Uncertainty;

/// <summary>Applies a function to a span of numbers eight at a time; a ragged end is padded, so each number is computed the same way.</summary>
internal static class Blocks
{
    /// <summary>A function of eight numbers.</summary>
    internal interface IMap
    {
        static abstract Vector512<double> Of(Vector512<double> values);
    }

    public static void Map<TMap>(ReadOnlySpan<double> source, Span<double> destination)
        where TMap : struct, IMap
    {
        Check(source, destination);
        int i = 0;
        for (; i + 8 <= source.Length; i += 8)
        {
            TMap.Of(Vector512.Create(source[i..])).CopyTo(destination[i..]);
        }

        if (i < source.Length)
        {
            Span<double> padded = stackalloc double[8];
            padded.Fill(source[^1]);
            source[i..].CopyTo(padded);
            TMap.Of(Vector512.Create<double>(padded)).CopyTo(padded);
            padded[..(source.Length - i)].CopyTo(destination[i..]);
        }
    }

    public static void Check(ReadOnlySpan<double> source, Span<double> destination)
    {
        if (destination.Length < source.Length)
        {
            throw new ArgumentException($"The destination holds {destination.Length} numbers, {source.Length} are needed.", nameof(destination));
        }
    }
}
