using App.Engine.Algebra;

namespace App.Engine.Inputs;

/// <summary>The numbers of one model run: one value per slot of an input table, in one of the three readings.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="values">One value per slot.</param>
public readonly struct CaseInputs<T>(T[] values)
    where T : struct, IReal<T>
{
    /// <summary>The value in a slot.</summary>
    /// <param name="slot">A slot of the table.</param>
    public T this[Slot slot] => values[slot.Index];
}

/// <summary>Makes the inputs of a run in each reading.</summary>
public static class CaseInputs
{
    /// <summary>One double per slot.</summary>
    /// <param name="values">One number per slot of the table.</param>
    public static CaseInputs<Scalar> Scalars(ReadOnlySpan<double> values)
    {
        Scalar[] scalars = new Scalar[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            scalars[i] = new(values[i]);
        }

        return new(scalars);
    }

    /// <summary>A leaf per slot.</summary>
    /// <param name="count">Number of slots of the table.</param>
    public static CaseInputs<Formula> Formulas(int count)
    {
        Formula[] leaves = new Formula[count];
        for (int i = 0; i < count; i++)
        {
            leaves[i] = Formula.Input(i);
        }

        return new(leaves);
    }

    /// <summary>Up to eight worlds per slot.</summary>
    /// <param name="worlds">For each slot the value in each world.</param>
    /// <param name="first">Index of the first world to take.</param>
    /// <param name="count">How many worlds to take, 1 to 8.</param>
    public static CaseInputs<Lanes> Worlds(IReadOnlyList<double[]> worlds, int first, int count)
    {
        Lanes[] lanes = new Lanes[worlds.Count];
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] = Lanes.Load(worlds[i].AsSpan(first, count));
        }

        return new(lanes);
    }
}
