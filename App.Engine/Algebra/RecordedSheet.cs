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
        private readonly Dictionary<(string Section, string Name), int> _places = [];
        private readonly List<List<T>> _values = [];
        private int _next;

        public List<SheetLine<T>> Lines { get; } = [];

        public string Section { get; set; } = "";

        /// <summary>The line; a model writes them in the same order month after month, so the one after the last is tried first.</summary>
        public List<T> LineOf(string name, Unit unit, bool isMonthly)
        {
            if (_next == Lines.Count || !ReferenceEquals(Lines[_next].Name, name) || !ReferenceEquals(Lines[_next].Section, Section))
            {
                _next = PlaceOf(name, unit, isMonthly);
            }

            return _values[_next++];
        }

        private int PlaceOf(string name, Unit unit, bool isMonthly)
        {
            if (!_places.TryGetValue((Section, name), out int place))
            {
                place = Lines.Count;
                _places.Add((Section, name), place);
                _values.Add([]);
                Lines.Add(new(Section, name, unit, isMonthly, _values[place]));
            }

            return place;
        }
    }
}
