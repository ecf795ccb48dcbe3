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
/// <param name="Engine">The serving engine that the option names; null where it names none.</param>
/// <param name="Trial">Format and layout.</param>
internal sealed record PoolChoice(int WorkloadIndex, Accelerator Card, ServingRole Role, string? Engine, LayoutTrial Trial);

/// <summary>A choice of pools for an option.</summary>
/// <param name="Pools">Who does what.</param>
internal sealed record Assignment(IReadOnlyList<PoolChoice> Pools);

/// <summary>An option's plan, or why there is none.</summary>
/// <param name="Assignment">The pools; null where there is no plan.</param>
/// <param name="Reasons">Why there is none; empty where there is one.</param>
internal sealed record Planning(Assignment? Assignment, IReadOnlyList<string> Reasons);

/// <summary>
/// Decides formats, layouts and roles of an option: for each workload the pools that cost least, and where a least share of domestic cards
/// is asked for, those that cost least with it.
/// </summary>
internal sealed class FleetPlanner
{
    /// <summary>Halvings of the price put on foreign cards.</summary>
    private const int Halvings = 60;

    private readonly CaseBinding _binding;
    private readonly double _domesticShare;
    private readonly SearchMemory _searches;

    /// <summary>A planner of a case.</summary>
    /// <param name="binding">The case.</param>
    /// <param name="searches">Searches of earlier states of the case; null where there are none.</param>
    public FleetPlanner(CaseBinding binding, SearchMemory? searches = null)
    {
        (_binding, _domesticShare, _searches) = (binding, binding.Case.Limits?.MinimumDomesticShareFraction ?? 0, searches ?? new());
        _searches.Open(binding);
    }

    public Planning Plan(FleetOption option)
    {
        List<string> reasons = [];
        List<IReadOnlyList<Alternative>> choices = [];
        foreach (OptionAccelerator entry in option.Accelerators)
        {
            Accelerator card = _binding.Catalog.Accelerators[entry.AcceleratorId];
            if (option.Tenure == Tenure.Buy && !card.CanBePurchased)
            {
                reasons.Add($"{card.Name} cannot be bought: {card.Availability}");
            }
        }

        for (int w = 0; w < _binding.Case.Workloads.Count && reasons.Count == 0; w++)
        {
            List<Alternative> alternatives = [];
            List<string> refused = [];
            foreach (IReadOnlyList<(string Card, ServingRole Role)> roles in Roles(option, _binding.Case.Workloads[w].Kind))
            {
                if (Consider(option, w, roles, refused) is { } alternative)
                {
                    alternatives.Add(alternative);
                }
            }

            reasons.AddRange(alternatives.Count == 0 ? refused.Distinct() : []);
            choices.Add(alternatives);
        }

        return reasons.Count > 0 ? new(null, reasons) : new(new(Choose(option, choices)), []);
    }

    /// <summary>
    /// The cheapest pools of each workload. Where too few of their cards are domestic, foreign ones get the lowest extra price at which
    /// enough are; where no price is enough, the limits say so.
    /// </summary>
    private IReadOnlyList<PoolChoice> Choose(FleetOption option, List<IReadOnlyList<Alternative>> choices)
    {
        double share = option.Tenure == Tenure.Rent ? 0 : _domesticShare;
        List<Alternative> best = At(0);
        if (IsDomesticEnough(best))
        {
            return Pools(best);
        }

        double low = 0;
        double high = 2 * choices.SelectMany(alternatives => alternatives).Max(alternative => alternative.UsDollars);
        best = At(high);
        for (int i = 0; i < Halvings && IsDomesticEnough(best); i++)
        {
            double middle = (low + high) / 2;
            List<Alternative> found = At(middle);
            if (IsDomesticEnough(found))
            {
                (high, best) = (middle, found);
            }
            else
            {
                low = middle;
            }
        }

        return Pools(best);

        List<Alternative> At(double extra) =>
            [.. choices.Select(alternatives => alternatives.MinBy(alternative => alternative.UsDollars - (extra * alternative.Surplus(share)))!)];

        bool IsDomesticEnough(List<Alternative> chosen) => share == 0 || chosen.Sum(alternative => alternative.Surplus(share)) >= 0;

        static IReadOnlyList<PoolChoice> Pools(List<Alternative> chosen) => [.. chosen.SelectMany(alternative => alternative.Pools)];
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

    /// <summary>Everything that was tried for a role of a workload on an accelerator of an option.</summary>
    public PoolSearch Search(FleetOption option, int workload, string card, ServingRole role) =>
        _searches.Of(_binding, workload, card, role, option.EngineOn(card));

    private Alternative? Consider(
        FleetOption option, int workload, IReadOnlyList<(string Card, ServingRole Role)> roles, List<string> refused)
    {
        CaseInputs<Scalar> inputs = CaseInputs.Scalars(_binding.Table.BaseValues());
        double rate = FleetSizing.PeakRate(_binding.Workloads[workload], _binding.Case.Finance.HorizonMonths, inputs)
            / PoolStates.Usable(inputs, _binding.Economy).Value;
        List<PoolChoice> pools = [];
        double cost = 0;
        double domestic = 0;
        double foreign = 0;
        foreach ((string id, ServingRole role) in roles)
        {
            PoolSearch search = Search(option, workload, id, role);
            LayoutTrial? best = search.Best(rate);
            List<string> missing = [];
            double perCard = CardCost.Lifetime(_binding, option, search.Card, missing);
            refused.AddRange(search.NotKnown.Count > 0 ? search.NotKnown : best is null ? [search.WhyNot(_binding.Case.Workloads[workload])] : []);
            refused.AddRange(missing);
            if (best is null || missing.Count > 0)
            {
                return null;
            }

            pools.Add(new(workload, search.Card, role, option.EngineOn(id), best));
            double cards = best.CardsFor(rate);
            cost += perCard * cards;
            domestic += search.Card.IsDomesticInChina ? cards : 0;
            foreign += search.Card.IsDomesticInChina ? 0 : cards;
        }

        return new(pools, cost, domestic, foreign);
    }

    private sealed record Alternative(IReadOnlyList<PoolChoice> Pools, double UsDollars, double DomesticCards, double ForeignCards)
    {
        /// <summary>Domestic cards beyond a least share.</summary>
        public double Surplus(double share) => DomesticCards - (share * (DomesticCards + ForeignCards));
    }
}
