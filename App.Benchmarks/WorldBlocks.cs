using App.Engine.Uncertainty;
using BenchmarkDotNet.Attributes;

namespace App.Benchmarks;

/// <summary>
/// A block of 256 worlds on one core, their values ready. A run takes milliseconds, so that the least of many (`./bench.sh --least`) tells
/// what the work takes on a machine that has other work too.
/// </summary>
public class WorldBlocks
{
    private double[] _values = null!;
    private double[] _results = null!;
    private WorldReading _scalar = null!;
    private WorldReading _lanes = null!;
    private WorldReading _plain = null!;
    private WorldProgramRun _program = null!;

    /// <summary>Draws the worlds.</summary>
    [GlobalSetup]
    public void Plan()
    {
        WorldReadings readings = new();
        WorldSource source = readings.Source;
        double[] scores = new double[source.BlockLength];
        (_values, _results) = (new double[source.BlockLength], new double[readings.ResultLength]);
        source.FillScores(0, 0, WorldSource.BlockWorlds, scores);
        source.FillValues(WorldSource.BlockWorlds, scores, _values);
        (_scalar, _lanes, _plain) = (readings.Scalar(), readings.Lanes(), readings.Plain());
        _program = readings.Program().NewRun();
    }

    /// <summary>One world at a time.</summary>
    [Benchmark(Baseline = true)]
    public double ScalarBlock() => Run(_scalar);

    /// <summary>Eight worlds at a time.</summary>
    [Benchmark]
    public double LanesBlock() => Run(_lanes);

    /// <summary>The loop written by hand.</summary>
    [Benchmark]
    public double PlainLoopBlock() => Run(_plain);

    /// <summary>The program.</summary>
    [Benchmark]
    public double ProgramBlock()
    {
        _program.Evaluate(WorldSource.BlockWorlds, _values, _results);
        return _results[0];
    }

    private double Run(WorldReading reading)
    {
        reading(WorldSource.BlockWorlds, _values, _results);
        return _results[0];
    }
}
