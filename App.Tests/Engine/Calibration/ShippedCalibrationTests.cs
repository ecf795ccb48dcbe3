using App.Engine.Calibration;
using App.Engine.Catalog;

namespace App.Tests.Engine.Calibration;

/// <summary>What the calibration that comes with the program says of its own error: docs/models/validation.md claims no more.</summary>
public sealed class ShippedCalibrationTests
{
    private static CalibrationData Data => PlannerCatalog.Default.Calibration;

    [Fact]
    public void RowsHeldBack_TimePerOutputToken_IsWithinTenPercentAndThirty()
    {
        CrossValidationData rows = Data.CrossValidation.Single(item => item is { HeldBack: "rows", Quantity: "timePerOutputToken" });

        Assert.InRange(rows.MedianErrorFraction, 0, 0.10);
        Assert.InRange(rows.NinetiethErrorFraction, 0, 0.30);
    }

    [Fact]
    public void ChipHeldBack_TimePerOutputToken_IsWithinSixteenPercent() => Assert.InRange(
        Data.CrossValidation.Single(item => item is { HeldBack: "chip", Quantity: "timePerOutputToken" }).MedianErrorFraction, 0, 0.16);

    [Fact]
    public void RowsHeldBack_NamesTheWrongWinnerInAtMostTwoPercent()
    {
        ChipPairData pairs = Data.ChipPairs.Single(item => item.HeldBack == "rows");

        Assert.True(pairs.Pairs > 50, $"{pairs.Pairs} pairs");
        Assert.InRange(pairs.WrongWinnerFraction, 0, 0.02);
    }

    [Theory]
    [InlineData("rows", "NVIDIA")]
    [InlineData("rows", "Huawei")]
    [InlineData("rows", "AMD")]
    [InlineData("series", "NVIDIA")]
    [InlineData("series", "Huawei")]
    [InlineData("series", "AMD")]
    public void KeptAside_OutputsOfAVendor_LieInsideTheirIntervalFourTimesInFive(string keptAside, string vendor) => Assert.InRange(
        Data.Coverage.Single(item => item.KeptAside == keptAside && item.Vendor == vendor && item.Quantity == "outputs").CoverageFraction, 0.75, 0.85);

    [Theory]
    [InlineData("h20-96gb")]
    [InlineData("h20-141gb")]
    [InlineData("ascend-910b")]
    [InlineData("ascend-910c-die")]
    public void HardwareErrors_OfTheCardsCompared_AreStated(string hardware) => Assert.All(
        new[] { "rows", "series", "model", "chip" },
        heldBack => Assert.Contains(Data.HardwareErrors, item => item.HeldBack == heldBack && item.Hardware == hardware && item.Quantity == "timePerOutputToken"));
}
