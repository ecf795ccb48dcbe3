using App.Engine.Algebra;
using CsCheck;

namespace App.Tests.Engine.Algebra;

[Trait(Categories.Trait, Categories.Intrinsics)]
public sealed class ScalarTests
{
    [Fact]
    public void MinAndMax_EitherIsNaN_GiveTheSecond()
    {
        Scalar number = new(3);
        Scalar nan = new(double.NaN);

        Assert.Equal(3, Scalar.Min(nan, number).Value);
        Assert.Equal(3, Scalar.Max(nan, number).Value);
        Assert.True(double.IsNaN(Scalar.Min(number, nan).Value));
        Assert.True(double.IsNaN(Scalar.Max(number, nan).Value));
    }

    [Fact]
    public void SelectLess_EqualOrNaN_GivesOtherwise()
    {
        Scalar less = new(1);
        Scalar otherwise = new(2);

        Assert.Equal(1, Scalar.SelectLess(new(0), new(1), less, otherwise).Value);
        Assert.Equal(2, Scalar.SelectLess(new(1), new(1), less, otherwise).Value);
        Assert.Equal(2, Scalar.SelectLess(new(-0.0), new(0.0), less, otherwise).Value);
        Assert.Equal(2, Scalar.SelectLess(new(double.NaN), new(1), less, otherwise).Value);
    }

    [Fact]
    public void ExpAndLog_OrdinaryNumbers_AgreeWithTheLibrary() => Gen.Double[-700, 700].Sample(
        number =>
        {
            double exp = Math.Exp(number);
            double log = Math.Log(Math.Abs(number) + 1e-9);
            Assert.InRange(Scalar.Exp(new(number)).Value, exp * (1 - Tolerance.Transcendental), exp * (1 + Tolerance.Transcendental));
            Assert.Equal(log, Scalar.Log(new(Math.Abs(number) + 1e-9)).Value, Math.Abs(log) * Tolerance.Transcendental);
        },
        iter: 10_000, threads: 1);

    [Theory]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(1, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void Log_Edges_AreThoseOfTheReals(double number, double expected) => Assert.Equal(expected, Scalar.Log(new(number)).Value);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(1000, double.PositiveInfinity)]
    [InlineData(-1000, 0)]
    public void Exp_Edges_AreThoseOfTheReals(double number, double expected) => Assert.Equal(expected, Scalar.Exp(new(number)).Value);
}
