using App.Engine.Algebra;

namespace App.Engine.Costs;

/// <summary>Lengths of time that the timeline counts in.</summary>
internal static class Durations
{
    /// <summary>Hours in a month: 8,760 over 12.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    public static T HoursPerMonth<T>()
        where T : struct, IReal<T> => T.Constant(8760) / T.Constant(12);
}
