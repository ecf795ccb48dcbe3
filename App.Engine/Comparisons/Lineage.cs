using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Evidence;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Comparisons;

/// <summary>What a figure rests on.</summary>
/// <param name="Line">The figure, by its name in the result.</param>
/// <param name="Weakest">
/// The weakest status among the assumptions it depends on, directly or through the sizing of the fleet;
/// <see cref="EvidenceStatus.Requirement"/> where it follows from the buyer's own numbers alone.
/// </param>
/// <param name="Inputs">Every input that moves it while the plan stands.</param>
/// <param name="SizingInputs">Every further input through which the planner sized the fleet that it depends on.</param>
public sealed record FigureLineage(
    string Line, EvidenceStatus Weakest, IReadOnlyList<Input> Inputs, IReadOnlyList<Input> SizingInputs);

/// <summary>Reads from the recorded formulas which inputs each figure of an option depends on.</summary>
public static class Lineage
{
    /// <summary>The lineage of an option's figures.</summary>
    /// <param name="plan">The option's plan.</param>
    /// <returns>One entry per figure, in the order of the result.</returns>
    public static IReadOnlyList<FigureLineage> Of(BoundPlan plan)
    {
        RecordedSheet<Formula> sheet = new();
        InputTable table = plan.Slots.Table;
        FleetModel.Evaluate(CaseInputs.Formulas(table.Inputs.Count), plan.Slots, ref sheet);
        List<SheetLine<Formula>> lines = [.. sheet.Lines.Where(line => line.Section == "Result")];
        List<SheetLine<Formula>> capacities = [.. sheet.Lines.Where(line => line.Name == "Capacity in the busiest hour")];
        FormulaGraph graph = new(lines.Concat(capacities).Select(line => line.Values[0].Node));
        double[] values = graph.Evaluate(table.BaseValues());
        List<IReadOnlySet<int>> sizing = [.. capacities.Select(line => graph.ActiveInputs(line.Values[0].Node, values))];
        return [.. lines.Select(line => Figure(plan.Slots, line.Name, graph.ActiveInputs(line.Values[0].Node, values), sizing))];
    }

    private static FigureLineage Figure(PlanSlots plan, string name, IReadOnlySet<int> active, List<IReadOnlySet<int>> sizing)
    {
        SortedSet<int> further = [];
        for (int p = 0; p < plan.Pools.Count; p++)
        {
            PoolSlots pool = plan.Pools[p];
            if (active.Contains(pool.Replicas.Index) || active.Contains(plan.Groups[pool.Group].Cards.Index))
            {
                further.UnionWith(sizing[p]);
            }
        }

        further.ExceptWith(active);
        IReadOnlyList<Input> inputs = plan.Table.Inputs;
        EvidenceStatus weakest = active.Concat(further).Select(slot => inputs[slot])
            .Where(input => input.Kind == InputKind.Assumption)
            .Select(input => input.Status).DefaultIfEmpty(EvidenceStatus.Requirement).Max();
        return new(name, weakest, [.. active.Select(slot => inputs[slot])], [.. further.Select(slot => inputs[slot])]);
    }
}
