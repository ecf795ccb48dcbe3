namespace App.Server.Workbook;

/// <summary>Which line shows an expression: whoever needs it refers to that line in place of writing it again.</summary>
internal sealed class LineHomes(ExpressionPool pool, LineHomes? shared = null)
{
    private readonly Dictionary<Expression, List<(Line Line, int Month)>> _homes = [];
    private readonly Dictionary<(Expression, int), Expression> _written = [];

    /// <summary>Says that a line shows an expression; the first line to do so keeps it.</summary>
    /// <param name="expression">Written out to inputs, calendar and constants.</param>
    /// <param name="line">The line.</param>
    /// <param name="month">Month of the recording; -1 for a line with a single value.</param>
    public void Add(Expression expression, Line line, int month)
    {
        if (expression is OperationExpression)
        {
            List<(Line Line, int Month)> homes = _homes.TryGetValue(expression, out List<(Line Line, int Month)>? known)
                ? known : _homes[expression] = [];
            homes.Add((line, month));
        }
    }

    /// <summary>Writes what a line shows in terms of other lines.</summary>
    /// <param name="root">The expression, written out.</param>
    /// <param name="line">The line.</param>
    /// <param name="month">Month of the recording for a monthly line, else -1.</param>
    /// <param name="monthOf">Month of the horizon for a month of the recording.</param>
    public Expression Write(Expression root, Line line, int month, Func<int, int> monthOf) =>
        Home(root, month, line.Serial) is { } home ? Refer(home.Line, home.Month, month, monthOf)
        : root is OperationExpression operation ? Descend(operation, month, monthOf)
        : Visit(root, month, monthOf);

    private Expression Visit(Expression expression, int month, Func<int, int> monthOf)
    {
        switch (expression)
        {
            case CellExpression { Month: CellMonth.Fixed } calendar:
                return Refer(calendar.Line, calendar.Number, month, monthOf);
            case not OperationExpression:
                return expression;
            default:
                if (!_written.TryGetValue((expression, month), out Expression? written))
                {
                    written = Home(expression, month) is { } home
                        ? Refer(home.Line, home.Month, month, monthOf)
                        : Descend((OperationExpression)expression, month, monthOf);
                    _written.Add((expression, month), written);
                }

                return written;
        }
    }

    private Expression Descend(OperationExpression operation, int month, Func<int, int> monthOf) =>
        pool.Operation(operation.Operation, Array.ConvertAll(operation.Operands, operand => Visit(operand, month, monthOf)));

    private Expression Refer(Line line, int at, int month, Func<int, int> monthOf)
    {
        if (!line.IsMonthly)
        {
            return pool.Cell(line);
        }

        if (month >= 0 && at == month)
        {
            return pool.Cell(line, CellMonth.Same);
        }

        return month >= 0 && at == month - 1
            ? pool.Cell(line, CellMonth.Before)
            : pool.Cell(line, CellMonth.Fixed, monthOf(at));
    }

    /// <summary>The line that shows an expression in a way that suits a month best: always, in that month, in the month before, at last.</summary>
    private (Line Line, int Month)? Home(Expression expression, int month, int before = int.MaxValue)
    {
        if (!_homes.TryGetValue(expression, out List<(Line Line, int Month)>? homes))
        {
            return shared?.Home(expression, month, before);
        }

        (Line Line, int Month)? best = null;
        int rank = int.MaxValue;
        foreach ((Line Line, int Month) home in homes)
        {
            if (home.Line.Serial >= before)
            {
                continue;
            }

            int own = home.Month < 0 ? 0 : home.Month == month ? 1 : home.Month == month - 1 ? 2 : 3 + PlanRecording.LastMonth - home.Month;
            if (own < rank)
            {
                (best, rank) = (home, own);
            }
        }

        return best;
    }
}
