using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Tests.Engine.Uncertainty;

namespace App.Tests.Engine.Studies;

public sealed class UnservedWorldsTests
{
    public static TheoryData<string> Wide => ["claimed", "lowFactor", "sigmaFactor", "all"];

    [Theory]
    [MemberData(nameof(Wide))]
    public void Of_AWidePolicy_HasFiniteFigures(string which)
    {
        UncertaintyPolicy policy = WorkedCase.Policy;
        policy = which switch
        {
            "claimed" => policy.WithLeastRatio(EvidenceStatus.Claimed, 100),
            "lowFactor" => policy with { ClaimedPerformance = policy.ClaimedPerformance with { LowFactor = 0.05 } },
            "sigmaFactor" => policy with { ModelError = policy.ModelError with { SigmaFactor = 6 } },
            _ => policy with { Statuses = policy.Statuses.ToDictionary(entry => entry.Key, entry => entry.Value with { LeastRatio = 1000 }) },
        };
        StudyRun run = new(UncertainCase.Of(WorkedCase.Bound, policy, WorkedCase.NoneOfTheirOwn), new(256, 1, Sampler.Sobol));
        run.Run(2, TestContext.Current.CancellationToken);

        var study = StudyAnalysis.Of(run, 2, TestContext.Current.CancellationToken);

        Assert.NotEmpty(JsonSerializer.Serialize(study, StudyJson.Default.StudyResult));
        Assert.Contains(study.Notices, notice => notice.Contains("neither an option nor the rented bridge", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_AWorldInWhichNothingServes_HasNoCostThere()
    {
        ProcurementCase small = SeededCase.Create();
        small = small with { Workloads = [.. small.Workloads.Select(workload => workload with { MeanRequestsPerSecond = 0.1 })] };
        UncertainCase uncertain = UncertainCase.Of(FleetComparison.EvaluateBound(small, PlannerCatalog.Default), PlannerCatalog.Default);

        OpenedWorld world = new StudyRun(uncertain, new(4096, 1, Sampler.Sobol)).Open(6);

        Assert.Contains(world.Options, option => option.Figures[0].Value is null);
        Assert.All(world.Options, option => Assert.NotNull(option.Figures[0].Base));
        Assert.True(world.Best is null || world.Options.Single(option => option.Id == world.Best).Figures[0].Value is not null);
        Assert.Contains("\"value\": null", JsonSerializer.Serialize(world, StudyJson.Default.OpenedWorld), StringComparison.Ordinal);
    }
}
