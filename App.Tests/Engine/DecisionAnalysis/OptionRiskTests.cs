using App.Engine.DecisionAnalysis;
using App.Engine.Uncertainty;
using App.Tests.Engine.Uncertainty;
using CsCheck;

namespace App.Tests.Engine.DecisionAnalysis;

public sealed class OptionRiskTests
{
    [Fact]
    public void TailMean_FractionalTail_WeighsTheBorder()
    {
        // The worst 2.5 of ten: 10 and 9 whole, 8 by half.
        double[] losses = [.. Enumerable.Range(1, 10).Select(i => (double)i)];
        Assert.Equal((10 + 9 + (0.5 * 8)) / 2.5, Quantiles.TailMean(losses, 0.75), Tolerance.Reduction);
    }

    [Fact]
    public void TailMean_AnyLosses_MinimisesTheRockafellarUryasevForm() =>
        Gen.Select(Gen.Double[-10, 10].Array[5, 60], Gen.Double[0.5, 0.95]).Sample((losses, alpha) =>
        {
            double Form(double z) => z + (losses.Average(loss => Math.Max(0, loss - z)) / (1 - alpha));
            double least = losses.Min(Form);
            Assert.Equal(least, Quantiles.TailMean([.. losses], alpha), Tolerance.WorkedByHand * 10);
        });

    [Fact]
    public void Of_TiedCandidates_SplitTheWin()
    {
        NetBenefits benefits = new([[1, 2, 3, 4], [1, 5, 0, 4]], [0, 2, 4]);
        IReadOnlyList<OptionRisk> risks = OptionRisk.Of(benefits, 0.75, TestContext.Current.CancellationToken);
        Assert.Equal(0.5, risks[0].BestProbability.Value);
        Assert.Equal(0.5, risks[1].BestProbability.Value);
        Assert.Equal(0.75, risks[0].ExpectedRegret.Value);
        Assert.Equal(3, risks[1].WorstRegret);
    }

    [Fact]
    public void Of_AnyBenefits_ProbabilitiesAddUpAndQuantilesAreOrdered() =>
        Gen.Double[-1, 1].Array[32].Array[2, 5].Sample(values =>
        {
            NetBenefits benefits = new(values, [0, 8, 16, 24, 32]);
            IReadOnlyList<OptionRisk> risks = OptionRisk.Of(benefits, 0.95, TestContext.Current.CancellationToken);
            Assert.Equal(1, risks.Sum(risk => risk.BestProbability.Value), Tolerance.Reduction * values.Length);
            Assert.All(risks, risk => Assert.InRange(risk.BadRegret.Value, 0, risk.WorstRegret));
            Assert.Equal(risks.Min(risk => risk.ExpectedRegret.Value), risks[benefits.Best].ExpectedRegret.Value);
            double[] quantiles = [Quantiles.Of([.. values[0]], 0.1), Quantiles.Of([.. values[0]], 0.5), Quantiles.Of([.. values[0]], 0.9)];
            Assert.Equal(quantiles.Order(), quantiles);
        });

    [Fact]
    public void Dominance_ShiftedSample_FirstOrder()
    {
        Assert.Equal(DominanceOrder.First, Dominance.Of([1, 2, 3], [0, 2, 3]));
        Assert.Equal(DominanceOrder.None, Dominance.Of([0, 2, 3], [1, 2, 3]));
        Assert.Equal(DominanceOrder.None, Dominance.Of([1, 2, 3], [1, 2, 3]));
    }

    [Fact]
    public void Dominance_SameMeanLessSpread_SecondOrder()
    {
        Assert.Equal(DominanceOrder.Second, Dominance.Of([2, 3, 4], [1, 3, 5]));
        Assert.Equal(DominanceOrder.None, Dominance.Of([1, 3, 5], [2, 3, 4]));
    }

    [Fact]
    public void Spearman_MonotoneFunction_IsOneAndTiesShareRanks()
    {
        double[] x = [3, 1, 4, 1.5, 9];
        Assert.Equal(1, Spearman.Of(x, [.. x.Select(Math.Exp)]), Tolerance.Reduction);
        Assert.Equal(-1, Spearman.Of(x, [.. x.Select(value => 1 / value)]), Tolerance.Reduction);
        Assert.Equal([0.5, 0.5, 2], Spearman.Ranks([7, 7, 9]));
        Assert.Equal(0, Spearman.Of(x, [2, 2, 2, 2, 2]));
    }

    [Fact]
    public void VarianceIndices_Ishigami_WithinThreeStandardErrorsOfClosedForm()
    {
        // Ishigami and Homma (1990), a = 7, b = 0.1: first-order 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437.
        WorldSettings settings = new(65_536, 3, Sampler.Sobol);
        (double[][] a, double[][] b) = (Uniforms("a"), Uniforms("b"));
        double[] first = [0.3139, 0.4424, 0];
        double[] total = [0.5576, 0.4424, 0.2437];
        double[] onA = Output(a);
        double[] onB = Output(b);
        for (int j = 0; j < 3; j++)
        {
            double[][] mixed = [.. a.Select((column, k) => k == j ? b[k] : column)];
            VarianceIndices indices = VarianceIndices.Of(onA, onB, Output(mixed), Worlds.Starts(settings));
            Assert.Equal(first[j], indices.First.Value, (Tolerance.StandardErrors * indices.First.StandardError) + Tolerance.Printed(4));
            Assert.Equal(total[j], indices.Total.Value, (Tolerance.StandardErrors * indices.Total.StandardError) + Tolerance.Printed(4));
        }

        double[][] Uniforms(string matrix)
        {
            double[][] columns = [.. Enumerable.Range(0, 3).Select(_ => new double[settings.Worlds])];
            for (int k = 0; k < 3; k++)
            {
                SobolSequence.Fill(k + (matrix == "b" ? 3 : 0), StreamKey.Of(3, 0, $"{matrix}{k}", StreamPurpose.Scramble).Word0, 0, columns[k]);
            }

            return columns;
        }

        double[] Output(double[][] u) => [.. Enumerable.Range(0, settings.Worlds).Select(i =>
        {
            double X(int k) => Math.PI * ((2 * u[k][i]) - 1);
            return Math.Sin(X(0)) + (7 * Math.Pow(Math.Sin(X(1)), 2)) + (0.1 * Math.Pow(X(2), 4) * Math.Sin(X(0)));
        })];
    }
}
