using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Costs;

/// <summary>The present cost by what it was spent on. The three add up to the option's present cost.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Input">Reading prompts, USD.</param>
/// <param name="Output">Writing outputs, USD.</param>
/// <param name="Recommendation">Scoring candidates, USD.</param>
public readonly record struct CostTotals<T>(T Input, T Output, T Recommendation)
    where T : struct, IReal<T>;

/// <summary>Divides cost among kinds of work: a kind of card by its pools' cards, a pool by its busy time (F27).</summary>
public static class CostTotals
{
    /// <summary>Divides the present cost of a timeline.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="plan">The plan.</param>
    /// <param name="pools">Its pools.</param>
    /// <param name="groups">Its groups.</param>
    /// <param name="timeline">The timeline, run to its end.</param>
    public static CostTotals<T> Of<T>(PlanSlots plan, PoolState<T>[] pools, GroupState<T>[] groups, Timeline<T> timeline)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        CostTotals<T> total = new(zero, zero, zero);
        T groupCost = zero;
        for (int g = 0; g < groups.Length; g++)
        {
            groupCost += timeline.PresentGroupCost(g);
        }

        T common = (timeline.PresentCost - timeline.PresentBridgeRent) / groupCost;
        for (int p = 0; p < pools.Length; p++)
        {
            int group = plan.Pools[p].Group;
            T used = zero;
            for (int other = 0; other < pools.Length; other++)
            {
                used += plan.Pools[other].Group == group ? pools[other].Cards : zero;
            }

            T cost = timeline.PresentGroupCost(group) * common * pools[p].Cards / used;
            total = Add(total, plan.Pools[p], pools[p].Throughput, cost);
        }

        for (int b = 0; b < plan.Bridge.Count; b++)
        {
            total = Add(total, plan.Bridge[b], timeline.Bridge(b), timeline.PresentBridgeRentOf(b));
        }

        return total;
    }

    private static CostTotals<T> Add<T>(CostTotals<T> total, PoolSlots pool, Throughput<T> throughput, T cost)
        where T : struct, IReal<T>
    {
        if (pool.Kind == WorkloadKind.Recommendation)
        {
            return total with { Recommendation = total.Recommendation + cost };
        }

        T input = cost * throughput.PrefillShare;
        return total with { Input = total.Input + input, Output = total.Output + (cost - input) };
    }
}
