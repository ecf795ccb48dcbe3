using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Costs;

/// <summary>What a pool can do, in one run.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Throughput">What one replica delivers at full load.</param>
/// <param name="CardsPerReplica">Cards of a replica.</param>
/// <param name="Cards">Cards of the pool.</param>
/// <param name="FullRate">Requests per second of the whole pool at full load.</param>
/// <param name="MaximumRate">Requests per second of the whole pool at the highest load that keeps queues short.</param>
/// <param name="Capacity">Requests per second in the busiest hour that keep queues short and survive failures (F28, F29).</param>
internal readonly record struct PoolState<T>(Throughput<T> Throughput, T CardsPerReplica, T Cards, T FullRate, T MaximumRate, T Capacity)
    where T : struct, IReal<T>;

/// <summary>What a pool of the bridge does, in one run.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Throughput">What one replica delivers at full load.</param>
/// <param name="RentPerRate">Rent of what serves 1/s in the busiest hour, USD a month.</param>
internal readonly record struct BridgeState<T>(Throughput<T> Throughput, T RentPerRate)
    where T : struct, IReal<T>;

/// <summary>Computes what pools can do.</summary>
internal static class PoolStates
{
    /// <summary>Throughput of one replica of a pool as full as targets and memory allow, by kind of work and role.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="workload">Its workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    /// <exception cref="ArgumentException">The pool has no model for its kind of work.</exception>
    public static Throughput<T> ThroughputOf<T>(
        in CaseInputs<T> inputs, PoolSlots pool, WorkloadSlots workload, ServingSlots serving)
        where T : struct, IReal<T> => CurveOf(inputs, pool, workload, serving).AtTarget();

    /// <summary>Throughput of one replica of a pool at any batch.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="workload">Its workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    /// <exception cref="ArgumentException">The pool has no model for its kind of work.</exception>
    public static ServingCurve<T> CurveOf<T>(
        in CaseInputs<T> inputs, PoolSlots pool, WorkloadSlots workload, ServingSlots serving)
        where T : struct, IReal<T>
    {
        if (pool.BatchWork is { } shares)
        {
            return pool.Recommendation is { } recommendation
                ? RecommendationServing.Of(inputs, recommendation, pool.Card, shares, pool.Layout, workload, serving)
                : pool.Encoder is { } encoder
                    ? EncoderServing.Of(inputs, encoder, pool.Card, shares, pool.Layout, workload, serving)
                    : throw new ArgumentException($"Pool '{pool.Title}' has no model.", nameof(pool));
        }

        if (pool.Model is not { } model)
        {
            throw new ArgumentException($"Pool '{pool.Title}' has no model.", nameof(pool));
        }

        Replica<T> replica = new(inputs, model, pool.Card, pool.Layout, serving, workload.KeyValueBytes);
        return (pool.Kind, pool.Role) switch
        {
            (WorkloadKind.Ranking, _) => LanguageServing.Ranking(inputs, replica, workload, serving, pool.Calibration),
            (_, ServingRole.Prefill) => LanguageServing.SplitPrefill(inputs, replica, workload, serving, pool.Calibration),
            (_, ServingRole.Decode) => LanguageServing.SplitDecode(inputs, replica, workload, serving, pool.Calibration),
            _ => LanguageServing.Shared(inputs, replica, workload, serving, pool.Calibration),
        };
    }

    /// <summary>What a pool can do with its replicas.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="pool">A pool of it.</param>
    public static PoolState<T> Of<T>(in CaseInputs<T> inputs, PlanSlots plan, PoolSlots pool)
        where T : struct, IReal<T>
    {
        Throughput<T> throughput = ThroughputOf(inputs, pool, plan.Workloads[pool.Workload], plan.Serving);
        T perReplica = inputs[pool.Layout.Cards];
        T replicas = inputs[pool.Replicas];
        T full = replicas * throughput.RequestsPerSecond;
        return new(throughput, perReplica, replicas * perReplica, full, full * inputs[plan.Economy.MaximumLoadFraction], full * Usable(inputs, plan.Economy));
    }

    /// <summary>What a pool of the bridge does and costs.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="pool">A pool of its bridge.</param>
    public static BridgeState<T> OfBridge<T>(in CaseInputs<T> inputs, PlanSlots plan, PoolSlots pool)
        where T : struct, IReal<T>
    {
        Throughput<T> throughput = ThroughputOf(inputs, pool, plan.Workloads[pool.Workload], plan.Serving);
        T rental = inputs[plan.BridgeRentalUsDollarsPerHour]
            * (T.Constant(1) + inputs[plan.Economy.BridgePremiumFraction]) * Durations.HoursPerMonth<T>();
        T cards = inputs[pool.Layout.Cards];
        return new(throughput, rental * cards / (throughput.RequestsPerSecond * Usable(inputs, plan.Economy)));
    }

    /// <summary>IT power that a request per second adds to a pool with mature software, kW, by the phases it works in (F22).</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="slots">The pool.</param>
    /// <param name="pool">What it can do.</param>
    /// <param name="group">Its group.</param>
    /// <returns>0 where the pool cannot meet its targets with even one request.</returns>
    public static T WorkKilowattsPerRate<T>(PoolSlots slots, in PoolState<T> pool, in GroupState<T> group)
        where T : struct, IReal<T>
    {
        // Scoring candidates is neither phase; it draws the mean of the two.
        T prefill = slots.Kind == WorkloadKind.Recommendation ? T.Constant(1) / T.Constant(2) : pool.Throughput.PrefillShare;
        T perCard = (prefill * group.PrefillKilowattsPerCard) + ((T.Constant(1) - prefill) * group.DecodeKilowattsPerCard);
        return Ratios.Of(pool.Cards * perCard, pool.FullRate);
    }

    /// <summary>Share of full load that may be planned for: maximum load less the failure reserve.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="economy">Where the two shares stand.</param>
    public static T Usable<T>(in CaseInputs<T> inputs, EconomySlots economy)
        where T : struct, IReal<T> =>
        inputs[economy.MaximumLoadFraction] * (T.Constant(1) - inputs[economy.FailureReserveFraction]);
}
