using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Requirements;
using App.Engine.Uncertainty;
using App.Shared.Comparisons;
using BenchmarkDotNet.Attributes;

namespace App.Benchmarks;

/// <summary>Worth of 40 inputs with error bars on 65,536 worlds (target 1 s), and a flip map of 64 by 64 points (target 0.3 s), on two idle cores.</summary>
[MemoryDiagnoser]
public class DecisionStudies
{
    private const int Inputs = 40;
    private BoundComparison _bound = null!;
    private InformationValue _value = null!;
    private RegressionBasis[] _bases = null!;
    private UncertainOption[] _candidates = null!;
    private MapAxis[] _axes = null!;

    /// <summary>Draws the worlds.</summary>
    [GlobalSetup]
    public void Plan()
    {
        _bound = FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default);
        UncertainCase uncertain = UncertainCase.Of(_bound, PlannerCatalog.Default.Uncertainty, new Dictionary<string, Distribution>());
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

    /// <summary>All that a page says an answer rests on: lineage, swings, odds and what to check first. The browser asks for it after every change.</summary>
    [Benchmark]
    public CaseEvidence EvidenceOfACase() => CaseEvidence.Of(_bound, PlannerCatalog.Default);

    /// <summary>A flip map of 64 by 64 points, every candidate sized anew at each.</summary>
    [Benchmark]
    public FlipMap FlipMapOf64() => FlipMap.Of(_candidates, _axes[0], _axes[1], 64, Environment.ProcessorCount);
}
