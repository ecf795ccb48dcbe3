using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Requirements;

namespace App.Benchmarks.PlainLoop;

/// <summary>
/// One option of the worked example as somebody would write it by hand in plain doubles: no algebra, no sheet, nothing that the example
/// does not have. Dense models with grouped-query attention; groups bought in one order and paid in cash, or rented; one site with
/// rented space. Only here, to be measured against; anything else is refused.
/// </summary>
internal sealed partial class PlainFleet
{
    private const double HoursPerMonth = 8760.0 / 12;
    private const double HoursPerPeriod = HoursPerMonth / 3;
    private const double MegasecondsPerMonth = HoursPerMonth * 3600 / 1e6;
    private readonly PlanSlots _plan;
    private readonly PlanIndex _index;
    private readonly PlainEvent[] _events;
    private readonly PlainPool[] _pools;
    private readonly PlainBridge[] _bridge;
    private readonly PlainWorkload[] _workloads;
    private readonly PlainGroup[] _groups;
    private readonly double[] _perRequest;
    private PlainPrices _prices;
    private PlainSite _site;
    private PlainInputs _inputs;

    /// <summary>Memory for an option.</summary>
    /// <param name="plan">Its plan.</param>
    /// <exception cref="NotSupportedException">The plan has what the worked example does not.</exception>
    public PlainFleet(PlanSlots plan)
    {
        Check(plan);
        (_plan, _index) = (plan, new(plan));
        _events = new PlainEvent[plan.Events.Count];
        _pools = new PlainPool[plan.Pools.Count];
        _bridge = new PlainBridge[plan.Bridge.Count];
        _workloads = new PlainWorkload[plan.Workloads.Count];
        _groups = new PlainGroup[plan.Groups.Count];
        _perRequest = new double[_workloads.Length * _groups.Length];
    }

    /// <summary>Evaluates a world.</summary>
    /// <param name="values">One number per slot of the plan's table.</param>
    /// <param name="figures">Receives the twelve figures that a study follows, in its order.</param>
    public void Evaluate(double[] values, Span<double> figures)
    {
        _inputs = new(values);
        Array.Clear(_groups);
        Array.Clear(_workloads);
        Array.Clear(_perRequest);
        Prepare();
        Run();
        Summarise(figures);
    }

    private static void Check(PlanSlots plan)
    {
        bool isCovered = plan.Terms is { CashTiming: CashTiming.EndOfMonth, RefreshMonths: null, Loan: null, Lease: null, Depreciation.Shares.Count: 1 }
            && plan.Sites is [{ DomesticOnly: false, Facility: FacilityTenure.Colocation, Stages.Count: 1 }]
            && plan.Serving.Queue is not null
            && plan.WorkloadHours.All(hours => hours is null)
            && plan.Groups.All(group => group.Purchase is null || (group.Tranches.Count == 1 && group.Stack is not null))
            && plan.Pools.Concat(plan.Bridge).All(IsCovered);
        if (!isCovered)
        {
            throw new NotSupportedException("The plain loop covers the options of the worked example alone; this plan has something else.");
        }
    }

    private static bool IsCovered(PoolSlots pool) => pool.Model is null
        ? pool.Recommendation is not null
            || pool.Encoder is { Passes: null, ConditionTokens: null, OtherTeraflopPerItem: null, OtherWeightBillions: null }
        : pool is
        {
            Calibration: not null,
            Card: { Efficiency: not null, LinearPeakTeraflops: null, LinearWeightBytes: null },
            Model:
            {
                HasExperts: false, HasLatentAttention: false, HasGatedAttention: false, FeedForwardMatrices: null,
                Window: null, Linear: null, Selection: null, Compression: null,
            },
        };
}
