using App.Engine.Inputs;

namespace App.Benchmarks.PlainLoop;

/// <summary>The numbers of one world, one double per slot of a plan's table.</summary>
/// <param name="values">The numbers.</param>
internal readonly struct PlainInputs(double[] values)
{
    /// <summary>The number in a slot.</summary>
    public double this[Slot slot] => values[slot.Index];
}
