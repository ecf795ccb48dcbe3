using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using BenchmarkDotNet.Attributes;

namespace App.Benchmarks;

/// <summary>
/// Sixty months of the H20 fleet of the worked example, per world: the model in two readings against a loop in plain doubles that is
/// written by hand and gives the same present cost.
/// </summary>
[MemoryDiagnoser]
public class Months
{
    private const double Agreement = 1e-9;
    private CaseInputs<Scalar> _scalars;
    private CaseInputs<Lanes> _lanes;
    private FleetWorkspace<Scalar> _scalarFleet = null!;
    private FleetWorkspace<Lanes> _lanesFleet = null!;

    /// <summary>Prepares the fleet, and refuses to measure a loop that does other work.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        ProcurementCase seeded = SeededCase.Create();
        BoundPlan plan = FleetComparison.EvaluateBound(
            seeded with { Finance = seeded.Finance with { HorizonMonths = 60 } }, PlannerCatalog.Default).Plans["h20"];
        double[] values = plan.Slots.Table.BaseValues();
        _scalars = CaseInputs.Scalars(values);
        _lanes = CaseInputs.Worlds([.. values.Select(value => Enumerable.Repeat(value, Lanes.Count).ToArray())], 0, Lanes.Count);
        (_scalarFleet, _lanesFleet) = (new(plan.Slots), new(plan.Slots));
        NoSheet<Scalar> sheet = default;
        NoSheet<Lanes> lanesSheet = default;
        Preparation.Run(_scalars, _scalarFleet, ref sheet);
        Preparation.Run(_lanes, _lanesFleet, ref lanesSheet);
        double plain = Plain();
        double model = FleetModel.Evaluate(_scalars, new FleetWorkspace<Scalar>(plan.Slots), ref sheet).PresentCostUsDollars.Value;
        if (!(Math.Abs(plain - model) <= Agreement * Math.Abs(model)))
        {
            throw new InvalidOperationException($"The plain loop finds {plain:R} USD, the model {model:R}.");
        }
    }

    /// <summary>The loop in plain doubles.</summary>
    [Benchmark]
    public double Plain() => PlainMonths.PresentCost(_scalars, _scalarFleet);

    /// <summary>The model, one world at a time.</summary>
    [Benchmark(Baseline = true)]
    public double ScalarReading()
    {
        NoSheet<Scalar> sheet = default;
        return Timeline.Run(_scalars, _scalarFleet, ref sheet).PresentCost.Value;
    }

    /// <summary>The model, eight worlds at a time.</summary>
    [Benchmark(OperationsPerInvoke = Lanes.Count)]
    public Lanes LanesReadingPerWorld()
    {
        NoSheet<Lanes> sheet = default;
        return Timeline.Run(_lanes, _lanesFleet, ref sheet).PresentCost;
    }
}
