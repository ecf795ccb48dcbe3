using App.Engine.Calibration;
using App.Engine.Catalog;

namespace App.Tests.Engine.Calibration;

public sealed class ValidatorTests
{
    private static readonly Validator s_validator = new(PlannerCatalog.Default, PlannerCatalog.Default.Calibration);

    [Fact]
    public void Predict_KnownChip_GivesEveryQuantityInsideItsInterval()
    {
        ValidatedRow row = s_validator.Predict(Measurements.Row);

        Assert.All(
            new[] { row.TimePerOutputTokenSeconds, row.TimeToFirstTokenSeconds, row.OutputTokensPerSecond, row.InputTokensPerSecond },
            estimate => Assert.True(0 < estimate.Low && estimate.Low < estimate.Value && estimate.Value < estimate.High, $"{estimate}"));
        Assert.Equal(row.OutputTokensPerSecond.Value, row.InputTokensPerSecond.Value, 1e-6 * row.OutputTokensPerSecond.Value);
    }

    [Fact]
    public void Predict_WhatWasMeasured_ChangesNothing()
    {
        Measurement measured = Measurements.Row with
        {
            TimePerOutputTokenMilliseconds = 999,
            TimeToFirstTokenMilliseconds = 9,
            OutputTokensPerSecond = 1,
            InputTokensPerSecond = 1,
        };

        Assert.Equal(s_validator.Predict(Measurements.Row) with { Row = measured, Deployment = null, Remarks = [] }, s_validator.Predict(measured) with { Deployment = null, Remarks = [] });
    }

    [Fact]
    public void Predict_ChipThatNobodyMeasured_SaysSoWithAWideInterval()
    {
        ValidatedRow known = s_validator.Predict(Measurements.Row);
        ValidatedRow unmeasured = s_validator.Predict(Measurements.Row with { Hardware = "Huawei Atlas 350", Vendor = "Huawei", WeightPrecision = "INT8" });

        Assert.Equal("atlas-350-112gb", unmeasured.Deployment!.Hardware.Id);
        Assert.Equal(EvidenceTier.SameVendor, unmeasured.DecodeTier);
        Assert.True(Width(unmeasured) > 1.2 * Width(known), $"{Width(unmeasured)} and {Width(known)}");

        static double Width(ValidatedRow row) => Math.Log(row.TimePerOutputTokenSeconds.High / row.TimePerOutputTokenSeconds.Low);
    }

    [Theory]
    [InlineData("1", "64")]
    [InlineData("16", "256")]
    public void Predict_MoreRequests_MeanMoreTokensAndLongerTimes(string few, string many)
    {
        ValidatedRow light = s_validator.Predict(Measurements.Row with { Concurrency = few });
        ValidatedRow heavy = s_validator.Predict(Measurements.Row with { Concurrency = many });

        Assert.True(heavy.OutputTokensPerSecond.Value > light.OutputTokensPerSecond.Value);
        Assert.True(heavy.TimePerOutputTokenSeconds.Value > light.TimePerOutputTokenSeconds.Value);
    }

    [Fact]
    public void Calibration_WrittenAndReadAgain_IsTheSame()
    {
        string text = PlannerCatalog.Default.Calibration.Write();

        Assert.Equal(text, CalibrationData.Read(text).Write());
    }

    [Fact]
    public void Calibration_OfAnotherSchema_IsRefused() => Assert.Throws<System.Text.Json.JsonException>(() =>
        CalibrationData.Read(PlannerCatalog.Default.Calibration.Write().Replace("calibration/1", "calibration/9", StringComparison.Ordinal)));

    [Fact]
    public void Calibration_NearerEvidence_HasTheSmallerError()
    {
        double Sigma(EvidenceTier tier) => PlannerCatalog.Default.Calibration.Tiers.Single(error =>
            error.Ladder == LadderKind.Decode && error.Tier == tier && error.Regime.Length == 0 && error.Vendor.Length == 0).Sigma;

        Assert.True(Sigma(EvidenceTier.SameSeries) < Sigma(EvidenceTier.SameCell));
        Assert.True(Sigma(EvidenceTier.SameCell) < Sigma(EvidenceTier.SameChipAndEngine));
        Assert.True(Sigma(EvidenceTier.SameChipAndEngine) < Sigma(EvidenceTier.OtherVendor));
    }
}
