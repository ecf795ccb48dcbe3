using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Serving;

namespace App.Tests.Engine.Serving;

/// <summary>The worked example of docs/models/serving.md: a decode step of Llama-3.1-70B on four H20, worked out by hand there.</summary>
public sealed class StepWorkedExampleTests
{
    private static readonly ServingBench s_bench = new("llama-3.1-70b", "h20-96gb", "fp8", new Layout(4, 1), new Dictionary<string, double>
    {
        ["peakTeraflops/fp8"] = 296,
        ["peakTeraflops/bf16"] = 148,
        ["memoryBandwidthTerabytesPerSecond"] = 4,
        ["islandLinkGigabytesPerSecond"] = 450,
        ["decodeComputeEfficiencyFraction"] = 0.8,
        ["memoryEfficiencyFraction"] = 0.725,
        ["networkEfficiencyFraction"] = 0.7,
        ["collectiveLatencyMicroseconds"] = 13,
        ["layerOverheadMicroseconds"] = 55,
    });

    [Fact]
    public void DecodeStep_PartByPart_TakesTheWorkedMilliseconds()
    {
        StepCost<Scalar> step = s_bench.Replica.DecodeStep(new(4096));

        AssertMilliseconds(5.901, step.LinearReadSeconds, 1);
        AssertMilliseconds(4.625, step.LinearSecondsPerToken, 32);
        AssertMilliseconds(0.181, step.HeadReadSeconds, 1);
        AssertMilliseconds(0.142, step.HeadSecondsPerSequence, 32);
        AssertMilliseconds(1.851, step.AttentionSecondsPerSequence, 32);
        AssertMilliseconds(0.399, step.ExchangeSecondsPerToken, 32);
        AssertMilliseconds(6.480, step.FixedSeconds, 1);
        AssertMilliseconds(14.813, step.Seconds(new(32)), 1);
    }

    private static void AssertMilliseconds(double expected, Scalar seconds, double times) =>
        Assert.Equal(expected, seconds.Value * times * 1000, Tolerance.Printed(3));
}
