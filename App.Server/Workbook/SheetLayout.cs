using System.Globalization;
using App.Engine.Algebra;

namespace App.Server.Workbook;

/// <summary>
/// Lays a sheet out: brings cells of other sheets to it as links, gives long formulas and parts used more than once lines of their
/// own, and numbers the rows.
/// </summary>
internal sealed class SheetLayout(ExpressionPool pool, CalculationModel model, Func<LineKind, string, string, string, bool, Line> newLine)
{
    /// <summary>Cells and constants in one formula at most: what can be explained in half a minute.</summary>
    public const int LongestFormula = 12;

    /// <summary>Functions within functions at most.</summary>
    public const int DeepestNest = 2;

    /// <summary>The first row below the headings of a sheet.</summary>
    public const int FirstRow = 6;

    /// <summary>Constants that need no source: arithmetic, lengths of time, decimal prefixes.</summary>
    public static readonly HashSet<double> Universal =
    [
        -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 24, 30, 60, 100, 365, 730, 1000, 3600, 8760, 86400, 1e6, 1e9, 1e12, 1e-3, 1e-6, 1e-9,
    ];

    private readonly ExpressionPool _pool = pool;
    private readonly Func<LineKind, string, string, string, bool, Line> _newLine = newLine;
    private readonly Dictionary<double, Line> _constants = [];

    public void Arrange(CalculationSheet sheet)
    {
        Work work = new(sheet, this);
        List<Line> named = [.. sheet.Common, .. sheet.Own];
        foreach (Line line in named.Where(line => line.Formula is not null))
        {
            line.Sheet = sheet.Name;
            line.Formula = work.Localise(line.Formula!, line);
        }

        Dictionary<Expression, int> uses = Uses(named);
        List<Line> workings = [];
        foreach (Line line in named.Where(line => line.Formula is not null))
        {
            line.Formula = work.Shorten(line.Formula!, line, uses);
            if (!sheet.Common.Contains(line))
            {
                work.Flush(line);
            }
        }

        int row = FirstRow;
        string section = "";
        void Place(Line line, string heading)
        {
            if (heading != section)
            {
                sheet.Rows.Add((null, null));
                sheet.Rows.Add((heading, null));
                row += 2;
                section = heading;
            }

            line.Sheet = sheet.Name;
            line.Row = row++;
            sheet.Rows.Add((null, line));
        }

        sheet.Common.ForEach(line => Place(line, line.Section));
        foreach (Line line in sheet.Own)
        {
            work.WorkingsOf(line).ForEach(working => Place(working, line.Section));
            Place(line, line.Section);
        }

        work.CommonWorkings.ForEach(line => Place(line, "Workings of the lines that all options have"));
        work.Links.ForEach(line => Place(line, "From other sheets"));
        foreach (Line line in sheet.Lines)
        {
            MarkOpenings(line.Formula);
        }
    }

    private static void MarkOpenings(Expression? expression)
    {
        if (expression is CellExpression { Month: CellMonth.Before } cell)
        {
            cell.Line.HasOpening = true;
        }

        Array.ForEach(expression?.Operands ?? [], MarkOpenings);
    }

    /// <summary>How many formulas and parts of formulas use each part.</summary>
    private static Dictionary<Expression, int> Uses(List<Line> lines)
    {
        Dictionary<Expression, int> uses = [];
        Stack<Expression> open = new(lines.Where(line => line.Formula is not null).Select(line => line.Formula!).Distinct());
        HashSet<Expression> seen = [.. open];
        while (open.TryPop(out Expression? expression))
        {
            foreach (Expression operand in expression.Operands)
            {
                uses[operand] = uses.GetValueOrDefault(operand) + 1;
                if (seen.Add(operand))
                {
                    open.Push(operand);
                }
            }
        }

        return uses;
    }

    private Line Constant(double value)
    {
        if (!_constants.TryGetValue(value, out Line? line))
        {
            string label = string.Create(CultureInfo.InvariantCulture, $"Constant of the model, {value}");
            line = _newLine(LineKind.Constant, "", label, "", false);
            (line.Sheet, line.Values) = ("Inputs", [value]);
            _constants.Add(value, line);
            model.Constants.Add(line);
        }

        return line;
    }

    /// <summary>The work on one sheet.</summary>
    private sealed class Work(CalculationSheet sheet, SheetLayout layout)
    {
        private readonly Dictionary<(Line, CellMonth, int), Line> _links = [];
        private readonly Dictionary<Expression, Expression> _shortened = [];
        private readonly Dictionary<Expression, Line> _workings = [];
        private readonly Dictionary<Line, List<Line>> _workingsOf = [];
        private readonly Dictionary<Line, int> _counts = [];
        private readonly List<Line> _pending = [];
        private readonly Dictionary<Expression, Expression> _local = [];

        public List<Line> Links { get; } = [];

        public List<Line> CommonWorkings { get; } = [];

        public List<Line> WorkingsOf(Line line) => _workingsOf.GetValueOrDefault(line, []);

        public void Flush(Line line)
        {
            if (_pending.Count > 0)
            {
                _workingsOf[line] = [.. _pending];
                _pending.Clear();
            }
        }

        /// <summary>Replaces cells of other sheets by links on this one. A line that is nothing but such a cell is a link itself.</summary>
        public Expression Localise(Expression expression, Line line)
        {
            if (expression is CellExpression { Month: not CellMonth.Before } cell && IsAway(cell))
            {
                (Line, CellMonth, int) key = (cell.Line, cell.Month, cell.Number);
                if (_links.TryAdd(key, line))
                {
                    line.Kind = LineKind.Link;
                    return expression;
                }

                return layout._pool.Cell(_links[key], cell.Month == CellMonth.Fixed ? CellMonth.None : cell.Month);
            }

            return Local(expression);
        }

