using App.Engine.Catalog;
using App.Engine.Requirements;

namespace App.Engine.Fleets;

/// <summary>A choice of pools for an option, before it is sized.</summary>
/// <param name="Candidates">Who does what.</param>
/// <param name="Layouts">In which layout.</param>
internal sealed record Assignment(IReadOnlyList<PoolCandidate> Candidates, IReadOnlyList<LayoutChoice> Layouts);

/// <summary>An option's plan, or why there is none.</summary>
/// <param name="Assignment">The pools; null where there is no plan.</param>
/// <param name="Reasons">Why there is none; empty where there is one.</param>
internal sealed record Planning(Assignment? Assignment, IReadOnlyList<string> Reasons);

/// <summary>Decides formats, layouts and roles of an option: for each workload the pools that cost least.</summary>
internal sealed class FleetPlanner(CaseBinding binding)
{
    private readonly Dictionary<(int Workload, string Card, ServingRole Role), (PoolCandidate? Candidate, LayoutChoice? Choice, List<string> Reasons)> _pools = [];

    public Planning Plan(FleetOption option)
    {
        List<string> reasons = [];
        List<PoolCandidate> candidates = [];
        List<LayoutChoice> layouts = [];
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
                if (alternative is not null && (cheapest is null || alternative.CostPerRequestRate < cheapest.CostPerRequestRate))
                {
                    cheapest = alternative;
                }
            }

            if (cheapest is null)
            {
                reasons.AddRange(refused.Distinct());
                continue;
            }

            candidates.AddRange(cheapest.Candidates);
            layouts.AddRange(cheapest.Layouts);
        }

        return reasons.Count > 0 ? new(null, reasons) : new(new(candidates, layouts), []);
    }

    private static IEnumerable<IReadOnlyList<(string Card, ServingRole Role)>> Roles(FleetOption option, WorkloadKind kind)
    {
        foreach (OptionAccelerator entry in option.Accelerators)
        {
            yield return [(entry.AcceleratorId, ServingRole.Both)];
        }

        if (kind != WorkloadKind.Generation)
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

    private Alternative? Consider(
        FleetOption option, int workload, IReadOnlyList<(string Card, ServingRole Role)> roles, List<string> refused)
    {
        List<PoolCandidate> candidates = [];
        List<LayoutChoice> layouts = [];
        double cost = 0;
        foreach ((string card, ServingRole role) in roles)
        {
            (PoolCandidate? candidate, LayoutChoice? choice, List<string> reasons) = Pool(workload, card, role);
            List<string> missing = [];
            double perCard = CardCost.Lifetime(binding, option, binding.Catalog.Accelerators[card], missing);
            refused.AddRange(reasons);
            refused.AddRange(missing);
            if (candidate is null || choice is null || missing.Count > 0)
            {
                return null;
            }

            candidates.Add(candidate);
            layouts.Add(choice);
            cost += perCard / choice.RatePerCard;
        }

        return new(candidates, layouts, cost);
    }

    private (PoolCandidate? Candidate, LayoutChoice? Choice, List<string> Reasons) Pool(int index, string cardId, ServingRole role)
    {
        if (_pools.TryGetValue((index, cardId, role), out (PoolCandidate?, LayoutChoice?, List<string>) known))
        {
            return known;
        }

        Accelerator card = binding.Catalog.Accelerators[cardId];
        Workload workload = binding.Case.Workloads[index];
        BoundModel model = binding.Models[workload.ModelId];
        List<string> reasons = [.. model.NotKnown];
        PoolCandidate? candidate = null;
        LayoutChoice? choice = null;
        int bits = workload.Kind == WorkloadKind.Recommendation ? 16 : workload.WeightBits;
        if (FormatChoice.Pick(binding.Catalog, card, model.Architecture, bits, out string whyNot) is not { } format)
        {
            reasons.Add(whyNot);
        }
        else if (reasons.Count == 0)
        {
            candidate = new(index, workload, card, role, format, AcceleratorBinding.Serving(binding, card, format, reasons), model);
            choice = reasons.Count > 0 ? null : LayoutSearch.Best(binding, candidate, out whyNot);
            if (reasons.Count == 0 && choice is null)
            {
                reasons.Add(whyNot);
            }
        }

        _pools.Add((index, cardId, role), (candidate, choice, reasons));
        return (candidate, choice, reasons);
    }

    private sealed record Alternative(
        IReadOnlyList<PoolCandidate> Candidates, IReadOnlyList<LayoutChoice> Layouts, double CostPerRequestRate);
}
