using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace App.Engine.Algebra;

/// <summary>One double: the instant answer.</summary>
/// <param name="Value">The number. <c>default</c> is zero.</param>
public readonly record struct Scalar(double Value) : IReal<Scalar>
{
    /// <summary>
    /// The largest exponent of <see cref="Exp"/>, 708: e to it is 3e307. Beyond, the power counts as infinite, and below minus it
    /// as zero.
    /// </summary>
    public const double LargestExponent = 708;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Constant(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator +(Scalar left, Scalar right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator -(Scalar left, Scalar right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator *(Scalar left, Scalar right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator /(Scalar left, Scalar right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator -(Scalar value) => new(-value.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Min(Scalar left, Scalar right) => left.Value < right.Value ? left : right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Max(Scalar left, Scalar right) => left.Value > right.Value ? left : right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar SelectLess(Scalar left, Scalar right, Scalar whenLess, Scalar otherwise) =>
        left.Value < right.Value ? whenLess : otherwise;

    /// <inheritdoc/>
    /// <remarks>The vector routine on one element, so that it is the same number as <see cref="Lanes"/> bit for bit.</remarks>
    public static Scalar Exp(Scalar value) => Math.Abs(value.Value) <= LargestExponent
        ? new(Vector128.Exp(Vector128.Create(value.Value)).ToScalar())
        : new(value.Value < 0 ? 0 : value.Value > 0 ? double.PositiveInfinity : value.Value);

    /// <inheritdoc/>
    /// <remarks>The vector routine on one element, so that it is the same number as <see cref="Lanes"/> bit for bit.</remarks>
    public static Scalar Log(Scalar value) => new(Vector128.Log(Vector128.Create(value.Value)).ToScalar());
}
