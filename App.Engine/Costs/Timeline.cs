using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>
/// The one monthly timeline from which every figure of an option is derived. Month 0 is the order; costs of a month fall at its
/// end; work that the fleet cannot serve is rented on the reference accelerator at a premium, never ignored.
/// </summary>
internal static class Timeline
{
    /// <summary>Runs from the order to the horizon.</summary>
    public static CashMonth<T> Run<T, TSheet>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PlanSlots plan = workspace.Plan;
        T monthlyDiscount = T.Exp(-T.Log(T.Constant(1) + inputs[plan.Economy.DiscountRateFraction]) / T.Constant(12));
        T splitSoftware = inputs[plan.SplitSoftwareCount] * inputs[plan.Economy.SplitSoftwareUsDollars];
        T effectiveness = inputs[plan.Economy.PowerUsageEffectiveness];
        sheet.Section("Timing");
        sheet.Value("Discount factor of one month", Unit.One, monthlyDiscount);
        CashMonth<T> cash = default;
        for (int index = 0; index <= plan.HorizonMonths; index++)
        {
            CalendarMonth<T> month = CalendarMonth<T>.Of(index, plan.HorizonMonths, ref sheet);
            cash.Advance(monthlyDiscount, month, ref sheet);
            for (int g = 0; g < workspace.Groups.Length; g++)
            {
                sheet.Section(workspace.GroupTitles[g]);
                workspace.GroupMonths[g].Deliver(workspace.Groups[g], month, ref sheet);
            }

            for (int w = 0; w < workspace.Workloads.Length; w++)
            {
                sheet.Section(workspace.WorkloadTitles[w]);
                T capacity = Capacity(workspace, w);
                WorkloadMonths.Serve(workspace.Workloads[w], month, cash.Discount, capacity, ref workspace.WorkloadMonths[w], ref sheet);
            }

            for (int g = 0; g < workspace.Groups.Length; g++)
            {
                sheet.Section(workspace.GroupTitles[g]);
                workspace.GroupMonths[g].Draw(
                    workspace.IdleKilowatts[g], WorkKilowatts(workspace, g), effectiveness, month, ref sheet);
            }

            sheet.Section("Cash flow");
            cash.Close(workspace, splitSoftware, month, ref sheet);
        }

        return cash;
    }

    /// <summary>The pools of a workload stand one behind the other, so the smallest counts.</summary>
    private static T Capacity<T>(FleetWorkspace<T> workspace, int workload)
        where T : struct, IReal<T>
    {
        T capacity = T.Constant(double.PositiveInfinity);
        for (int p = 0; p < workspace.Pools.Length; p++)
        {
            if (workspace.PoolSlots[p].Workload == workload)
            {
                capacity = T.Min(capacity, workspace.Pools[p].Capacity * workspace.GroupMonths[workspace.PoolSlots[p].Group].InService);
            }
        }

        return capacity;
    }

    private static T WorkKilowatts<T>(FleetWorkspace<T> workspace, int group)
        where T : struct, IReal<T>
    {
        T kilowatts = T.Constant(0);
        for (int w = 0; w < workspace.Workloads.Length; w++)
        {
            kilowatts += workspace.WorkloadMonths[w].Served * workspace.DrawPerRequest[(w * workspace.Groups.Length) + group];
        }

        return kilowatts;
    }
}
