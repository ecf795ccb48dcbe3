using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Server.Workbook;

/// <summary>
/// An option's model run twice: recorded as formulas over the first months, which are enough to know each line's formula, and
/// computed over the whole horizon.
/// </summary>
internal sealed class PlanRecording
{
    /// <summary>The month whose formula stands for all: the first whose month before has a month before, and one more.</summary>
    public const int TypicalMonth = 3;

    /// <summary>The last month of the recording; stands for the last month of the horizon.</summary>
    public const int LastMonth = 4;

    public PlanRecording(BoundPlan plan)
    {
        Slots = plan.Slots;
        RecordedSheet<Formula> formulas = new();
        PlanSlots shortened = Slots with { HorizonMonths = LastMonth };
        FleetModel.Evaluate(CaseInputs.Formulas(Slots.Table.Inputs.Count), shortened, ref formulas);
        Lines = formulas.Lines;
        RecordedSheet<Scalar> numbers = new();
        FleetModel.Evaluate(CaseInputs.Scalars(Slots.Table.BaseValues()), Slots, ref numbers);
        Numbers = numbers.Lines.ToDictionary(
            line => (line.Section, line.Name), line => line.Values.Select(value => value.Value).ToArray());
    }

    public PlanSlots Slots { get; }

    /// <summary>Each line's formulas over the months of the recording.</summary>
    public IReadOnlyList<SheetLine<Formula>> Lines { get; }

    /// <summary>Each line's numbers over the whole horizon.</summary>
    public IReadOnlyDictionary<(string Section, string Name), double[]> Numbers { get; }

    /// <summary>The month of the horizon that a month of the recording stands for.</summary>
    public int MonthOf(int recorded) => recorded == LastMonth ? Slots.HorizonMonths : recorded;

    /// <summary>Whether a line is a row of the calendar: constants that differ from month to month.</summary>
    public bool IsCalendar(SheetLine<Formula> line) =>
        line.IsMonthly && line.Values.All(value => value.Node is ConstantNode)
        && Numbers[(line.Section, line.Name)].Distinct().Count() > 1;
}
