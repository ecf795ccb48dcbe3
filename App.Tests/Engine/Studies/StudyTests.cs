using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Tests.Engine.Uncertainty;

namespace App.Tests.Engine.Studies;

public sealed class StudyTests
{
    private static readonly StudySettings s_settings = new(1_024, 7, Sampler.Sobol);
    private static readonly StudyResult s_study = Study(WorkedCase.Uncertain, s_settings, 1);

    [Fact]
    public void Of_OneTwoOrEightThreads_SameBytes()
    {
        string one = Text(s_study);
        Assert.Equal(one, Text(Study(WorkedCase.Uncertain, s_settings, 2)));
        Assert.Equal(one, Text(Study(WorkedCase.Uncertain, s_settings, 8)));
    }

    [Fact]
    [Trait(Categories.Trait, Categories.Intrinsics)]
    public void Of_StepByStepOnOneThread_SameBytes()
    {
        StudyRun run = new(WorkedCase.Uncertain, s_settings);
        int[] done = [.. run.Steps()];
        Assert.Equal(s_settings.Worlds, done[^1]);
        Assert.Equal(done.Order(), done);
        Assert.Equal(Text(s_study), Text(StudyAnalysis.Of(run, 1, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Of_NothingUncertain_DeterministicAnswer()
    {
        UncertainCase certain = UncertainCase.Of(WorkedCase.Bound, WorkedCase.Certain, WorkedCase.NoneOfTheirOwn);
        StudyResult study = Study(certain, s_settings, 1);
        foreach (OptionStudy option in study.Options)
        {
            MetricStudy cost = option.Metrics[WorldMetric.PresentCost];
            Assert.Equal(option.BasePresentCostUsDollars, cost.P10.Value);
            Assert.Equal(option.BasePresentCostUsDollars, cost.P50.Value);
            Assert.Equal(option.BasePresentCostUsDollars, cost.P90.Value);
            Assert.Equal(option.BasePresentCostUsDollars, cost.Mean.Value, option.BasePresentCostUsDollars * Tolerance.Reduction);
        }

        Verdict verdict = WorkedCase.Bound.Comparison.Verdict!;
        Assert.Equal(verdict.BestOption, study.Decision!.Best);
        Assert.Equal(0, study.Decision.PerfectInformation.Value);
        Assert.Equal(1, study.Options.Single(option => option.Id == verdict.BestOption).Risk!.BestProbability.Value);
        Assert.Empty(study.Variables);
    }

    [Fact]
    public void Of_TaxRecoveredWithinAMonth_CostsAsMuchAsWithinOne()
    {
        double[] Highest(double months) => [.. Study(
            UncertainCase.Of(WorkedCase.Bound, WorkedCase.Certain, new Dictionary<string, Distribution>
            {
                ["economics/valueAddedTaxRecoveryMonths"] = new PointDistribution(months),
            }),
            s_settings with { Worlds = 256 }, 1).Options.Select(option => option.PresentCostQuantiles[^1])];

        Assert.Equal(Highest(1), Highest(0.3));
    }

    [Fact]
    public void Of_WorkedExample_QuantilesOrderedAndRegretIsPerfectInformation()
    {
        foreach (MetricStudy metric in s_study.Options.SelectMany(option => option.Metrics))
        {
            Assert.True(metric.P10.Value <= metric.P50.Value && metric.P50.Value <= metric.P90.Value, metric.Id);
        }

        Assert.All(s_study.Options, option => Assert.Equal(option.PresentCostQuantiles.Order(), option.PresentCostQuantiles));
        Assert.All(s_study.Options, option => Assert.Equal(s_settings.Worlds, option.Histogram.Sum()));
        DecisionStudy decision = s_study.Decision!;
        double regret = s_study.Options.Single(option => option.Id == decision.Best).Risk!.ExpectedRegret.Value;
        Assert.Equal(regret, decision.PerfectInformation.Value, regret * Tolerance.Reduction);
        Assert.Equal(1, decision.VarianceShares.Values.Sum(), Tolerance.Reduction * 10);
        Assert.Equal(1, s_study.Options.Where(option => option.IsCandidate).Sum(option => option.Risk!.BestProbability.Value), Tolerance.Reduction);
    }

    [Fact]
    public void Of_AllInputsVerified_NothingRestsOnUnverified()
    {
        UncertaintyPolicy policy = WorkedCase.Policy with
        {
            ModelError = WorkedCase.Policy.ModelError with { SigmaFactor = 0 },
            Exact =
            [
                new("accelerators/", ""), new("sites/", ""), new("economics/", ""), new("stacks/", ""), new("events/", ""), new("models/", ""),
                new("formats/", ""), new("calibration/", ""),
            ],
        };
        DecisionStudy decision = Study(UncertainCase.Of(WorkedCase.Bound, policy, WorkedCase.NoneOfTheirOwn), s_settings, 1).Decision!;
        Assert.Equal(0, decision.UnverifiedShareFraction, Tolerance.Reduction);
        Assert.Equal(1, s_study.Decision!.UnverifiedShareFraction);
    }

    [Fact]
    public void Of_OtherBudget_ChangesNothingButTheShareAboveIt()
    {
        ProcurementCase seeded = SeededCase.Create();
        StudyResult other = Of(seeded with { Finance = seeded.Finance with { BudgetUsDollars = 1.5 * seeded.Finance.BudgetUsDollars } });
        StudyResult same = Of(seeded with { Finance = seeded.Finance with { BudgetUsDollars = 1.5000001 * seeded.Finance.BudgetUsDollars } });
        string Without(StudyResult study) => Text(study with
        {
            Id = "",
            CaseHash = "",
            Options = [.. study.Options.Select(option => option with { OverBudgetProbability = default })],
        });
        Assert.Equal(Without(other), Without(same));
        for (int o = 0; o < s_study.Options.Count; o++)
        {
            Assert.Equal(s_study.Options[o].PresentCostQuantiles, other.Options[o].PresentCostQuantiles);
        }

        StudyResult Of(ProcurementCase procurement) => Study(
            UncertainCase.Of(FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default), WorkedCase.Policy, WorkedCase.NoneOfTheirOwn),
            s_settings, 1);
    }

    [Fact]
    public void Open_AnyWorld_SameFiguresAsInTheStudy()
    {
        StudyRun run = new(WorkedCase.Uncertain, s_settings);
        run.Run(2, TestContext.Current.CancellationToken);
        foreach (int world in new[] { 0, 1, 63, 64, 1_000, 1_023 })
        {
            OpenedWorld opened = run.Open(world);
            for (int o = 0; o < opened.Options.Count; o++)
            {
                for (int m = 0; m < WorldMetric.All.Count; m++)
                {
                    Assert.True(Bits.Same(run.Results[m][o][world], opened.Options[o].Figures[m].Value!.Value));
                }

                Assert.Equal(s_study.Options[o].BasePresentCostUsDollars, opened.Options[o].Figures[0].Base);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => run.Open(1_024));
    }

    [Fact]
    public void Open_AnyWorldOfAStudyLargeEnoughForAProgram_SameFiguresAsInTheStudy()
    {
        StudyRun run = new(WorkedCase.Uncertain, s_settings with { Worlds = StudyRun.ProgramWorlds });
        run.Run(2, TestContext.Current.CancellationToken);
        foreach (int world in new[] { 0, 127, 128, 9_001, StudyRun.ProgramWorlds - 1 })
        {
            OpenedWorld opened = run.Open(world);
            for (int o = 0; o < opened.Options.Count; o++)
            {
                Assert.All(opened.Options[o].Figures.Select((figure, m) => (figure, m)), entry => Assert.True(Bits.Same(run.Results[entry.m][o][world], entry.figure.Value!.Value)));
            }
        }
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        StudyRun run = new(WorkedCase.Uncertain, s_settings);
        using CancellationTokenSource cancellation = new();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => run.Run(2, cancellation.Token));
        Assert.True(run.WorldsDone < s_settings.Worlds);
        Assert.Throws<InvalidOperationException>(() => StudyAnalysis.Of(run, 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Of_Cancelled_Stops()
    {
        StudyRun run = new(WorkedCase.Uncertain, s_settings);
        run.Run(2, TestContext.Current.CancellationToken);
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => StudyAnalysis.Of(run, 1, cancelled.Token));
        Assert.Throws<OperationCanceledException>(() => StudyAnalysis.Of(run, 2, cancelled.Token));
    }

    [Fact]
    public void Of_OwnDistribution_ReplacesThePolicys()
    {
        Dictionary<string, Distribution> own = new() { ["modelError/h20-96gb/decode/sameCell"] = new PointDistribution(1), ["economics/annualSupportFraction"] = new TriangularDistribution(0.02, 0.03, 0.04) };
        UncertainCase uncertain = UncertainCase.Of(WorkedCase.Bound, WorkedCase.Policy, own);
        Assert.DoesNotContain(uncertain.Variables, variable => variable.Id == "modelError/h20-96gb/decode/sameCell");
        Assert.IsType<TriangularDistribution>(uncertain.Variables.Single(variable => variable.Id == "economics/annualSupportFraction").Distribution);
    }

    [Fact]
    public void Problems_UnsoundSettings_NamesFieldAndWhatIsAccepted()
    {
        Assert.Contains(("worlds", "10", "256 to 4194304"), new StudySettings(10, 1, Sampler.Sobol).Problems());
        Assert.Contains(
            new StudySettings(1024, 1, Sampler.Sobol, new Dictionary<string, Distribution> { ["x"] = new PointDistribution(double.NaN) }).Problems(),
            problem => problem.Field == "distributions.x");
        Assert.Throws<ArgumentException>(() => new StudyRun(WorkedCase.Uncertain, new(10, 1, Sampler.Sobol)));
    }

    [Fact]
    public void Json_Study_ReadsBackTheSame() =>
        Assert.Equal(Text(s_study), Text(JsonSerializer.Deserialize(Text(s_study), StudyJson.Default.StudyResult)!));

    private static StudyResult Study(UncertainCase uncertain, StudySettings settings, int threads)
    {
        StudyRun run = new(uncertain, settings);
        run.Run(threads, TestContext.Current.CancellationToken);
        return StudyAnalysis.Of(run, threads, TestContext.Current.CancellationToken);
    }

    private static string Text(StudyResult study) => JsonSerializer.Serialize(study, StudyJson.Default.StudyResult);
}
