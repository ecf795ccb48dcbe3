using App.Benchmarks.PlainLoop;
using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Uncertainty;

namespace App.Benchmarks;

/// <summary>Evaluates a block of worlds.</summary>
/// <param name="count">Worlds, at most <see cref="WorldSource.BlockWorlds"/>.</param>
/// <param name="values">Values of the variables.</param>
/// <param name="results">Receives all figures of all options.</param>
internal delegate void WorldReading(int count, ReadOnlySpan<double> values, Span<double> results);

/// <summary>
/// The worlds of the worked example's four options over 60 months, and the ways to evaluate them: each in memory of its own, for one
/// thread.
/// </summary>
internal sealed class WorldReadings
{
    /// <summary>Worlds of a study.</summary>
    public const int Worlds = 65_536;

    private const double Agreement = 1e-9;

    /// <summary>Plans the case, and refuses a plain loop that does other work.</summary>
    public WorldReadings()
    {
        ProcurementCase seeded = SeededCase.Create();
        Case = UncertainCase.Of(
            FleetComparison.EvaluateBound(seeded with { Finance = seeded.Finance with { HorizonMonths = 60 } }, PlannerCatalog.Default),
            PlannerCatalog.Default.Uncertainty, new Dictionary<string, Distribution>());
        CheckPlainLoop();
    }

    /// <summary>The case.</summary>
    public UncertainCase Case { get; }

    /// <summary>The worlds.</summary>
    public WorldSource Source => Case.Worlds(Settings);

    /// <summary>Which.</summary>
    public static WorldSettings Settings { get; } = new(Worlds, 1, Sampler.Sobol);

    /// <summary>Numbers in the results of a block.</summary>
    public int ResultLength => WorldMetric.All.Count * Case.Options.Count * WorldSource.BlockWorlds;

    /// <summary>The model, one world at a time.</summary>
    public WorldReading Scalar() => Kernel<Scalar, ScalarPack>();

    /// <summary>The model, eight worlds at a time.</summary>
    public WorldReading Lanes() => Kernel<Lanes, LanesPack>();

    /// <summary>The same work written by hand in plain doubles; what it does not cover stands at <see cref="PlainFleet"/>.</summary>
    public WorldReading Plain()
    {
        PlainKernel kernel = new(Case.Options, Case.Variables);
        return kernel.Evaluate;
    }

    /// <summary>The program made from the recorded formulas, which large studies run.</summary>
    public WorldProgram Program() => WorldProgram.Of(Case.Options, Case.Variables, WorldMetric.All.Count)[0];

    private WorldReading Kernel<T, TPack>()
        where T : struct, IReal<T>
        where TPack : struct, IWorldPack<T>
    {
        WorldKernel<T, TPack> kernel = new(Case.Options, Case.Variables);
        return (count, values, results) => kernel.Evaluate(count, values, results, WorldMetric.All.Count);
    }

    /// <summary>All figures of all options in the first 256 worlds of each replicate, against the model's.</summary>
    /// <exception cref="InvalidOperationException">One differs.</exception>
    private void CheckPlainLoop()
    {
        WorldSource source = Source;
        double[] scores = new double[source.BlockLength];
        double[] values = new double[source.BlockLength];
        double[] expected = new double[ResultLength];
        double[] found = new double[ResultLength];
        (WorldReading model, WorldReading plain) = (Scalar(), Plain());
        for (int replicate = 0; replicate < WorldSettings.Replicates; replicate++)
        {
            source.FillScores(replicate, 0, WorldSource.BlockWorlds, scores);
            source.FillValues(WorldSource.BlockWorlds, scores, values);
            model(WorldSource.BlockWorlds, values, expected);
            plain(WorldSource.BlockWorlds, values, found);
            for (int i = 0; i < expected.Length; i++)
            {
                if (!(Math.Abs(found[i] - expected[i]) <= Agreement * Math.Abs(expected[i])))
                {
                    int row = i / WorldSource.BlockWorlds;
                    throw new InvalidOperationException(
                        $"{WorldMetric.All[row / Case.Options.Count].Label} of {Case.Options[row % Case.Options.Count].Name} in world "
                        + $"{i % WorldSource.BlockWorlds} of replicate {replicate}: the plain loop finds {found[i]:R}, the model {expected[i]:R}.");
                }
            }
        }
    }
}
