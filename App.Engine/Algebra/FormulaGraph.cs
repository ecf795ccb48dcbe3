namespace App.Engine.Algebra;

/// <summary>
/// A recorded expression laid out in order of computation: evaluates it on any input values and says which inputs it depends on.
/// </summary>
public sealed class FormulaGraph
{
    private readonly Dictionary<FormulaNode, int> _positions = new(ReferenceEqualityComparer.Instance);
    private readonly List<FormulaNode> _order = [];

    /// <summary>Lays out the expressions of some outputs; shared nodes appear once.</summary>
    /// <param name="outputs">The roots.</param>
    public FormulaGraph(IEnumerable<FormulaNode> outputs)
    {
        foreach (FormulaNode output in outputs)
        {
            Place(output);
        }
    }

    /// <summary>The nodes, operands before the nodes that use them.</summary>
    public IReadOnlyList<FormulaNode> Nodes => _order;

    /// <summary>Computes every node.</summary>
    /// <param name="inputs">One number per slot of the input table.</param>
    /// <returns>One number per node of <see cref="Nodes"/>; the same numbers that <see cref="Scalar"/> gives, bit for bit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The expression uses a slot beyond <paramref name="inputs"/>.</exception>
    public double[] Evaluate(ReadOnlySpan<double> inputs)
    {
        double[] values = new double[_order.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _order[i] switch
            {
                ConstantNode constant => constant.Value,
                InputNode input when input.Slot < inputs.Length => inputs[input.Slot],
                InputNode input => throw new ArgumentOutOfRangeException(
                    nameof(inputs), $"Slot {input.Slot} is beyond the {inputs.Length} inputs given."),
                UnaryNode unary => Compute(unary.Operation, Operand(unary, 0), default),
                BinaryNode binary => Compute(binary.Operation, Operand(binary, 0), Operand(binary, 1)),
                FormulaNode select => Scalar.SelectLess(
                    Operand(select, 0), Operand(select, 1), Operand(select, 2), Operand(select, 3)).Value,
            };
        }

        return values;

        Scalar Operand(FormulaNode node, int index) => new(values[_positions[node.Operands[index]]]);
    }

    /// <summary>The value of one output among the values that <see cref="Evaluate"/> returned.</summary>
    /// <param name="output">A node of this graph.</param>
    /// <param name="values">What <see cref="Evaluate"/> returned.</param>
    /// <exception cref="KeyNotFoundException">The node is not of this graph.</exception>
    public double ValueOf(FormulaNode output, ReadOnlySpan<double> values) => values[_positions[output]];

    /// <summary>The inputs that an output depends on at a point: a small change of any of them, and of no other, moves it.</summary>
    /// <param name="output">A node of this graph.</param>
    /// <param name="values">What <see cref="Evaluate"/> returned at the point.</param>
    /// <returns>Slots of the input table.</returns>
    /// <remarks>
    /// Walks back along the branches that won (of Min, Max and Select; both at a tie) and not into factors that a zero cancels.
    /// </remarks>
    public IReadOnlySet<int> ActiveInputs(FormulaNode output, ReadOnlySpan<double> values)
    {
        SortedSet<int> slots = [];
        HashSet<FormulaNode> seen = new(ReferenceEqualityComparer.Instance) { output };
        Stack<FormulaNode> open = new([output]);
        while (open.TryPop(out FormulaNode? node))
        {
            if (node is InputNode input)
            {
                slots.Add(input.Slot);
            }

            for (int i = 0; i < node.Operands.Count; i++)
            {
                if (Matters(node, i, values) && seen.Add(node.Operands[i]))
                {
                    open.Push(node.Operands[i]);
                }
            }
        }

        return slots;
    }

    private bool Matters(FormulaNode node, int operand, ReadOnlySpan<double> values)
    {
        double At(int index, ReadOnlySpan<double> all) => all[_positions[node.Operands[index]]];
        if (node is SelectNode)
        {
            return operand == (At(0, values) < At(1, values) ? 2 : 3);
        }

        if (node is not BinaryNode binary)
        {
            return true;
        }

        double mine = At(operand, values);
        double other = At(1 - operand, values);
        return binary.Operation switch
        {
            FormulaOperator.Min => mine <= other,
            FormulaOperator.Max => mine >= other,
            FormulaOperator.Multiply => other != 0,
            FormulaOperator.Divide => operand == 0 || other != 0,
            _ => true,
        };
    }

    private static double Compute(FormulaOperator operation, Scalar left, Scalar right) => (operation switch
    {
        FormulaOperator.Add => left + right,
        FormulaOperator.Subtract => left - right,
        FormulaOperator.Multiply => left * right,
        FormulaOperator.Divide => left / right,
        FormulaOperator.Min => Scalar.Min(left, right),
        FormulaOperator.Max => Scalar.Max(left, right),
        FormulaOperator.Negate => -left,
        FormulaOperator.Exp => Scalar.Exp(left),
        FormulaOperator.Log => Scalar.Log(left),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Not an operation."),
    }).Value;

    private void Place(FormulaNode root)
    {
        Stack<(FormulaNode Node, int Next)> open = new([(root, 0)]);
        while (open.TryPop(out (FormulaNode Node, int Next) top))
        {
            if (_positions.ContainsKey(top.Node))
            {
                continue;
            }

            if (top.Next < top.Node.Operands.Count)
            {
                open.Push((top.Node, top.Next + 1));
                open.Push((top.Node.Operands[top.Next], 0));
                continue;
            }

            _positions.Add(top.Node, _order.Count);
            _order.Add(top.Node);
        }
    }
}
