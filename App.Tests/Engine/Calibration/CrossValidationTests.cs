using App.Engine.Calibration;
using App.Engine.Catalog;

namespace App.Tests.Engine.Calibration;

public sealed class CrossValidationTests
{
    private static readonly PreparedRow[] s_rows =
    [
        .. from chip in new[] { "NVIDIA H20-96GB", "NVIDIA H100-SXM-80GB" }
           from model in new[] { "Llama-3.1-70B-Instruct", "Qwen3-32B" }
           from requests in new[] { 1, 4, 16, 64 }
           select Observations.Prepare(
               Measurements.Row with { Hardware = chip, Model = model, Concurrency = Show(requests), SourceTitle = $"{model} on {chip}" },
               new(PlannerCatalog.Default), [], PlannerCatalog.Default, out _)!,
    ];

    [Theory]
    [InlineData("chip")]
    [InlineData("model")]
    [InlineData("rows")]
    public void Run_WhatIsHeldBack_CannotMoveItsOwnPrediction(string name)
    {
        HoldBackPlan plan = CrossValidation.Plans(s_rows).Single(plan => plan.Name == name);
        List<Observation> observations = [.. s_rows.Select((_, place) => new Observation(place, MeasuredQuantity.OutputTime, Math.Log(0.01 + (0.002 * place)), place))];
        string fold = plan.KeyOf(observations[0]);
        List<Observation> doubled = [.. observations.Select(item => plan.KeyOf(item) == fold ? item with { LogValue = item.LogValue + Math.Log(2) } : item)];
        FittedConstants constants = new(ServingConstants.Start(), new Dictionary<string, double[]>(), new Dictionary<string, double[]>());

        Dictionary<int, double> before = Errors(observations);
        Dictionary<int, double> after = Errors(doubled);

        Assert.All(
            Enumerable.Range(0, observations.Count).Where(place => plan.KeyOf(observations[place]) == fold),
            place => Assert.Equal(before[place] - Math.Log(2), after[place], Tolerance.WorkedByHand));

        Dictionary<int, double> Errors(List<Observation> all) =>
            CrossValidation.Run(s_rows, all, constants, plan, refit: false).ToDictionary(item => item.Observation, item => item.Error);
    }

    [Fact]
    public void Fit_StartsFromTheStartingPoints_SoItIsTheSameEachTime()
    {
        List<Observation> observations = [.. s_rows.Take(8).Select((_, place) => new Observation(place, MeasuredQuantity.OutputTime, Math.Log(0.02), place))];

        Assert.Equal(ConstantFit.Fit(s_rows, observations).Common, ConstantFit.Fit(s_rows, observations).Common);
    }

    [Fact]
    public void Plans_TheSameMeasurementPublishedTwice_IsHeldBackAsOne()
    {
        HoldBackPlan plan = CrossValidation.Plans(s_rows).Single(plan => plan.Name == "rows");

        Assert.Equal(
            plan.KeyOf(new(0, MeasuredQuantity.OutputTime, 0, Duplicate: 7)), plan.KeyOf(new(5, MeasuredQuantity.OutputTime, 1, Duplicate: 7)));
    }

    [Theory]
    [InlineData(0.02, 0.04, 0.03, 0.05, 0)]
    [InlineData(0.02, 0.04, 0.05, 0.03, 1)]
    public void Count_TwoChipsOnTheSameWork_TellsWhetherTheFasterIsNamed(double measuredA, double measuredB, double predictedA, double predictedB, int wrong)
    {
        Deployment a = s_rows[0].Deployment;
        Deployment b = s_rows.First(row => row.Deployment.Hardware.Id != a.Hardware.Id && row.Deployment.Model.Id == a.Model.Id
            && row.Deployment.Concurrency == a.Concurrency).Deployment;

        Assert.Equal((1, wrong), ChipWinners.Count([new(a, measuredA, predictedA), new(b, measuredB, predictedB)]));
    }

    [Fact]
    public void Count_TimesWithinTwoPercent_HaveNoWinner()
    {
        Deployment a = s_rows[0].Deployment;
        Deployment b = s_rows[8].Deployment;

        Assert.Equal((0, 0), ChipWinners.Count([new(a, 0.02, 0.02), new(b, 0.0202, 0.01)]));
    }

    private static string Show(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
