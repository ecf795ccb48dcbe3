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
    public static IReadOnlyList<FigureLineage> Of(BoundPlan plan)
    {
        IReadOnlyList<Input> inputs = plan.Slots.Table.Inputs;
        Trial trial = new(plan.Slots);
        double[] values = plan.Slots.Table.BaseValues();
        double[] before = new double[trial.Count];
        trial.Run(values, before);
        bool[,] moves = new bool[inputs.Count, trial.Count];
        double[] after = new double[trial.Count];
        for (int slot = 0; slot < inputs.Count; slot++)
        {
            double value = values[slot];
            foreach (double change in (ReadOnlySpan<double>)[Step, -Step])
            {
                values[slot] = value == 0 ? change : value * (1 + change);
                trial.Run(values, after);
                for (int i = 0; i < after.Length; i++)
                {
                    moves[slot, i] |= !(Math.Abs(after[i] - before[i]) <= Math.Abs(before[i]) * Rounding);
                }
            }

            values[slot] = value;
        }

        return [.. trial.Figures.Select((name, figure) => Figure(plan.Slots, name, figure, trial.Figures.Count, moves))];
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

    /// <summary>Evaluates a plan and keeps its figures, and behind them the capacity for which each pool is sized.</summary>
    private sealed class Trial
    {
        private readonly PlanSlots _plan;
        private readonly FleetWorkspace<Scalar> _workspace;

        public Trial(PlanSlots plan)
        {
            (_plan, _workspace) = (plan, new(plan));
            RecordedSheet<Scalar> sheet = new();
            FleetModel.Evaluate(CaseInputs.Scalars(plan.Table.BaseValues()), _workspace, ref sheet);
            Figures = [.. sheet.Lines.Where(line => line.Section == FigureSheet.Section).Select(line => line.Name)];
        }

        public IReadOnlyList<string> Figures { get; }

        public int Count => Figures.Count + _plan.Pools.Count;

        public void Run(double[] values, double[] results)
        {
            CaseInputs<Scalar> inputs = CaseInputs.Scalars(values);
            FigureSheet sheet = new(results);
            FleetModel.Evaluate(inputs, _workspace, ref sheet);
            for (int p = 0; p < _plan.Pools.Count; p++)
            {
                results[Figures.Count + p] = PoolStates.Of(inputs, _plan, _plan.Pools[p]).Capacity.Value;
            }
        }
    }

    /// <summary>A sheet that keeps the figures of the result.</summary>
    private struct FigureSheet(double[] results) : ISheet<Scalar>
    {
        public const string Section = "Result";
        private bool _isResult;
        private int _next;

        void ISheet<Scalar>.Section(string title) => _isResult = title == Section;

        public void Value(string name, Unit unit, Scalar value)
        {
            if (_isResult)
            {
                results[_next++] = value.Value;
            }
        }

        public readonly void Month(string name, Unit unit, int month, Scalar value)
        {
        }
    }
}
