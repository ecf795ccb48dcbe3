using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using CsCheck;

namespace App.Tests.Engine.Algebra;

/// <summary>
/// The lineage that the recorded model gives is exactly the set of inputs that move a figure: each input is moved by itself in the
/// Scalar reading, which knows nothing of formulas, and every figure is looked at.
/// </summary>
public sealed class ModelLineageTests
{
    [Fact]
    public void ActiveInputs_SeededCase_AreExactlyThoseThatMoveTheFigures() => AssertExact(SeededCase.Create());

    [Fact]
    [Trait(Categories.Trait, Categories.Slow)]
    public void ActiveInputs_RandomCases_AreExactlyThoseThatMoveTheFigures() =>
        Generators.Case.Sample(AssertExact, iter: 10, threads: 1);

    private static void AssertExact(ProcurementCase procurement)
    {
        foreach (BoundPlan plan in FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default).Plans.Values)
        {
            List<string> wrong = [.. Wrong(plan)];
            Assert.True(wrong.Count == 0, $"{plan.Plan.OptionId}: {string.Join(Environment.NewLine, wrong)}");
        }
    }

    private static IEnumerable<string> Wrong(BoundPlan plan)
    {
        PlanSlots slots = plan.Slots;
        double[] inputs = slots.Table.BaseValues();
        RecordedSheet<Formula> sheet = new();
        FleetModel.Evaluate(CaseInputs.Formulas(inputs.Length), slots, ref sheet);
        SheetLine<Formula>[] figures = [.. sheet.Lines.Where(line => line.Section == "Result")];
        FormulaGraph graph = new(figures.Select(figure => figure.Values[0].Node));
        double[] values = graph.Evaluate(inputs);
        IReadOnlySet<int>[] lineages = [.. figures.Select(figure => graph.ActiveInputs(figure.Values[0].Node, values))];
        double[] before = Figures(slots, inputs);
        for (int slot = 0; slot < inputs.Length; slot++)
        {
            double[] far = lineages.Any(lineage => lineage.Contains(slot)) ? Movement(slots, inputs, slot, before, 1e-3) : [];
            double[] near = Movement(slots, inputs, slot, before, 1e-6);
            double[]? nearer = null;
            for (int figure = 0; figure < figures.Length; figure++)
            {
                bool said = lineages[figure].Contains(slot);

                // Where a kink lies within the step, the movement does not shrink with it in proportion.
                bool moves = !said && near[figure] > Tolerance.Moved
                    && (nearer ??= Movement(slots, inputs, slot, before, 1e-7))[figure] > near[figure] / 20;
                if (said ? far[figure] <= Tolerance.Moved / 10 : moves)
                {
                    yield return $"{figures[figure].Name} {(said ? "is said to depend" : "depends and is not said to depend")} on "
                        + $"{slots.Table.Inputs[slot].Id} = {inputs[slot]:R}: moved by {(said ? far[figure] : near[figure]):G3}";
                }
            }
        }
    }

    /// <summary>For each figure how far it moves, relative to itself, when an input is moved up or down; the larger of the two.</summary>
    private static double[] Movement(PlanSlots slots, double[] inputs, int slot, double[] before, double step)
    {
        double[] movement = new double[before.Length];
        double value = inputs[slot];
        foreach (double change in new[] { step, -step })
        {
            inputs[slot] = value == 0 ? change : value * (1 + change);
            double[] after = Figures(slots, inputs);
            for (int i = 0; i < before.Length; i++)
            {
                double moved = before[i] == 0 ? Math.Abs(after[i]) : Math.Abs((after[i] - before[i]) / before[i]);
                movement[i] = double.IsNaN(moved) ? double.PositiveInfinity : Math.Max(movement[i], moved);
            }
        }

        inputs[slot] = value;
        return movement;
    }

    private static double[] Figures(PlanSlots slots, double[] inputs)
    {
        RecordedSheet<Scalar> sheet = new();
        FleetModel.Evaluate(CaseInputs.Scalars(inputs), slots, ref sheet);
        return [.. sheet.Lines.Where(line => line.Section == "Result").Select(line => line.Values[0].Value)];
    }
}
