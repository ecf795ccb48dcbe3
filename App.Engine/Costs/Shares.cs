using App.Engine.Algebra;

namespace App.Engine.Costs;

/// <summary>Shares between 0 and 1 that grow with time.</summary>
internal static class Shares
{
    /// <summary>A share, held between 0 and 1.</summary>
    public static T Clamp<T>(T share)
        where T : struct, IReal<T> => T.Max(T.Constant(0), T.Min(T.Constant(1), share));

    /// <summary>Share of a month, which ends at a time, that lies after a moment; both in months from the order.</summary>
    public static T Reached<T>(T monthEnd, T moment)
        where T : struct, IReal<T> => Clamp(monthEnd - moment);

    /// <summary>1 from the month on whose end reaches a moment, else 0.</summary>
    public static T Passed<T>(T monthEnd, T moment)
        where T : struct, IReal<T> => T.SelectLess(monthEnd, moment, T.Constant(0), T.Constant(1));
}
