using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Evidence;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Tests.Support;

/// <summary>
/// One replica of a language model on one accelerator, with the constants a test states itself in place of the catalogue's, so that
/// a recalibration of the catalogue moves no golden number.
/// </summary>
internal sealed class ServingBench
{
    private static readonly string[] s_ofTheBench =
    [
        "prefillComputeEfficiencyFraction", "decodeComputeEfficiencyFraction", "memoryEfficiencyFraction", "networkEfficiencyFraction",
        "collectiveLatencyMicroseconds", "layerOverheadMicroseconds",
    ];

    private readonly CaseInputs<Scalar> _inputs;
    private readonly PoolSlots _pool;
    private readonly WorkloadSlots _workload;
    private readonly ServingSlots _serving;

    /// <summary>Puts a replica on the bench.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="acceleratorId">The accelerator.</param>
    /// <param name="formatId">Format of the weights.</param>
    /// <param name="layout">Tensor and expert ranks.</param>
    /// <param name="constants">Values by key for the accelerator's own, by path for those of economics.</param>
    /// <param name="work">What is asked of it; the seeded chat workload with an 8-bit cache where left out.</param>
    public ServingBench(
        string modelId, string acceleratorId, string formatId, Layout layout, IReadOnlyDictionary<string, double> constants, Workload? work = null)
    {
        PlannerCatalog catalog = PlannerCatalog.Default;
        Workload workload = (work ?? SeededCase.Create().Workloads[0]) with { ModelId = modelId };
        ProcurementCase procurement = SeededCase.Create() with
        {
            Workloads = [workload],
            Overrides = [.. constants.Where(constant => !s_ofTheBench.Contains(constant.Key)).Select(constant => new AssumptionOverride
            {
                AssumptionId = constant.Key.StartsWith("economics/", StringComparison.Ordinal)
                    ? constant.Key
                    : $"accelerators/{acceleratorId}/{constant.Key}",
                Value = constant.Value,
                Reason = "Stated by the test.",
            })],
        };
        Assert.All(procurement.Overrides, entry => Assert.NotNull(AssumptionPath.Find(entry.AssumptionId, catalog)));
        CaseBinding binding = new(procurement, catalog);
        Accelerator card = catalog.Accelerators[acceleratorId];
        List<string> missing = [];
        InputTable table = binding.Table.Grow();
        PoolCandidate? candidate = PoolCandidate.Bind(binding, table, 0, card, ServingRole.Both, catalog.Formats[formatId], missing);
        Assert.Empty(missing);
        Slot Own(string key) => table.Add(new(
            $"bench/{key}", key, Unit.One, InputKind.Assumption, constants.GetValueOrDefault(key, 1), 1, 1, EvidenceStatus.Assumed, "", []));
        PoolSlots pool = candidate!.AddTo(table, "bench", 0, layout, Corrections.None, 1);
        _pool = pool with
        {
            Calibration = null,
            Card = pool.Card with
            {
                Efficiency = null,
                PrefillComputeEfficiencyFraction = Own(s_ofTheBench[0]),
                DecodeComputeEfficiencyFraction = Own(s_ofTheBench[1]),
                MemoryEfficiencyFraction = Own(s_ofTheBench[2]),
                NetworkEfficiencyFraction = Own(s_ofTheBench[3]),
                CollectiveLatencyMicroseconds = Own(s_ofTheBench[4]),
                LayerOverheadMicroseconds = Own(s_ofTheBench[5]),
            },
        };
        _inputs = CaseInputs.Scalars(table.BaseValues());
        (_workload, _serving) = (binding.Workloads[0], binding.Serving);
        Replica = new(_inputs, _pool.Model!, _pool.Card, _pool.Layout, _serving, _workload.KeyValueBytes);
    }

    /// <summary>The replica.</summary>
    public Replica<Scalar> Replica { get; }

    /// <summary>Seconds of a decode step.</summary>
    public double Decode(double batch, double context) => Replica.DecodeStep(new(context)).Seconds(new(batch)).Value;

    /// <summary>Seconds of a prefill step.</summary>
    public double Prefill(double batch, double prompt) => Replica.PrefillStep(new(prompt)).Seconds(new(batch)).Value;

    /// <summary>Throughput with both phases on the same cards.</summary>
    public Throughput<Scalar> Shared() => LanguageServing.Shared(_inputs, Replica, _workload, _serving, null).AtTarget();

    /// <summary>Throughput with prompts only.</summary>
    public Throughput<Scalar> SplitPrefill() => LanguageServing.SplitPrefill(_inputs, Replica, _workload, _serving, null).AtTarget();

    /// <summary>Throughput with outputs only.</summary>
    public Throughput<Scalar> SplitDecode() => LanguageServing.SplitDecode(_inputs, Replica, _workload, _serving, null).AtTarget();

    /// <summary>Throughput of scoring.</summary>
    public Throughput<Scalar> Ranking() => LanguageServing.Ranking(_inputs, Replica, _workload, _serving, null).AtTarget();
}
