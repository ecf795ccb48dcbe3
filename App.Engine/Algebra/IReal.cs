using System.Numerics;

namespace App.Engine.Algebra;

/// <summary>
/// The small algebra of real numbers in which every equation of the engine is written once.
/// <see cref="Scalar"/> computes one answer, <see cref="Lanes"/> computes one world per lane,
/// <see cref="Formula"/> records the expression.
/// </summary>
/// <typeparam name="TSelf">The reading itself. Struct, so that the JIT specialises each equation for it.</typeparam>
/// <remarks>
/// Branches that depend on data are <see cref="SelectLess"/>, never <c>if</c>: a reading need not have one value.
/// NaN compares false, so <see cref="Min"/> and <see cref="Max"/> return their second argument when either is NaN.
/// </remarks>
public interface IReal<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>,
    IUnaryNegationOperators<TSelf, TSelf>
    where TSelf : struct, IReal<TSelf>
{
    /// <summary>A universal constant (0, 1, 12, 8760, 1e6 and the like). Everything else is an input.</summary>
    /// <param name="value">The number.</param>
    static abstract TSelf Constant(double value);

    /// <summary>The smaller of two numbers.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The larger of two numbers.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary><paramref name="whenLess"/> where <paramref name="left"/> is below <paramref name="right"/>, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf SelectLess(TSelf left, TSelf right, TSelf whenLess, TSelf otherwise);

    /// <summary>e to the power of <paramref name="value"/>; infinite beyond 708, zero below -708.</summary>
    static abstract TSelf Exp(TSelf value);

    /// <summary>The natural logarithm; NaN below zero.</summary>
    static abstract TSelf Log(TSelf value);
}
