using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Evidence;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Comparisons;

/// <summary>What a figure rests on.</summary>
/// <param name="Line">The figure, by its name in the result.</param>
/// <param name="Weakest">The weakest status among the assumptions it depends on; Verified where it depends on none.</param>
/// <param name="Inputs">Every input it depends on at the base case.</param>
public sealed record FigureLineage(string Line, EvidenceStatus Weakest, IReadOnlyList<Input> Inputs);

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
        FormulaGraph graph = new(lines.Select(line => line.Values[0].Node));
        double[] values = graph.Evaluate(table.BaseValues());
        List<FigureLineage> lineage = [];
        foreach (SheetLine<Formula> line in lines)
        {
            List<Input> inputs = [.. graph.ActiveInputs(line.Values[0].Node, values).Select(slot => table.Inputs[slot])];
            EvidenceStatus weakest = inputs.Where(input => input.Kind == InputKind.Assumption)
                .Select(input => input.Status).DefaultIfEmpty(EvidenceStatus.Verified).Max();
            lineage.Add(new(line.Name, weakest, inputs));
        }

        return lineage;
    }
}
