using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Costs;

/// <summary>The present cost by what it was spent on. The four add up to the option's present cost.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Input">Reading prompts, USD.</param>
/// <param name="Output">Writing outputs, USD.</param>
/// <param name="Recommendation">Scoring candidates, USD.</param>
/// <param name="Other">Embedded texts, images, pictures and films, USD.</param>
internal readonly record struct CostTotals<T>(T Input, T Output, T Recommendation, T Other)
    where T : struct, IReal<T>;

/// <summary>Divides cost among kinds of work: a kind of card by its pools' cards, a pool by its busy time (F27).</summary>
internal static class CostTotals
{
    /// <summary>Divides the present cost of a timeline that has run to its end.</summary>
    public static CostTotals<T> Of<T>(FleetWorkspace<T> workspace, T presentCost)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        CostTotals<T> total = new(zero, zero, zero, zero);
        T groupCost = zero;
        T bridgeCost = zero;
        for (int g = 0; g < workspace.Groups.Length; g++)
        {
            groupCost += workspace.GroupMonths[g].PresentCost;
        }

        for (int w = 0; w < workspace.Workloads.Length; w++)
        {
            bridgeCost += workspace.WorkloadMonths[w].PresentBridgeRent;
        }

        T common = (presentCost - bridgeCost) / groupCost;
        for (int p = 0; p < workspace.Pools.Length; p++)
        {
            int group = workspace.PoolSlots[p].Group;
            T used = zero;
            for (int other = 0; other < workspace.Pools.Length; other++)
            {
                used += workspace.PoolSlots[other].Group == group ? workspace.Pools[other].Cards : zero;
            }

            T cost = workspace.GroupMonths[group].PresentCost * common * workspace.Pools[p].Cards / used;
            total = Add(total, workspace.PoolSlots[p], workspace.Pools[p].Throughput, cost);
        }

        for (int b = 0; b < workspace.Bridge.Length; b++)
        {
            int workload = workspace.BridgeSlots[b].Workload;
            T share = workspace.Bridge[b].RentPerRate / workspace.Workloads[workload].BridgeRentPerRate;
            total = Add(
                total, workspace.BridgeSlots[b], workspace.Bridge[b].Throughput, workspace.WorkloadMonths[workload].PresentBridgeRent * share);
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

        if (!pool.Kind.CountsTokens())
        {
            return total with { Other = total.Other + cost };
        }

        T input = cost * throughput.PrefillShare;
        return total with { Input = total.Input + input, Output = total.Output + (cost - input) };
    }
}
