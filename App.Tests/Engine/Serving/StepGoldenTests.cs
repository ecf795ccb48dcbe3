using App.Engine.Fleets;

namespace App.Tests.Engine.Serving;

/// <summary>
/// The golden step times of research on serving (Llama-3.1-70B, FP8 weights and cache, BF16 attention and head, four tensor ranks,
/// context 4,096), each with the constants it was worked out with.
/// </summary>
public sealed class StepGoldenTests
{
    private const string H20 = "h20-96gb";
    private const string Atlas = "atlas-350-112gb";

    [Theory]
    [InlineData(H20, false, 1, 4.46, 2)]
    [InlineData(H20, false, 32, 6.03, 2)]
    [InlineData(H20, false, 128, 21.74, 2)]
    [InlineData(H20, true, 1, 12.63, 2)]
    [InlineData(H20, true, 32, 14.81, 2)]
    [InlineData(H20, true, 128, 34.55, 2)]
    [InlineData(Atlas, false, 1, 12.74, 2)]
    [InlineData(Atlas, false, 32, 17.22, 2)]
    [InlineData(Atlas, false, 128, 31.10, 2)]
    [InlineData(Atlas, true, 1, 24.06, 2)]
    [InlineData(Atlas, true, 32, 30.28, 2)]
    [InlineData(Atlas, true, 128, 49.54, 2)]
    public void DecodeStep_Llama70B_TakesTheGoldenMilliseconds(
        string accelerator, bool calibrated, int batch, double milliseconds, int decimals) =>
        Assert.Equal(milliseconds, Bench(accelerator, calibrated).Decode(batch, 4096) * 1000, Tolerance.Printed(decimals));

    [Theory]
    [InlineData(H20, false, 32, 1326)]
    [InlineData(H20, false, 128, 1472)]
    [InlineData(H20, true, 32, 540)]
    [InlineData(H20, true, 128, 926)]
    [InlineData(Atlas, false, 32, 464)]
    [InlineData(Atlas, false, 128, 1029)]
    [InlineData(Atlas, true, 32, 264)]
    [InlineData(Atlas, true, 128, 646)]
    public void DecodeStep_Llama70B_GivesTheGoldenTokensPerSecondAndCard(
        string accelerator, bool calibrated, int batch, double tokens) =>
        Assert.Equal(tokens, batch / Bench(accelerator, calibrated).Decode(batch, 4096) / 4, Tolerance.Printed(0));

    [Theory]
    [InlineData(H20, false, 546.7, 1873)]
    [InlineData(H20, true, 696.2, 1471)]
    [InlineData(Atlas, false, 301.6, 3395)]
    [InlineData(Atlas, true, 401.7, 2549)]
    public void PrefillStep_Llama70B_TakesTheGoldenMilliseconds(
        string accelerator, bool calibrated, double milliseconds, double tokensPerSecondAndCard)
    {
        double seconds = Bench(accelerator, calibrated).Prefill(1, 4096);

        Assert.Equal(milliseconds, seconds * 1000, Tolerance.Printed(1));
        Assert.Equal(tokensPerSecondAndCard, 4096 / seconds / 4, Tolerance.Printed(0));
    }

    [Fact]
    public void Llama70B_Sizes_AreThoseOfTheGoldenCase()
    {
        ServingBench bench = Bench(H20, calibrated: false);

        Assert.Equal(68.451e9, bench.Replica.Sizes.LinearWeights.Value, Tolerance.Printed(-6));
        Assert.Equal(163_840, bench.Replica.CacheBytesPerToken.Value);
        Assert.Equal(163_840 / 4, bench.Replica.CacheBytesPerTokenAndCard.Value);
    }

    private static ServingBench Bench(string accelerator, bool calibrated) => new(
        "llama-3.1-70b", accelerator, "fp8", new Layout(4, 1), new Dictionary<string, double>
        {
            ["peakTeraflops/fp8"] = accelerator == H20 ? 296 : 756,
            ["peakTeraflops/bf16"] = accelerator == H20 ? 148 : 378,
            ["memoryBandwidthTerabytesPerSecond"] = accelerator == H20 ? 4 : 1.4,
            ["islandLinkGigabytesPerSecond"] = accelerator == H20 ? 450 : 159,
            ["prefillComputeEfficiencyFraction"] = calibrated ? 0.8 : 1,
            ["decodeComputeEfficiencyFraction"] = calibrated ? 0.8 : 1,
            ["memoryEfficiencyFraction"] = calibrated ? 0.725 : 1,
            ["networkEfficiencyFraction"] = calibrated ? 0.7 : 1,
            ["collectiveLatencyMicroseconds"] = calibrated ? 13 : 0,
            ["layerOverheadMicroseconds"] = calibrated ? 55 : 0,
        });
}
