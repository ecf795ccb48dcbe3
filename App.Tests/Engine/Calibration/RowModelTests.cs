using App.Engine.Calibration;
using App.Engine.Catalog;

namespace App.Tests.Engine.Calibration;

public sealed class RowModelTests
{
    [Fact]
    public void Predict_DraftedTokens_EachCostTheOverheadOfAStep()
    {
        double[] cheap = ServingConstants.Start();
        double[] dear = ServingConstants.Start();
        cheap[ServingConstants.Place("stepOverheadMicroseconds")] = 300;
        dear[ServingConstants.Place("stepOverheadMicroseconds")] = 700;
        cheap[ServingConstants.Place("yearlyOverheadFactor")] = dear[ServingConstants.Place("yearlyOverheadFactor")] = 1;
        cheap[ServingConstants.Place("interferenceFraction")] = dear[ServingConstants.Place("interferenceFraction")] = 1e-12;
        PreparedRow drafted = Prepare("--speculative-algorithm EAGLE3");

        double difference = TimePerOutputToken(drafted, dear) - TimePerOutputToken(drafted, cheap);

        // A step and three drafts of 400 microseconds more, the step's overhead once more per layer of a draft (80 layers), over
        // 1 + 0.55 + 0.55^2 + 0.55^3 = 2.018875 tokens.
        Assert.Equal((4 + (3 / 80.0)) * 400e-6 / 2.018875, difference, Tolerance.WorkedByHand * difference);
    }

    [Fact]
    public void Predict_DraftedTokens_AreFasterButNotByAllThatIsAccepted()
    {
        double plain = TimePerOutputToken(Prepare(""), ServingConstants.Start());
        double drafted = TimePerOutputToken(Prepare("--speculative-algorithm EAGLE3"), ServingConstants.Start());

        Assert.InRange(drafted, plain / 2.018875, plain);
        Assert.True(drafted > 1.05 * plain / 2.018875, $"{drafted} and {plain}");
    }

    private static PreparedRow Prepare(string notes) => Observations.Prepare(
        Measurements.Row with { Notes = notes }, new(PlannerCatalog.Default), [], PlannerCatalog.Default, out _)!;

    private static double TimePerOutputToken(PreparedRow row, double[] constants) =>
        new RowModel().Predict(row.Deployment, row.Model, row.WeightBytes, row.SequenceLimit, constants).TimePerOutputTokenSeconds;
}
