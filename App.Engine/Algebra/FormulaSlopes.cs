namespace App.Engine.Algebra;

/// <summary>
/// The slope of one output along every node of a graph at a point, by reverse accumulation: one walk from the output to the leaves.
/// </summary>
internal sealed class FormulaSlopes
{
    /// <summary>Movement of the output, relative to that of an input, below which the input does not count.</summary>
    public const double Negligible = 1e-9;

    /// <summary>What is left of the sizes of the terms of a slope when they cancel, as far as the slope can be trusted.</summary>
    private const double Cancelled = 1e-6;

    private readonly double[] _slopes;
    private readonly double[] _sizes;
    private readonly bool[] _unsettled;
    private readonly double[] _values;
    private readonly double _output;

    /// <summary>Walks back from an output.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="output">Index of the output among its nodes.</param>
    /// <param name="values">The value of each node at the point.</param>
    public FormulaSlopes(FormulaGraph graph, int output, ReadOnlySpan<double> values)
    {
        _values = values.ToArray();
        _output = values[output];
        (_slopes, _sizes, _unsettled) = (new double[output + 1], new double[output + 1], new bool[output + 1]);
        (_slopes[output], _sizes[output]) = (1, 1);
        for (int node = output; node >= 0; node--)
        {
            if (_sizes[node] != 0 || _unsettled[node])
            {
                PassOn(node, graph.Nodes[node], graph.OperandsOf(node));
            }
        }
    }

    /// <summary>Whether the output moves with an input.</summary>
    /// <param name="input">Index of the input's node.</param>
    /// <returns>Null where the slope does not settle it.</returns>
    public bool? Moves(int input)
    {
        if (input >= _slopes.Length || (_sizes[input] == 0 && !_unsettled[input]))
        {
            return false;
        }

        if (_unsettled[input] || !double.IsFinite(_sizes[input]) || Math.Abs(_slopes[input]) <= Cancelled * _sizes[input])
        {
            return null;
        }

        double scale = _values[input] == 0 ? 1 : Math.Abs(_values[input]);
        return Math.Abs(_slopes[input]) * scale > Negligible * Math.Abs(_output);
    }

    private void PassOn(int node, FormulaNode kind, ReadOnlySpan<int> operands)
    {
        switch (kind)
        {
            case UnaryNode { Operation: FormulaOperator.Exp } when double.IsInfinity(_values[operands[0]]):
                Unsettle(operands);
                break;
            case UnaryNode unary:
                Add(node, operands[0], unary.Operation switch
                {
                    FormulaOperator.Exp => _values[node],
                    FormulaOperator.Log => 1 / _values[operands[0]],
                    _ => -1,
                });
                break;
            case BinaryNode binary:
                PassOn(node, binary.Operation, operands[0], operands[1]);
                break;
            case SelectNode when _values[operands[0]] == _values[operands[1]]:
                Unsettle(operands);
                break;
            case SelectNode:
                Add(node, operands[_values[operands[0]] < _values[operands[1]] ? 2 : 3], 1);
                break;
        }
    }

    private void PassOn(int node, FormulaOperator operation, int left, int right)
    {
        (double one, double other) = (_values[left], _values[right]);
        switch (operation)
        {
            case FormulaOperator.Add:
                Add(node, left, 1);
                Add(node, right, 1);
                break;
            case FormulaOperator.Subtract:
                Add(node, left, 1);
                Add(node, right, -1);
                break;
            case FormulaOperator.Multiply when one == 0 && other == 0:
            case FormulaOperator.Min or FormulaOperator.Max when one == other:
                Unsettle([left, right]);
                break;
            case FormulaOperator.Multiply:
                Add(node, left, other);
                Add(node, right, one);
                break;
            case FormulaOperator.Divide:
                Add(node, left, 1 / other);
                Add(node, right, -_values[node] / other);
                break;
            default:
                Add(node, (operation == FormulaOperator.Min) == (one < other) ? left : right, 1);
                break;
        }
    }

    private void Add(int node, int operand, double slope)
    {
        if (slope == 0)
        {
            return;
        }

        _slopes[operand] += _slopes[node] * slope;
        _sizes[operand] += _sizes[node] * Math.Abs(slope);
        _unsettled[operand] |= _unsettled[node] || !double.IsFinite(slope);
    }

    private void Unsettle(ReadOnlySpan<int> operands)
    {
        foreach (int operand in operands)
        {
            _unsettled[operand] = true;
        }
    }
}
