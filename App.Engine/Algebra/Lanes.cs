using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace App.Engine.Algebra;

/// <summary>
/// A hardware vector of eight doubles, one world per lane. Where the machine has narrower vectors the runtime
/// composes it of them; the numbers are the same.
/// </summary>
public readonly struct Lanes : IReal<Lanes>
{
    /// <summary>Worlds per vector: 8.</summary>
    public const int Count = 8;

    private readonly Vector512<double> _values;

    /// <summary>Wraps eight worlds.</summary>
    /// <param name="values">One number per world.</param>
    public Lanes(Vector512<double> values) => _values = values;

    /// <summary>Reads up to eight worlds; lanes beyond the end repeat the last world, so that no lane computes on garbage.</summary>
    /// <param name="worlds">At least one number.</param>
    /// <exception cref="ArgumentException"><paramref name="worlds"/> is empty.</exception>
    public static Lanes Load(ReadOnlySpan<double> worlds)
    {
        if (worlds.Length >= Count)
        {
            return new(Vector512.Create(worlds));
        }

        if (worlds.IsEmpty)
        {
            throw new ArgumentException("At least one world is needed.", nameof(worlds));
        }

        Span<double> padded = stackalloc double[Count];
        padded.Fill(worlds[^1]);
        worlds.CopyTo(padded);
        return new(Vector512.Create<double>(padded));
    }

    /// <summary>Writes the first lanes, as many as <paramref name="destination"/> holds, eight at most.</summary>
    /// <param name="destination">One number per world.</param>
    public void Store(Span<double> destination)
    {
        if (destination.Length >= Count)
        {
            _values.CopyTo(destination);
            return;
        }

        for (int lane = 0; lane < destination.Length; lane++)
        {
            destination[lane] = _values.GetElement(lane);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Constant(double value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator +(Lanes left, Lanes right) => new(left._values + right._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator -(Lanes left, Lanes right) => new(left._values - right._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator *(Lanes left, Lanes right) => new(left._values * right._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator /(Lanes left, Lanes right) => new(left._values / right._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator -(Lanes value) => new(-value._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Min(Lanes left, Lanes right) => SelectLess(left, right, left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Max(Lanes left, Lanes right) => SelectLess(right, left, left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes SelectLess(Lanes left, Lanes right, Lanes whenLess, Lanes otherwise) =>
        new(Vector512.ConditionalSelect(
            Vector512.LessThan(left._values, right._values), whenLess._values, otherwise._values));

    /// <inheritdoc/>
    /// <remarks>
    /// A lane outside <see cref="Scalar.LargestExponent"/> would send all eight to another routine, whose last digits differ; so
    /// none is handed on.
    /// </remarks>
    public static Lanes Exp(Lanes value)
    {
        Vector512<double> exponent = value._values;
        Vector512<double> within = Vector512.LessThanOrEqual(Vector512.Abs(exponent), Vector512.Create(Scalar.LargestExponent));
        Vector512<double> power = Vector512.Exp(Vector512.ConditionalSelect(within, exponent, Vector512<double>.Zero));
        Vector512<double> beyond = Vector512.ConditionalSelect(
            Vector512.GreaterThan(exponent, Vector512<double>.Zero), Vector512.Create(double.PositiveInfinity), exponent);
        beyond = Vector512.ConditionalSelect(
            Vector512.LessThan(exponent, Vector512<double>.Zero), Vector512<double>.Zero, beyond);
        return new(Vector512.ConditionalSelect(within, power, beyond));
    }

    /// <inheritdoc/>
    public static Lanes Log(Lanes value) => new(Vector512.Log(value._values));
}
