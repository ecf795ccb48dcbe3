using App.Engine.Algebra;
using CsCheck;

namespace App.Tests.Engine.Algebra;

[Trait(Categories.Trait, Categories.Intrinsics)]
public sealed class FormulaGraphTests
{
    private static readonly Formula s_x = Formula.Input(0);
    private static readonly Formula s_y = Formula.Input(1);
    private static readonly Formula s_z = Formula.Input(2);
    private static readonly Formula s_one = Formula.Constant(1);
    private static readonly Formula s_zero = Formula.Constant(0);

    public static TheoryData<string, double, double, double, int[]> Lineages => new()
    {
        { "sum", 1, 2, 3, [0, 1, 2] },
        { "cancelled difference", 1, 2, 3, [1] },
        { "cancelled quotient", 5, 2, 3, [1] },
        { "cancelled through a product", 3, 7, 2, [0] },
        { "cancelled by zero", 3, 0, 2, [1, 2] },
        { "zero times zero", 0, 0, 2, [2] },
        { "square at zero", 0, 1, 1, [0] },
        { "smaller", 1, 2, 3, [0] },
        { "smaller", 2, 1, 3, [1] },
        { "smaller", 2, 2, 3, [0, 1] },
        { "larger", 1, 2, 3, [1] },
        { "larger", 2, 2, 3, [0, 1] },
        { "tie that hides one", 2, 2, 3, [1] },
        { "select", 1, 2, 3, [2] },
        { "select", 2, 1, 3, [] },
        { "select", 2, 2, 3, [0, 1] },
        { "continuous select", 2, 2, 3, [0, 1] },
        { "constant at its bound", 1, 2, 3, [0] },
        { "exponential", 0, 2, 3, [0] },
        { "saturated exponential", -900, 2, 3, [] },
        { "root at zero", 0, 2, 3, [0] },
        { "vanishing share", 1e-12, 2, 3, [1] },
    };

    [Theory]
    [MemberData(nameof(Lineages))]
    public void ActiveInputs_AtAPoint_AreThoseThatMoveTheOutput(string expression, double x, double y, double z, int[] expected)
    {
        Formula output = expression switch
        {
            "sum" => s_x + s_y + s_z,
            "cancelled difference" => s_x + s_y - s_x,
            "cancelled quotient" => s_x * s_y / s_x,
            "cancelled through a product" => (s_x * s_z) + (s_y * s_z) - (s_z * (s_y + s_x)) + s_x,
            "cancelled by zero" => (s_x * s_y) + s_z,
            "zero times zero" => (s_x * s_y) + s_z,
            "square at zero" => s_x * s_x,
            "smaller" => Formula.Min(s_x, s_y),
            "larger" => Formula.Max(s_x, s_y),
            "tie that hides one" => Formula.Max(Formula.Min(s_x, s_y), s_y),
            "select" => Formula.SelectLess(s_x, s_y, s_z, Formula.Constant(10)),
            "continuous select" => Formula.SelectLess(s_x, s_y, s_x, s_y),
            "constant at its bound" => Formula.Min(s_one, s_x),
            "exponential" => Formula.Exp(s_x),
            "saturated exponential" => s_one - Formula.Exp(s_x),
            "root at zero" => Formula.Exp(Formula.Log(s_x) * Formula.Constant(0.5)),
            "vanishing share" => s_y + s_x,
            _ => throw new ArgumentOutOfRangeException(nameof(expression)),
        };
        FormulaGraph graph = new([output.Node]);

        IReadOnlySet<int> active = graph.ActiveInputs(output.Node, graph.Evaluate([x, y, z]));

        Assert.Equal(expected, active);
    }

    [Fact]
    public void ActiveInputs_OfOneOfSeveralOutputs_AreItsOwn()
    {
        Formula shared = s_x + s_one;
        Formula[] outputs = [shared * s_y, shared * s_z, s_zero];
        FormulaGraph graph = new(outputs.Select(output => output.Node));
        double[] values = graph.Evaluate([1, 2, 3]);

        Assert.Equal([0, 1], graph.ActiveInputs(outputs[0].Node, values));
        Assert.Equal([0, 2], graph.ActiveInputs(outputs[1].Node, values));
        Assert.Empty(graph.ActiveInputs(outputs[2].Node, values));
    }

    [Fact]
    public void Nodes_SharedExpression_StandOnceAndAfterTheirOperands()
    {
        Formula shared = s_x + s_y;
        FormulaGraph graph = new([(shared * shared).Node, shared.Node]);

        Assert.Equal(4, graph.Nodes.Count);
        Assert.All(graph.Nodes, (node, index) =>
            Assert.All(node.Operands, operand => Assert.Contains(operand, graph.Nodes.Take(index))));
    }

    [Fact]
    public void Evaluate_DeepExpression_DoesNotOverflowTheStack()
    {
        Formula sum = s_x;
        for (int i = 0; i < 200_000; i++)
        {
            sum += s_one;
        }

        FormulaGraph graph = new([sum.Node]);

        Assert.Equal(200_001, graph.ValueOf(sum.Node, graph.Evaluate([1])));
    }

    [Fact]
    public void Evaluate_TooFewInputs_NamesTheSlot()
    {
        FormulaGraph graph = new([s_z.Node]);

        ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(() => graph.Evaluate([1, 2]));

        Assert.Contains("Slot 2 is beyond the 2 inputs", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_RandomExpressions_EqualScalarBitForBit()
    {
        Gen<double[]> point = Generators.AnyDouble.Array[4];
        Gen<byte[]> program = Gen.Byte.Array[1, 40];
        Gen.Select(program, point).Sample(
            (steps, inputs) =>
            {
                Formula formula = Run(steps, [.. Enumerable.Range(0, 4).Select(Formula.Input)]);
                Scalar scalar = Run(steps, [.. inputs.Select(input => new Scalar(input))]);
                FormulaGraph graph = new([formula.Node]);
                Assert.True(Bits.Same(scalar.Value, graph.ValueOf(formula.Node, graph.Evaluate(inputs))));
            },
            iter: 2000, threads: 1);
    }

    /// <summary>A stack machine whose programs are random expressions over four inputs.</summary>
    private static T Run<T>(byte[] steps, T[] inputs)
        where T : struct, IReal<T>
    {
        List<T> stack = [.. inputs, T.Constant(0), T.Constant(1)];
        foreach (byte step in steps)
        {
            T a = stack[^1];
            T b = stack[step / 11 % stack.Count];
            T c = stack[step / 3 % stack.Count];
            stack.Add((step % 11) switch
            {
                0 => a + b,
                1 => a - b,
                2 => a * b,
                3 => a / b,
                4 => T.Min(a, b),
                5 => T.Max(a, b),
                6 => T.SelectLess(a, b, c, a),
                7 => -a,
                8 => T.Exp(a),
                9 => T.Log(b),
                _ => T.SelectLess(b, a, a, c),
            });
        }

        return stack[^1];
    }
}
