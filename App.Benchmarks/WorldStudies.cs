using App.Benchmarks.PlainLoop;
using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using BenchmarkDotNet.Attributes;

namespace App.Benchmarks;

/// <summary>
/// Worlds of the worked example's four options over 60 months, on all cores and on one. Targets on two idle cores: 65,536 worlds in
/// 0.2 s; eight lanes at least 3.5 times one world at a time where vectors have 512 bits.
/// </summary>
[MemoryDiagnoser]
public class WorldStudies
{
    private const int Worlds = 65_536;
    private const double Agreement = 1e-9;
    private UncertainCase _uncertain = null!;
    private WorldProgram _program = null!;

    /// <summary>Plans the case, and refuses to measure a plain loop that does other work.</summary>
    [GlobalSetup]
    public void Plan()
    {
        ProcurementCase seeded = SeededCase.Create();
        _uncertain = UncertainCase.Of(
            FleetComparison.EvaluateBound(seeded with { Finance = seeded.Finance with { HorizonMonths = 60 } }, PlannerCatalog.Default),
            PlannerCatalog.Default.Uncertainty, new Dictionary<string, Distribution>());
        _program = WorldProgram.Of(_uncertain.Options, _uncertain.Variables, WorldMetric.All.Count)[0];
        CheckPlainLoop();
    }

    /// <summary>The same work written by hand in plain doubles, on one core; what it does not do stands at <see cref="PlainFleet"/>.</summary>
    [Benchmark]
    public double PlainLoopOneCore() => Run(1, () => new Plain(new(_uncertain.Options, _uncertain.Variables)));

    /// <summary>One world at a time on one core.</summary>
    [Benchmark(Baseline = true)]
    public double ScalarOneCore() => Run<Scalar, ScalarPack>(1);

    /// <summary>Eight worlds at a time on one core.</summary>
    [Benchmark]
    public double LanesOneCore() => Run<Lanes, LanesPack>(1);

    /// <summary>Eight worlds at a time on all cores.</summary>
    [Benchmark]
    public double LanesAllCores() => Run<Lanes, LanesPack>(Environment.ProcessorCount);

    /// <summary>The program that large studies run, on one core.</summary>
    [Benchmark]
    public double ProgramOneCore() => Run(1, _program.NewRun);

    /// <summary>The program on all cores.</summary>
    [Benchmark]
    public double ProgramAllCores() => Run(Environment.ProcessorCount, _program.NewRun);

    /// <summary>Making the program, once per study.</summary>
    [Benchmark]
    public object MakeProgram() => WorldProgram.Of(_uncertain.Options, _uncertain.Variables, WorldMetric.All.Count)[0];

    /// <summary>A study's worlds as the server evaluates them, with the program made anew and all results kept.</summary>
    [Benchmark]
    public int WorldsOfAStudy() => Study(Worlds);

    /// <summary>A million worlds: present costs of all, other figures of the first 131,072.</summary>
    [Benchmark]
    public int MillionWorlds() => Study(1_000_000);

    private int Study(int worlds)
    {
        StudyRun run = new(_uncertain, new(worlds, 1, Sampler.Sobol));
        run.Run(Environment.ProcessorCount, CancellationToken.None);
        return run.WorldsDone;
    }

    private double Run<T, TPack>(int threads)
        where T : struct, IReal<T>
        where TPack : struct, IWorldPack<T> => Run(threads, () => new Kernel<T, TPack>(new(_uncertain.Options, _uncertain.Variables)));

    private double Run(int threads, Func<WorldProgramRun> make) => Run(threads, () => new Program(make()));

    private double Run(int threads, Func<IEvaluator> make)
    {
        WorldSettings settings = new(Worlds, 1, Sampler.Sobol);
        WorldSource source = _uncertain.Worlds(settings);
        double[] sums = new double[WorldSettings.Replicates];
        Parallel.For(0, WorldSettings.Replicates, new ParallelOptions { MaxDegreeOfParallelism = threads }, replicate =>
        {
            IEvaluator evaluator = make();
            double[] scores = new double[source.BlockLength];
            double[] values = new double[source.BlockLength];
            double[] results = new double[WorldMetric.All.Count * _uncertain.Options.Count * WorldSource.BlockWorlds];
            for (int first = 0; first < settings.WorldsOf(replicate); first += WorldSource.BlockWorlds)
            {
                int count = Math.Min(WorldSource.BlockWorlds, settings.WorldsOf(replicate) - first);
                source.FillScores(replicate, first, count, scores);
                source.FillValues(count, scores, values);
                evaluator.Evaluate(count, values, results);
                sums[replicate] += results[0];
            }
        });
        return sums.Sum();
    }

