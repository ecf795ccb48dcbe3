using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Costs;

/// <summary>The levelised cost by what it is spent on. The four add up to it.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Input">Reading prompts, USD.</param>
/// <param name="Output">Writing outputs, USD.</param>
/// <param name="Recommendation">Scoring candidates, USD.</param>
/// <param name="Other">Embedded texts, images, pictures and films, USD.</param>
internal readonly record struct CostTotals<T>(T Input, T Output, T Recommendation, T Other)
    where T : struct, IReal<T>;

/// <summary>
/// Divides cost among kinds of work: costs of the site by energy, a kind of card by its pools' cards, a pool by its busy time (F27).
/// </summary>
internal static class CostTotals
{
    /// <summary>Divides the cost of a timeline that has run to its end.</summary>
    /// <param name="workspace">The timeline.</param>
    /// <param name="levelised">What work must earn in present dollars before tax.</param>
    /// <param name="presentBeforeTax">Present cost before tax, USD.</param>
    /// <param name="presentBridge">Present rent of what is not served, USD.</param>
    /// <param name="sheet">Receives the lines.</param>
    public static CostTotals<T> Of<T, TSheet>(
        FleetWorkspace<T> workspace, T levelised, T presentBeforeTax, T presentBridge, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        T zero = T.Constant(0);
        PlanIndex index = workspace.Index;
        T cards = zero;
        T energy = zero;
        T count = zero;
        for (int g = 0; g < workspace.Groups.Length; g++)
        {
            cards += workspace.GroupMonths[g].PresentCost;
            energy += workspace.GroupMonths[g].KilowattHours;
            count += workspace.Groups[g].Cards;
        }

        sheet.Section("Levelised cost");
        T common = presentBeforeTax - presentBridge - cards;
        sheet.Value("Present cost of sites and the rest", Unit.UsDollars, common);
        T perDollar = Ratios.Of(levelised - presentBridge, cards + common);
        sheet.Value("Levelised over present cost", Unit.One, perDollar);
        CostTotals<T> total = default;
        for (int p = 0; p < workspace.Pools.Length; p++)
        {
            int group = index.Pools[p].Group;
            T used = zero;
            for (int other = 0; other < workspace.Pools.Length; other++)
            {
                used += index.Pools[other].Group == group ? workspace.Pools[other].Cards : zero;
            }

            T ofGroup = workspace.GroupMonths[group].PresentCost
                + (common * Share(workspace.GroupMonths[group], energy, cards, workspace.Groups[group].Cards / count));
            T cost = ofGroup * perDollar * workspace.Pools[p].Cards / used;
            sheet.Section(index.Pools[p].Title);
            sheet.Value("Levelised present cost", Unit.UsDollars, cost);
            total = Add(total, index.Pools[p], workspace.Pools[p].Throughput, cost, ref sheet);
        }

        for (int b = 0; b < workspace.Bridge.Length; b++)
        {
            int workload = index.Bridge[b].Workload;
            T share = workspace.Bridge[b].RentPerRate / workspace.Workloads[workload].BridgeRentPerRate;
            T cost = workspace.WorkloadMonths[workload].PresentBridgeRent * share;
            sheet.Section(index.BridgeTitles[b]);
            sheet.Value("Levelised present cost", Unit.UsDollars, cost);
            total = Add(total, index.Bridge[b], workspace.Bridge[b].Throughput, cost, ref sheet);
        }

        return total;
    }

    /// <summary>
    /// Share of a kind of card in the costs of the site: by energy; by its own cost where none was drawn; by cards where those never came.
    /// </summary>
    private static T Share<T>(in GroupMonth<T> group, T energy, T cards, T byCards)
        where T : struct, IReal<T> => T.SelectLess(
            T.Constant(0), energy, group.KilowattHours / energy, T.SelectLess(T.Constant(0), cards, group.PresentCost / cards, byCards));

    private static CostTotals<T> Add<T, TSheet>(
        CostTotals<T> total, PoolSlots pool, Throughput<T> throughput, T cost, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
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
        sheet.Value("Of it for prompts", Unit.UsDollars, input);
        T output = cost - input;
        sheet.Value("Of it for outputs", Unit.UsDollars, output);
        return total with { Input = total.Input + input, Output = total.Output + output };
    }
}
