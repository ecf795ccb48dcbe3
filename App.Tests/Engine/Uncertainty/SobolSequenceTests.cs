using App.Engine.Uncertainty;
using CsCheck;

namespace App.Tests.Engine.Uncertainty;

public sealed class SobolSequenceTests
{
    /// <summary>Points 1 to 7 in Gray order as an independent implementation of the same direction numbers gives them.</summary>
    [Theory]
    [InlineData(0, new[] { 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125 })]
    [InlineData(1, new[] { 0.5, 0.25, 0.75, 0.375, 0.875, 0.125, 0.625 })]
    [InlineData(2, new[] { 0.5, 0.25, 0.75, 0.625, 0.125, 0.875, 0.375 })]
    [InlineData(3, new[] { 0.5, 0.25, 0.75, 0.875, 0.375, 0.625, 0.125 })]
    [InlineData(5, new[] { 0.5, 0.75, 0.25, 0.125, 0.625, 0.875, 0.375 })]
    [InlineData(19, new[] { 0.5, 0.25, 0.75, 0.125, 0.625, 0.375, 0.875 })]
    [InlineData(255, new[] { 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125 })]
    public void Plain_FirstPoints_AsPublished(int dimension, double[] points)
    {
        Assert.Equal(0, SobolSequence.Plain(dimension, 0));
        for (uint i = 1; i <= points.Length; i++)
        {
            Assert.Equal(points[i - 1], SobolSequence.Plain(dimension, i ^ (i >> 1)));
        }
    }

    [Fact]
    public void Fill_EveryDimension_OnePointInEachCell()
    {
        double[] points = new double[1024];
        for (int dimension = 0; dimension < SobolSequence.Dimensions; dimension++)
        {
            SobolSequence.Fill(dimension, 0x1234567u * (uint)(dimension + 1), 0, points);
            Assert.Equal(points.Length, points.Select(point => (int)(point * points.Length)).Distinct().Count());
        }
    }

    [Fact]
    public void Fill_FirstTwoDimensions_OnePointInEachBoxOfAnyShape()
    {
        double[] x = new double[1024];
        double[] y = new double[1024];
        SobolSequence.Fill(0, 0xABCDEF01, 0, x);
        SobolSequence.Fill(1, 0x10FEDCBA, 0, y);
        for (int columns = 1; columns <= 1024; columns *= 2)
        {
            int rows = 1024 / columns;
            Assert.Equal(1024, x.Zip(y, (left, right) => ((int)(left * columns), (int)(right * rows))).Distinct().Count());
        }
    }

    [Fact]
    [Trait(Categories.Trait, Categories.Intrinsics)]
    public void Fill_AnyBlock_SamePointsAsTheWhole() =>
        Gen.Select(Gen.Int[0, 255], Gen.UInt, Gen.Int[0, 200], Gen.Int[0, 100]).Sample((dimension, scramble, first, length) =>
        {
            double[] whole = new double[320];
            double[] part = new double[length];
            SobolSequence.Fill(dimension, scramble, 0, whole);
            SobolSequence.Fill(dimension, scramble, (uint)first, part);
            Assert.Null(Bits.Difference(whole.AsSpan(first, length), part));
        });

    [Fact]
    public void Plain_DimensionBeyondTheTable_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SobolSequence.Plain(SobolSequence.Dimensions, 0));

    [Fact]
    public void RandomPermutation_AnyCount_EachElementOnce() =>
        Gen.Select(Gen.Int[1, 1500], Gen.UInt, Gen.UInt).Sample((count, word0, word1) =>
        {
            RandomPermutation permutation = new(count, new(word0, word1));
            Assert.Equal(
                Enumerable.Range(0, count), Enumerable.Range(0, count).Select(i => (int)permutation[(uint)i]).Order());
        });
}
