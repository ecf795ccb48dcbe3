namespace App.Engine.Inputs;

/// <summary>The inputs of a case in a fixed order. A larger table can be grown from a smaller one; slots keep their meaning.</summary>
public sealed class InputTable
{
    private readonly List<Input> _inputs;
    private readonly Dictionary<string, Slot> _slots;

    /// <summary>An empty table.</summary>
    public InputTable()
        : this([], [])
    {
    }

    private InputTable(List<Input> inputs, Dictionary<string, Slot> slots) => (_inputs, _slots) = (inputs, slots);

    /// <summary>The inputs, by slot.</summary>
    public IReadOnlyList<Input> Inputs => _inputs;

    /// <summary>A copy to which more inputs can be added without changing this one.</summary>
    public InputTable Grow() => new([.. _inputs], new(_slots));

    /// <summary>Adds an input, or finds the one that is there under the same id.</summary>
    /// <param name="input">The input.</param>
    /// <returns>Its slot.</returns>
    public Slot Add(Input input)
    {
        if (!_slots.TryGetValue(input.Id, out Slot slot))
        {
            slot = new(_inputs.Count);
            _slots.Add(input.Id, slot);
            _inputs.Add(input);
        }

        return slot;
    }

    /// <summary>A copy whose decisions have other values; slots keep their meaning.</summary>
    /// <param name="values">One number per slot; those of other kinds are not looked at.</param>
    public InputTable WithDecisions(ReadOnlySpan<double> values)
    {
        List<Input> inputs = new(_inputs.Count);
        for (int i = 0; i < _inputs.Count; i++)
        {
            inputs.Add(_inputs[i].Kind == InputKind.Decision
                ? _inputs[i] with { Value = values[i], Low = values[i], High = values[i] }
                : _inputs[i]);
        }

        return new(inputs, _slots);
    }

    /// <summary>Finds an input by its id.</summary>
    /// <param name="id">The input's path.</param>
    /// <returns>Its slot, or null if the table has no such input.</returns>
    public Slot? Find(string id) => _slots.TryGetValue(id, out Slot slot) ? slot : null;

    /// <summary>The values of the base case, one per slot.</summary>
    public double[] BaseValues() => [.. _inputs.Select(input => input.Value)];
}
