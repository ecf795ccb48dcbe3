using App.Engine.Uncertainty;
using CsCheck;

namespace App.Tests.Engine.Uncertainty;

public sealed class DistributionTests
{
    private static readonly Gen<Distribution> s_any = Gen.OneOf<Distribution>(
        Gen.Select(Generators.LogUniform(1e-3, 1e6), Gen.Double[0.01, 1.5]).Select((median, sigma) => Distribution.LogNormal(median, sigma)),
        Gen.Select(Gen.Double[0.01, 0.4], Gen.Double[0.41, 0.6], Gen.Double[0.61, 0.99]).Select((low, middle, high) =>
            (Distribution)new ThreePointDistribution(low, middle, high, 0, 1, DistributionScale.Logistic)),
        Gen.Select(Gen.Double[-5, 0], Gen.Double[0, 1], Gen.Double[1, 9]).Select((low, middle, high) =>
            (Distribution)new ThreePointDistribution(low, middle, high, null, null, DistributionScale.Linear)),
        Gen.Select(Gen.Double[-5, 0], Gen.Double[0, 1], Gen.Double[1.01, 9]).Select((low, middle, high) =>
            (Distribution)new TriangularDistribution(low, middle, high)),
        Gen.Double[0.01, 0.99].Select(p => (Distribution)new TableDistribution([0, 1], [1 - p, p])));

    /// <summary>Quantiles of the standard normal distribution from an independent library.</summary>
    [Theory]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(1e-5, -4.264890793922825)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(0.0249, -1.9616778690637864)]
    [InlineData(0.075, -1.4395314709384563)]
    [InlineData(0.3, -0.5244005127080409)]
    [InlineData(0.5, 0)]
    [InlineData(0.9, 1.2815515655446004)]
    [InlineData(0.999999, 4.753424308817087)]
    public void NormalQuantile_KnownProbabilities_AsPublished(double probability, double quantile)
    {
        Assert.Equal(quantile, NormalDistribution.Quantile(probability), Math.Abs(quantile) * Tolerance.NormalQuantile);
        Assert.Equal(probability, NormalDistribution.Cumulative(quantile), probability * Tolerance.NormalCumulative);
    }

    [Fact]
    public void Quantile_ThreePoint_PassesThroughItsPoints()
    {
        Distribution range = new ThreePointDistribution(11_000, 16_213.43, 18_000, 0, null, DistributionScale.Logarithmic);
        Assert.Equal(11_000, range.Quantile(0.1), 11_000 * Tolerance.WorkedByHand);
        Assert.Equal(16_213.43, range.Quantile(0.5), 16_213.43 * Tolerance.WorkedByHand);
        Assert.Equal(18_000, range.Quantile(0.9), 18_000 * Tolerance.WorkedByHand);
    }

    [Fact]
    public void LogNormal_Sigma_IsTheSpreadOfTheLogarithm()
    {
        // F21: a 90% interval of a log-normal is 3.29 sigma wide on the logarithm.
        Distribution range = Distribution.LogNormal(1, 0.3);
        Assert.Equal(3.29 * 0.3, Math.Log(range.Quantile(0.95) / range.Quantile(0.05)), Tolerance.Printed(3));
    }

    [Fact]
    [Trait(Categories.Trait, Categories.Intrinsics)]
    public void Quantile_AnyDistribution_Ordered() =>
        Gen.Select(s_any, Gen.Double[0.0001, 0.9999].Array[2]).Sample((distribution, p) =>
        {
            Assert.Null(distribution.Problem());
            Array.Sort(p);
            Assert.True(distribution.Quantile(p[0]) <= distribution.Quantile(p[1]));
        });

    [Fact]
    [Trait(Categories.Trait, Categories.Intrinsics)]
    public void FromScores_AnyBlock_SameBitsAsOneByOne() =>
        Gen.Select(s_any, Gen.Double[-7, 7].Array[0, 40]).Sample((distribution, scores) =>
        {
            double[] all = new double[scores.Length];
            distribution.FromScores(scores, all);
            double[] single = [.. scores.Select(score =>
            {
                double[] one = [score];
                distribution.FromScores(one, one);
                return one[0];
            })];
            Assert.Null(Bits.Difference(single, all));
        });

    [Fact]
    public void Table_Probabilities_AreTheSharesOfWorlds()
    {
        TableDistribution table = new([0, 6, 12], [0.7, 0.2, 0.1]);
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => table.Quantile((i + 0.5) / 1000))];
        Assert.Equal((700, 200, 100), (values.Count(v => v == 0), values.Count(v => v == 6), values.Count(v => v == 12)));
    }

    [Fact]
    public void Problem_UnsoundDistributions_SaysWhatIsAccepted()
    {
        Assert.Contains("in this order", new ThreePointDistribution(2, 1, 3, 0, null, DistributionScale.Linear).Problem()!);
        Assert.Contains("bounds", new ThreePointDistribution(0, 1, 3, 0, null, DistributionScale.Logarithmic).Problem()!);
        Assert.Contains("add up to 1", new TableDistribution([0, 1], [0.5, 0.6]).Problem()!);
        Assert.Contains("in this order", new TriangularDistribution(3, 2, 1).Problem()!);
        Assert.Contains("finite", new PointDistribution(double.NaN).Problem()!);
    }
}
