using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using App.Engine.Algebra;
using App.Engine.Uncertainty;

namespace App.Engine.Studies;

/// <summary>
/// The worlds of a study while they are being evaluated. Replicates are independent: any thread may take any of them, in any order;
/// the results do not depend on it.
/// </summary>
public sealed class StudyRun
{
    /// <summary>
    /// Worlds of which all figures are kept. Of larger studies the present cost is kept for every world, the other figures for the
    /// first worlds of each replicate.
    /// </summary>
    public const int KeptWorlds = 131_072;

    /// <summary>
    /// Worlds from which on a program is made for the study. It takes about a tenth of a second to make and then a third of the time
    /// per world; its numbers are the same bit for bit.
    /// </summary>
    public const int ProgramWorlds = 16_384;

    private readonly WorldSource _source;
    private readonly double[][][] _results;
    private int _done;

    /// <summary>What is said of a case that leaves nothing to study.</summary>
    public const string NothingToStudy = "options is without a plan in every entry; accepted: a case in which at least one option can serve the work";

    /// <summary>Prepares a study.</summary>
    /// <param name="uncertain">The case with what is uncertain.</param>
    /// <param name="settings">How it is made.</param>
    /// <exception cref="ArgumentException">The settings are not sound.</exception>
    /// <exception cref="InvalidOperationException">No option of the case can be evaluated.</exception>
    public StudyRun(UncertainCase uncertain, StudySettings settings)
    {
        foreach ((string field, string value, string accepted) in settings.Problems())
        {
            throw new ArgumentException($"{field} is {value}; accepted: {accepted}", nameof(settings));
        }

        if (uncertain.Options.Count == 0)
        {
            throw new InvalidOperationException(NothingToStudy);
        }

        (Uncertain, Settings) = (uncertain, settings);
        _source = uncertain.Worlds(settings.World);
        int kept = Enumerable.Range(0, WorldSettings.Replicates).Sum(KeptOf);
        _results = [.. WorldMetric.All.Select((_, metric) =>
            uncertain.Options.Select(_ => new double[metric == WorldMetric.PresentCost ? settings.Worlds : kept]).ToArray())];
    }

    /// <summary>The case.</summary>
    public UncertainCase Uncertain { get; }

    /// <summary>How the study is made.</summary>
    public StudySettings Settings { get; }

    /// <summary>Worlds evaluated so far.</summary>
    public int WorldsDone => Volatile.Read(ref _done);

    /// <summary>Figures by metric, by option, by world; not finite where neither the option nor the bridge can serve within the targets.</summary>
    internal double[][][] Results => _results;

    /// <summary>
    /// Puts the largest finite value of a figure where it is not finite: a cost without bound is a cost at least as bad as any other.
    /// </summary>
    /// <returns>Worlds in which some present cost was without bound, and the largest finite present cost, USD.</returns>
    internal (int Worlds, double LargestCostUsDollars) BoundResults()
    {
        int worlds = Enumerable.Range(0, Settings.Worlds)
            .Count(world => _results[WorldMetric.PresentCost].Any(option => !double.IsFinite(option[world])));
        double[] bounds = [.. _results.Select(options => options.Max(option => option.Where(double.IsFinite).DefaultIfEmpty(0).Max()))];
        foreach ((double[][] options, double largest) in _results.Zip(bounds))
        {
            foreach (double[] option in options)
            {
                for (int world = 0; world < option.Length; world++)
                {
                    option[world] = double.IsFinite(option[world]) ? option[world] : largest;
                }
            }
        }

        return (worlds, bounds[WorldMetric.PresentCost]);
    }

    internal WorldSource Source => _source;

    internal IReadOnlyList<int> Starts => [.. Enumerable.Range(0, WorldSettings.Replicates + 1).Select(Settings.World.FirstWorldOf)];

    internal IReadOnlyList<int> KeptStarts
    {
        get
        {
            int next = 0;
            return [0, .. Enumerable.Range(0, WorldSettings.Replicates).Select(r => next += KeptOf(r))];
        }
    }

    /// <summary>The id of a study: the same question, made the same way, has the same.</summary>
    /// <param name="caseHash">SHA-256 of the case.</param>
    /// <param name="catalogHash">SHA-256 of the catalogue.</param>
    /// <param name="engineVersion">Version of the engine.</param>
    /// <param name="settings">How it is made.</param>
    public static string IdOf(string caseHash, string catalogHash, string engineVersion, StudySettings settings)
    {
        StudySettings ordered = settings with
        {
            Distributions = new SortedDictionary<string, Distribution>(
                settings.Distributions?.ToDictionary() ?? [], StringComparer.Ordinal),
        };
        string text = JsonSerializer.Serialize(ordered, StudyJson.Default.StudySettings);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{caseHash}\n{catalogHash}\n{engineVersion}\n{text}")));
    }

    /// <summary>Evaluates all worlds, eight at a time.</summary>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellation">Stops between blocks of worlds.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(int threads, CancellationToken cancellation)
    {
        int all = WorldMetric.All.Count;
        IReadOnlyList<WorldProgram> programs = Settings.Worlds < ProgramWorlds || !RuntimeFeature.IsDynamicCodeCompiled
            ? []
            : WorldProgram.Of(Uncertain.Options, Uncertain.Variables, Settings.Worlds > KeptWorlds ? [1, all] : [all]);
        void Replicate(int replicate)
        {
            foreach (int _ in Blocks(replicate, programs.Count == 0 ? Kernel<Lanes, LanesPack>() : Programs(programs)))
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }

        if (threads <= 1)
        {
            for (int r = 0; r < WorldSettings.Replicates; r++)
            {
                Replicate(r);
            }

            return;
        }

        Parallel.For(
            0, WorldSettings.Replicates, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, Replicate);
    }

