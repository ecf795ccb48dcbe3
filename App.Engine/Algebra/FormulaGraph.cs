namespace App.Engine.Algebra;

/// <summary>
/// A recorded expression laid out in order of computation: evaluates it on any input values and says which inputs it depends on.
/// </summary>
public sealed class FormulaGraph
{
    private readonly Dictionary<FormulaNode, int> _positions = new(ReferenceEqualityComparer.Instance);
    private readonly List<FormulaNode> _order = [];
    private readonly List<int[]> _operands = [];
    private int _slots;

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
                UnaryNode unary => Compute(unary.Operation, Operand(i, 0), default),
                BinaryNode binary => Compute(binary.Operation, Operand(i, 0), Operand(i, 1)),
                _ => Scalar.SelectLess(Operand(i, 0), Operand(i, 1), Operand(i, 2), Operand(i, 3)).Value,
            };
        }

        return values;

        Scalar Operand(int node, int index) => new(values[_operands[node][index]]);
    }

    /// <summary>The value of one output among the values that <see cref="Evaluate"/> returned.</summary>
    /// <param name="output">A node of this graph.</param>
    /// <param name="values">What <see cref="Evaluate"/> returned.</param>
    /// <exception cref="KeyNotFoundException">The node is not of this graph.</exception>
    public double ValueOf(FormulaNode output, ReadOnlySpan<double> values) => values[_positions[output]];

    /// <summary>The inputs that an output depends on at a point: a small change of any of them, and of no other, moves it.</summary>
    /// <param name="output">A node of this graph.</param>
    /// <param name="values">What <see cref="Evaluate"/> returned at the point.</param>
    /// <returns>
    /// Slots of the input table. An input counts if a relative change of it (an absolute one where it is zero) moves the output by
    /// more than a billionth of that.
    /// </returns>
    /// <remarks>
    /// The slope of the output along each input, by one walk back through the graph. Where the slope does not settle the question
    /// (at a tie of Min, Max or Select, where terms cancel, at infinite slopes) the input is moved and the output computed anew.
    /// </remarks>
    public IReadOnlySet<int> ActiveInputs(FormulaNode output, ReadOnlySpan<double> values)
    {
        FormulaSlopes slopes = new(this, _positions[output], values);
        SortedSet<int> slots = [];
        for (int i = 0; i < _order.Count; i++)
        {
            if (_order[i] is InputNode input && (slopes.Moves(i) ?? MovesWhenTried(input, output, values)))
            {
                slots.Add(input.Slot);
            }
        }

        return slots;
    }

    /// <summary>The places of a node's operands among <see cref="Nodes"/>.</summary>
    /// <param name="node">Index of the node.</param>
    internal ReadOnlySpan<int> OperandsOf(int node) => _operands[node];

    private bool MovesWhenTried(InputNode input, FormulaNode output, ReadOnlySpan<double> values)
    {
        const double step = 1e-6;
        const double rounding = 1e-13;
        double[] inputs = new double[_slots];
        for (int i = 0; i < _order.Count; i++)
        {
            if (_order[i] is InputNode leaf)
            {
                inputs[leaf.Slot] = values[i];
            }
        }

        double before = ValueOf(output, values);
        double value = inputs[input.Slot];
        foreach (double change in (ReadOnlySpan<double>)[step, -step])
        {
            inputs[input.Slot] = value == 0 ? change : value * (1 + change);
            double moved = Math.Abs(ValueOf(output, Evaluate(inputs)) - before);
            if (!(moved <= Math.Abs(before) * rounding))
            {
                return true;
            }
        }

        return false;
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
            _operands.Add([.. top.Node.Operands.Select(operand => _positions[operand])]);
            _order.Add(top.Node);
            _slots = Math.Max(_slots, top.Node is InputNode input ? input.Slot + 1 : 0);
        }
    }
}
