using App.Engine.Algebra;
using App.Engine.Comparisons;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Server.Workbook;

/// <summary>Everything that the workbook computes: the recorded model of each option, laid out in lines on sheets.</summary>
internal sealed class CalculationModel
{
    private readonly ExpressionPool _pool = new();
    private readonly LineHomes _shared;
    private readonly Dictionary<string, Line> _inputLines = [];
    private readonly Dictionary<(string Section, string Name), (Line Line, Expression Root)> _timing = [];
    private readonly Dictionary<string, List<List<(string Name, Expression Root)>>> _blocks = [];
    private int _serial;

    /// <summary>Lays out a comparison.</summary>
    /// <param name="bound">The comparison with its plans.</param>
    /// <exception cref="ArgumentException">No option has a plan, so that there is nothing to compute.</exception>
    /// <exception cref="InvalidOperationException">A line does not come to what the engine computes: a fault of the writer.</exception>
    public CalculationModel(BoundComparison bound)
    {
        if (bound.Plans.Count == 0)
        {
            throw new ArgumentException("No option of the case has a plan, so there is nothing to compute.", nameof(bound));
        }

        _shared = new(_pool);
        Verdict? verdict = bound.Comparison.Verdict;
        HorizonMonths = bound.Comparison.Case.Finance.HorizonMonths;
        List<OptionResult> options = [.. bound.Comparison.Options.Where(option => bound.Plans.ContainsKey(option.Option.Id))];
        for (int number = 0; number < options.Count; number++)
        {
            CalculationSheet sheet = new($"Option {number + 1}", options[number].Option.Name);
            Options.Add((options[number], sheet));
            Record(options[number], bound.Plans[options[number].Option.Id], sheet);
        }

        int IndexOf(string? id) => Options.FindIndex(option => option.Result.Option.Id == id);
        int to = Math.Max(0, IndexOf(verdict?.BestOption));
        WaterfallOptions = (Math.Max(0, IndexOf(verdict?.RunnerUpOption ?? bound.Comparison.Case.ReferenceOption)), to);
        ShareLayout();
        Workloads = [.. Options[0].Sheet.Common.Where(line => line is { IsMonthly: true, Label: "Demand in the busiest hour" })
            .Select(line => (line.Section, line.Section["Demand: ".Length..]))];
        SheetLayout layout = new(_pool, this, NewLine);
        layout.Arrange(Timing);
        layout.Arrange(Performance);
        Options.ForEach(option => layout.Arrange(option.Sheet));
        InputsSheet.Arrange(this);
        CellValues.Compute(this);
        CellValues.Reconcile(this);
    }

    public int HorizonMonths { get; }

    /// <summary>The workloads: the section of their lines, and what a person reads.</summary>
    public IReadOnlyList<(string Section, string Title)> Workloads { get; }

    /// <summary>The options that the waterfall leads from and to: the runner-up and the best, where there are two.</summary>
    public (int From, int To) WaterfallOptions { get; }

    /// <summary>The inputs of all options, each once.</summary>
    public List<(Input Input, Line Line)> Inputs { get; } = [];

    /// <summary>Constants of the model that are not universal.</summary>
    public List<Line> Constants { get; } = [];

    public CalculationSheet Timing { get; } = new("Timing", "Timing: calendar and price levels");

    public CalculationSheet Performance { get; } = new("Performance", "Performance: what each pool of cards delivers");

    public List<(OptionResult Result, CalculationSheet Sheet)> Options { get; } = [];

    public IEnumerable<CalculationSheet> Sheets => [Timing, Performance, .. Options.Select(option => option.Sheet)];

    /// <summary>A named line of an option, wherever it stands; null where the option has none of that name.</summary>
    public Line? Find(CalculationSheet option, string section, string name) =>
        option.Common.Concat(option.Own).Concat(Timing.Own)
            .FirstOrDefault(line => line.Section == section && line.Label == name && line.Kind != LineKind.Working);

    private Line NewLine(LineKind kind, string section, string label, string unit, bool isMonthly) =>
        new(_serial++, kind, section, label, unit, isMonthly);

    private void Record(OptionResult option, BoundPlan plan, CalculationSheet sheet)
    {
        PlanRecording recording = new(plan);
        FormulaReader reader = new(_pool, [.. plan.Slots.Table.Inputs.Select(InputLine)]);
        foreach (SheetLine<Formula> line in recording.Lines.Where(recording.IsCalendar))
        {
            reader.Calendar(line, CalendarLine(line, recording));
        }

        HashSet<string> pools = [.. plan.Slots.Pools.Concat(plan.Slots.Bridge).Select(pool => pool.Title)];
        pools.UnionWith(plan.Slots.Bridge.Select(pool => $"Bridge: {pool.Title}"));
        List<(SheetLine<Formula> Recorded, Expression[] Roots)> lines = [.. recording.Lines
            .Where(line => !recording.IsCalendar(line))
            .Select(line => (line, line.Values.Select(value => reader.Read(value.Node)).ToArray()))];

        List<(Line Line, Expression[] Roots, LineHomes Homes)> added = [];
        LineHomes homes = new(_pool, _shared);
        foreach (IGrouping<string, (SheetLine<Formula> Recorded, Expression[] Roots)> section in lines.GroupBy(line => line.Recorded.Section))
        {
            bool isPool = pools.Contains(section.Key);
            if (isPool)
            {
                // What a pool delivers does not depend on time; what its work costs does, and stands with the option.
                AddBlock(option, recording, [.. section.Where(line => !Array.Exists(line.Roots, root => root.ReadsMonths))], added);
            }

            foreach ((SheetLine<Formula> recorded, Expression[] roots) in section.Where(line => !isPool || Array.Exists(line.Roots, root => root.ReadsMonths)))
            {
                if (section.Key == "Timing" && IsTimingOfAll(recorded, Typical(recorded, roots), recording, added, roots))
                {
                    continue;
                }

                Line line = Named(recorded, section.Key, recording);
                sheet.Own.Add(line);
                added.Add((line, roots, homes));
            }
        }

        foreach ((Line line, Expression[] roots, LineHomes home) in added)
        {
            for (int month = 0; month < roots.Length; month++)
            {
                home.Add(roots[month], line, line.IsMonthly ? month : -1);
            }
        }

        foreach ((Line line, Expression[] roots, LineHomes home) in added)
        {
            int month = line.IsMonthly ? PlanRecording.TypicalMonth : -1;
            line.Formula = home.Write(line.IsMonthly ? roots[month] : roots[0], line, month, recording.MonthOf);
        }
    }

