using App.Engine.Algebra;
using App.Engine.Fleets;

namespace App.Engine.Costs;

/// <summary>
/// The memory in which the model evaluates a plan. Made once for each plan and thread, used for any number of evaluations one after
/// another; the evaluation itself allocates nothing.
/// </summary>
/// <typeparam name="T">The reading.</typeparam>
public sealed class FleetWorkspace<T>
    where T : struct, IReal<T>
{
    /// <summary>Memory for a plan.</summary>
    /// <param name="plan">The plan.</param>
    public FleetWorkspace(PlanSlots plan)
    {
        Plan = plan;
        Index = new(plan);
        Schedule = new(plan.Terms.Depreciation);
        Pools = new PoolState<T>[Index.Pools.Length];
        Bridge = new BridgeState<T>[Index.Bridge.Length];
        Workloads = new WorkloadState<T>[plan.Workloads.Count];
        WorkloadMonths = new WorkloadMonth<T>[Workloads.Length];
        Groups = new GroupState<T>[Index.Groups.Length];
        GroupMonths = new GroupMonth<T>[Groups.Length];
        GroupCash = new GroupCash<T>[Groups.Length];
        GroupLoads = new SiteLoad<T>[Groups.Length];
        Tranches = new TrancheState<T>[Index.TrancheCount];
        TrancheMonths = new TrancheMonth<T>[Tranches.Length];
        Leases = new LeaseMonth<T>[plan.Terms.Lease is null ? 0 : Tranches.Length];
        Vintages = new VintageMonth<T>[Tranches.Length * Index.VintagesPerTranche];
        Sites = new SiteState<T>[Index.Sites.Length];
        SiteMonths = new SiteMonth<T>[Sites.Length];
        Events = new EventState<T>[plan.Events.Count];
        EventMonths = new EventMonth<T>[Events.Length];
        IdleKilowatts = new T[Groups.Length];
        DrawPerRequest = new T[Workloads.Length * Groups.Length];
        CardsPerRequest = new T[DrawPerRequest.Length];
        SiteShares = new T[Groups.Length * Sites.Length];
        RefreshAges = new T[plan.Terms.RefreshWaves];
    }

    /// <summary>The lines of the current month.</summary>
    internal MonthLines<T> Lines;

    internal PlanSlots Plan { get; }

    internal PlanIndex Index { get; }

    internal DepreciationSchedule<T> Schedule { get; }

    internal PriceState<T> Prices { get; set; }

    internal LeaseState<T> Lease { get; set; }

    internal PoolState<T>[] Pools { get; }

    internal BridgeState<T>[] Bridge { get; }

    internal WorkloadState<T>[] Workloads { get; }

    internal WorkloadMonth<T>[] WorkloadMonths { get; }

    internal GroupState<T>[] Groups { get; }

    internal GroupMonth<T>[] GroupMonths { get; }

    internal GroupCash<T>[] GroupCash { get; }

    /// <summary>IT power of each group in the parts of the day; of a rented group its cards in use.</summary>
    internal SiteLoad<T>[] GroupLoads { get; }

    internal TrancheState<T>[] Tranches { get; }

    internal TrancheMonth<T>[] TrancheMonths { get; }

    internal LeaseMonth<T>[] Leases { get; }

    /// <summary>Of each tranche the purchase and its replacements.</summary>
    internal VintageMonth<T>[] Vintages { get; }

    internal SiteState<T>[] Sites { get; }

    internal SiteMonth<T>[] SiteMonths { get; }

    internal EventState<T>[] Events { get; }

    internal EventMonth<T>[] EventMonths { get; }

    /// <summary>IT power of the pools of a group without work, kW.</summary>
    internal T[] IdleKilowatts { get; }

    /// <summary>kW that a request per second of a workload adds to a group with mature software: [workload * groups + group].</summary>
    internal T[] DrawPerRequest { get; }

    /// <summary>Cards of a group that a request per second of a workload takes: [workload * groups + group].</summary>
    internal T[] CardsPerRequest { get; }

    /// <summary>Share of a group's cards that stands on a site: [group * sites + site].</summary>
    internal T[] SiteShares { get; }

    /// <summary>Ages at which cards are replaced, months.</summary>
    internal T[] RefreshAges { get; }

    /// <summary>Forgets the months of the evaluation before.</summary>
    internal void Clear()
    {
        Array.Clear(WorkloadMonths);
        Array.Clear(GroupMonths);
        Array.Clear(GroupCash);
        Array.Clear(TrancheMonths);
        Array.Clear(Leases);
        Array.Clear(Vintages);
        Array.Clear(SiteMonths);
        Array.Clear(EventMonths);
        Array.Clear(IdleKilowatts);
        Array.Clear(DrawPerRequest);
        Array.Clear(CardsPerRequest);
    }
}
