using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Fleets;

/// <summary>A pool that was chosen, before it is sized.</summary>
/// <param name="WorkloadIndex">Index of the workload.</param>
/// <param name="Card">The accelerator.</param>
/// <param name="Role">The role.</param>
/// <param name="Trial">Format and layout.</param>
internal sealed record PoolChoice(int WorkloadIndex, Accelerator Card, ServingRole Role, LayoutTrial Trial);

/// <summary>A choice of pools for an option.</summary>
/// <param name="Pools">Who does what.</param>
internal sealed record Assignment(IReadOnlyList<PoolChoice> Pools);

/// <summary>An option's plan, or why there is none.</summary>
/// <param name="Assignment">The pools; null where there is no plan.</param>
/// <param name="Reasons">Why there is none; empty where there is one.</param>
internal sealed record Planning(Assignment? Assignment, IReadOnlyList<string> Reasons);

/// <summary>Decides formats, layouts and roles of an option: for each workload the pools that cost least.</summary>
internal sealed class FleetPlanner(CaseBinding binding)
{
    private readonly Dictionary<(int Workload, string Card, ServingRole Role), PoolSearch> _searches = [];

    public Planning Plan(FleetOption option)
    {
        List<string> reasons = [];
        List<PoolChoice> pools = [];
        foreach (OptionAccelerator entry in option.Accelerators)
        {
            Accelerator card = binding.Catalog.Accelerators[entry.AcceleratorId];
            if (option.Tenure == Tenure.Buy && !card.CanBePurchased)
            {
                reasons.Add($"{card.Name} cannot be bought: {card.Availability}");
            }
        }

        for (int w = 0; w < binding.Case.Workloads.Count && reasons.Count == 0; w++)
        {
            Alternative? cheapest = null;
            List<string> refused = [];
            foreach (IReadOnlyList<(string Card, ServingRole Role)> roles in Roles(option, binding.Case.Workloads[w].Kind))
            {
                Alternative? alternative = Consider(option, w, roles, refused);
                if (alternative is not null && (cheapest is null || alternative.UsDollars < cheapest.UsDollars))
                {
                    cheapest = alternative;
                }
            }

            if (cheapest is null)
            {
                reasons.AddRange(refused.Distinct());
                continue;
            }

            pools.AddRange(cheapest.Pools);
        }

        return reasons.Count > 0 ? new(null, reasons) : new(new(pools), []);
    }

    /// <summary>The ways to divide a workload's phases among an option's accelerators.</summary>
    public static IEnumerable<IReadOnlyList<(string Card, ServingRole Role)>> Roles(FleetOption option, WorkloadKind kind)
    {
        foreach (OptionAccelerator entry in option.Accelerators)
        {
            yield return [(entry.AcceleratorId, ServingRole.Both)];
        }

        if (!kind.WritesText())
        {
            yield break;
        }

        foreach (OptionAccelerator prefill in option.Accelerators.Where(entry => entry.Role != ServingRole.Decode))
        {
            foreach (OptionAccelerator decode in option.Accelerators.Where(entry => entry.Role != ServingRole.Prefill))
            {
                yield return [(prefill.AcceleratorId, ServingRole.Prefill), (decode.AcceleratorId, ServingRole.Decode)];
            }
        }

        foreach (OptionAccelerator entry in option.Accelerators.Where(entry => entry.Role != ServingRole.Both))
        {
            yield return [(entry.AcceleratorId, ServingRole.Prefill), (entry.AcceleratorId, ServingRole.Decode)];
        }
    }

    /// <summary>Everything that was tried for a role of a workload on an accelerator.</summary>
    public PoolSearch Search(int workload, string card, ServingRole role)
    {
        if (!_searches.TryGetValue((workload, card, role), out PoolSearch? search))
        {
            search = PoolSearch.Of(binding, workload, binding.Catalog.Accelerators[card], role);
            _searches.Add((workload, card, role), search);
        }

        return search;
    }

    private Alternative? Consider(
        FleetOption option, int workload, IReadOnlyList<(string Card, ServingRole Role)> roles, List<string> refused)
    {
        CaseInputs<Scalar> inputs = CaseInputs.Scalars(binding.Table.BaseValues());
        double rate = FleetSizing.PeakRate(binding.Workloads[workload], binding.Case.Finance.HorizonMonths, inputs)
            / PoolStates.Usable(inputs, binding.Economy).Value;
        List<PoolChoice> pools = [];
        double cost = 0;
        foreach ((string id, ServingRole role) in roles)
        {
            PoolSearch search = Search(workload, id, role);
            LayoutTrial? best = search.Best(rate);
            List<string> missing = [];
            double perCard = CardCost.Lifetime(binding, option, search.Card, missing);
            refused.AddRange(search.NotKnown.Count > 0 ? search.NotKnown : best is null ? [search.WhyNot(binding.Case.Workloads[workload])] : []);
            refused.AddRange(missing);
            if (best is null || missing.Count > 0)
            {
                return null;
            }

            pools.Add(new(workload, search.Card, role, best));
            cost += perCard * best.CardsFor(rate);
        }

        return new(pools, cost);
    }

    private sealed record Alternative(IReadOnlyList<PoolChoice> Pools, double UsDollars);
}
