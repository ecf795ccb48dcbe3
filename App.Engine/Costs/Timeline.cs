using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Costs;

/// <summary>
/// The one monthly timeline from which every figure of an option is derived. Month 0 is the order; costs of a month fall at its
/// end; work that the fleet cannot serve is rented on the reference accelerator at a premium, never ignored.
/// </summary>
/// <typeparam name="T">The reading.</typeparam>
public sealed class Timeline<T>
    where T : struct, IReal<T>
{
    private readonly CaseInputs<T> _inputs;
    private readonly PlanSlots _plan;
    private readonly PoolState<T>[] _pools;
    private readonly GroupState<T>[] _groups;
    private readonly Throughput<T>[] _bridge;
    private readonly T[] _bridgeRentPerRequest;
    private readonly T[] _rates;
    private readonly T[] _monthlyGrowth;
    private readonly T[] _presentRequests;
    private readonly T[] _presentBridge;
    private readonly T[] _presentGroupCost;
    private readonly T _monthlyDiscount;
    private T _discount = T.Constant(1);

    /// <summary>Starts a timeline at the order.</summary>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="pools">What its pools can do.</param>
    /// <param name="groups">Money and power of its groups.</param>
    public Timeline(in CaseInputs<T> inputs, PlanSlots plan, PoolState<T>[] pools, GroupState<T>[] groups)
    {
        (_inputs, _plan, _pools, _groups) = (inputs, plan, pools, groups);
        int workloads = plan.Workloads.Count;
        int bridges = plan.Bridge.Count;
        (_rates, _monthlyGrowth, _presentRequests) = (new T[workloads], new T[workloads], new T[workloads]);
        (_bridge, _bridgeRentPerRequest, _presentBridge) = (new Throughput<T>[bridges], new T[bridges], new T[bridges]);
        _presentGroupCost = new T[groups.Length];
        T one = T.Constant(1);
        T twelve = T.Constant(12);
        T usable = PoolStates.Usable(inputs, plan.Economy);
        T rental = inputs[plan.BridgeRentalUsDollarsPerHour] * (one + inputs[plan.Economy.BridgePremiumFraction])
            * GroupStates.HoursPerMonth<T>();
        for (int b = 0; b < bridges; b++)
        {
            PoolSlots pool = plan.Bridge[b];
            _bridge[b] = PoolStates.ThroughputOf(inputs, pool, plan.Workloads[pool.Workload], plan.Serving);
            T cards = inputs[pool.Layout.TensorRanks] * inputs[pool.Layout.ExpertRanks];
            _bridgeRentPerRequest[b] = rental * cards / (_bridge[b].RequestsPerSecond * usable);
        }

        for (int w = 0; w < workloads; w++)
        {
            _rates[w] = inputs[plan.Workloads[w].MeanRequestsPerSecond];
            _monthlyGrowth[w] = T.Exp(T.Log(one + inputs[plan.Workloads[w].GrowthPerYearFraction]) / twelve);
        }

        _monthlyDiscount = T.Exp(-T.Log(one + inputs[plan.Economy.DiscountRateFraction]) / twelve);
    }

    /// <summary>Present value of all costs less the residual, USD.</summary>
    public T PresentCost { get; private set; }

    /// <summary>Present value of the bridge rental, USD.</summary>
    public T PresentBridgeRent { get; private set; }

    /// <summary>Bridge rental, undiscounted, USD.</summary>
    public T BridgeRent { get; private set; }

    /// <summary>What the bridge would cost if it served everything, undiscounted, USD.</summary>
    public T WholeBridgeRent { get; private set; }

    /// <summary>Energy at the meter, kWh.</summary>
    public T KilowattHours { get; private set; }

    /// <summary>Energy at the meter of cards that serve language models, kWh.</summary>
    public T LanguageKilowattHours { get; private set; }

    /// <summary>Tokens served by the option's own cards, millions.</summary>
    public T LanguageMegatokensOnSite { get; private set; }

    /// <summary>Requests of a workload over the horizon, discounted.</summary>
    /// <param name="workload">Index of the workload.</param>
    public T PresentRequests(int workload) => _presentRequests[workload];

    /// <summary>Present value of a group's own costs less its residual, USD.</summary>
    /// <param name="group">Index of the group.</param>
    public T PresentGroupCost(int group) => _presentGroupCost[group];

    /// <summary>Present value of the rental of a pool of the bridge, USD.</summary>
    /// <param name="pool">Index of the pool among the bridge's.</param>
    public T PresentBridgeRentOf(int pool) => _presentBridge[pool];

    /// <summary>Throughput of a replica of a pool of the bridge.</summary>
    /// <param name="pool">Index of the pool among the bridge's.</param>
    public Throughput<T> Bridge(int pool) => _bridge[pool];

    /// <summary>Month 0: everything that is paid at the order.</summary>
    /// <typeparam name="TSheet">Where the lines go.</typeparam>
    /// <param name="sheet">Receives the lines.</param>
    public void Order<TSheet>(ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        MonthTotals<T> month = new();
        for (int g = 0; g < _groups.Length; g++)
        {
            month.AddCapital(_groups[g]);
            _presentGroupCost[g] += _groups[g].Capital;
        }

        month.SplitSoftware = _inputs[_plan.SplitSoftwareCount] * _inputs[_plan.Economy.SplitSoftwareUsDollars];
        Close(0, month, ref sheet);
    }

    /// <summary>A month of service.</summary>
    /// <typeparam name="TSheet">Where the lines go.</typeparam>
    /// <param name="month">1 to the horizon, in order.</param>
    /// <param name="sheet">Receives the lines.</param>
    public void Serve<TSheet>(int month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        T seconds = GroupStates.HoursPerMonth<T>() * T.Constant(3600);
        _discount *= _monthlyDiscount;
        MonthTotals<T> totals = new();
        T[] energy = new T[_groups.Length];
        for (int w = 0; w < _rates.Length; w++)
        {
            T served = ServedShare(w, month);
            AddBridge(w, served, ref totals);
            _presentRequests[w] += _rates[w] * seconds * _discount;
            AddEnergy(w, month, served, energy);
            AddTokens(w, served * _rates[w] * seconds, ref totals);
            _rates[w] *= _monthlyGrowth[w];
        }

        bool last = month == _plan.HorizonMonths;
        for (int g = 0; g < _groups.Length; g++)
        {
            T cost = totals.AddMonth(_groups[g], _groups[g].Available(month), energy[g], last);
            _presentGroupCost[g] += cost * _discount;
            KilowattHours += energy[g];
        }

        totals.EnergyMegawattHours = Sum(energy) / T.Constant(1000);
        BridgeRent += totals.Bridge;
        PresentBridgeRent += totals.Bridge * _discount;
        Close(month, totals, ref sheet);
    }

    private T ServedShare(int workload, int month)
    {
        T peak = _rates[workload] * _inputs[_plan.Workloads[workload].PeakToMeanRatio];
        T share = T.Constant(1);
        for (int p = 0; p < _pools.Length; p++)
        {
            if (_plan.Pools[p].Workload == workload)
            {
                share = T.Min(
                    share, _groups[_plan.Pools[p].Group].Available(month) * T.Min(T.Constant(1), _pools[p].Capacity / peak));
            }
        }

        return share;
    }

    private void AddBridge(int workload, T served, ref MonthTotals<T> totals)
    {
        T peak = _rates[workload] * _inputs[_plan.Workloads[workload].PeakToMeanRatio];
        for (int b = 0; b < _bridge.Length; b++)
        {
            if (_plan.Bridge[b].Workload == workload)
            {
                T whole = _bridgeRentPerRequest[b] * peak;
                T rent = (T.Constant(1) - served) * whole;
                totals.Bridge += rent;
                WholeBridgeRent += whole;
                _presentBridge[b] += rent * _discount;
            }
        }
    }

    private void AddEnergy(int workload, int month, T served, T[] energy)
    {
        T hours = GroupStates.HoursPerMonth<T>();
        for (int p = 0; p < _pools.Length; p++)
        {
            if (_plan.Pools[p].Workload != workload)
            {
                continue;
            }

            GroupState<T> group = _groups[_plan.Pools[p].Group];
            T busy = T.Min(T.Constant(1), served * _rates[workload] / _pools[p].FullRate);
            T perCard = group.HostKilowattsPerCard + group.IdleKilowattsPerCard
                + ((group.LoadKilowattsPerCard - group.IdleKilowattsPerCard) * busy);
            T used = _pools[p].Cards * perCard * group.Available(month) * hours
                * _inputs[_plan.Economy.PowerUsageEffectiveness];
            energy[_plan.Pools[p].Group] += used;
            LanguageKilowattHours += _plan.WorkloadKinds[workload] == WorkloadKind.Recommendation ? T.Constant(0) : used;
        }
    }

    private void AddTokens(int workload, T requests, ref MonthTotals<T> totals)
    {
        if (_plan.WorkloadKinds[workload] == WorkloadKind.Recommendation)
        {
            return;
        }

        T tokens = _inputs[_plan.Workloads[workload].PromptTokens];
        if (_plan.WorkloadKinds[workload] == WorkloadKind.Generation)
        {
            tokens += _inputs[_plan.Workloads[workload].OutputTokens];
        }

        totals.Megatokens += requests * tokens / T.Constant(1e6);
        LanguageMegatokensOnSite += requests * tokens / T.Constant(1e6);
    }

    private void Close<TSheet>(int month, in MonthTotals<T> totals, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        T cost = totals.Total;
        T present = cost * _discount;
        PresentCost += present;
        totals.Write(month, _discount, present, ref sheet);
    }

    private static T Sum(T[] values)
    {
        T sum = T.Constant(0);
        foreach (T value in values)
        {
            sum += value;
        }

        return sum;
    }
}
