using App.Engine.Catalog;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Fleets;

/// <summary>An option's plan, sized and bound.</summary>
/// <param name="Plan">What was decided.</param>
/// <param name="Slots">Where its numbers stand.</param>
public sealed record BoundPlan(FleetPlan Plan, PlanSlots Slots);

/// <summary>Binds an assignment to a table and sizes it.</summary>
internal static class PlanBinder
{
    /// <summary>Binds and sizes.</summary>
    /// <returns>Null where no number of cards is enough.</returns>
    public static BoundPlan? Bind(CaseBinding binding, FleetOption option, Assignment assignment, FleetOption bridgeOption, Assignment bridge)
    {
        PlanSlots draft = Slots(binding, option, assignment, bridgeOption, bridge, null);
        double[] values = draft.Table.BaseValues();
        return FleetSizing.Fill(draft, values)
            ? new(Plan(option, assignment, draft, values), Slots(binding, option, assignment, bridgeOption, bridge, values))
            : null;
    }

    private static PlanSlots Slots(
        CaseBinding binding, FleetOption option, Assignment assignment, FleetOption bridgeOption, Assignment bridge, double[]? sized)
    {
        List<string> missing = [];
        Slot rental = AcceleratorBinding.Rental(
            binding, binding.Catalog.Accelerators[bridgeOption.Accelerators[0].AcceleratorId], missing);
        InputTable table = binding.Table.Grow();
        List<Accelerator> cards = [.. assignment.Candidates.Select(candidate => candidate.Card).Distinct()];
        List<GroupSlots> groups = [];
        bool domestic = CardCost.AllDomestic(binding.Catalog, option);
        foreach (Accelerator card in cards)
        {
            int models = assignment.Candidates.Where(candidate => candidate.Card == card)
                .Select(candidate => candidate.Model.Architecture.Id).Distinct().Count();
            string path = $"plan/{option.Id}/{card.Id}";
            groups.Add(new(
                card.Name,
                table.Add(Decisions.Number($"{path}/cards", $"{card.Name}: cards", Unit.Cards, 1)),
                table.Add(Decisions.Number($"{path}/models", $"{card.Name}: models brought to its software", Unit.One, models)),
                card.CardsPerServer ?? 1,
                option.Tenure == Tenure.Buy ? AcceleratorBinding.Purchase(binding, card, domestic, missing) : null,
                option.Tenure == Tenure.Rent ? AcceleratorBinding.Rental(binding, card, missing) : null));
        }

        List<PoolSlots> pools = [];
        for (int p = 0; p < assignment.Candidates.Count; p++)
        {
            PoolCandidate candidate = assignment.Candidates[p];
            PoolSlots pool = candidate.Bind(table, $"plan/{option.Id}", cards.IndexOf(candidate.Card), assignment.Layouts[p].Layout, 1);
            pools.Add(pool);
        }

        List<PoolSlots> bridges = [.. bridge.Candidates.Select((candidate, b) =>
            candidate.Bind(table, "plan/bridge", -1, bridge.Layouts[b].Layout, 1))];
        Slot split = table.Add(Decisions.Number(
            $"plan/{option.Id}/splitSoftware", "Serving split across vendors", Unit.One, IsSplit(assignment) ? 1 : 0));
        PlanSlots slots = new(
            table, binding.Case.Finance.HorizonMonths, binding.Workloads,
            [.. binding.Case.Workloads.Select(workload => workload.Name)], [.. binding.Case.Workloads.Select(workload => workload.Kind)],
            pools, bridges, rental, groups, split, binding.Economy, binding.Serving);
        return sized is null ? slots : slots with { Table = table.WithDecisions(sized) };
    }

    private static FleetPlan Plan(FleetOption option, Assignment assignment, PlanSlots slots, double[] values)
    {
        List<PoolPlan> pools = [];
        for (int p = 0; p < assignment.Candidates.Count; p++)
        {
            PoolCandidate candidate = assignment.Candidates[p];
            Layout layout = assignment.Layouts[p].Layout;
            pools.Add(new(
                candidate.Workload.Id, candidate.Card.Id, candidate.Role, candidate.Format.Id, layout.TensorRanks, layout.ExpertRanks,
                (long)values[slots.Pools[p].Replicas.Index]));
        }

        List<Accelerator> cards = [.. assignment.Candidates.Select(candidate => candidate.Card).Distinct()];
        List<GroupPlan> groups = [];
        for (int g = 0; g < cards.Count; g++)
        {
            long count = (long)values[slots.Groups[g].Cards.Index];
            groups.Add(new(
                cards[g].Id, count / slots.Groups[g].CardsPerServer, count, (int)values[slots.Groups[g].ModelsMigrated.Index]));
        }

        return new(option.Id, option.Tenure, pools, groups, IsSplit(assignment));
    }

    private static bool IsSplit(Assignment assignment) =>
        assignment.Candidates.GroupBy(candidate => candidate.WorkloadIndex)
            .Any(workload => workload.Select(candidate => candidate.Card.Id).Distinct().Count() > 1);
}
