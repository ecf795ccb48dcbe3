using System.Runtime.CompilerServices;
using App.Engine.Algebra;

namespace App.Server.Workbook;

/// <summary>Which month of a monthly line a formula reads.</summary>
internal enum CellMonth
{
    /// <summary>The line has a single value.</summary>
    None,

    /// <summary>The month of the formula itself.</summary>
    Same,

    /// <summary>The month before.</summary>
    Before,

    /// <summary>One month, whatever the month of the formula.</summary>
    Fixed,
}

/// <summary>A formula of the workbook: what the recorded model says, in cells. Equal expressions are one object (<see cref="ExpressionPool"/>).</summary>
internal abstract class Expression
{
    protected Expression(int id, params Expression[] operands)
    {
        (Id, Operands) = (id, operands);
        IsMonthly = Array.Exists(operands, operand => operand.IsMonthly);
        ReadsMonths = Array.Exists(operands, operand => operand.ReadsMonths);
    }

    public int Id { get; }

    public Expression[] Operands { get; }

    /// <summary>Whether it differs from month to month.</summary>
    public bool IsMonthly { get; protected init; }

    /// <summary>Whether it reads any month of the timeline.</summary>
    public bool ReadsMonths { get; protected init; }
}

/// <summary>A constant of the model.</summary>
internal sealed class NumberExpression(int id, double value) : Expression(id)
{
    public double Value { get; } = value;
}

/// <summary>A cell of a line.</summary>
internal sealed class CellExpression : Expression
{
    public CellExpression(int id, Line line, CellMonth month, int number)
        : base(id)
    {
        (Line, Month, Number) = (line, month, number);
        IsMonthly = month is CellMonth.Same or CellMonth.Before;
        ReadsMonths = month != CellMonth.None;
    }

    public Line Line { get; }

    public CellMonth Month { get; }

    /// <summary>The month, where it is fixed.</summary>
    public int Number { get; }
}

/// <summary>An operation; null stands for the choice of one of two values by a comparison.</summary>
internal sealed class OperationExpression(int id, FormulaOperator? operation, params Expression[] operands) : Expression(id, operands)
{
    public FormulaOperator? Operation { get; } = operation;
}

/// <summary>Makes expressions, each once, and leaves out what changes nothing: adding zero, multiplying by one.</summary>
internal sealed class ExpressionPool
{
    private readonly Dictionary<(int Kind, long A, long B, long C, long D), Expression> _known = [];

    public Expression Number(double value) =>
        Find((-1, BitConverter.DoubleToInt64Bits(value), 0, 0, 0), id => new NumberExpression(id, value));

    public Expression Cell(Line line, CellMonth month = CellMonth.None, int number = 0) =>
        Find((-2, RuntimeHelpers.GetHashCode(line), line.Serial, (long)month, number), id => new CellExpression(id, line, month, number));

    public Expression Operation(FormulaOperator? operation, params Expression[] operands) =>
        Simplified(operation, operands) ?? Find(
            (operation is { } known ? (int)known : 100, operands[0].Id, IdOf(operands, 1), IdOf(operands, 2), IdOf(operands, 3)),
            id => new OperationExpression(id, operation, operands));

    private static long IdOf(Expression[] operands, int index) => index < operands.Length ? operands[index].Id : -1;

    private static double? ValueOf(Expression expression) => (expression as NumberExpression)?.Value;

    private Expression? Simplified(FormulaOperator? operation, Expression[] operands)
    {
        double? left = ValueOf(operands[0]);
        double? right = operands.Length > 1 ? ValueOf(operands[1]) : null;
        switch (operation)
        {
            case FormulaOperator.Add:
                return left == 0 ? operands[1] : right == 0 ? operands[0] : null;
            case FormulaOperator.Subtract:
                return right == 0 ? operands[0] : left == 0 ? Operation(FormulaOperator.Negate, operands[1]) : null;
            case FormulaOperator.Multiply:
                return left == 0 || right == 0 ? Number(0) : left == 1 ? operands[1] : right == 1 ? operands[0] : null;
            case FormulaOperator.Divide:
                return left == 0 ? Number(0) : right == 1 ? operands[0] : null;
            case FormulaOperator.Min when left == double.PositiveInfinity:
                return operands[1];
            case FormulaOperator.Negate when left is { } value:
                return Number(value == 0 ? 0 : -value);
            case FormulaOperator.Exp when left == 0:
                return Number(1);
            case FormulaOperator.Log when left == 1:
                return Number(0);
            case null when left is { } smaller && right is { } larger:
                return smaller < larger ? operands[2] : operands[3];
            case null when operands[2] == operands[3]:
                return operands[2];
            default:
                return null;
        }
    }

    private Expression Find((int Kind, long A, long B, long C, long D) key, Func<int, Expression> make)
    {
        if (!_known.TryGetValue(key, out Expression? expression))
        {
            expression = make(_known.Count);
            _known.Add(key, expression);
        }

        return expression;
    }
}
