using System.Globalization;
using System.Text;
using App.Engine.Algebra;

namespace App.Server.Workbook;

/// <summary>Writes expressions as the text of spreadsheet formulas.</summary>
internal static class FormulaText
{
    /// <summary>Column of single values on a calculation sheet.</summary>
    public const int ValueColumn = 3;

    /// <summary>Column of totals over the months.</summary>
    public const int TotalColumn = 4;

    /// <summary>Column of opening balances, before month 0.</summary>
    public const int OpeningColumn = 5;

    /// <summary>Column of month 0, the same on every sheet.</summary>
    public const int FirstMonthColumn = 6;

    /// <summary>Column of the live value on the sheet of inputs.</summary>
    public const int InputLiveColumn = 9;

    private const int Sum = 1;
    private const int Product = 2;
    private const int Sign = 3;

    /// <summary>A column's letters.</summary>
    public static string Letters(int column)
    {
        string letters = "";
        for (; column > 0; column = (column - 1) / 26)
        {
            letters = (char)('A' + ((column - 1) % 26)) + letters;
        }

        return letters;
    }

    /// <summary>A sheet's name as a formula writes it before a cell.</summary>
    public static string Quoted(string sheet) => sheet.All(char.IsLetter) ? $"{sheet}!" : $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'!";

    /// <summary>Address of a line's cell from another sheet, for single values and fixed months.</summary>
    public static string Address(Line line, int month = 0) => Quoted(line.Sheet) + Local(line, month);

    /// <summary>The formula of a cell.</summary>
    /// <param name="expression">The formula.</param>
    /// <param name="sheet">The sheet that it stands on.</param>
    /// <param name="month">Month of the cell; 0 for single values.</param>
    public static string Of(Expression expression, string sheet, int month)
    {
        StringBuilder text = new();
        Write(expression, sheet, month, 0, text);
        return text.ToString();
    }

    private static string Local(Line line, int month)
    {
        int column = line.Kind is LineKind.Input or LineKind.Constant ? InputLiveColumn : line.IsMonthly ? FirstMonthColumn + month : ValueColumn;
        return string.Create(CultureInfo.InvariantCulture, $"${Letters(column)}${line.Row}");
    }

    private static void Write(Expression expression, string sheet, int month, int outer, StringBuilder text)
    {
        switch (expression)
        {
            case NumberExpression number:
                text.Append(number.Value.ToString("R", CultureInfo.InvariantCulture));
                return;
            case CellExpression cell:
                if (cell.Line.Sheet != sheet)
                {
                    text.Append(Quoted(cell.Line.Sheet));
                }

                if (cell.Month is CellMonth.Same or CellMonth.Before)
                {
                    int column = FirstMonthColumn + month - (cell.Month == CellMonth.Before ? 1 : 0);
                    text.Append(Letters(column)).Append(cell.Line.Row);
                }
                else
                {
                    text.Append(Local(cell.Line, cell.Number));
                }

                return;
        }

        OperationExpression operation = (OperationExpression)expression;
        switch (operation.Operation)
        {
            case FormulaOperator.Add:
                Infix(operation, "+", Sum, Sum, sheet, month, outer, text);
                break;
            case FormulaOperator.Subtract:
                Infix(operation, "-", Sum, Product, sheet, month, outer, text);
                break;
            case FormulaOperator.Multiply:
                Infix(operation, "*", Product, Product, sheet, month, outer, text);
                break;
            case FormulaOperator.Divide:
                Infix(operation, "/", Product, Sign, sheet, month, outer, text);
                break;
            case FormulaOperator.Negate:
                text.Append(outer > 0 ? "(-" : "-");
                Write(operation.Operands[0], sheet, month, Product, text);
                text.Append(outer > 0 ? ")" : "");
                break;
            case FormulaOperator.Exp:
                Call("EXP", operation.Operands, sheet, month, text);
                break;
            case FormulaOperator.Log:
                Call("LN", operation.Operands, sheet, month, text);
                break;
            case FormulaOperator.Min:
                Call("MIN", Flattened(operation), sheet, month, text);
                break;
            case FormulaOperator.Max:
                Call("MAX", Flattened(operation), sheet, month, text);
                break;
            default:
                text.Append("IF(");
                Write(operation.Operands[0], sheet, month, Sum, text);
                text.Append('<');
                Write(operation.Operands[1], sheet, month, Sum, text);
                text.Append(',');
                Write(operation.Operands[2], sheet, month, 0, text);
                text.Append(',');
                Write(operation.Operands[3], sheet, month, 0, text);
                text.Append(')');
                break;
        }
    }

    private static void Infix(
        OperationExpression operation, string sign, int own, int right, string sheet, int month, int outer, StringBuilder text)
    {
        bool brackets = outer > own;
        text.Append(brackets ? "(" : "");
        Write(operation.Operands[0], sheet, month, own, text);
        text.Append(sign);
        Write(operation.Operands[1], sheet, month, right, text);
        text.Append(brackets ? ")" : "");
    }

    private static void Call(string name, IReadOnlyList<Expression> arguments, string sheet, int month, StringBuilder text)
    {
        text.Append(name).Append('(');
        for (int i = 0; i < arguments.Count; i++)
        {
            text.Append(i > 0 ? "," : "");
            Write(arguments[i], sheet, month, 0, text);
        }

        text.Append(')');
    }

    /// <summary>The smallest of the smallest is the smallest: MIN within MIN is written as one.</summary>
    private static List<Expression> Flattened(OperationExpression operation) => [.. operation.Operands.SelectMany(operand =>
        operand is OperationExpression inner && inner.Operation == operation.Operation ? (IEnumerable<Expression>)Flattened(inner) : [operand])];
}