    private static Expression Typical(SheetLine<Formula> line, Expression[] roots) => roots[line.IsMonthly ? PlanRecording.TypicalMonth : 0];

    private Line Named(SheetLine<Formula> recorded, string section, PlanRecording recording)
    {
        Line line = NewLine(LineKind.Named, section, recorded.Name, recorded.Unit.Symbol, recorded.IsMonthly);
        line.Engine = recording.Numbers[(recorded.Section, recorded.Name)];
        return line;
    }

    /// <summary>Times and price levels that are the same for every option stand on their own sheet, once.</summary>
    private bool IsTimingOfAll(
        SheetLine<Formula> recorded, Expression root, PlanRecording recording,
        List<(Line Line, Expression[] Roots, LineHomes Homes)> added, Expression[] roots)
    {
        if (_timing.TryGetValue((recorded.Section, recorded.Name), out (Line Line, Expression Root) known))
        {
            return known.Root == root;
        }

        Line line = Named(recorded, recorded.Section, recording);
        _timing.Add((recorded.Section, recorded.Name), (line, root));
        Timing.Own.Add(line);
        added.Add((line, roots, _shared));
        return true;
    }

    /// <summary>A pool that serves in the same way in several options, as the bridge does, stands on the sheet once.</summary>
    private void AddBlock(
        OptionResult option, PlanRecording recording, List<(SheetLine<Formula> Recorded, Expression[] Roots)> section,
        List<(Line Line, Expression[] Roots, LineHomes Homes)> added)
    {
        if (section.Count == 0)
        {
            return;
        }

        string title = section[0].Recorded.Section;
        List<(string Name, Expression Root)> block = [.. section.Select(line => (line.Recorded.Name, line.Roots[0]))];
        List<List<(string Name, Expression Root)>> known = _blocks.TryGetValue(title, out var blocks) ? blocks : _blocks[title] = [];
        if (known.Any(other => other.SequenceEqual(block)))
        {
            return;
        }

        known.Add(block);
        foreach ((SheetLine<Formula> recorded, Expression[] roots) in section)
        {
            Line line = Named(recorded, $"{option.Option.Name} · {title}", recording);
            Performance.Own.Add(line);
            added.Add((line, roots, _shared));
        }
    }

    private Line InputLine(Input input)
    {
        if (!_inputLines.TryGetValue(input.Id, out Line? line))
        {
            line = NewLine(LineKind.Input, "", input.Label, input.Unit.Symbol, isMonthly: false);
            line.Sheet = "Inputs";
            line.Values = [input.Value];
            _inputLines.Add(input.Id, line);
            Inputs.Add((input, line));
        }

        return line.Values[0] == input.Value
            ? line : throw new InvalidOperationException($"The input '{input.Id}' has two values in one case.");
    }

    private Line CalendarLine(SheetLine<Formula> recorded, PlanRecording recording)
    {
        Line? line = Timing.Own.FirstOrDefault(known => known.Kind == LineKind.Calendar && known.Label == recorded.Name);
        if (line is null)
        {
            line = NewLine(LineKind.Calendar, "Calendar", recorded.Name, recorded.Unit.Symbol, isMonthly: true);
            line.Values = recording.Numbers[(recorded.Section, recorded.Name)];
            line.Engine = line.Values;
            Timing.Own.Add(line);
        }

        return line;
    }

    /// <summary>Lines that every option has stand in the same rows of each option's sheet, results and cash flow first.</summary>
    private void ShareLayout()
    {
        HashSet<(string, string, bool)> common = [.. Options[0].Sheet.Own.Select(Key)];
        Options.ForEach(option => common.IntersectWith(option.Sheet.Own.Select(Key)));
        List<(string Section, string Label, bool)> order = [.. Options[0].Sheet.Own.Select(Key).Where(common.Contains)];
        List<string> sections = [.. order.Select(line => line.Section).Distinct()
            .OrderBy(section => section switch { "Result" => 0, "Cash flow" => 1, _ => 2 })];
        order = [.. sections.SelectMany(section => order.Where(line => line.Section == section))];
        foreach ((OptionResult _, CalculationSheet sheet) in Options)
        {
            Dictionary<(string, string, bool), Line> lines = sheet.Own.ToDictionary(Key);
            sheet.Common.AddRange(order.Select(key => lines[key]));
            sheet.Own.RemoveAll(line => common.Contains(Key(line)));
        }

        static (string Section, string Label, bool IsMonthly) Key(Line line) => (line.Section, line.Label, line.IsMonthly);
    }
}
