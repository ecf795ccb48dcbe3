using App.Engine.Inputs;

namespace App.Engine.Algebra;

/// <summary>A line of a recorded sheet.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Section">The section it belongs to.</param>
/// <param name="Name">Its name, unique in its section.</param>
/// <param name="Unit">The unit of its values.</param>
/// <param name="IsMonthly">Whether it has one value per month, month 0 first, or a single value.</param>
/// <param name="Values">Its values.</param>
public sealed record SheetLine<T>(string Section, string Name, Unit Unit, bool IsMonthly, IReadOnlyList<T> Values)
    where T : struct, IReal<T>;

/// <summary>A sheet that keeps its lines in order. Months not written stay zero.</summary>
/// <typeparam name="T">The reading.</typeparam>
public readonly struct RecordedSheet<T> : ISheet<T>
    where T : struct, IReal<T>
{
    private readonly Recording _recording = new();

    /// <summary>An empty sheet.</summary>
    public RecordedSheet()
    {
    }

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<SheetLine<T>> Lines => _recording.Lines;

    /// <inheritdoc/>
    public void Section(string title) => _recording.Section = title;

    /// <inheritdoc/>
    public void Value(string name, Unit unit, T value) => _recording.LineOf(name, unit, isMonthly: false).Add(value);

    /// <inheritdoc/>
    public void Month(string name, Unit unit, int month, T value)
    {
        List<T> values = _recording.LineOf(name, unit, isMonthly: true);
        while (values.Count <= month)
        {
            values.Add(T.Constant(0));
        }

        values[month] = value;
    }

    private sealed class Recording
    {
        private readonly Dictionary<(string Section, string Name), List<T>> _values = [];

        public List<SheetLine<T>> Lines { get; } = [];

        public string Section { get; set; } = "";

        public List<T> LineOf(string name, Unit unit, bool isMonthly)
        {
            if (!_values.TryGetValue((Section, name), out List<T>? values))
            {
                values = [];
                _values.Add((Section, name), values);
                Lines.Add(new(Section, name, unit, isMonthly, values));
            }

            return values;
        }
    }
}
