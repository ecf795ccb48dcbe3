using App.Engine.Calibration;
using App.Engine.Catalog;

namespace App.Tests.Engine.Calibration;

/// <summary>What the calibration that comes with the program says of its own error: docs/models/validation.md claims no more.</summary>
public sealed class ShippedCalibrationTests
{
    private static readonly string[] s_heldBack = ["rows", "series", "model", "chip"];

    private static CalibrationData Data => PlannerCatalog.Default.Calibration;

    [Fact]
    public void RowsHeldBack_TimePerOutputToken_IsWithinTenPercentAndThirty()
    {
        CrossValidationData rows = Data.CrossValidation.Single(item => item is { HeldBack: "rows", Quantity: "timePerOutputToken" });

        Assert.InRange(rows.MedianErrorFraction, 0, 0.10);
        Assert.InRange(rows.NinetiethErrorFraction, 0, 0.30);
    }

    [Fact]
    public void RowsHeldBack_NamesTheWrongWinnerInAtMostTwoPercent()
    {
        ChipPairData pairs = Data.ChipPairs.Single(item => item.HeldBack == "rows");

        Assert.True(pairs.Pairs > 50, $"{pairs.Pairs} pairs");
        Assert.InRange(pairs.WrongWinnerFraction, 0, 0.02);
    }

    [Fact]
    public void RowsHeldBack_PrefillAtLowLoad_IsWithinFifteenPercent() => Assert.InRange(
        Data.CrossValidation.Single(item => item is { HeldBack: "rows", Quantity: "prefillAtLowLoad" }).MedianErrorFraction, 0, 0.15);

    /// <summary>
    /// Outputs of Huawei with whole series kept aside are not among these: 113 of 151 lie inside, a quarter of a measurement too few, and docs/models/validation.md says so.
    /// </summary>
    [Theory]
    [InlineData("rows", "NVIDIA", "outputs")]
    [InlineData("rows", "Huawei", "outputs")]
    [InlineData("rows", "AMD", "outputs")]
    [InlineData("series", "NVIDIA", "outputs")]
    [InlineData("series", "AMD", "outputs")]
    [InlineData("rows", "NVIDIA", "firstToken")]
    [InlineData("rows", "Huawei", "firstToken")]
    [InlineData("series", "NVIDIA", "firstToken")]
    [InlineData("series", "Huawei", "firstToken")]
    public void KeptAside_OfAVendor_LieInsideTheirIntervalFourTimesInFive(string keptAside, string vendor, string quantity) => Assert.InRange(
        Data.Coverage.Single(item => item.KeptAside == keptAside && item.Vendor == vendor && item.Quantity == quantity).CoverageFraction, 0.75, 0.85);

    [Theory]
    [InlineData("h20-96gb")]
    [InlineData("h20-141gb")]
    [InlineData("ascend-910b")]
    [InlineData("ascend-910c-die")]
    public void HardwareErrors_OfTheCardsCompared_AreStated(string hardware) => Assert.All(
        s_heldBack,
        heldBack => Assert.Contains(Data.HardwareErrors, item => item.HeldBack == heldBack && item.Hardware == hardware && item.Quantity == "timePerOutputToken"));
}
