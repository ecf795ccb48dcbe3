using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Costs;

/// <summary>What holds for a workload in every month of a run.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="MeanRate">Mean rate in the first month, 1/s.</param>
/// <param name="BusiestRatio">Busiest hour over mean.</param>
/// <param name="PeakRatio">Mean of the eight peak hours over the mean of the day.</param>
/// <param name="FlatRatio">Mean of the eight hours between over the mean of the day.</param>
/// <param name="ValleyRatio">Mean of the eight valley hours over the mean of the day.</param>
/// <param name="MonthlyGrowth">Rate of a month over the month before.</param>
/// <param name="TokensPerRequest">Prompt and output; 0 where tokens are not what is sold.</param>
/// <param name="BridgeRentPerRate">Rent of what serves 1/s in the busiest hour on the bridge, USD a month at the price of the order.</param>
internal readonly record struct WorkloadState<T>(
    T MeanRate, T BusiestRatio, T PeakRatio, T FlatRatio, T ValleyRatio, T MonthlyGrowth, T TokensPerRequest, T BridgeRentPerRate)
    where T : struct, IReal<T>
{
    /// <summary>Writes what holds in every month to a sheet.</summary>
    public void Write<TSheet>(ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        sheet.Value("Mean rate in the first month", Unit.WorkPerSecond, MeanRate);
        sheet.Value("Eight valley hours over the mean", Unit.One, ValleyRatio);
        sheet.Value("Eight peak hours over the mean", Unit.One, PeakRatio);
        sheet.Value("Eight hours between over the mean", Unit.One, FlatRatio);
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

    /// <summary>Rate served on the option's own cards in the busiest hour, 1/s.</summary>
    public T ServedBusiest;

    /// <summary>The same as mean of the eight peak hours.</summary>
    public T ServedPeak;

    /// <summary>The same as mean of the eight hours between.</summary>
    public T ServedFlat;

    /// <summary>The same as mean of the eight valley hours.</summary>
    public T ServedValley;

    /// <summary>Mean rate served on the option's own cards, 1/s.</summary>
    public T Served;

    /// <summary>Requests of the month that are served on the option's own cards, millions.</summary>
    public T ServedRequests;

    /// <summary>Rent for what is not served, USD.</summary>
    public T BridgeRent;

    /// <summary>Requests demanded, discounted at the nominal rate, millions, summed.</summary>
    public T PresentRequests;

    /// <summary>Requests demanded, discounted at the real rate, millions, summed.</summary>
    public T RealPresentRequests;

    /// <summary>Requests served on the option's own cards, millions, summed.</summary>
    public T AllServedRequests;

    /// <summary>Rent of the bridge, discounted, USD, summed.</summary>
    public T PresentBridgeRent;

    /// <summary>Rent of the bridge, USD, summed.</summary>
    public T AllBridgeRent;

    /// <summary>Rent if the bridge served everything, USD, summed.</summary>
    public T AllWholeBridgeRent;

    /// <summary>Demand of the month and what the option's own cards serve of it.</summary>
    /// <param name="state">What holds in every month.</param>
    /// <param name="capacity">What the option's own cards can do in an hour of this month, 1/s.</param>
    /// <param name="durations">Lengths of time.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is the workload's.</param>
    public void Serve<TSheet>(in WorkloadState<T> state, T capacity, in Durations<T> durations, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        int at = month.Index;
        DemandIndex = (DemandIndex * state.MonthlyGrowth) + month.First;
        sheet.Month("Demand index", Unit.One, at, DemandIndex);
        Mean = DemandIndex * state.MeanRate;
        sheet.Month("Mean demand", Unit.WorkPerSecond, at, Mean);
        sheet.Month(OperationLines.Demand, Unit.WorkPerSecond, at, Mean * state.BusiestRatio);
        sheet.Month(OperationLines.Capacity, Unit.WorkPerSecond, at, capacity);
        ServedBusiest = T.Min(Mean * state.BusiestRatio, capacity);
        sheet.Month("Served in the busiest hour", Unit.WorkPerSecond, at, ServedBusiest);
        ServedPeak = T.Min(Mean * state.PeakRatio, capacity);
        sheet.Month("Served in peak hours", Unit.WorkPerSecond, at, ServedPeak);
        ServedFlat = T.Min(Mean * state.FlatRatio, capacity);
        sheet.Month("Served in hours between", Unit.WorkPerSecond, at, ServedFlat);
        ServedValley = T.Min(Mean * state.ValleyRatio, capacity);
        sheet.Month("Served in valley hours", Unit.WorkPerSecond, at, ServedValley);
        Served = (ServedPeak + ServedFlat + ServedValley) / T.Constant(3);
        sheet.Month("Served", Unit.WorkPerSecond, at, Served);
        ServedRequests = Served * durations.MegasecondsPerMonth;
        sheet.Month("Requests served", Unit.MillionsPerMonth, at, ServedRequests);
        AllServedRequests += ServedRequests;
        sheet.Month("Requests served so far", Unit.Millions, at, AllServedRequests);
    }

    /// <summary>What the bridge serves, and the month's work and rent discounted.</summary>
    /// <param name="state">What holds in every month.</param>
    /// <param name="rentLevel">Rent over that at the order.</param>
    /// <param name="prices">Price levels of the month.</param>
    /// <param name="durations">Lengths of time.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is the workload's.</param>
    public void Bridge<TSheet>(
        in WorkloadState<T> state, T rentLevel, in PriceMonth<T> prices, in Durations<T> durations, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        int at = month.Index;
        T requests = Mean * durations.MegasecondsPerMonth;
        sheet.Month("Requests demanded", Unit.MillionsPerMonth, at, requests);
        PresentRequests += requests * prices.Discount;
        sheet.Month("Present requests so far", Unit.Millions, at, PresentRequests);
        RealPresentRequests += requests * prices.RealDiscount;
        sheet.Month("Present requests so far at the real rate", Unit.Millions, at, RealPresentRequests);
        T rentPerRate = state.BridgeRentPerRate * rentLevel;
        sheet.Month("Rent of one request a second", Unit.UsDollarsPerMonth, at, rentPerRate);
        T busiest = Mean * state.BusiestRatio;
        BridgeRent = (busiest - ServedBusiest) * rentPerRate;
        sheet.Month("Rent of what is not served", Unit.UsDollarsPerMonth, at, BridgeRent);
        AllBridgeRent += BridgeRent;
        sheet.Month("Rent of what is not served so far", Unit.UsDollars, at, AllBridgeRent);
        AllWholeBridgeRent += busiest * rentPerRate;
        sheet.Month("Rent so far if the bridge served everything", Unit.UsDollars, at, AllWholeBridgeRent);
        PresentBridgeRent += BridgeRent * prices.Discount;
        sheet.Month("Present rent of what is not served so far", Unit.UsDollars, at, PresentBridgeRent);
    }
}

/// <summary>Computes workloads (F26, F28).</summary>
internal static class WorkloadStates
{
    /// <summary>What holds in every month.</summary>
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
        T busiest = inputs[slots.PeakToMeanRatio];
        (T peak, T valley) = plan.WorkloadHours[workload] is { } hours
            ? (inputs[hours.Peak], inputs[hours.Valley])
            : Shape(busiest, inputs[plan.Economy.Operating.HoursLoadSpreadFraction]);
        return new(
            inputs[slots.MeanRequestsPerSecond] * inputs[plan.DemandMultiple],
            busiest,
            peak,
            T.Constant(3) - peak - valley,
            valley,
            PriceStates.Monthly(inputs[slots.GrowthPerYearFraction]),
            tokens,
            bridgeRentPerRate);
    }

    /// <summary>
    /// Peak and valley hours lie as far above and below the mean as the spread says. Steep shapes are held where the hours between
    /// would fall below the valley, and the valley at a tenth of the mean.
    /// </summary>
    private static (T Peak, T Valley) Shape<T>(T busiest, T spread)
        where T : struct, IReal<T>
    {
        T one = T.Constant(1);
        T above = spread * (busiest - one);
        T valley = T.Max(one / T.Constant(10), one - above);
        return (T.Min(one + above, T.Constant(3) - (T.Constant(2) * valley)), valley);
    }
}

/// <summary>Where the stated hours of a workload stand in the input table.</summary>
/// <param name="Peak">Mean of the eight busiest hours over the mean of the day.</param>
/// <param name="Valley">Mean of the eight quietest hours over the mean of the day.</param>
public sealed record HourSlots(Slot Peak, Slot Valley);
