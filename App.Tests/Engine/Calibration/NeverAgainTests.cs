using App.Engine.Calibration;
using App.Engine.Catalog;

namespace App.Tests.Engine.Calibration;

/// <summary>Classes of error that earlier planners of serving made, each kept out.</summary>
public sealed class NeverAgainTests
{
    private static readonly Validator s_validator = new(PlannerCatalog.Default, PlannerCatalog.Default.Calibration);

    [Fact]
    public void Hardware_ChipAndCardOfOneDesign_AreNotTakenForEachOther()
    {
        TestHardware chip = PlannerCatalog.Default.Hardware["ascend-950pr"];
        TestHardware card = PlannerCatalog.Default.Hardware["atlas-350-112gb"];

        Assert.Equal((128, 112), (chip.MemoryGigabytes, card.MemoryGigabytes));
        Assert.True(card.MemoryBandwidthTerabytesPerSecond < chip.MemoryBandwidthTerabytesPerSecond);
    }

    /// <summary>Dense peaks: the sheets of these chips print twice as much, with sparsity.</summary>
    [Theory]
    [InlineData("h20-96gb", 148, 296)]
    [InlineData("h100-sxm", 989, 1978)]
    [InlineData("b200-sxm", 2250, 4500)]
    public void Hardware_Peaks_AreDense(string id, double sixteen, double eight)
    {
        TestHardware hardware = PlannerCatalog.Default.Hardware[id];

        Assert.Equal((sixteen, eight), (hardware.PeakFor("bf16"), hardware.PeakFor("fp8")));
    }

    /// <summary>Links one way, in bytes: the sheets print both ways, or bits.</summary>
    [Theory]
    [InlineData("h100-sxm", 450, 50)]
    [InlineData("b200-sxm", 900, 50)]
    [InlineData("ascend-910c", 392, 50)]
    public void Hardware_Links_AreOneWayInBytes(string id, double inside, double between)
    {
        TestHardware hardware = PlannerCatalog.Default.Hardware[id];

        Assert.Equal((inside, between), (hardware.IslandLinkGigabytesPerSecond, hardware.BetweenIslandsLinkGigabytesPerSecond));
    }

    [Fact]
    public void Hardware_MemoryAndBandwidth_AreDecimal() => Assert.All(PlannerCatalog.Default.Hardware.Values, hardware =>
    {
        Assert.InRange(hardware.MemoryGigabytes, 8, 512);
        Assert.InRange(hardware.MemoryBandwidthTerabytesPerSecond, 0.1, 20);

        // No chip's ratio of memory to bandwidth lets a full read take less than 10 ms or more than half a second.
        Assert.InRange(hardware.MemoryGigabytes / hardware.MemoryBandwidthTerabytesPerSecond, 10, 500);
    });

    [Fact]
    public void Hardware_OfTheCatalogue_AgreesWithItsAccelerator() => Assert.All(
        PlannerCatalog.Default.Hardware.Values.Where(hardware => hardware.AcceleratorId is not null),
        hardware => Assert.Contains(hardware.AcceleratorId!, PlannerCatalog.Default.Accelerators.Keys));

    /// <summary>Two dies are one package: the same deployment counted in dies must not become twice as fast.</summary>
    [Fact]
    public void Predict_DiesOfPackages_AreHalfAPackageEach()
    {
        TestHardware package = PlannerCatalog.Default.Hardware["ascend-910c"];
        TestHardware die = PlannerCatalog.Default.Hardware["ascend-910c-die"];

        Assert.Equal(package.MemoryGigabytes, 2 * die.MemoryGigabytes);
        Assert.Equal(package.PeakFor("int8"), 2 * die.PeakFor("int8"));
        Assert.Equal(package.MemoryBandwidthTerabytesPerSecond, 2 * die.MemoryBandwidthTerabytesPerSecond);
    }

    /// <summary>A mixture of experts reads the experts that a batch touches: one request few, many requests all. A dense model reads the same.</summary>
    [Fact]
    public void Predict_MixtureOfExperts_IsNotDense()
    {
        double mixture = Growth(Measurements.Row with { Model = "Qwen3-235B-A22B" });
        double dense = Growth(Measurements.Row with { Model = "Llama-3.1-405B" });

        Assert.True(mixture > dense, $"{mixture} and {dense}");

        static double Growth(Measurement row) => Decode(row with { Concurrency = "16" }) / Decode(row with { Concurrency = "1" });
    }

    /// <summary>A saturated run is limited by the memory that weights leave for the cache.</summary>
    [Fact]
    public void Predict_Saturated_HoldsNoMoreThanTheMemory()
    {
        Measurement saturated = Measurements.Row with { Scenario = "offline", Concurrency = "max", PromptTokens = 30_000, OutputTokens = 2_000, WeightPrecision = "BF16" };
        double eight = s_validator.Predict(saturated).OutputTokensPerSecond.Value;
        double four = s_validator.Predict(saturated with { Accelerators = 4, Parallelism = "TP4" }).OutputTokensPerSecond.Value;

        // Half the cards hold less than half the cache, so they give less than half the rate with room to spare for exchange.
        Assert.InRange(four / eight, 0.2, 0.7);
    }

    /// <summary>Rates of separate phases are those of the whole deployment: more cards of the other side change no side's own step.</summary>
    [Fact]
    public void Predict_SeparatePhases_CountEachSideWithItsOwnCards()
    {
        Measurement split = Measurements.Row with
        {
            Accelerators = 16,
            Parallelism = "PD-disagg P(TP8) D(TP8)",
            Concurrency = "64",
        };
        double own = Decode(split);
        double wider = Decode(split with { Accelerators = 24, Parallelism = "PD-disagg P(TP16) D(TP8)" });

        // Cards that read prompts are in no denominator of a step that writes outputs.
        Assert.InRange(wider / own, 0.9, 1.1);
    }

    private static double Decode(Measurement row) => s_validator.Predict(row).TimePerOutputTokenSeconds.Value;
}