        private bool IsAway(CellExpression cell) => cell.Line.Sheet != sheet.Name && cell.Line.Sheet.Length > 0;

        private Expression Local(Expression expression)
        {
            if (_local.TryGetValue(expression, out Expression? local))
            {
                return local;
            }

            local = expression switch
            {
                NumberExpression number => Universal.Contains(number.Value) ? number : Link(layout._pool.Cell(layout.Constant(number.Value))),
                CellExpression cell => IsAway(cell) ? Link(cell) : cell,
                OperationExpression operation =>
                    layout._pool.Operation(operation.Operation, Array.ConvertAll(operation.Operands, Local)),
                _ => throw new InvalidOperationException("Not an expression."),
            };
            _local.Add(expression, local);
            return local;
        }

        private Expression Link(Expression expression)
        {
            CellExpression cell = (CellExpression)expression;
            bool isMonthly = cell.Month is CellMonth.Same or CellMonth.Before;

            // A link carries a whole row; the month before is read from the link's own row.
            CellMonth month = isMonthly ? CellMonth.Same : cell.Month;
            (Line, CellMonth, int) key = (cell.Line, month, cell.Number);
            if (!_links.TryGetValue(key, out Line? link))
            {
                link = layout._newLine(LineKind.Link, "From other sheets", cell.Line.Label, cell.Line.Unit, isMonthly);
                link.Sheet = sheet.Name;
                link.Formula = layout._pool.Cell(cell.Line, month, cell.Number);
                _links.Add(key, link);
                Links.Add(link);
            }

            return layout._pool.Cell(link, isMonthly ? cell.Month : CellMonth.None);
        }

        /// <summary>Gives parts lines of their own until the formula is short.</summary>
        public Expression Shorten(Expression root, Line line, Dictionary<Expression, int> uses) =>
            root is OperationExpression operation ? Reduce(operation, line, uses, false) : root;

        private Expression Part(Expression expression, Line line, Dictionary<Expression, int> uses, bool isGuarded)
        {
            if (expression is not OperationExpression operation)
            {
                return expression;
            }

            if (_workings.TryGetValue(expression, out Line? working))
            {
                return Refer(working);
            }

            if (!_shortened.TryGetValue(expression, out Expression? part))
            {
                part = Reduce(operation, line, uses, isGuarded);
                if (!isGuarded)
                {
                    _shortened.Add(expression, part);
                }
            }

            return part is OperationExpression && uses.GetValueOrDefault(expression) > 1 && Size(part) > 2 && !(isGuarded && CanFail(part))
                ? Refer(NewWorking(expression, part, line))
                : part;
        }

        private Expression Reduce(OperationExpression operation, Line line, Dictionary<Expression, int> uses, bool isGuarded)
        {
            Expression[] operands = new Expression[operation.Operands.Length];
            for (int i = 0; i < operands.Length; i++)
            {
                operands[i] = Part(operation.Operands[i], line, uses, isGuarded || (operation.Operation is null && i > 1));
            }

            while (true)
            {
                Expression whole = layout._pool.Operation(operation.Operation, operands);
                if (Size(whole) <= LongestFormula && Nest(whole) <= DeepestNest)
                {
                    return whole;
                }

                bool byNest = Nest(whole) > DeepestNest;
                int largest = -1;
                for (int i = 0; i < operands.Length; i++)
                {
                    bool guarded = isGuarded || (operation.Operation is null && i > 1);
                    if (operands[i] is OperationExpression && !(guarded && CanFail(operands[i]))
                        && (largest < 0 || (byNest ? Nest(operands[i]) > Nest(operands[largest]) : Size(operands[i]) > Size(operands[largest]))))
                    {
                        largest = i;
                    }
                }

                if (largest < 0)
                {
                    return whole;
                }

                operands[largest] = Refer(NewWorking(operation.Operands[largest], operands[largest], line));
            }
        }

        private Line NewWorking(Expression original, Expression part, Line line)
        {
            int number = _counts[line] = _counts.GetValueOrDefault(line) + 1;
            Line working = layout._newLine(
                LineKind.Working, line.Section, string.Create(CultureInfo.InvariantCulture, $"{line.Label}: working {number}"), "", part.IsMonthly);
            working.Sheet = sheet.Name;
            working.Formula = part;
            _workings[original] = working;
            (sheet.Common.Contains(line) ? CommonWorkings : _pending).Add(working);
            return working;
        }

        private Expression Refer(Line line) => layout._pool.Cell(line, line.IsMonthly ? CellMonth.Same : CellMonth.None);
    }

    private static int Size(Expression expression) =>
        expression is OperationExpression ? expression.Operands.Sum(Size) : 1;

    private static int Nest(Expression expression)
    {
        int inner = expression.Operands.Length == 0 ? 0 : expression.Operands.Max(Nest);
        return expression is OperationExpression { Operation: null or FormulaOperator.Min or FormulaOperator.Max or FormulaOperator.Exp or FormulaOperator.Log } operation
            ? inner + (IsFlat(operation) ? 0 : 1) : inner;

        // MIN(MIN(a,b),c) is written MIN(a,b,c).
        static bool IsFlat(OperationExpression operation) =>
            operation.Operation is FormulaOperator.Min or FormulaOperator.Max
            && operation.Operands.Any(operand => operand is OperationExpression inner && inner.Operation == operation.Operation);
    }

    /// <summary>Whether a part may have no value where the choice above it takes the other one.</summary>
    private static bool CanFail(Expression expression) =>
        expression is OperationExpression { Operation: FormulaOperator.Divide or FormulaOperator.Log or FormulaOperator.Exp }
        || Array.Exists(expression.Operands, CanFail);
}
