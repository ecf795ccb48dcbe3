using App.Engine.Algebra;
using App.Engine.Serving;
using CsCheck;

namespace App.Tests.Engine.Serving;

public sealed class ExpertRoutingTests
{
    [Theory]
    [InlineData(256, 8, 1, 8, 0)]
    [InlineData(256, 8, 4, 30.53, 2)]
    [InlineData(256, 8, 8, 57.42, 2)]
    [InlineData(256, 8, 16, 101.96, 2)]
    [InlineData(256, 8, 32, 163.31, 2)]
    [InlineData(256, 8, 64, 222.44, 2)]
    [InlineData(256, 8, 128, 251.60, 2)]
    [InlineData(256, 8, 256, 255.92, 2)]
    [InlineData(128, 4, 8, 28.71, 2)]
    [InlineData(128, 4, 32, 81.66, 2)]
    [InlineData(128, 4, 64, 111.22, 2)]
    [InlineData(8, 2, 4, 5.47, 2)]
    public void Touched_GoldenTable_IsReproduced(double experts, double perToken, double tokens, double touched, int decimals) =>
        Assert.Equal(touched, Touched(experts, perToken, tokens), Tolerance.Printed(decimals));

    [Fact]
    public void Touched_AnyRouting_LiesBetweenOneTokensAndAllExperts() =>
        Gen.Select(Gen.Int[2, 512], Gen.Double[0, 1], Gen.Int[1, 5000]).Sample((experts, share, tokens) =>
        {
            int perToken = Math.Max(1, (int)(share * (experts - 1)));
            double touched = Touched(experts, perToken, tokens);
            Assert.InRange(touched, perToken * (1 - Tolerance.Reduction), experts);
            Assert.True(touched <= (double)perToken * tokens * (1 + Tolerance.Reduction));
            Assert.True(Touched(experts, perToken, tokens + 1) >= touched * (1 - Tolerance.Reduction));
        });

    private static double Touched(double experts, double perToken, double tokens) =>
        ExpertRouting.Touched(new Scalar(experts), new(perToken), new(tokens)).Value;
}
