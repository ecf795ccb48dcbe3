using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>
/// The one monthly timeline from which every figure of an option is derived. Month 0 is the order; costs of a month fall at its
/// end or in its middle; work that the fleet cannot serve is rented on the reference accelerator at a premium, never ignored.
/// </summary>
internal static class Timeline
{
    /// <summary>Runs from the order to the horizon.</summary>
    public static CashMonth<T> Run<T, TSheet>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PlanSlots plan = workspace.Plan;
        PlanIndex index = workspace.Index;
        TaxState<T> tax = TaxState<T>.Of(inputs, plan.Economy.Tax);
        T splitSoftware = inputs[plan.SplitSoftwareCount] * inputs[plan.Economy.SplitSoftwareUsDollars];
        Durations<T> durations = Durations.Of<T>();
        sheet.Section("Timing");
        durations.Write(ref sheet);
        sheet.Section("Tax");
        sheet.Value("Value added tax that comes back in a month", Unit.One, tax.RecoveryPace);
        T costOverPrice = tax.CostOverPrice;
        sheet.Value("Cost of equipment over its price", Unit.One, costOverPrice);
        PriceMonth<T> prices = default;
        CashMonth<T> cash = default;
        LoanMonth<T> loan = default;
        for (int column = 0; column <= plan.HorizonMonths; column++)
        {
            sheet.Section("Timing");
            CalendarMonth<T> month = CalendarMonth<T>.Of(column, plan.HorizonMonths, ref sheet);
            prices.Advance(workspace.Prices, month, ref sheet);
            for (int e = 0; e < workspace.Events.Length; e++)
            {
                sheet.Section(index.EventTitles[e]);
                workspace.EventMonths[e].Advance(workspace.Events[e], index.Events.EndsSupport[e], month, ref sheet);
            }

            T rentLevel = prices.Rental * EventEffects.Product(index.Events.Rental, workspace, EventEffect.Rental);
            sheet.Section("Timing");
            sheet.Month("Rent level", Unit.One, column, rentLevel);
            FleetMonths.Deliver(workspace, prices, month, ref sheet);
            SiteMonths.Supply(inputs, workspace, month, ref sheet);
            FleetMonths.Work(workspace, prices, month, ref sheet);
            for (int w = 0; w < workspace.Workloads.Length; w++)
            {
                sheet.Section(index.WorkloadTitles[w]);
                T capacity = Capacity(workspace, w);
                workspace.WorkloadMonths[w].Serve(workspace.Workloads[w], capacity, durations, month, ref sheet);
                workspace.WorkloadMonths[w].Bridge(workspace.Workloads[w], rentLevel, prices, durations, month, ref sheet);
            }

            FleetMonths.Load(workspace, durations, month, ref sheet);
            SiteMonths.Draw(workspace, prices, durations, month, ref sheet);
            FleetMonths.Pay(workspace, prices, costOverPrice, rentLevel, month, ref sheet);
            ref MonthLines<T> lines = ref workspace.Lines;
            Collect(workspace, tax, splitSoftware, month, ref lines);
            T afterTax = cash.Close(ref lines, tax, prices, month, ref sheet);
            sheet.Section("Financing");
            loan.Advance(inputs, plan.Terms.Loan, lines.Equipment, tax.IncomeTax, afterTax, month, ref sheet);
        }

        return cash;
    }

    /// <summary>The pools of a workload stand one behind the other, so the smallest counts.</summary>
    private static T Capacity<T>(FleetWorkspace<T> workspace, int workload)
        where T : struct, IReal<T>
    {
        T capacity = T.Constant(0);
        bool isFirst = true;
        foreach (int p in workspace.Index.PoolsOfWorkload[workload])
        {
            int group = workspace.Index.Pools[p].Group;
            T most = workspace.Index.Groups[group].Purchase is null ? workspace.Pools[p].Capacity : workspace.Pools[p].MaximumRate;
            T own = most * workspace.GroupMonths[group].Effective;
            capacity = isFirst ? own : T.Min(capacity, own);
            isFirst = false;
        }

        return capacity;
    }

    private static void Collect<T>(
        FleetWorkspace<T> workspace, in TaxState<T> tax, T splitSoftware, in CalendarMonth<T> month, ref MonthLines<T> lines)
        where T : struct, IReal<T>
    {
        lines = default;
        lines.SplitSoftware = splitSoftware * month.Order;
        for (int w = 0; w < workspace.Workloads.Length; w++)
        {
            lines.Megatokens += workspace.WorkloadMonths[w].ServedRequests * workspace.Workloads[w].TokensPerRequest;
            lines.Bridge += workspace.WorkloadMonths[w].BridgeRent;
        }

        for (int g = 0; g < workspace.Groups.Length; g++)
        {
            lines.Add(workspace.Groups[g], workspace.GroupCash[g]);
        }

        for (int s = 0; s < workspace.Sites.Length; s++)
        {
            lines.Add(workspace.SiteMonths[s], month.Last);
        }

        lines.ValueAddedTax = (lines.Equipment + lines.Refresh) * tax.ValueAdded;
    }
}
