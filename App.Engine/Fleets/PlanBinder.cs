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
        PlanSlots slots = Slots(binding, option, assignment, bridgeOption, bridge);
        double[] values = slots.Table.BaseValues();
        return FleetSizing.Fill(slots, values)
            ? new(Plan(binding.Case.Workloads, option, assignment, slots, values), slots with { Table = slots.Table.WithDecisions(values) })
            : null;
    }

    private static PlanSlots Slots(
        CaseBinding binding, FleetOption option, Assignment assignment, FleetOption bridgeOption, Assignment bridge)
    {
        List<string> missing = [];
        List<Accelerator> cards = [.. assignment.Pools.Select(pool => pool.Card).Distinct()];
        OptionMoney money = OptionMoney.Bind(
            binding, option, cards, binding.Catalog.Accelerators[bridgeOption.Accelerators[0].AcceleratorId]);
        InputTable table = binding.Table.Grow();
        List<GroupSlots> groups = [];
        for (int g = 0; g < cards.Count; g++)
        {
            Accelerator card = cards[g];
            int families = assignment.Pools.Where(pool => pool.Card == card)
                .Select(pool => binding.Catalog.Models[binding.Case.Workloads[pool.WorkloadIndex].ModelId].Family).Distinct().Count();
            string path = $"plan/{option.Id}/{card.Id}";
            groups.Add(new(
                card.Name,
                table.Add(Decisions.Number($"{path}/cards", $"{card.Name}: cards", Unit.Cards, 1)),
                table.Add(Decisions.Number($"{path}/models", $"{card.Name}: families of models brought to its software", Unit.One, families)),
                card.CardsPerServer ?? 1,
                table.Add(Decisions.Number($"{path}/cardsInServer", $"{card.Name}: cards in a server", Unit.Cards, card.CardsPerServer ?? 1)),
                card.IsDomesticInChina,
                money.Tranches,
                money.Groups[g].Stack,
                money.Groups[g].Purchase,
                money.Groups[g].Rental));
        }

        List<PoolSlots> pools = [.. assignment.Pools.Select(pool => Pool(pool, $"plan/{option.Id}", cards.IndexOf(pool.Card)))];
        List<PoolSlots> bridges = [.. bridge.Pools.Select(pool => Pool(pool, "plan/bridge", -1))];
        Slot split = table.Add(Decisions.Number(
            $"plan/{option.Id}/splitSoftware", "Serving split across vendors", Unit.One, IsSplit(assignment) ? 1 : 0));
        return new(
            table, binding.Case.Finance.HorizonMonths, binding.Workloads,
            [.. binding.Case.Workloads.Select(workload => workload.Name)], [.. binding.Case.Workloads.Select(workload => workload.Kind)],
            money.Hours,
            table.Add(Decisions.Number($"plan/{option.Id}/demandMultiple", "Demand over that of the case", Unit.One, 1)),
            pools, bridges, money.BridgeRental, groups, split, money.Sites, money.Events, money.Terms, binding.Economy, binding.Serving);

        PoolSlots Pool(PoolChoice choice, string path, int group)
        {
            NumberFormatInfo format = binding.Catalog.Formats[choice.Trial.FormatId];
            PoolCandidate candidate = PoolCandidate.Bind(binding, table, choice.WorkloadIndex, choice.Card, choice.Role, format, missing, choice.Engine)
                ?? throw new InvalidOperationException($"A chosen pool cannot be bound: {string.Join("; ", missing)}");
            return candidate.AddTo(table, path, group, choice.Trial.Layout, choice.Trial.Corrections, 1);
        }
    }

    private static FleetPlan Plan(
        IReadOnlyList<Workload> workloads, FleetOption option, Assignment assignment, PlanSlots slots, double[] values)
    {
        List<PoolPlan> pools = [];
        for (int p = 0; p < assignment.Pools.Count; p++)
        {
            PoolChoice pool = assignment.Pools[p];
            Layout layout = pool.Trial.Layout;
            pools.Add(new(
                workloads[pool.WorkloadIndex].Id, pool.Card.Id, pool.Role, pool.Trial.FormatId, layout.TensorRanks, layout.ExpertRanks,
                layout.PipelineStages, (long)values[slots.Pools[p].Replicas.Index], pool.Trial.EngineId));
        }

        List<Accelerator> cards = [.. assignment.Pools.Select(pool => pool.Card).Distinct()];
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
        assignment.Pools.GroupBy(pool => pool.WorkloadIndex)
            .Any(workload => workload.Select(pool => pool.Card.Id).Distinct().Count() > 1);
}
