using App.Engine.Algebra;

namespace App.Server.Workbook;

/// <summary>Reads recorded formulas as expressions over inputs, calendar and constants; equal formulas become one expression.</summary>
internal sealed class FormulaReader(ExpressionPool pool, Line[] inputs)
{
    private readonly Dictionary<FormulaNode, Expression> _read = new(ReferenceEqualityComparer.Instance);
    private readonly FormulaNode _zero = default(Formula).Node;

    /// <summary>Takes the constants of a row of the calendar for its cells.</summary>
    public void Calendar(SheetLine<Formula> recorded, Line line)
    {
        for (int month = 0; month < recorded.Values.Count; month++)
        {
            if (recorded.Values[month].Node != _zero)
            {
                _read[recorded.Values[month].Node] = pool.Cell(line, CellMonth.Fixed, month);
            }
        }
    }

    /// <summary>Reads a formula, however deep it is.</summary>
    public Expression Read(FormulaNode root)
    {
        Stack<(FormulaNode Node, bool IsOpen)> open = new([(root, false)]);
        while (open.TryPop(out (FormulaNode Node, bool IsOpen) top))
        {
            if (_read.ContainsKey(top.Node))
            {
                continue;
            }

            if (!top.IsOpen)
            {
                open.Push((top.Node, true));
                foreach (FormulaNode operand in top.Node.Operands)
                {
                    open.Push((operand, false));
                }

                continue;
            }

            Expression[] operands = [.. top.Node.Operands.Select(operand => _read[operand])];
            _read.Add(top.Node, top.Node switch
            {
                ConstantNode constant => pool.Number(constant.Value),
                InputNode input => pool.Cell(inputs[input.Slot]),
                UnaryNode unary => pool.Operation(unary.Operation, operands),
                BinaryNode binary => pool.Operation(binary.Operation, operands),
                _ => pool.Operation(null, operands),
            });
        }

        return _read[root];
    }
}
