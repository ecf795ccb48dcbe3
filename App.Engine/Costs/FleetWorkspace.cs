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
        PoolSlots = [.. plan.Pools];
        BridgeSlots = [.. plan.Bridge];
        GroupSlots = [.. plan.Groups];
        Pools = new PoolState<T>[PoolSlots.Length];
        Bridge = new BridgeState<T>[BridgeSlots.Length];
        Groups = new GroupState<T>[GroupSlots.Length];
        GroupMonths = new GroupMonth<T>[GroupSlots.Length];
        Workloads = new WorkloadState<T>[plan.Workloads.Count];
        WorkloadMonths = new WorkloadMonth<T>[Workloads.Length];
        DrawPerRequest = new T[Workloads.Length * Groups.Length];
        IdleKilowatts = new T[Groups.Length];
        GroupTitles = [.. plan.Groups.Select(group => $"Cards: {group.Title}")];
        BridgeTitles = [.. plan.Bridge.Select(pool => $"Bridge: {pool.Title}")];
        DrawTitles = [.. plan.WorkloadNames.Select(name => $"IT power of one request a second, {name}")];
        WorkloadTitles = [.. plan.WorkloadNames.Select(name => $"Demand: {name}")];
    }

    internal PlanSlots Plan { get; }

    internal PoolSlots[] PoolSlots { get; }

    internal PoolSlots[] BridgeSlots { get; }

    internal GroupSlots[] GroupSlots { get; }

    internal string[] GroupTitles { get; }

    internal string[] WorkloadTitles { get; }

    internal string[] BridgeTitles { get; }

    internal string[] DrawTitles { get; }

    internal PoolState<T>[] Pools { get; }

    internal BridgeState<T>[] Bridge { get; }

    internal GroupState<T>[] Groups { get; }

    internal GroupMonth<T>[] GroupMonths { get; }

    internal WorkloadState<T>[] Workloads { get; }

    internal WorkloadMonth<T>[] WorkloadMonths { get; }

    /// <summary>kW drawn by cards of a group for each request per second of a workload: [workload * groups + group].</summary>
    internal T[] DrawPerRequest { get; }

    /// <summary>IT power of the pools of a group without work, kW.</summary>
    internal T[] IdleKilowatts { get; }

    /// <summary>Adds the draw of a pool to its group and its workload.</summary>
    /// <param name="pool">Index of the pool; its state and its group's are set.</param>
    internal void AddDraw(int pool)
    {
        int group = PoolSlots[pool].Group;
        IdleKilowatts[group] += PoolStates.IdleKilowatts(Pools[pool], Groups[group]);
        DrawPerRequest[(PoolSlots[pool].Workload * Groups.Length) + group] +=
            PoolStates.WorkKilowattsPerRate(Pools[pool], Groups[group]);
    }
}
