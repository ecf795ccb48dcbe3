using App.Engine.Calibration;
using App.Engine.Catalog;

namespace App.Tests.Engine.Calibration;

public sealed class IntervalScalesTests
{
    private static readonly PreparedRow s_row = Prepare(Measurements.Row);
    private static readonly PreparedRow s_ascend = Prepare(Measurements.Row with { Hardware = "Huawei Ascend 910B", Vendor = "Huawei", WeightPrecision = "BF16" });

    [Fact]
    public void HalfWidth_OfMeasuredErrors_HoldsFourInFiveOfFurtherOnes()
    {
        // Errors at the quantiles of a uniform distribution up to 1: the share aimed at, 0.82, lies below 0.82, whatever spread the ladder
        // claims; of measurements that no constant has seen it is four in five (the shipped calibration's coverage has its own test).
        HeldBack[] held = [.. Enumerable.Range(1, 100).Select(rank => Held(rank / 101.0 * (rank % 2 == 0 ? 1 : -1), spread: 0.2))];
        IntervalScales scales = new(IntervalScales.Measure(held, [s_row], Observations(held.Length, 0)));

        double width = scales.HalfWidth(LadderKind.Decode, EvidenceTier.SameSeries, "Closed", "NVIDIA", spread: 0.2);

        Assert.InRange(width, 0.81, 0.83);
    }

    [Fact]
    public void HalfWidth_OfAVendorThatShowedMore_IsItsOwn()
    {
        HeldBack[] held =
        [
            .. Enumerable.Range(0, 40).Select(_ => Held(0.1, spread: 0.1)),
            .. Enumerable.Range(40, 40).Select(place => Held(0.6, spread: 0.1) with { Observation = place }),
        ];
        List<Observation> observations = [.. Observations(40, 0), .. Observations(40, 1)];
        IntervalScales scales = new(IntervalScales.Measure(held, [s_row, s_ascend], observations));

        double nvidia = scales.HalfWidth(LadderKind.Decode, EvidenceTier.SameSeries, "Closed", "NVIDIA", spread: 0.1);
        double huawei = scales.HalfWidth(LadderKind.Decode, EvidenceTier.SameSeries, "Closed", "Huawei", spread: 0.1);

        Assert.Equal(6, huawei / nvidia, 1e-3);
    }

    [Fact]
    public void HalfWidth_OfAFewMeasurements_IsWiderThanOfMany()
    {
        double Width(int count)
        {
            HeldBack[] held = [.. Enumerable.Range(1, count).Select(rank => Held(rank / (count + 1.0), spread: 0.2))];
            return new IntervalScales(IntervalScales.Measure(held, [s_row], Observations(count, 0)))
                .HalfWidth(LadderKind.Decode, EvidenceTier.SameSeries, "", "", spread: 0.2) / ((count * 0.8 / (count + 1.0)) + (0.2 / (count + 1.0)));
        }

        Assert.True(Width(5) > Width(500), $"{Width(5)} and {Width(500)}");
    }

    [Fact]
    public void HalfWidth_WithoutEvidence_IsTwiceWhatTheLadderClaims() =>
        Assert.Equal(2 * 1.2816 * 0.3, new IntervalScales([]).HalfWidth(LadderKind.Decode, EvidenceTier.OtherVendor, "Closed", "X", 0.3), 1e-12);

    private static HeldBack Held(double error, double spread) => new(0, error, spread, EvidenceTier.SameSeries, "Closed");

    private static Observation[] Observations(int count, int row) =>
        [.. Enumerable.Range(0, count).Select(number => new Observation(row, MeasuredQuantity.OutputTime, 0, number))];

    private static PreparedRow Prepare(Measurement row) => App.Engine.Calibration.Observations.Prepare(
        row, new(PlannerCatalog.Default), [], PlannerCatalog.Default, out _)!;
}
