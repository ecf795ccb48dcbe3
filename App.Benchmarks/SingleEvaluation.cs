using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;
using BenchmarkDotNet.Attributes;

namespace App.Benchmarks;

/// <summary>
/// One replica and one whole fleet, per world: the target is below 20 microseconds for a replica, and nothing allocated. The fleet
/// is the mixed option of the worked example over its whole horizon.
/// </summary>
[MemoryDiagnoser]
public class SingleEvaluation
{
    private PlanSlots _plan = null!;
    private PoolSlots _pool = null!;
    private PoolSlots _expertPool = null!;
    private WorkloadSlots _work = null!;
    private WorkloadSlots _expertWork = null!;
    private ServingSlots _expertServing = null!;
    private CaseInputs<Scalar> _scalars;
    private CaseInputs<Scalar> _expertScalars;
    private CaseInputs<Lanes> _lanes;
    private FleetWorkspace<Scalar> _scalarWorkspace = null!;
    private FleetWorkspace<Lanes> _lanesWorkspace = null!;

    /// <summary>Plans the worked example, and one mixture of experts on the H20.</summary>
    [GlobalSetup]
    public void Plan()
    {
        ProcurementCase seeded = SeededCase.Create();
        _plan = FleetComparison.EvaluateBound(seeded, PlannerCatalog.Default).Plans["mixed"].Slots;
        _pool = _plan.Pools.First(pool => pool.Workload == 0 && pool.Role != ServingRole.Prefill);
        _work = _plan.Workloads[_pool.Workload];
        double[] values = _plan.Table.BaseValues();
        _scalars = CaseInputs.Scalars(values);
        _lanes = CaseInputs.Worlds([.. values.Select(value => Enumerable.Repeat(value, Lanes.Count).ToArray())], 0, Lanes.Count);
        (_scalarWorkspace, _lanesWorkspace) = (new(_plan), new(_plan));

        ProcurementCase experts = seeded with { Workloads = [seeded.Workloads[0] with { ModelId = "qwen3-235b-a22b" }] };
        PlanSlots expertPlan = FleetComparison.EvaluateBound(experts, PlannerCatalog.Default).Plans["h20"].Slots;
        _expertPool = expertPlan.Pools[^1];
        (_expertWork, _expertServing) = (expertPlan.Workloads[0], expertPlan.Serving);
        _expertScalars = CaseInputs.Scalars(expertPlan.Table.BaseValues());
    }

    /// <summary>A dense model: batch that meets the target, rate and times.</summary>
    [Benchmark(Baseline = true)]
    public Throughput<Scalar> DenseReplicaScalar() => PoolStates.ThroughputOf(_scalars, _pool, _work, _plan.Serving);

    /// <summary>A mixture of experts, whose batch is found by Newton steps.</summary>
    [Benchmark]
    public Throughput<Scalar> ExpertReplicaScalar() => PoolStates.ThroughputOf(_expertScalars, _expertPool, _expertWork, _expertServing);

    /// <summary>A dense model, eight worlds at a time.</summary>
    [Benchmark(OperationsPerInvoke = Lanes.Count)]
    public Throughput<Lanes> DenseReplicaLanesPerWorld() => PoolStates.ThroughputOf(_lanes, _pool, _work, _plan.Serving);

    /// <summary>The whole fleet month by month.</summary>
    [Benchmark]
    public Outcome<Scalar> FleetScalarPerWorld()
    {
        NoSheet<Scalar> sheet = default;
        return FleetModel.Evaluate(_scalars, _scalarWorkspace, ref sheet);
    }

    /// <summary>The whole fleet month by month, eight worlds at a time.</summary>
    [Benchmark(OperationsPerInvoke = Lanes.Count)]
    public Outcome<Lanes> FleetLanesPerWorld()
    {
        NoSheet<Lanes> sheet = default;
        return FleetModel.Evaluate(_lanes, _lanesWorkspace, ref sheet);
    }
}
