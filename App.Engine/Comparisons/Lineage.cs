using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Evidence;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Comparisons;

/// <summary>What a figure rests on.</summary>
/// <param name="Line">The figure, by its name in the result.</param>
/// <param name="Weakest">
/// The weakest status among the assumptions it depends on, directly or through the sizing of the fleet;
/// <see cref="EvidenceStatus.Requirement"/> where it follows from the buyer's own numbers alone.
/// </param>
/// <param name="Inputs">Every input that moves it while the plan stands.</param>
/// <param name="SizingInputs">Every further input through which the planner sized the fleet that it depends on.</param>
public sealed record FigureLineage(
    string Line, EvidenceStatus Weakest, IReadOnlyList<Input> Inputs, IReadOnlyList<Input> SizingInputs);

/// <summary>What an option's numbers rest on.</summary>
/// <param name="Figures">One entry per figure, in the order of the result.</param>
/// <param name="Statement">One entry per line of the monthly statement, in its order: what moves any of its months.</param>
public sealed record PlanLineage(IReadOnlyList<FigureLineage> Figures, IReadOnlyList<FigureLineage> Statement);

/// <summary>
/// Finds which inputs each figure of an option depends on by moving each of them a little, alone, in both directions: the same sets that
/// the recorded formulas give, without laying out their tens of thousands of nodes.
/// </summary>
public static class Lineage
{
    /// <summary>How far an input is moved, relative to itself.</summary>
    private const double Step = 1e-6;

    /// <summary>Movement of a figure, relative to itself, that is no more than rounding.</summary>
    private const double Rounding = 1e-13;

    /// <summary>The lineage of an option's figures.</summary>
    /// <param name="plan">The option's plan.</param>
    /// <returns>One entry per figure, in the order of the result.</returns>
    public static IReadOnlyList<FigureLineage> Of(BoundPlan plan) => Trace(plan).Figures;

    /// <summary>The lineage of an option's figures and of the lines of its monthly statement.</summary>
    /// <param name="plan">The option's plan.</param>
    public static PlanLineage Trace(BoundPlan plan)
    {
        Trial trial = new(plan.Slots);
        double[] values = plan.Slots.Table.BaseValues();
        double[] before = new double[trial.Cells];
        trial.Run(values, before);
        double[] scales = new double[trial.Lines.Count];
        for (int cell = 0; cell < before.Length; cell++)
        {
            int line = trial.LineOfCell[cell];
            scales[line] = Math.Max(scales[line], Math.Abs(before[cell]) * Rounding);
        }

        bool[,] moves = new bool[values.Length, trial.Lines.Count];
        double[] after = new double[trial.Cells];
        for (int slot = 0; slot < values.Length; slot++)
        {
            Move(trial, slot, values, before, after, scales, moves);
        }

        List<FigureLineage> all = [.. trial.Names.Select((name, line) => Figure(plan.Slots, name, line, trial.Names.Count, moves))];
        return new(all[..trial.Figures], all[trial.Figures..]);
    }

    /// <summary>Moves an input in both directions and notes which lines move in any month.</summary>
    private static void Move(Trial trial, int slot, double[] values, double[] before, double[] after, double[] scales, bool[,] moves)
    {
        double value = values[slot];
        foreach (double change in (ReadOnlySpan<double>)[Step, -Step])
        {
            values[slot] = value == 0 ? change : value * (1 + change);
            trial.Run(values, after);
            for (int cell = 0; cell < after.Length; cell++)
            {
                int line = trial.LineOfCell[cell];
                moves[slot, line] |= !(Math.Abs(after[cell] - before[cell]) <= scales[line]);
            }
        }

        values[slot] = value;
    }

    private static FigureLineage Figure(PlanSlots plan, string name, int figure, int figures, bool[,] moves)
    {
        IReadOnlyList<Input> inputs = plan.Table.Inputs;
        List<int> active = [.. Enumerable.Range(0, inputs.Count).Where(slot => moves[slot, figure])];
        SortedSet<int> further = [];
        for (int p = 0; p < plan.Pools.Count; p++)
        {
            PoolSlots pool = plan.Pools[p];
            if (moves[pool.Replicas.Index, figure] || moves[plan.Groups[pool.Group].Cards.Index, figure])
            {
                further.UnionWith(Enumerable.Range(0, inputs.Count).Where(slot => moves[slot, figures + p]));
            }
        }

        further.ExceptWith(active);
        EvidenceStatus weakest = active.Concat(further).Select(slot => inputs[slot])
            .Where(input => input.Kind == InputKind.Assumption)
            .Select(input => input.Status).DefaultIfEmpty(EvidenceStatus.Requirement).Max();
        return new(name, weakest, [.. active.Select(slot => inputs[slot])], [.. further.Select(slot => inputs[slot])]);
    }

    /// <summary>
    /// Evaluates a plan and keeps its figures and the months of its statement, and behind them the capacity for which each pool is sized.
    /// </summary>
    private sealed class Trial
    {
        private readonly PlanSlots _plan;
        private readonly FleetWorkspace<Scalar> _workspace;

        public Trial(PlanSlots plan)
        {
            (_plan, _workspace) = (plan, new(plan));
            List<(string Section, string Name)> cells = [];
            TraceSheet sheet = new(null, cells);
            FleetModel.Evaluate(CaseInputs.Scalars(plan.Table.BaseValues()), _workspace, ref sheet);
            List<(string Section, string Name)> lines = [.. cells.Distinct().OrderBy(line => line.Section == TraceSheet.Result ? 0 : 1)];
            Names = [.. lines.Select(line => line.Name)];
            Figures = lines.Count(line => line.Section == TraceSheet.Result);
            Dictionary<(string, string), int> indices = lines.Index().ToDictionary(line => line.Item, line => line.Index);
            LineOfCell = [.. cells.Select(cell => indices[cell]), .. Enumerable.Range(lines.Count, plan.Pools.Count)];
            Lines = [.. Names, .. plan.Pools.Select(pool => pool.Title)];
        }

        /// <summary>Figures, then lines of the statement.</summary>
        public IReadOnlyList<string> Names { get; }

        /// <summary>How many of them are figures.</summary>
        public int Figures { get; }

        /// <summary>The same and then the pools.</summary>
        public IReadOnlyList<string> Lines { get; }

        /// <summary>Line of each number that is kept.</summary>
        public int[] LineOfCell { get; }

        public int Cells => LineOfCell.Length;

        public void Run(double[] values, double[] results)
        {
            CaseInputs<Scalar> inputs = CaseInputs.Scalars(values);
            TraceSheet sheet = new(results, null);
            FleetModel.Evaluate(inputs, _workspace, ref sheet);
            for (int p = 0; p < _plan.Pools.Count; p++)
            {
                results[Cells - _plan.Pools.Count + p] = PoolStates.Of(inputs, _plan, _plan.Pools[p]).Capacity.Value;
            }
        }
    }

    /// <summary>A sheet that keeps result and cash flow in the order in which they are written: numbers, or the names of their lines.</summary>
    private struct TraceSheet(double[]? results, List<(string Section, string Name)>? names) : ISheet<Scalar>
    {
        public const string Result = "Result";
        private string? _open;
        private int _next;

        public void Section(string title) => _open = title is Result or CashLines.Section ? title : null;

        public void Value(string name, Unit unit, Scalar value)
        {
            if (_open is { } section)
            {
                names?.Add((section, name));
                if (results is not null)
                {
                    results[_next++] = value.Value;
                }
            }
        }

        public void Month(string name, Unit unit, int month, Scalar value) => Value(name, unit, value);
    }
}
