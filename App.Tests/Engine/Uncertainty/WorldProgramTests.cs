using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Uncertainty;

namespace App.Tests.Engine.Uncertainty;

public sealed class WorldProgramTests
{
    /// <summary>Worlds that fill neither a block nor a tile nor a vector.</summary>
    private const int Ragged = 203;

    [Fact]
    [Trait(Categories.Trait, Categories.Intrinsics)]
    public void Evaluate_WorkedExample_SameBitsAsTheKernel()
    {
        (double[] kernel, double[] program) = Both(WorkedCase.Uncertain, WorldMetric.All.Count, Ragged, _ => { });
        Assert.Null(Bits.Difference(kernel, program));
    }

    [Fact]
    public void Evaluate_OneMetric_SameBitsAndFewerInstructions()
    {
        (double[] kernel, double[] program) = Both(WorkedCase.Uncertain, 1, Ragged, _ => { });
        Assert.Null(Bits.Difference(kernel, program));
        IReadOnlyList<WorldProgram> programs = WorldProgram.Of(WorkedCase.Uncertain.Options, WorkedCase.Uncertain.Variables, 1, WorldMetric.All.Count);
        Assert.True(programs[0].Length < programs[1].Length);
    }

    [Fact]
    public void Evaluate_LongHorizonWithReplacedCards_SameBitsAsTheKernel()
    {
        ProcurementCase seeded = SeededCase.Create();
        ProcurementCase other = seeded with
        {
            Finance = seeded.Finance with { HorizonMonths = 75, RefreshMonths = 30 },
        };
        UncertainCase uncertain = UncertainCase.Of(
            FleetComparison.EvaluateBound(other, PlannerCatalog.Default), WorkedCase.Policy, WorkedCase.NoneOfTheirOwn);
        (double[] kernel, double[] program) = Both(uncertain, WorldMetric.All.Count, 64, _ => { });
        Assert.Null(Bits.Difference(kernel, program));
    }

    [Fact]
    public void Evaluate_NobodyServesWithinTheTargets_NotFiniteWhereTheKernelIsNot()
    {
        UncertainCase uncertain = WorkedCase.Uncertain;
        (double[] kernel, double[] program) = Both(uncertain, 1, 64, values =>
        {
            for (int v = 0; v < uncertain.Variables.Count; v++)
            {
                if (uncertain.Variables[v].Id.StartsWith("modelError/", StringComparison.Ordinal))
                {
                    values.AsSpan((v * WorldSource.BlockWorlds) + 3, 7).Fill(1e6);
                }
            }
        });
        Assert.Contains(kernel, cost => !double.IsFinite(cost));
        Assert.All(kernel.Zip(program), pair => Assert.True(
            double.IsFinite(pair.First) ? Bits.Same(pair.First, pair.Second) : !double.IsFinite(pair.Second)));
    }

    [Fact]
    public void Evaluate_NothingUncertain_DeterministicAnswer()
    {
        UncertainCase certain = UncertainCase.Of(WorkedCase.Bound, WorkedCase.Certain, WorkedCase.NoneOfTheirOwn);
        (_, double[] program) = Both(certain, 1, 1, _ => { });
        Assert.Equal(
            certain.Options.Select(option => WorkedCase.Bound.Comparison.Options.Single(result => result.Option.Id == option.Id).Figures!.PresentCostUsDollars),
            program);
    }

    [Fact]
    public void Evaluate_Block_AllocatesNothing()
    {
        UncertainCase uncertain = WorkedCase.Uncertain;
        WorldProgramRun run = WorldProgram.Of(uncertain.Options, uncertain.Variables, 1)[0].NewRun();
        double[] values = Values(uncertain, Ragged);
        double[] results = new double[uncertain.Options.Count * WorldSource.BlockWorlds];
        Assert.Equal(0, Allocations.Of(() => run.Evaluate(Ragged, values, results)));
    }

    private static double[] Values(UncertainCase uncertain, int count)
    {
        WorldSource source = uncertain.Worlds(new(4_096, 3, Sampler.Sobol));
        double[] values = new double[source.BlockLength];
        source.FillScores(2, 0, count, values);
        source.FillValues(count, values, values);
        return values;
    }

    private static (double[] Kernel, double[] Program) Both(UncertainCase uncertain, int metrics, int count, Action<double[]> change)
    {
        double[] values = Values(uncertain, count);
        change(values);
        double[] kernel = new double[metrics * uncertain.Options.Count * WorldSource.BlockWorlds];
        double[] program = new double[kernel.Length];
        new WorldKernel<Lanes, LanesPack>(uncertain.Options, uncertain.Variables).Evaluate(count, values, kernel, metrics);
        WorldProgram.Of(uncertain.Options, uncertain.Variables, metrics)[0].NewRun().Evaluate(count, values, program);
        double[] Worlds(double[] all) =>
            [.. Enumerable.Range(0, metrics * uncertain.Options.Count).SelectMany(row => all.Skip(row * WorldSource.BlockWorlds).Take(count))];
        return (Worlds(kernel), Worlds(program));
    }
}
