using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>Lengths of time that the timeline counts in. A month is a twelfth of 8,760 hours.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="HoursPerPeriod">Hours in a month that are peak hours; as many are valley hours, and as many between.</param>
/// <param name="MegasecondsPerMonth">Millions of seconds in a month.</param>
internal readonly record struct Durations<T>(T HoursPerPeriod, T MegasecondsPerMonth)
    where T : struct, IReal<T>
{
    /// <summary>Writes them to a sheet.</summary>
    public void Write<TSheet>(ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        sheet.Value("Hours of a month in a third of the day", Unit.Hours, HoursPerPeriod);
        sheet.Value("Millions of seconds in a month", Unit.Megaseconds, MegasecondsPerMonth);
    }
}

/// <summary>Computes lengths of time.</summary>
internal static class Durations
{
    /// <summary>Hours in a month.</summary>
    public static T HoursPerMonth<T>()
        where T : struct, IReal<T> => T.Constant(8760) / T.Constant(12);

    /// <summary>The lengths that the timeline uses every month.</summary>
    public static Durations<T> Of<T>()
        where T : struct, IReal<T> => new(
            HoursPerMonth<T>() / T.Constant(3),
            HoursPerMonth<T>() * T.Constant(3600) / T.Constant(1e6));
}
