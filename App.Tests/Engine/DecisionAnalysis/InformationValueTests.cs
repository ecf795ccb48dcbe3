using App.Engine.DecisionAnalysis;
using App.Engine.Uncertainty;
using App.Tests.Engine.Uncertainty;

namespace App.Tests.Engine.DecisionAnalysis;

/// <summary>Two or three candidates whose net benefits are functions of normal scores, for which closed forms are known.</summary>
public sealed class InformationValueTests
{
    private const double Mean = 40;
    private static readonly double[] s_slopes = [100, 60, 30];

    public static TheoryData<Sampler, ulong> Studies => new()
    {
        { Sampler.Sobol, 1 }, { Sampler.Sobol, 2 }, { Sampler.LatinHypercube, 3 }, { Sampler.MonteCarlo, 4 }, { Sampler.MonteCarlo, 5 },
    };

    [Theory]
    [MemberData(nameof(Studies))]
    public void Each_LinearGaussian_WithinThreeStandardErrorsOfClosedForm(Sampler sampler, ulong seed)
    {
        Linear linear = new(new(16_384, seed, sampler), noise: 1);
        IReadOnlyList<VariableValue> values = linear.Value().Each(linear.Bases);
        for (int v = 0; v < s_slopes.Length; v++)
        {
            Within(ClosedForm(s_slopes[v]), values[v].Evppi);
            double share = s_slopes[v] * s_slopes[v] / s_slopes.Sum(slope => slope * slope);
            Assert.InRange(values[v].VarianceShare.StandardError, 0, 0.02);
            Assert.Equal(share, values[v].VarianceShare.Value, Tolerance.StandardErrors * values[v].VarianceShare.StandardError);
        }

        Within(ClosedForm(Math.Sqrt(s_slopes.Sum(slope => slope * slope))), linear.Value().Evpi());
    }

    [Theory]
    [MemberData(nameof(Studies))]
    public void Each_NoiseInput_BelowAThousandthOfPerfectInformation(Sampler sampler, ulong seed)
    {
        Linear linear = new(new(16_384, seed, sampler), noise: 1);
        VariableValue noise = linear.Value().Each(linear.Bases)[^1];
        Assert.InRange(noise.Evppi.Value, 0, linear.Value().Evpi().Value / 1000);
    }

    [Theory]
    [MemberData(nameof(Studies))]
    public void Group_AllInputs_IsPerfectInformation(Sampler sampler, ulong seed)
    {
        Linear linear = new(new(16_384, seed, sampler), noise: 0);
        Assert.Equal(
            linear.Value().Evpi().Value, linear.Value().Group([0, 1, 2], linear.Bases).Value,
            linear.Value().Evpi().Value * Tolerance.WorkedByHand);
    }

    [Fact]
    public void Group_AllInputsOfACurvedModel_TendsToPerfectInformation()
    {
        WorldSettings settings = new(65_536, 6, Sampler.Sobol);
        double[][] scores = Worlds.Scores(Worlds.Normal(3), 3, settings);
        NetBenefits benefits = Worlds.Benefits(
            settings, scores, _ => 0, z => (50 * Math.Exp(0.4 * z(0))) - 55 + (20 * z(1)), z => (30 * z(1)) + (15 * z(0) * z(2)) - 10);
        InformationValue value = Worlds.Value(benefits, Worlds.Source(Worlds.Normal(3), 3, settings), 3);
        RegressionBasis[] bases = [.. Enumerable.Repeat(RegressionBasis.Spline, 3)];
        double all = value.Group([0, 1, 2], bases).Value;
        Assert.Equal(value.Evpi().Value, all, value.Evpi().Value * Tolerance.RegressionOfSmoothModel);
        Assert.All(value.Each(bases), each => Assert.InRange(each.Evppi.Value, 0, all));
    }

