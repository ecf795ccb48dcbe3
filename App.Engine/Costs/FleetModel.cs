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
        where TSheet : struct, ISheet<T> => Evaluate(inputs, new FleetWorkspace<T>(plan), ref sheet);

    /// <summary>Evaluates a plan in memory that was made for it; allocates nothing.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <typeparam name="TSheet">Where the named lines go.</typeparam>
    /// <param name="inputs">One value per slot of the plan's table.</param>
    /// <param name="workspace">Memory for the plan; what it held before does not matter.</param>
    /// <param name="sheet">Receives the lines.</param>
    /// <returns>The option's figures.</returns>
    public static Outcome<T> Evaluate<T, TSheet>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        Prepare(inputs, workspace, ref sheet);
        CashMonth<T> cash = Timeline.Run(inputs, workspace, ref sheet);
        Outcome<T> outcome = Summarise(inputs, workspace, cash.PresentCost);
        sheet.Section("Result");
        OutcomeLines.Write(outcome, ref sheet);
        return outcome;
    }

    private static void Prepare<T, TSheet>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PlanSlots plan = workspace.Plan;
        for (int g = 0; g < workspace.Groups.Length; g++)
        {
            workspace.Groups[g] = GroupStates.Of(inputs, plan, workspace.GroupSlots[g]);
            workspace.GroupMonths[g] = default;
            sheet.Section(workspace.GroupTitles[g]);
            workspace.Groups[g].Write(ref sheet);
        }

        Array.Clear(workspace.DrawPerRequest);
        Array.Clear(workspace.IdleKilowatts);
        for (int p = 0; p < workspace.Pools.Length; p++)
        {
            PoolSlots slots = workspace.PoolSlots[p];
            workspace.Pools[p] = PoolStates.Of(inputs, plan, slots);
            PoolLines.Write(inputs, plan, slots, workspace.Pools[p], ref sheet);
            workspace.AddDraw(p);
        }

        for (int g = 0; g < workspace.Groups.Length; g++)
        {
            sheet.Section(workspace.GroupTitles[g]);
            sheet.Value("IT power without work", Unit.Kilowatts, workspace.IdleKilowatts[g]);
            for (int w = 0; w < workspace.Workloads.Length; w++)
            {
                sheet.Value(workspace.DrawTitles[w], Unit.Kilowatts, workspace.DrawPerRequest[(w * workspace.Groups.Length) + g]);
            }
        }

        for (int b = 0; b < workspace.Bridge.Length; b++)
        {
            workspace.Bridge[b] = PoolStates.OfBridge(inputs, plan, workspace.BridgeSlots[b]);
            sheet.Section(workspace.BridgeTitles[b]);
            PoolLines.Write(workspace.Bridge[b], ref sheet);
        }

        for (int w = 0; w < workspace.Workloads.Length; w++)
        {
            T rent = T.Constant(0);
            for (int b = 0; b < workspace.Bridge.Length; b++)
            {
                rent += workspace.BridgeSlots[b].Workload == w ? workspace.Bridge[b].RentPerRate : T.Constant(0);
            }

            workspace.Workloads[w] = WorkloadMonths.Of(inputs, plan, w, rent);
            workspace.WorkloadMonths[w] = default;
            sheet.Section(workspace.WorkloadTitles[w]);
            workspace.Workloads[w].Write(ref sheet);
        }
    }

    private static Outcome<T> Summarise<T>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, T presentCost)
        where T : struct, IReal<T>
    {
        T thousand = T.Constant(1000);
        PlanSlots plan = workspace.Plan;
        WorkTotals<T> work = WorkTotals.Of(inputs, workspace);
        CostTotals<T> cost = CostTotals.Of(workspace, presentCost);
        FleetTotals<T> fleet = FleetTotals.Of(inputs, workspace);
        return new(
            fleet.Capital,
            presentCost,
            -presentCost,
            work.TokensPerDay,
            Ratio(cost.Input, work.InputMegatokens),
            Ratio(cost.Output, work.OutputMegatokens),
            Ratio(cost.Input + cost.Output, work.InputMegatokens + work.OutputMegatokens),
            Ratio(cost.Recommendation, work.MillionCandidates),
            Ratio(fleet.MegatokensServed * T.Constant(1e6), fleet.LanguageKilowattHours),
            fleet.NameplateKilowatts * inputs[plan.Economy.PowerUsageEffectiveness] / thousand,
            fleet.KilowattHours / thousand,
            fleet.KilowattHours * inputs[plan.Economy.CarbonKilogramsPerKilowattHour] / thousand,
            Ratio(fleet.BridgeRent, fleet.WholeBridgeRent),
            fleet.PresentBridgeRent);

        static T Ratio(T amount, T per) => T.SelectLess(T.Constant(0), per, amount / per, T.Constant(0));
    }
}
