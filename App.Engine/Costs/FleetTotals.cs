using App.Engine.Algebra;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Costs;

/// <summary>What a fleet comes to over the horizon beside its present cost.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Capital">Spent at the order, USD.</param>
/// <param name="NameplateKilowatts">IT power with every card at full power, kW.</param>
/// <param name="KilowattHours">Energy at the meter.</param>
/// <param name="LanguageKilowattHours">Energy at the meter of cards that serve language models.</param>
/// <param name="MegatokensServed">Tokens served on the option's own cards, millions.</param>
/// <param name="BridgeRent">Rent for what is not served, USD.</param>
/// <param name="WholeBridgeRent">Rent if the bridge served everything, USD.</param>
/// <param name="PresentBridgeRent">Rent for what is not served, discounted, USD.</param>
internal readonly record struct FleetTotals<T>(
    T Capital,
    T NameplateKilowatts,
    T KilowattHours,
    T LanguageKilowattHours,
    T MegatokensServed,
    T BridgeRent,
    T WholeBridgeRent,
    T PresentBridgeRent)
    where T : struct, IReal<T>;

/// <summary>Adds up a fleet.</summary>
internal static class FleetTotals
{
    /// <summary>Adds up a timeline that has run to its end.</summary>
    public static FleetTotals<T> Of<T>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        T capital = inputs[workspace.Plan.SplitSoftwareCount] * inputs[workspace.Plan.Economy.SplitSoftwareUsDollars];
        T nameplate = zero;
        T energy = zero;
        for (int g = 0; g < workspace.Groups.Length; g++)
        {
            capital += workspace.Groups[g].Capital;
            nameplate += workspace.Groups[g].NameplateKilowatts;
            energy += workspace.GroupMonths[g].AllKilowattHours;
        }

        T tokens = zero;
        T bridge = zero;
        T whole = zero;
        T present = zero;
        for (int w = 0; w < workspace.Workloads.Length; w++)
        {
            tokens += workspace.WorkloadMonths[w].AllServedRequests * workspace.Workloads[w].TokensPerRequest;
            bridge += workspace.WorkloadMonths[w].AllBridgeRent;
            whole += workspace.WorkloadMonths[w].AllWholeBridgeRent;
            present += workspace.WorkloadMonths[w].PresentBridgeRent;
        }

        return new(capital, nameplate, energy, LanguageEnergy(inputs, workspace), tokens, bridge, whole, present);
    }

    /// <summary>Energy is linear in months of service and in requests served, so that of a pool follows from the sums.</summary>
    private static T LanguageEnergy<T>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace)
        where T : struct, IReal<T>
    {
        T energy = T.Constant(0);
        for (int p = 0; p < workspace.Pools.Length; p++)
        {
            if (!workspace.PoolSlots[p].Kind.CountsTokens())
            {
                continue;
            }

            GroupState<T> group = workspace.Groups[workspace.PoolSlots[p].Group];
            T idle = PoolStates.IdleKilowatts(workspace.Pools[p], group)
                * workspace.GroupMonths[workspace.PoolSlots[p].Group].MonthsInService * Durations.HoursPerMonth<T>();
            T work = PoolStates.WorkKilowattsPerRate(workspace.Pools[p], group)
                * workspace.WorkloadMonths[workspace.PoolSlots[p].Workload].AllServedRequests * T.Constant(1e6) / T.Constant(3600);
            energy += idle + work;
        }

        return energy * inputs[workspace.Plan.Economy.PowerUsageEffectiveness];
    }
}
