using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using CsCheck;

namespace App.Tests.Engine.Algebra;

/// <summary>The whole model gives the same numbers in its three readings, line by line and bit for bit.</summary>
[Trait(Categories.Trait, Categories.Intrinsics)]
public sealed class ModelReadingTests
{
    private static readonly int[] s_lengths = [.. Enumerable.Range(1, 17), 23, 31, 32, 33, 64, 65];

    [Fact]
    public void Lanes_SeededCaseInEveryRaggedLength_EqualsScalarBitForBit()
    {
        foreach (BoundPlan plan in Plans(SeededCase.Create()))
        {
            Worlds(plan, s_lengths[^1]).Sample(
                worlds =>
                {
                    double[][] expected = Scalars(plan.Slots, worlds);
                    foreach (int length in s_lengths)
                    {
                        AssertLanes(plan.Slots, worlds, length, expected);
                    }
                },
                iter: 1, threads: 1);
        }
    }

    [Fact]
    public void Lanes_RandomCases_EqualsScalarBitForBit() => Gen.OneOf(Generators.Case, Generators.MoneyCase).SelectMany(
        procurement => Gen.Int[1, 11].Select(length => (procurement, length))).Sample(
        (procurement, length) =>
        {
            foreach (BoundPlan plan in Plans(procurement))
            {
                double[][] worlds = Worlds(plan, length).Single();
                AssertLanes(plan.Slots, worlds, length, Scalars(plan.Slots, worlds));
            }
        },
        iter: 100, threads: 1);

    [Fact]
    public void Formula_SeededCase_EqualsScalarBitForBit()
    {
        foreach (BoundPlan plan in Plans(SeededCase.Create()))
        {
            AssertFormula(plan);
        }
    }

    [Fact]
    public void Formula_RandomCases_EqualsScalarBitForBit() => Gen.OneOf(Generators.Case, Generators.MoneyCase).Sample(
        procurement =>
        {
            foreach (BoundPlan plan in Plans(procurement))
            {
                AssertFormula(plan);
            }
        },
        iter: 30, threads: 1);

    [Fact]
    public void NoSheet_SeededCase_ChangesNoResult()
    {
        foreach (BoundPlan plan in Plans(SeededCase.Create()))
        {
            CaseInputs<Scalar> inputs = CaseInputs.Scalars(plan.Slots.Table.BaseValues());
            RecordedSheet<Scalar> recorded = new();
            NoSheet<Scalar> none = default;

            Assert.Equal(
                FleetModel.Evaluate(inputs, plan.Slots, ref recorded), FleetModel.Evaluate(inputs, plan.Slots, ref none));
        }
    }

    private static IEnumerable<BoundPlan> Plans(ProcurementCase procurement) =>
        FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default).Plans.Values;

    /// <summary>Values by slot and world: each number of the case and the catalogue moved on its own, the plan kept.</summary>
    private static Gen<double[][]> Worlds(BoundPlan plan, int count)
    {
        Input[] inputs = [.. plan.Slots.Table.Inputs];
        return Generators.Factor.Array[count].Array[inputs.Length].Select(factors => inputs.Select((input, slot) =>
            factors[slot].Select(factor => input.Kind == InputKind.Decision ? input.Value : input.Value * factor).ToArray()).ToArray());
    }

    private static double[][] Scalars(PlanSlots plan, double[][] worlds) => [.. Enumerable.Range(0, worlds[0].Length).Select(world =>
    {
        RecordedSheet<Scalar> sheet = new();
        FleetModel.Evaluate(CaseInputs.Scalars([.. worlds.Select(values => values[world])]), plan, ref sheet);
        return sheet.Lines.SelectMany(line => line.Values).Select(value => value.Value).ToArray();
    })];

    private static void AssertLanes(PlanSlots plan, double[][] worlds, int length, double[][] expected)
    {
        double[] lanes = new double[Lanes.Count];
        for (int first = 0; first < length; first += Lanes.Count)
        {
            int count = Math.Min(Lanes.Count, length - first);
            RecordedSheet<Lanes> sheet = new();
            FleetModel.Evaluate(CaseInputs.Worlds(worlds, first, count), plan, ref sheet);
            Lanes[] values = [.. sheet.Lines.SelectMany(line => line.Values)];
            Assert.Equal(expected[first].Length, values.Length);
            for (int i = 0; i < values.Length; i++)
            {
                values[i].Store(lanes);
                for (int lane = 0; lane < count; lane++)
                {
                    if (!Bits.Same(expected[first + lane][i], lanes[lane]))
                    {
                        Assert.Fail($"Value {i}, world {first + lane} of {length}: {expected[first + lane][i]:R} as Scalar, {lanes[lane]:R} as Lanes.");
                    }
                }
            }
        }
    }

    private static void AssertFormula(BoundPlan plan)
    {
        double[] inputs = plan.Slots.Table.BaseValues();
        RecordedSheet<Scalar> scalar = new();
        FleetModel.Evaluate(CaseInputs.Scalars(inputs), plan.Slots, ref scalar);
        RecordedSheet<Formula> formula = new();
        FleetModel.Evaluate(CaseInputs.Formulas(inputs.Length), plan.Slots, ref formula);
        FormulaNode[] nodes = [.. formula.Lines.SelectMany(line => line.Values).Select(value => value.Node)];
        FormulaGraph graph = new(nodes);
        double[] values = graph.Evaluate(inputs);

        Assert.Equal(
            scalar.Lines.Select(line => (line.Section, line.Name, line.Unit, line.IsMonthly, line.Values.Count)),
            formula.Lines.Select(line => (line.Section, line.Name, line.Unit, line.IsMonthly, line.Values.Count)));
        Assert.Null(Bits.Difference(
            [.. scalar.Lines.SelectMany(line => line.Values).Select(value => value.Value)],
            [.. nodes.Select(node => graph.ValueOf(node, values))]));
    }
}