    /// <summary>A lead with a heavy tail that the inputs do not explain, so that regressions on them see gains where there are none.</summary>
    /// <param name="cost">What is taken from the lead; at 0 the same candidate is best in every world, and knowing is worth nothing.</param>
    [Theory]
    [InlineData(0)]
    [InlineData(2000)]
    public void Value_OfSomething_NeverExceedsThatOfEverything(double cost)
    {
        WorldSettings settings = new(4096, 8, Sampler.MonteCarlo);
        double[][] scores = Worlds.Scores(Worlds.Normal(4), 4, settings);
        NetBenefits benefits = Worlds.Benefits(settings, scores, z => Math.Exp(4 * z(3)) - cost, _ => 0);
        InformationValue value = Worlds.Value(benefits, Worlds.Source(Worlds.Normal(3), 3, settings), 3);
        RegressionBasis[] bases = [.. Enumerable.Repeat(RegressionBasis.Spline, 3)];
        Estimate all = value.Evpi();
        Estimate group = value.Group([0, 1, 2], bases);

        Assert.Equal(cost == 0, all == default);
        Assert.InRange(group.Value, 0, all.Value);
        Assert.True(cost > 0 || group == default);
        Assert.All(value.Each(bases), each => Assert.InRange(each.Evppi.Value, 0, all.Value));
    }

    [Fact]
    public void Group_OneInput_AgreesWithEach()
    {
        Linear linear = new(new(16_384, 7, Sampler.Sobol), noise: 1);
        Estimate single = linear.Value().Each(linear.Bases)[1].Evppi;
        Assert.Equal(single.Value, linear.Value().Group([1], linear.Bases).Value, Tolerance.StandardErrors * single.StandardError);
    }

    [Fact]
    public void Evpi_AnyBenefits_IsTheExpectedRegretOfTheChoice()
    {
        WorldSettings settings = new(4_096, 8, Sampler.MonteCarlo);
        double[][] scores = Worlds.Scores(Worlds.Normal(3), 3, settings);
        NetBenefits benefits = Worlds.Benefits(
            settings, scores, z => 5e9 + (3e8 * z(0)), z => 5.1e9 + (9e8 * z(1)), z => 5.05e9 - (4e8 * z(0)) + (1e8 * z(2)));
        double evpi = Worlds.Value(benefits, Worlds.Source(Worlds.Normal(3), 3, settings), 3).Evpi().Value;
        double highest = Enumerable.Range(0, settings.Worlds).Average(benefits.Highest);
        Assert.Equal(OptionRisk.Of(benefits, 0.95, TestContext.Current.CancellationToken)[benefits.Best].ExpectedRegret.Value, evpi, evpi * Tolerance.Reduction);
        Assert.Equal(highest - benefits.Means[benefits.Best], evpi, highest * Tolerance.Reduction);
    }

    [Fact]
    public void Each_OneTwoOrEightThreads_SameBytes()
    {
        Linear linear = new(new(8_192, 9, Sampler.Sobol), noise: 2);
        string Of(int threads) => string.Join(' ', linear.Value(threads).Each(linear.Bases)
            .Select(value => $"{value.Evppi.Value:R} {value.Evppi.StandardError:R} {value.VarianceShare.Value:R}"))
            + $" {linear.Value(threads).Group([0, 2, 4], linear.Bases).Value:R}";
        Assert.Equal(Of(1), Of(2));
        Assert.Equal(Of(1), Of(8));
    }

    [Fact]
    public void EachAndGroup_CancelledInAPass_ReadNoFurtherBlock()
    {
        WorldSettings settings = new(16_384, 11, Sampler.MonteCarlo);
        double[][] scores = Worlds.Scores(Worlds.Normal(2), 2, settings);
        NetBenefits benefits = Worlds.Benefits(settings, scores, _ => 0, z => z(0));
        WorldSource source = Worlds.Source(Worlds.Normal(2), 2, settings);
        RegressionBasis[] bases = [.. Enumerable.Repeat(RegressionBasis.Spline, 2)];
        foreach (Action<InformationValue> work in new Action<InformationValue>[] { value => value.Each(bases), value => value.Group([0, 1], bases) })
        {
            using CancellationTokenSource cancellation = new();
            int blocks = 0;
            void Read(int replicate, int first, int count, Span<double> block)
            {
                source.FillScores(replicate, first, count, block);
                if (++blocks == 20)
                {
                    cancellation.Cancel();
                }
            }

            Assert.Throws<OperationCanceledException>(() => work(new(benefits, 2, Read, 1, cancellation.Token)));
            Assert.Equal(20, blocks);
        }
    }

