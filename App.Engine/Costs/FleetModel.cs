using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>The model: what a planned fleet delivers, draws and costs, month by month (F25-F29). Written once for the three readings.</summary>
public static class FleetModel
{
    /// <summary>Evaluates a plan.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <typeparam name="TSheet">Where the named lines go.</typeparam>
    /// <param name="inputs">One value per slot of the plan's table.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="sheet">Receives the lines.</param>
    /// <returns>The option's figures.</returns>
    public static Outcome<T> Evaluate<T, TSheet>(in CaseInputs<T> inputs, PlanSlots plan, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PoolState<T>[] pools = new PoolState<T>[plan.Pools.Count];
        for (int p = 0; p < pools.Length; p++)
        {
            pools[p] = PoolStates.Of(inputs, plan, plan.Pools[p]);
            PoolLines.Write(inputs, plan, plan.Pools[p], pools[p], ref sheet);
        }

        GroupState<T>[] groups = new GroupState<T>[plan.Groups.Count];
        for (int g = 0; g < groups.Length; g++)
        {
            groups[g] = GroupStates.Of(inputs, plan, plan.Groups[g]);
        }

        Timeline<T> timeline = new(inputs, plan, pools, groups);
        sheet.Section("Cash flow");
        timeline.Order(ref sheet);
        for (int month = 1; month <= plan.HorizonMonths; month++)
        {
            timeline.Serve(month, ref sheet);
        }

        Outcome<T> outcome = Summarise(inputs, plan, pools, groups, timeline);
        sheet.Section("Result");
        OutcomeLines.Write(outcome, ref sheet);
        return outcome;
    }

    private static Outcome<T> Summarise<T>(
        in CaseInputs<T> inputs, PlanSlots plan, PoolState<T>[] pools, GroupState<T>[] groups, Timeline<T> timeline)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        T million = T.Constant(1e6);
        T thousand = T.Constant(1000);
        WorkTotals<T> work = WorkTotals.Of(inputs, plan, timeline);
        CostTotals<T> cost = CostTotals.Of(plan, pools, groups, timeline);
        T nameplate = zero;
        T capital = zero;
        foreach (GroupState<T> group in groups)
        {
            nameplate += group.NameplateKilowatts;
            capital += group.Capital;
        }

        capital += inputs[plan.SplitSoftwareCount] * inputs[plan.Economy.SplitSoftwareUsDollars];
        T tokens = work.InputMegatokens + work.OutputMegatokens;
        T language = cost.Input + cost.Output;
        return new(
            capital,
            timeline.PresentCost,
            -timeline.PresentCost,
            work.TokensPerDay,
            Ratio(cost.Input, work.InputMegatokens),
            Ratio(cost.Output, work.OutputMegatokens),
            Ratio(language, tokens),
            Ratio(cost.Recommendation, work.MillionCandidates),
            Ratio(timeline.LanguageMegatokensOnSite * million, timeline.LanguageKilowattHours),
            nameplate * inputs[plan.Economy.PowerUsageEffectiveness] / thousand,
            timeline.KilowattHours / thousand,
            timeline.KilowattHours * inputs[plan.Economy.CarbonKilogramsPerKilowattHour] / thousand,
            Ratio(timeline.BridgeRent, timeline.WholeBridgeRent),
            timeline.PresentBridgeRent);

        static T Ratio(T amount, T per) => T.SelectLess(T.Constant(0), per, amount / per, T.Constant(0));
    }
}
