using App.Engine.Uncertainty;

namespace App.Tests.Engine.Uncertainty;

public sealed class WorldSourceTests
{
    public static TheoryData<Sampler> Samplers => [Sampler.Sobol, Sampler.LatinHypercube, Sampler.MonteCarlo];

    [Theory]
    [MemberData(nameof(Samplers))]
    public void FillScores_BlocksInAnyOrderAndSize_SameBits(Sampler sampler)
    {
        WorldSettings settings = new(5_000, 42, sampler);
        IReadOnlyList<UncertainVariable> variables = Worlds.Normal(4);
        double[][] all = Worlds.Scores(variables, 3, settings, new RankCorrelation(0, 3, 0.5));
        WorldSource source = Worlds.Source(variables, 3, settings, new RankCorrelation(0, 3, 0.5));
        double[] block = new double[source.BlockLength];
        foreach ((int replicate, int first, int count) in new[] { (15, 100, 37), (3, 0, 8), (3, 299, 1), (0, 250, 56) })
        {
            source.FillScores(replicate, first, count, block);
            for (int v = 0; v < variables.Count; v++)
            {
                Assert.Null(Bits.Difference(
                    all[v].AsSpan(settings.FirstWorldOf(replicate) + first, count), block.AsSpan(v * WorldSource.BlockWorlds, count)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void FillScores_AnotherVariable_ChangesNoByteOfTheOthers(Sampler sampler)
    {
        WorldSettings settings = new(4_096, 42, sampler);
        IReadOnlyList<UncertainVariable> three = Worlds.Normal(3);
        double[][] before = Worlds.Scores(three, 3, settings, new RankCorrelation(0, 2, 0.5));
        double[][] after = Worlds.Scores(
            [.. three, Worlds.Variable("another", Distribution.LogNormal(1, 1))], 3, settings, new RankCorrelation(0, 2, 0.5), new RankCorrelation(2, 3, 0.5));
        for (int v = 0; v < three.Count; v++)
        {
            Assert.Null(Bits.Difference(before[v], after[v]));
        }
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void FillScores_OtherSeed_OtherWorlds(Sampler sampler) => Assert.NotNull(Bits.Difference(
        Worlds.Scores(Worlds.Normal(1), 1, new(256, 1, sampler))[0], Worlds.Scores(Worlds.Normal(1), 1, new(256, 2, sampler))[0]));

    [Fact]
    public void FillScores_Sobol_ErrorOfTheMeanAtMostAFifthOfMonteCarlo()
    {
        // A cost-like function of ten inputs, a product of log-normals and a kink, against its mean over two million worlds.
        double truth = Mean(new(1 << 21, 999, Sampler.Sobol));
        double Error(Sampler sampler) => Math.Sqrt(Enumerable.Range(1, 12)
            .Average(seed => Math.Pow(Mean(new(16_384, (ulong)seed, sampler)) - truth, 2)));
        double sobol = Error(Sampler.Sobol);
        double hypercube = Error(Sampler.LatinHypercube);
        double plain = Error(Sampler.MonteCarlo);
        Assert.True(sobol * 5 <= plain, $"Sobol {sobol / truth:E2}, plain {plain / truth:E2}");
        Assert.True(hypercube < plain, $"Latin hypercube {hypercube / truth:E2}, plain {plain / truth:E2}");

        static double Mean(WorldSettings settings)
        {
            WorldSource source = Worlds.Source(Worlds.Normal(10), 10, settings);
            double[] block = new double[source.BlockLength];
            double sum = 0;
            for (int r = 0; r < WorldSettings.Replicates; r++)
            {
                for (int first = 0; first < settings.WorldsOf(r); first += WorldSource.BlockWorlds)
                {
                    int count = Math.Min(WorldSource.BlockWorlds, settings.WorldsOf(r) - first);
                    source.FillScores(r, first, count, block);
                    for (int i = 0; i < count; i++)
                    {
                        double Of(int v) => block[(v * WorldSource.BlockWorlds) + i];
                        double price = Math.Exp((0.3 * Of(0)) + (0.2 * Of(1)));
                        double energy = Math.Exp((0.4 * Of(2)) + (0.2 * Of(3)) + (0.1 * Of(4)));
                        double shortage = Math.Max(0, Math.Exp((0.3 * Of(5)) + (0.2 * Of(6))) - 1.1);
                        sum += (5 * price) + (1.5 * energy) + (4 * shortage * Math.Exp(0.2 * Of(7))) + Of(8) + (0.5 * Of(9) * Of(0));
                    }
                }
            }

            return sum / settings.Worlds;
        }
    }
}