    /// <summary>All figures of all options in the first 256 worlds of each replicate, against the model's.</summary>
    /// <exception cref="InvalidOperationException">One differs.</exception>
    private void CheckPlainLoop()
    {
        WorldSource source = _uncertain.Worlds(new(Worlds, 1, Sampler.Sobol));
        double[] scores = new double[source.BlockLength];
        double[] values = new double[source.BlockLength];
        double[] expected = new double[WorldMetric.All.Count * _uncertain.Options.Count * WorldSource.BlockWorlds];
        double[] found = new double[expected.Length];
        WorldKernel<Scalar, ScalarPack> kernel = new(_uncertain.Options, _uncertain.Variables);
        PlainKernel plain = new(_uncertain.Options, _uncertain.Variables);
        for (int replicate = 0; replicate < WorldSettings.Replicates; replicate++)
        {
            source.FillScores(replicate, 0, WorldSource.BlockWorlds, scores);
            source.FillValues(WorldSource.BlockWorlds, scores, values);
            kernel.Evaluate(WorldSource.BlockWorlds, values, expected, WorldMetric.All.Count);
            plain.Evaluate(WorldSource.BlockWorlds, values, found);
            for (int i = 0; i < expected.Length; i++)
            {
                if (!(Math.Abs(found[i] - expected[i]) <= Agreement * Math.Abs(expected[i])))
                {
                    int row = i / WorldSource.BlockWorlds;
                    throw new InvalidOperationException(
                        $"{WorldMetric.All[row / _uncertain.Options.Count].Label} of {_uncertain.Options[row % _uncertain.Options.Count].Name} in world "
                        + $"{i % WorldSource.BlockWorlds} of replicate {replicate}: the plain loop finds {found[i]:R}, the model {expected[i]:R}.");
                }
            }
        }
    }

    private interface IEvaluator
    {
        void Evaluate(int count, ReadOnlySpan<double> values, Span<double> results);
    }

    private sealed class Kernel<T, TPack>(WorldKernel<T, TPack> kernel) : IEvaluator
        where T : struct, IReal<T>
        where TPack : struct, IWorldPack<T>
    {
        public void Evaluate(int count, ReadOnlySpan<double> values, Span<double> results) =>
            kernel.Evaluate(count, values, results, WorldMetric.All.Count);
    }

    private sealed class Plain(PlainKernel kernel) : IEvaluator
    {
        public void Evaluate(int count, ReadOnlySpan<double> values, Span<double> results) => kernel.Evaluate(count, values, results);
    }

    private sealed class Program(WorldProgramRun run) : IEvaluator
    {
        public void Evaluate(int count, ReadOnlySpan<double> values, Span<double> results) => run.Evaluate(count, values, results);
    }
}

/// <summary>Worth of 40 inputs with error bars on 65,536 worlds (target 1 s), and a flip map of 64 by 64 points (target 0.3 s), on two idle cores.</summary>
[MemoryDiagnoser]
public class DecisionStudies
{
    private const int Inputs = 40;
    private InformationValue _value = null!;
    private RegressionBasis[] _bases = null!;
    private UncertainOption[] _candidates = null!;
    private MapAxis[] _axes = null!;

    /// <summary>Draws the worlds.</summary>
    [GlobalSetup]
    public void Plan()
    {
        UncertainCase uncertain = UncertainCase.Of(
            FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default), PlannerCatalog.Default.Uncertainty,
            new Dictionary<string, Distribution>());
        _candidates = [.. uncertain.Options.Where(option => option.IsCandidate)];
        _axes = [.. MapAxes.Of(uncertain)];
        WorldSettings settings = new(65_536, 1, Sampler.Sobol);
        List<UncertainVariable> variables = [.. uncertain.Variables.Take(Inputs)];
        WorldSource source = new(variables, Inputs, new(Inputs, []), settings);
        double[][] benefits = [.. Enumerable.Range(0, 4).Select(_ => new double[settings.Worlds])];
        double[] block = new double[source.BlockLength];
        for (int r = 0; r < WorldSettings.Replicates; r++)
        {
            for (int first = 0; first < settings.WorldsOf(r); first += WorldSource.BlockWorlds)
            {
                int count = Math.Min(WorldSource.BlockWorlds, settings.WorldsOf(r) - first);
                source.FillScores(r, first, count, block);
                for (int i = 0; i < count; i++)
                {
                    for (int option = 0; option < benefits.Length; option++)
                    {
                        benefits[option][settings.FirstWorldOf(r) + first + i] = block[(option * WorldSource.BlockWorlds) + i] + (0.1 * option);
                    }
                }
            }
        }

        _value = new(
            new(benefits, [.. Enumerable.Range(0, WorldSettings.Replicates + 1).Select(settings.FirstWorldOf)]), Inputs, source.FillScores,
            Environment.ProcessorCount);
        _bases = [.. variables.Select(variable => RegressionBasis.For(variable.Distribution))];
    }

    /// <summary>Worth of each input alone, with its error, among four candidates.</summary>
    [Benchmark]
    public IReadOnlyList<VariableValue> ValueOfFortyInputs() => _value.Each(_bases);

    /// <summary>A flip map of 64 by 64 points, every candidate sized anew at each.</summary>
    [Benchmark]
    public FlipMap FlipMapOf64() => FlipMap.Of(_candidates, _axes[0], _axes[1], 64, Environment.ProcessorCount);
}
