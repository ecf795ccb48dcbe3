using System.Numerics;

namespace App.Engine.Uncertainty;

/// <summary>
/// A random permutation of 0 to n - 1 of which any element can be computed alone: a four-round Feistel network over the next even
/// power of two, walked until it falls inside.
/// </summary>
public readonly struct RandomPermutation
{
    private const int Rounds = 4;
    private readonly uint _count;
    private readonly int _halfBits;
    private readonly StreamKey _key;

    /// <summary>Picks a permutation.</summary>
    /// <param name="count">n, 1 or more.</param>
    /// <param name="key">Which permutation.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1.</exception>
    public RandomPermutation(int count, StreamKey key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        (_count, _key) = ((uint)count, key);
        _halfBits = Math.Max(1, (BitOperations.Log2((uint)count - (count > 1 ? 1u : 0u)) + 2) / 2);
    }

    /// <summary>The place of an element.</summary>
    /// <param name="index">0 to n - 1.</param>
    public uint this[uint index]
    {
        get
        {
            uint mask = (1u << _halfBits) - 1;
            do
            {
                uint left = index >> _halfBits;
                uint right = index & mask;
                for (uint round = 0; round < Rounds; round++)
                {
                    uint mixed = (right ^ _key.Word0) * 0x9E3779B1 + (round * 0x85EBCA77) + _key.Word1;
                    mixed = (mixed ^ (mixed >> 15)) * 0xC2B2AE3D;
                    (left, right) = (right, left ^ ((mixed ^ (mixed >> 13)) & mask));
                }

                index = (left << _halfBits) | right;
            }
            while (index >= _count);
            return index;
        }
    }
}
