using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Costs;

/// <summary>What holds for a workload in every month of a run.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="MeanRate">Mean rate in the first month, 1/s.</param>
/// <param name="PeakToMean">Busiest hour over mean.</param>
/// <param name="MonthlyGrowth">Rate of a month over the month before.</param>
/// <param name="TokensPerRequest">Prompt and output; 0 where tokens are not what is sold.</param>
/// <param name="BridgeRentPerRate">Rent of what serves 1/s in the busiest hour on the bridge, USD a month.</param>
internal readonly record struct WorkloadState<T>(
    T MeanRate, T PeakToMean, T MonthlyGrowth, T TokensPerRequest, T BridgeRentPerRate)
    where T : struct, IReal<T>
{
    /// <summary>Writes what holds in every month to a sheet.</summary>
    /// <typeparam name="TSheet">Where the lines go.</typeparam>
    /// <param name="sheet">Receives the lines; its section is the workload's.</param>
    public void Write<TSheet>(ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        sheet.Value("Rate over the month before", Unit.One, MonthlyGrowth);
        sheet.Value("Tokens of a request", Unit.Tokens, TokensPerRequest);
        sheet.Value("Rent of one request a second on the bridge", Unit.UsDollarsPerMonth, BridgeRentPerRate);
    }
}

/// <summary>A workload in the current month; sums run from the order on. <c>default</c> is the state before month 0.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct WorkloadMonth<T>
    where T : struct, IReal<T>
{
    /// <summary>Rate over the first month's.</summary>
    public T DemandIndex;

    /// <summary>Mean demand, 1/s.</summary>
    public T Mean;

    /// <summary>Mean rate served on the option's own cards, 1/s.</summary>
    public T Served;

    /// <summary>Requests of the month that are served on the option's own cards, millions.</summary>
    public T ServedRequests;

    /// <summary>Rent for what is not served, USD.</summary>
    public T BridgeRent;

    /// <summary>Rent if the bridge served everything, USD.</summary>
    public T WholeBridgeRent;

    /// <summary>Requests demanded, discounted, millions, summed.</summary>
    public T PresentRequests;

    /// <summary>Requests served on the option's own cards, millions, summed.</summary>
    public T AllServedRequests;

    /// <summary>Rent of the bridge, discounted, USD, summed.</summary>
    public T PresentBridgeRent;

    /// <summary>Rent of the bridge, USD, summed.</summary>
    public T AllBridgeRent;

    /// <summary>Rent if the bridge served everything, USD, summed.</summary>
    public T AllWholeBridgeRent;
}

/// <summary>The demand of a workload and what serves it, month by month (F26, F28).</summary>
internal static class WorkloadMonths
{
    /// <summary>What holds in every month.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="workload">Index of the workload.</param>
    /// <param name="bridgeRentPerRate">Rent of what serves 1/s on the bridge, USD a month.</param>
    public static WorkloadState<T> Of<T>(in CaseInputs<T> inputs, PlanSlots plan, int workload, T bridgeRentPerRate)
        where T : struct, IReal<T>
    {
        Serving.WorkloadSlots slots = plan.Workloads[workload];
        WorkloadKind kind = plan.WorkloadKinds[workload];
        T tokens = kind.WritesText() ? inputs[slots.PromptTokens] + inputs[slots.OutputTokens]
            : kind.CountsTokens() ? inputs[slots.PromptTokens]
            : T.Constant(0);
        return new(
            inputs[slots.MeanRequestsPerSecond],
            inputs[slots.PeakToMeanRatio],
            T.Exp(T.Log(T.Constant(1) + inputs[slots.GrowthPerYearFraction]) / T.Constant(12)),
            tokens,
            bridgeRentPerRate);
    }

    /// <summary>A month of a workload.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <typeparam name="TSheet">Where the lines go.</typeparam>
    /// <param name="state">What holds in every month.</param>
    /// <param name="month">The month.</param>
    /// <param name="discount">Its discount factor.</param>
    /// <param name="capacity">What the option's own cards can do in the busiest hour of the month, 1/s.</param>
    /// <param name="now">The month before; becomes this month.</param>
    /// <param name="sheet">Receives the lines; its section is the workload's.</param>
    public static void Serve<T, TSheet>(
        in WorkloadState<T> state, in CalendarMonth<T> month, T discount, T capacity, ref WorkloadMonth<T> now, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        T megaseconds = Durations.HoursPerMonth<T>() * T.Constant(0.0036);
        int at = month.Index;
        now.DemandIndex = (now.DemandIndex * state.MonthlyGrowth) + month.First;
        sheet.Month("Demand index", Unit.One, at, now.DemandIndex);
        now.Mean = now.DemandIndex * state.MeanRate;
        sheet.Month("Mean demand", Unit.WorkPerSecond, at, now.Mean);
        T busiest = now.Mean * state.PeakToMean;
        sheet.Month("Demand in the busiest hour", Unit.WorkPerSecond, at, busiest);
        sheet.Month("Capacity", Unit.WorkPerSecond, at, capacity);
        T servedBusiest = T.Min(busiest, capacity);
        sheet.Month("Served in the busiest hour", Unit.WorkPerSecond, at, servedBusiest);
        now.Served = servedBusiest / state.PeakToMean;
        sheet.Month("Served", Unit.WorkPerSecond, at, now.Served);
        now.ServedRequests = now.Served * megaseconds;
        sheet.Month("Requests served", Unit.MillionsPerMonth, at, now.ServedRequests);
        now.AllServedRequests += now.ServedRequests;
        sheet.Month("Requests served so far", Unit.Millions, at, now.AllServedRequests);
        T presentRequests = now.Mean * megaseconds * discount;
        sheet.Month("Present requests", Unit.Millions, at, presentRequests);
        now.PresentRequests += presentRequests;
        sheet.Month("Present requests so far", Unit.Millions, at, now.PresentRequests);
        now.BridgeRent = (busiest - servedBusiest) * state.BridgeRentPerRate;
        sheet.Month("Bridge rental", Unit.UsDollarsPerMonth, at, now.BridgeRent);
        now.AllBridgeRent += now.BridgeRent;
        sheet.Month("Bridge rental so far", Unit.UsDollars, at, now.AllBridgeRent);
        now.WholeBridgeRent = busiest * state.BridgeRentPerRate;
        now.AllWholeBridgeRent += now.WholeBridgeRent;
        sheet.Month("Bridge rental so far if it served everything", Unit.UsDollars, at, now.AllWholeBridgeRent);
        now.PresentBridgeRent += now.BridgeRent * discount;
        sheet.Month("Present bridge rental so far", Unit.UsDollars, at, now.PresentBridgeRent);
    }
}
