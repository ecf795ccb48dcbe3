using App.Engine.Catalog;
using App.Engine.DecisionAnalysis;
using App.Engine.Uncertainty;
using App.Tests.Engine.Uncertainty;

namespace App.Tests.Engine.DecisionAnalysis;

public sealed class VarianceStudyTests
{
    private const string Support = "economics/annualSupportFraction";
    private const string Price = "accelerators/h20-96gb/priceUsDollars";

    [Fact]
    public void Of_TwoUniformInputsOnWhichTheLeadIsLinear_IndicesOfTheClosedForm()
    {
        // Lead = c + a x + b y with independent uniform x, y: first and total index of x are a^2 var x / (a^2 var x + b^2 var y).
        Dictionary<string, Distribution> own = new()
        {
            [Price] = new TriangularDistribution(11_000, null, 15_000),
            ["accelerators/atlas-350-112gb/priceUsDollars"] = new TriangularDistribution(12_000, null, 14_000),
        };
        UncertainCase uncertain = UncertainCase.Of(WorkedCase.Bound, WorkedCase.Certain with { Correlations = [] }, own);
        VarianceStudy study = VarianceStudy.Of(uncertain, new(4_096, 1, Sampler.Sobol), 2, TestContext.Current.CancellationToken)!;
        double[] parts = [.. study.Blocks.Select(block => Slope(uncertain, study, block.VariableIds.Single()))];
        Assert.Equal(2, parts.Length);
        for (int block = 0; block < parts.Length; block++)
        {
            double expected = parts[block] / parts.Sum();
            Assert.InRange(study.Blocks[block].Indices.First.Value, expected - Error(study.Blocks[block].Indices.First), expected + Error(study.Blocks[block].Indices.First));
            Assert.InRange(study.Blocks[block].Indices.Total.Value, expected - Error(study.Blocks[block].Indices.Total), expected + Error(study.Blocks[block].Indices.Total));
        }
    }

    [Fact]
    public void Of_WorkedExample_SameOnAnyThreadsAndTotalsNotBelowFirstOrder()
    {
        VarianceStudy study = Study(1);
        Assert.Equal(Text(study), Text(Study(3)));
        Assert.True(study.Blocks.Count > 10);
        Assert.All(study.Blocks, block => Assert.True(
            block.Indices.Total.Value >= block.Indices.First.Value - Error(block.Indices.First) - Error(block.Indices.Total), block.Labels[0]));
        Assert.Contains(study.Blocks, block => block.VariableIds.Count > 1 && block.VariableIds.All(id => id.StartsWith("modelError/", StringComparison.Ordinal)));

        static VarianceStudy Study(int threads) =>
            VarianceStudy.Of(WorkedCase.Uncertain, new(512, 1, Sampler.Sobol), threads, TestContext.Current.CancellationToken)!;

        static string Text(VarianceStudy study) => System.Text.Json.JsonSerializer.Serialize(study, App.Engine.Studies.StudyJson.Default.VarianceStudy);
    }

    [Fact]
    public void Of_Cancelled_Stops()
    {
        using CancellationTokenSource cancellation = new();
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => VarianceStudy.Of(WorkedCase.Uncertain, new(512, 1, Sampler.Sobol), 2, cancellation.Token));
    }

    /// <summary>Three standard errors, and a little for estimates whose error bars happen to be short.</summary>
    private static double Error(Estimate index) => (Tolerance.StandardErrors * index.StandardError) + Tolerance.SampledIndex;

    /// <summary>The variance of the lead that an input brings by itself, from its slope.</summary>
    private static double Slope(UncertainCase uncertain, VarianceStudy study, string id)
    {
        int v = uncertain.Variables.Select(variable => variable.Id).ToList().IndexOf(id);
        double[][] costs = Tornado.Costs(uncertain.Options, uncertain.Variables)[v];
        int At(string option) => uncertain.Options.Select(entry => entry.Id).ToList().IndexOf(option);
        double Lead(double[] point) => point[At(study.RunnerUp!)] - point[At(study.Best)];
        double slope = Lead(costs[^1]) - Lead(costs[0]);
        return slope * slope;
    }
}
