using App.Engine.Algebra;

namespace App.Server.Workbook;

/// <summary>Computes what each cell shows, as the spreadsheet will, and holds it against the engine's own numbers.</summary>
internal static class CellValues
{
    /// <summary>Relative to the largest number of the line: sums of at most 181 terms in another order, and simplified factors.</summary>
    private const double SameNumber = 1e-9;

    /// <summary>Computes the values of every line from those of the inputs.</summary>
    public static void Compute(CalculationModel model)
    {
        Evaluation evaluation = new(model.HorizonMonths);
        List<Line> lines = [.. model.Sheets.SelectMany(sheet => sheet.Lines).Where(line => line.Formula is not null)];
        lines.ForEach(evaluation.Prepare);
        foreach (Line line in lines.Where(line => !line.IsMonthly))
        {
            if (!line.Formula!.ReadsMonths)
            {
                evaluation.ValueOf(line, 0);
            }
        }

        for (int month = 0; month <= model.HorizonMonths; month++)
        {
            foreach (Line line in lines.Where(line => line.IsMonthly))
            {
                evaluation.ValueOf(line, month);
            }
        }

        foreach (Line line in lines.Where(line => !line.IsMonthly))
        {
            evaluation.ValueOf(line, 0);
        }
    }

    /// <summary>Holds the base case against the engine.</summary>
    /// <exception cref="InvalidOperationException">A line does not come to what the engine computes: a fault of the writer.</exception>
    public static void Reconcile(CalculationModel model)
    {
        foreach (Line line in model.Sheets.SelectMany(sheet => sheet.Lines).Where(line => line.Engine is not null))
        {
            Compare(line);
        }
    }

    private static void Compare(Line line)
    {
        double scale = line.Engine!.Select(Math.Abs).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        for (int month = 0; month < line.Values.Length; month++)
        {
            double engine = line.Engine![month];
            double own = line.Values[month];
            if (!(Math.Abs(own - engine) <= SameNumber * scale) && !engine.Equals(own))
            {
                throw new InvalidOperationException(
                    $"The workbook's formula for {line.Section} / {line.Label} gives {own:R} in month {month} where the engine computes {engine:R}.");
            }
        }
    }

    private sealed class Evaluation(int horizonMonths)
    {
        private readonly Dictionary<Line, bool[]> _known = [];

        public void Prepare(Line line)
        {
            line.Values = new double[line.IsMonthly ? horizonMonths + 1 : 1];
            _known.Add(line, new bool[line.Values.Length]);
        }

        public double ValueOf(Line line, int month)
        {
            if (_known.TryGetValue(line, out bool[]? known) && !known[month])
            {
                line.Values[month] = Of(line.Formula!, month, ValueOf);
                known[month] = true;
            }

            return line.Values[month];
        }

    }

    /// <summary>What an expression comes to.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="month">Month of the cell; 0 for single values.</param>
    /// <param name="valueOf">What a line shows in a month.</param>
    public static double Of(Expression expression, int month, Func<Line, int, double> valueOf)
    {
        return Compute(expression).Value;

        Scalar Compute(Expression expression)
        {
            switch (expression)
            {
                case NumberExpression number:
                    return new(number.Value);
                case CellExpression cell:
                    return cell.Month switch
                    {
                        CellMonth.Same => new(valueOf(cell.Line, month)),
                        CellMonth.Before => month == 0 ? default : new(valueOf(cell.Line, month - 1)),
                        CellMonth.Fixed => new(valueOf(cell.Line, cell.Number)),
                        _ => new(valueOf(cell.Line, 0)),
                    };
                default:
                    OperationExpression operation = (OperationExpression)expression;
                    Scalar left = Compute(operation.Operands[0]);
                    Scalar right = operation.Operands.Length > 1 ? Compute(operation.Operands[1]) : default;
                    return operation.Operation switch
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
                        _ => Compute(operation.Operands[left.Value < right.Value ? 2 : 3]),
                    };
            }
        }
    }
}
