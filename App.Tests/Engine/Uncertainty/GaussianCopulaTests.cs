using App.Engine.DecisionAnalysis;
using App.Engine.Uncertainty;

namespace App.Tests.Engine.Uncertainty;

public sealed class GaussianCopulaTests
{
    [Theory]
    [InlineData(Sampler.Sobol)]
    [InlineData(Sampler.LatinHypercube)]
    [InlineData(Sampler.MonteCarlo)]
    public void Apply_TargetSpearman_ReachedAtSixteenThousandWorlds(Sampler sampler)
    {
        RankCorrelation[] wanted = [new(0, 1, 0.7), new(1, 2, -0.4), new(0, 2, 0.1), new(3, 4, 0.9)];
        double[][] scores = Worlds.Scores(Worlds.Normal(5), 5, new(16_384, 11, sampler), wanted);
        foreach (RankCorrelation pair in wanted)
        {
            Assert.Equal(pair.Spearman, Spearman.Of(scores[pair.First], scores[pair.Second]), Tolerance.SpearmanReached);
        }

        Assert.Equal(0, Spearman.Of(scores[0], scores[3]), Tolerance.SpearmanReached);
    }

    [Fact]
    public void Constructor_NearlyContradictoryCorrelations_RepairedWithNotice()
    {
        GaussianCopula copula = new(3, [new(0, 1, 0.9), new(1, 2, 0.9), new(0, 2, 0.6)]);
        Assert.Contains("nearest possible", Assert.Single(copula.Notices));
    }

    [Fact]
    public void Constructor_ContradictoryCorrelations_Refused()
    {
        CorrelationException refusal = Assert.Throws<CorrelationException>(() =>
            new GaussianCopula(3, [new(0, 1, 0.9), new(1, 2, 0.9), new(0, 2, -0.9)]));
        Assert.Equal([0, 1, 2], refusal.Members);
        Assert.Contains("accepted: at most", refusal.Message);
    }

    [Fact]
    public void Constructor_PairNamedTwice_Throws() =>
        Assert.Throws<ArgumentException>(() => new GaussianCopula(2, [new(0, 1, 0.5), new(1, 0, 0.5)]));

    [Fact]
    public void NearestCorrelation_PublishedExample_SameMatrix()
    {
        // Higham (2002), the matrix with ones beside the diagonal and zero in the corner.
        double[] nearest = DenseMatrix.NearestCorrelation([1, 1, 0, 1, 1, 1, 0, 1, 1], 3);
        Assert.Equal(0.7607, nearest[1], Tolerance.Printed(4));
        Assert.Equal(0.1573, nearest[2], Tolerance.Printed(4));
    }
}
