using App.Engine.Algebra;

namespace App.Server.Workbook;

/// <summary>Computes what each cell shows, as the spreadsheet will, and holds it against the engine's own numbers.</summary>
internal static class CellValues
{
    /// <summary>Relative to the largest number of the line: sums of at most 181 terms in another order, and simplified factors.</summary>
    private const double SameNumber = 1e-9;

    /// <summary>Fills the values of every line.</summary>
    /// <exception cref="InvalidOperationException">A line does not come to what the engine computes: a fault of the writer.</exception>
    public static void Fill(CalculationModel model)
    {
        model.Timing.Own.ForEach(line => line.Values = line.Kind == LineKind.Calendar ? line.Values : []);
        Evaluation evaluation = new(model.HorizonMonths);
        List<Line> lines = [.. model.Sheets.SelectMany(sheet => sheet.Lines).Where(line => line.Formula is not null)];
        lines.ForEach(evaluation.Prepare);
        foreach (Line line in lines.Where(line => !line.IsMonthly))
        {
            if (!ReadsMonths(line.Formula!))
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

        foreach (Line line in lines.Where(line => line.Engine is not null))
        {
            Compare(line);
        }
    }

    private static bool ReadsMonths(Expression expression) =>
        expression is CellExpression { Month: not CellMonth.None } || Array.Exists(expression.Operands, ReadsMonths);

    private static void Compare(Line line)
    {
        double scale = line.Engine!.Select(Math.Abs).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        for (int month = 0; month < line.Values.Length; month++)
        {
            double engine = line.Engine![month];
            double own = line.Values[month];
            if (!(Math.Abs(own - engine) <= SameNumber * scale) && !engine.Equals(own))
            {
                if (Environment.GetEnvironmentVariable("WBDEBUG") is not null) { Console.Error.WriteLine($"{line.Sheet} {line.Section} / {line.Label} m{month}: {own:R} engine {engine:R} :: {FormulaText.Of(line.Formula!, line.Sheet, month)}"); return; }
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
                line.Values[month] = Compute(line.Formula!, month).Value;
                known[month] = true;
            }

            return line.Values[month];
        }

        private Scalar Compute(Expression expression, int month)
        {
            switch (expression)
            {
                case NumberExpression number:
                    return new(number.Value);
                case CellExpression cell:
                    return cell.Month switch
                    {
                        CellMonth.Same => new(ValueOf(cell.Line, month)),
                        CellMonth.Before => month == 0 ? default : new(ValueOf(cell.Line, month - 1)),
                        CellMonth.Fixed => new(ValueOf(cell.Line, cell.Number)),
                        _ => new(ValueOf(cell.Line, 0)),
                    };
                default:
                    OperationExpression operation = (OperationExpression)expression;
                    Scalar left = Compute(operation.Operands[0], month);
                    Scalar right = operation.Operands.Length > 1 ? Compute(operation.Operands[1], month) : default;
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
                        _ => Compute(operation.Operands[left.Value < right.Value ? 2 : 3], month),
                    };
            }
        }
    }
}