    [Fact]
    public void Each_EventInput_ClosedForm()
    {
        // The event takes 300 from the first candidate in a fifth of the worlds: knowing it is worth 0.2 * (300 - 100).
        WorldSettings settings = new(16_384, 10, Sampler.Sobol);
        IReadOnlyList<UncertainVariable> variables =
            [Worlds.Variable("event", new TableDistribution([0, 1], [0.8, 0.2])), .. Worlds.Normal(1)];
        double[][] scores = Worlds.Scores(variables, 2, settings);
        double cut = NormalDistribution.Quantile(0.8);
        NetBenefits benefits = Worlds.Benefits(settings, scores, _ => 0, z => 100 - (z(0) < cut ? 0 : 300) + z(1));
        IReadOnlyList<VariableValue> values = Worlds.Value(benefits, Worlds.Source(variables, 2, settings), 2)
            .Each([.. variables.Select(variable => RegressionBasis.For(variable.Distribution))]);
        Within(0.2 * 200, values[0].Evppi);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(25.0)]
    [InlineData(100.0)]
    public void Observed_LinearGaussian_WithinThreeStandardErrorsOfTheNormalApproximation(double error)
    {
        Linear linear = new(new(65_536, 11, Sampler.Sobol), noise: 0);
        double reliability = s_slopes[0] / Math.Sqrt((s_slopes[0] * s_slopes[0]) + (error * error));
        Estimate value = linear.Observed(new Measurement(0, reliability)).Group([0], linear.Bases);
        Within(SampleInformation.NormalApproximation(Mean, s_slopes[0], error), value);
    }

    [Fact]
    public void Observed_GrowingPilot_TendsToKnowingTheInput()
    {
        Linear linear = new(new(16_384, 12, Sampler.Sobol), noise: 0);
        double known = linear.Value().Each(linear.Bases)[0].Evppi.Value;
        double[] values = [.. new[] { 0.3, 0.6, 0.9, 0.99, 1 }.Select(reliability =>
            linear.Observed(new Measurement(0, reliability)).Each(linear.Bases)[0].Evppi.Value)];
        Assert.Equal(values.Order(), values);
        Assert.Equal(known, values[^1], known * Tolerance.Reduction);
        Assert.InRange(values[0], 0, known / 10);
    }

    private static double ClosedForm(double sigma) => SampleInformation.NormalApproximation(Mean, sigma, 0);

    private static void Within(double expected, Estimate actual)
    {
        // Three standard errors prove something only where they are small against what there is to know.
        Assert.True(actual.StandardError < Math.Max(expected / 20, ClosedForm(s_slopes[0]) / 50), $"standard error {actual.StandardError} of {actual.Value}");
        Assert.Equal(expected, actual.Value, Tolerance.StandardErrors * actual.StandardError);
    }

    /// <summary>Two candidates: 0, and Mean plus slopes times scores; further inputs move nothing.</summary>
    private sealed class Linear
    {
        private readonly WorldSettings _settings;
        private readonly NetBenefits _benefits;
        private readonly WorldSource _source;
        private readonly IReadOnlyList<UncertainVariable> _variables;

        public Linear(WorldSettings settings, int noise)
        {
            _settings = settings;
            _variables = Worlds.Normal(s_slopes.Length + noise);
            _source = Worlds.Source(_variables, _variables.Count, settings);
            _benefits = Worlds.Benefits(
                settings, Worlds.Scores(_variables, _variables.Count, settings),
                _ => 0, z => Mean + s_slopes.Select((slope, v) => slope * z(v)).Sum());
            Bases = [.. _variables.Select(variable => RegressionBasis.For(variable.Distribution))];
        }

        public RegressionBasis[] Bases { get; }

        public InformationValue Value(int threads = 1) => Worlds.Value(_benefits, _source, _variables.Count, threads);

        public InformationValue Observed(params Measurement[] pilot) => new(
            _benefits, _variables.Count,
            SampleInformation.Observed(_source.FillScores, pilot, _settings, [.. _variables.Select(variable => variable.Id)]), 1);
    }
}