    /// <summary>Evaluates all worlds one at a time on the caller's thread, which can pause between blocks: the plain reading of what lanes do.</summary>
    /// <returns>The number of worlds done after each block.</returns>
    public IEnumerable<int> Steps()
    {
        for (int r = 0; r < WorldSettings.Replicates; r++)
        {
            foreach (int done in Blocks(r, Kernel<Scalar, ScalarPack>()))
            {
                yield return done;
            }
        }
    }

    /// <summary>Opens one world.</summary>
    /// <param name="world">Its number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The study has no such world.</exception>
    public OpenedWorld Open(int world)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(world);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(world, Settings.Worlds);
        int replicate = Enumerable.Range(0, WorldSettings.Replicates).Last(r => Settings.World.FirstWorldOf(r) <= world);
        IReadOnlyList<UncertainVariable> variables = Uncertain.Variables;
        IReadOnlyList<UncertainOption> options = Uncertain.Options;
        double[] values = new double[_source.BlockLength];
        _source.FillScores(replicate, world - Settings.World.FirstWorldOf(replicate), 1, values);
        _source.FillValues(1, values, values);
        double[] results = new double[WorldMetric.All.Count * options.Count * WorldSource.BlockWorlds];
        new WorldKernel<Scalar, ScalarPack>(options, variables).Evaluate(1, values, results, WorldMetric.All.Count);
        double[] inBase = new double[results.Length];
        new WorldKernel<Scalar, ScalarPack>(options, []).Evaluate(1, [], inBase, WorldMetric.All.Count);
        int At(int metric, int option) => ((metric * options.Count) + option) * WorldSource.BlockWorlds;
        return new(
            world,
            [.. variables.Select((variable, v) => new WorldValue(
                variable.Id, variable.Label, variable.UnitSymbol, variable.Base, values[v * WorldSource.BlockWorlds]))],
            [.. options.Select((option, o) => new WorldOption(option.Id, option.Name, [.. WorldMetric.All.Select((metric, m) =>
                new WorldValue(metric.Id, metric.Label, metric.Unit.Symbol, Finite(inBase[At(m, o)]), Finite(results[At(m, o)])))]))],
            Enumerable.Range(0, options.Count).Where(o => options[o].IsCandidate && double.IsFinite(results[At(0, o)])).OrderBy(o => results[At(0, o)])
                .Select(o => options[o].Id).FirstOrDefault());

        static double? Finite(double figure) => double.IsFinite(figure) ? figure : null;
    }

    private int KeptOf(int replicate) => Math.Min(Settings.World.WorldsOf(replicate), KeptWorlds / WorldSettings.Replicates);

    /// <summary>Evaluates a block of worlds as <see cref="WorldKernel{T, TPack}.Evaluate"/> does, with memory of one thread.</summary>
    private delegate void EvaluateBlock(int count, ReadOnlySpan<double> values, Span<double> results, int metrics);

    private EvaluateBlock Kernel<T, TPack>()
        where T : struct, IReal<T>
        where TPack : struct, IWorldPack<T> => new WorldKernel<T, TPack>(Uncertain.Options, Uncertain.Variables).Evaluate;

    private static EvaluateBlock Programs(IReadOnlyList<WorldProgram> programs)
    {
        WorldProgramRun[] runs = [.. programs.Select(program => program.NewRun())];
        return (count, values, results, metrics) => runs.First(run => run.Metrics >= metrics).Evaluate(count, values, results);
    }

    private IEnumerable<int> Blocks(int replicate, EvaluateBlock evaluate)
    {
        double[] scores = new double[_source.BlockLength];
        double[] values = new double[_source.BlockLength];
        double[] results = new double[WorldMetric.All.Count * Uncertain.Options.Count * WorldSource.BlockWorlds];
        int worlds = Settings.World.WorldsOf(replicate);
        int kept = KeptOf(replicate);
        (int start, int keptStart) = (Starts[replicate], KeptStarts[replicate]);
        for (int first = 0; first < worlds; first += WorldSource.BlockWorlds)
        {
            int count = Math.Min(WorldSource.BlockWorlds, worlds - first);
            _source.FillScores(replicate, first, count, scores);
            _source.FillValues(count, scores, values);
            evaluate(count, values, results, first < kept ? WorldMetric.All.Count : 1);
            for (int metric = 0; metric < WorldMetric.All.Count; metric++)
            {
                int take = metric == WorldMetric.PresentCost ? count : Math.Min(count, kept - first);
                for (int option = 0; take > 0 && option < Uncertain.Options.Count; option++)
                {
                    results.AsSpan(((metric * Uncertain.Options.Count) + option) * WorldSource.BlockWorlds, take)
                        .CopyTo(_results[metric][option].AsSpan((metric == WorldMetric.PresentCost ? start : keptStart) + first));
                }
            }

            yield return Interlocked.Add(ref _done, count);
        }
    }
}
