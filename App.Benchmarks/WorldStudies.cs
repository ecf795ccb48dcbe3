using App.Engine.Studies;
using App.Engine.Uncertainty;
using BenchmarkDotNet.Attributes;

namespace App.Benchmarks;

/// <summary>
/// Worlds of the worked example's four options over 60 months, on all cores and on one. Targets on two idle cores: 65,536 worlds in
/// 0.2 s; eight lanes at least 3.5 times one world at a time where vectors have 512 bits, twice where they have 256.
/// </summary>
[MemoryDiagnoser]
public class WorldStudies
{
    private WorldReadings _readings = null!;
    private WorldProgram _program = null!;

    /// <summary>Plans the case.</summary>
    [GlobalSetup]
    public void Plan()
    {
        _readings = new();
        _program = _readings.Program();
    }

    /// <summary>One world at a time on one core.</summary>
    [Benchmark(Baseline = true)]
    public double ScalarOneCore() => Run(1, _readings.Scalar);

    /// <summary>Eight worlds at a time on one core.</summary>
    [Benchmark]
    public double LanesOneCore() => Run(1, _readings.Lanes);

    /// <summary>Eight worlds at a time on all cores.</summary>
    [Benchmark]
    public double LanesAllCores() => Run(Environment.ProcessorCount, _readings.Lanes);

    /// <summary>The loop written by hand, on one core.</summary>
    [Benchmark]
    public double PlainLoopOneCore() => Run(1, _readings.Plain);

    /// <summary>The program that large studies run, on one core.</summary>
    [Benchmark]
    public double ProgramOneCore() => Run(1, RunOfProgram);

    /// <summary>The program on all cores.</summary>
    [Benchmark]
    public double ProgramAllCores() => Run(Environment.ProcessorCount, RunOfProgram);

    /// <summary>Making the program, once per study.</summary>
    [Benchmark]
    public object MakeProgram() => _readings.Program();

    /// <summary>A study's worlds as the server evaluates them, with the program made anew and all results kept.</summary>
    [Benchmark]
    public int WorldsOfAStudy() => Study(WorldReadings.Worlds);

    /// <summary>A million worlds: present costs of all, other figures of the first 131,072.</summary>
    [Benchmark]
    public int MillionWorlds() => Study(1_000_000);

    private WorldReading RunOfProgram() => _program.NewRun().Evaluate;

    private int Study(int worlds)
    {
        StudyRun run = new(_readings.Case, new(worlds, 1, Sampler.Sobol));
        run.Run(Environment.ProcessorCount, CancellationToken.None);
        return run.WorldsDone;
    }

    private double Run(int threads, Func<WorldReading> make)
    {
        WorldSettings settings = WorldReadings.Settings;
        WorldSource source = _readings.Source;
        double[] sums = new double[WorldSettings.Replicates];
        Parallel.For(0, WorldSettings.Replicates, new ParallelOptions { MaxDegreeOfParallelism = threads }, replicate =>
        {
            WorldReading evaluate = make();
            double[] scores = new double[source.BlockLength];
            double[] values = new double[source.BlockLength];
            double[] results = new double[_readings.ResultLength];
            for (int first = 0; first < settings.WorldsOf(replicate); first += WorldSource.BlockWorlds)
            {
                int count = Math.Min(WorldSource.BlockWorlds, settings.WorldsOf(replicate) - first);
                source.FillScores(replicate, first, count, scores);
                source.FillValues(count, scores, values);
                evaluate(count, values, results);
                sums[replicate] += results[0];
            }
        });
        return sums.Sum();
    }
}
