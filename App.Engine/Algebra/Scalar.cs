using System.Runtime.Intrinsics;

namespace App.Engine.Algebra;

/// <summary>One double: the instant answer.</summary>
/// <param name="Value">The number. <c>default</c> is zero.</param>
public readonly record struct Scalar(double Value) : IReal<Scalar>
{
    /// <inheritdoc/>
    public static Scalar Constant(double value) => new(value);

    /// <inheritdoc/>
    public static Scalar operator +(Scalar left, Scalar right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    public static Scalar operator -(Scalar left, Scalar right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    public static Scalar operator *(Scalar left, Scalar right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    public static Scalar operator /(Scalar left, Scalar right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    public static Scalar operator -(Scalar value) => new(-value.Value);

    /// <inheritdoc/>
    public static Scalar Min(Scalar left, Scalar right) => left.Value < right.Value ? left : right;

    /// <inheritdoc/>
    public static Scalar Max(Scalar left, Scalar right) => left.Value > right.Value ? left : right;

    /// <inheritdoc/>
    public static Scalar SelectLess(Scalar left, Scalar right, Scalar whenLess, Scalar otherwise) =>
        left.Value < right.Value ? whenLess : otherwise;

    /// <inheritdoc/>
    /// <remarks>The vector routine on one element, so that it is the same number as <see cref="Lanes"/> bit for bit.</remarks>
    public static Scalar Exp(Scalar value) => new(Vector128.Exp(Vector128.Create(value.Value)).ToScalar());

    /// <inheritdoc/>
    /// <remarks>The vector routine on one element, so that it is the same number as <see cref="Lanes"/> bit for bit.</remarks>
    public static Scalar Log(Scalar value) => new(Vector128.Log(Vector128.Create(value.Value)).ToScalar());
}
