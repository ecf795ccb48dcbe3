using App.Engine.Algebra;

namespace App.Tests.Engine.Costs;

/// <summary>The cells of a recorded sheet: which line and month each node of the expression stands for.</summary>
internal sealed class LineCells
{
    private const int NoMonth = -1;
    private readonly Dictionary<FormulaNode, (SheetLine<Formula> Line, int Month)> _cells = new(ReferenceEqualityComparer.Instance);

    public LineCells(IEnumerable<SheetLine<Formula>> lines)
    {
        foreach (SheetLine<Formula> line in lines)
        {
            for (int month = 0; month < line.Values.Count; month++)
            {
                // A bare constant or input is no formula of this line; it may stand in many places.
                if (line.Values[month].Node.Operands.Count > 0 || line.Section == "Timing")
                {
                    _cells.TryAdd(line.Values[month].Node, (line, line.IsMonthly ? month : NoMonth));
                }
            }
        }
    }

    /// <summary>Whether two cells hold the same formula, with references relative to their months. What is before month 0 is zero.</summary>
    public bool SameFormula(SheetLine<Formula> line, int month, SheetLine<Formula> other, int otherMonth) =>
        Same(line.Values[month].Node, month, other.Values[otherMonth].Node, otherMonth, isTop: true);

    /// <summary>The months of the cells that a cell reads.</summary>
    public IReadOnlySet<int> MonthsReadBy(SheetLine<Formula> line, int month)
    {
        HashSet<int> months = [];
        Walk(line.Values[month].Node, node =>
        {
            if (_cells.TryGetValue(node, out (SheetLine<Formula> Line, int Month) cell) && node != line.Values[month].Node)
            {
                months.Add(cell.Month == NoMonth ? month : cell.Month);
                return false;
            }

            return true;
        });
        return months;
    }

    /// <summary>Operations that the formula of a cell takes, down to other cells.</summary>
    public int OperationsOf(SheetLine<Formula> line, int month)
    {
        int operations = 0;
        Walk(line.Values[month].Node, node =>
        {
            if (_cells.ContainsKey(node) && node != line.Values[month].Node)
            {
                return false;
            }

            operations += node.Operands.Count > 0 ? 1 : 0;
            return true;
        });
        return operations;
    }

    private static void Walk(FormulaNode node, Func<FormulaNode, bool> enter)
    {
        if (enter(node))
        {
            foreach (FormulaNode operand in node.Operands)
            {
                Walk(operand, enter);
            }
        }
    }

    private bool Same(FormulaNode left, int leftMonth, FormulaNode right, int rightMonth, bool isTop)
    {
        bool leftIsCell = _cells.TryGetValue(left, out (SheetLine<Formula> Line, int Month) leftCell);
        bool rightIsCell = _cells.TryGetValue(right, out (SheetLine<Formula> Line, int Month) rightCell);
        if (!isTop && rightIsCell && rightCell.Month == rightMonth - 1 && leftMonth == 0)
        {
            return left is ConstantNode { Value: 0 };
        }

        if (!isTop && (leftIsCell || rightIsCell))
        {
            return leftIsCell && rightIsCell && leftCell.Line == rightCell.Line
                && ((leftCell.Month == NoMonth && rightCell.Month == NoMonth) || leftCell.Month - leftMonth == rightCell.Month - rightMonth);
        }

        if (left.GetType() != right.GetType() || left.Operands.Count != right.Operands.Count)
        {
            return false;
        }

        bool alike = (left, right) switch
        {
            (ConstantNode one, ConstantNode two) => one.Value.Equals(two.Value),
            (InputNode one, InputNode two) => one.Slot == two.Slot,
            (UnaryNode one, UnaryNode two) => one.Operation == two.Operation,
            (BinaryNode one, BinaryNode two) => one.Operation == two.Operation,
            _ => true,
        };
        return alike && left.Operands.Zip(right.Operands).All(pair => Same(pair.First, leftMonth, pair.Second, rightMonth, isTop: false));
    }
}
