using App.Engine.Inputs;

namespace App.Engine.Algebra;

/// <summary>Receives each named line of a model run, in the order in which it is computed.</summary>
/// <typeparam name="T">The reading.</typeparam>
public interface ISheet<T>
    where T : struct, IReal<T>
{
    /// <summary>Opens a section: the lines that follow belong to it.</summary>
    /// <param name="title">What the lines are about, for instance "Chat: prefill on H20".</param>
    void Section(string title);

    /// <summary>A line with a single value.</summary>
    /// <param name="name">The line's name, unique in its section.</param>
    /// <param name="unit">The unit of the value.</param>
    /// <param name="value">The value.</param>
    void Value(string name, Unit unit, T value);

    /// <summary>One month of a line over time.</summary>
    /// <param name="name">The line's name, unique in its section.</param>
    /// <param name="unit">The unit of the value.</param>
    /// <param name="month">Month index; 0 is the moment of the order.</param>
    /// <param name="value">The value.</param>
    void Month(string name, Unit unit, int month, T value);
}

/// <summary>A sheet that keeps nothing and vanishes when the model is compiled for it.</summary>
/// <typeparam name="T">The reading.</typeparam>
public readonly struct NoSheet<T> : ISheet<T>
    where T : struct, IReal<T>
{
    /// <inheritdoc/>
    public void Section(string title)
    {
    }

    /// <inheritdoc/>
    public void Value(string name, Unit unit, T value)
    {
    }

    /// <inheritdoc/>
    public void Month(string name, Unit unit, int month, T value)
    {
    }
}
