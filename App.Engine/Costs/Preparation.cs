using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>Computes what holds in every month of a run, before the timeline.</summary>
internal static class Preparation
{
    /// <summary>Fills a workspace.</summary>
    public static void Run<T, TSheet>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PlanSlots plan = workspace.Plan;
        workspace.Clear();
        workspace.Prices = PriceStates.Of(inputs, plan);
        sheet.Section("Timing");
        workspace.Prices.Write(ref sheet);
        sheet.Section("Tax");
        workspace.Schedule.Read(inputs, ref sheet);
        for (int e = 0; e < workspace.Events.Length; e++)
        {
            workspace.Events[e] = EventStates.Of(inputs, workspace.Index.EventSlots[e]);
            sheet.Section(workspace.Index.EventTitles[e]);
            sheet.Value("Ends after", Unit.Months, workspace.Events[e].End);
            sheet.Value("Support ends after", Unit.Months, workspace.Events[e].SupportEnd);
        }

        Groups(inputs, workspace, ref sheet);
        Pools(inputs, workspace, ref sheet);
        Workloads(inputs, workspace, ref sheet);
        Sites(inputs, workspace, ref sheet);
    }

    private static void Groups<T, TSheet>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PlanSlots plan = workspace.Plan;
        if (plan.Terms.Lease is { } lease)
        {
            workspace.Lease = LeaseStates.Of(inputs, lease);
            sheet.Section("Financing");
            workspace.Lease.Write(ref sheet);
        }

        if (plan.Terms.RefreshMonths is { } refresh)
        {
            T age = T.Constant(0);
            sheet.Section("Timing");
            for (int wave = 0; wave < workspace.RefreshAges.Length; wave++)
            {
                age += inputs[refresh];
                workspace.RefreshAges[wave] = age;
                sheet.Value(workspace.Index.RefreshTitles[wave], Unit.Months, age);
            }
        }

        for (int g = 0; g < workspace.Groups.Length; g++)
        {
            GroupSlots group = workspace.Index.Groups[g];
            sheet.Section(workspace.Index.GroupTitles[g]);
            workspace.Groups[g] = GroupStates.Of(inputs, plan.Economy, group, ref sheet);
            if (group.Purchase is { } purchase)
            {
                TrancheStates.Fill(inputs, workspace, g, purchase, ref sheet);
            }
        }
    }

    private static void Pools<T, TSheet>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PlanIndex index = workspace.Index;
        int groups = workspace.Groups.Length;
        for (int p = 0; p < workspace.Pools.Length; p++)
        {
            PoolSlots slots = index.Pools[p];
            PoolState<T> pool = PoolStates.Of(inputs, workspace.Plan, slots);
            workspace.Pools[p] = pool;
            PoolLines.Write(inputs, workspace.Plan, slots, pool, ref sheet);
            ref readonly GroupState<T> group = ref workspace.Groups[slots.Group];
            workspace.IdleKilowatts[slots.Group] += pool.Cards * group.IdleKilowattsPerCard;
            int at = (slots.Workload * groups) + slots.Group;
            workspace.DrawPerRequest[at] += PoolStates.WorkKilowattsPerRate(slots, pool, group);
            workspace.CardsPerRequest[at] += Ratios.Of(pool.Cards, pool.Capacity);
        }

        for (int g = 0; g < groups; g++)
        {
            bool isRented = index.Groups[g].Purchase is null;
            sheet.Section(index.GroupTitles[g]);
            if (!isRented)
            {
                sheet.Value("IT power without work", Unit.Kilowatts, workspace.IdleKilowatts[g]);
            }

            for (int w = 0; w < workspace.Workloads.Length; w++)
            {
                T value = (isRented ? workspace.CardsPerRequest : workspace.DrawPerRequest)[(w * groups) + g];
                sheet.Value((isRented ? index.CardTitles : index.DrawTitles)[w], isRented ? Unit.Cards : Unit.Kilowatts, value);
            }
        }
    }

    private static void Workloads<T, TSheet>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PlanIndex index = workspace.Index;
        for (int b = 0; b < workspace.Bridge.Length; b++)
        {
            workspace.Bridge[b] = PoolStates.OfBridge(inputs, workspace.Plan, index.Bridge[b]);
            sheet.Section(index.BridgeTitles[b]);
            PoolLines.Write(workspace.Bridge[b], ref sheet);
        }

        for (int w = 0; w < workspace.Workloads.Length; w++)
        {
            T rent = T.Constant(0);
            for (int b = 0; b < workspace.Bridge.Length; b++)
            {
                rent += index.Bridge[b].Workload == w ? workspace.Bridge[b].RentPerRate : T.Constant(0);
            }

            workspace.Workloads[w] = WorkloadStates.Of(inputs, workspace.Plan, w, rent);
            sheet.Section(index.WorkloadTitles[w]);
            workspace.Workloads[w].Write(ref sheet);
        }
    }

    /// <summary>Fills the sites in their order, kind of card by kind of card; what fits nowhere stands at the last that it may stand at.</summary>
    private static void Sites<T, TSheet>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        T zero = T.Constant(0);
        PlanIndex index = workspace.Index;
        int sites = workspace.Sites.Length;
        for (int s = 0; s < sites; s++)
        {
            SiteSlots site = index.Sites[s];
            T free = inputs[site.Stages[^1].Megawatts] * T.Constant(1000) / inputs[site.PowerUsageEffectiveness];
            T placed = zero;
            for (int g = 0; g < workspace.Groups.Length; g++)
            {
                T need = workspace.Groups[g].NameplateKilowatts;
                T left = T.Constant(1);
                for (int before = 0; before < s; before++)
                {
                    left -= workspace.SiteShares[(g * sites) + before];
                }

                T room = T.SelectLess(zero, need, T.Max(zero, free - placed) / need, T.Constant(1));
                T share = !MayStand(index.Groups[g], site) ? zero : IsLast(index, g, s) ? left : T.Min(left, room);
                workspace.SiteShares[(g * sites) + s] = share;
                sheet.Section(index.GroupTitles[g]);
                sheet.Value(index.SiteShareTitles[s], Unit.One, share);
                placed += share * need;
            }

            workspace.Sites[s] = SiteStates.Of(inputs, site, placed);
            sheet.Section(index.SiteTitles[s]);
            workspace.Sites[s].Write(ref sheet);
        }
    }

    private static bool MayStand(GroupSlots group, SiteSlots site) =>
        group.Purchase is not null && (group.IsDomestic || !site.DomesticOnly);

    private static bool IsLast(PlanIndex index, int group, int site)
    {
        for (int later = site + 1; later < index.Sites.Length; later++)
        {
            if (MayStand(index.Groups[group], index.Sites[later]))
            {
                return false;
            }
        }

        return true;
    }
}
