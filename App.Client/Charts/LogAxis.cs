using App.Client.Formatting;

namespace App.Client.Charts;

/// <summary>A logarithmic axis with ticks at 1, 2 and 5 of each decade, or at the decades alone. Positions are percent of its length.</summary>
public sealed class LogAxis
{
    private const double MostTicks = 8;
    private readonly double _low;
    private readonly double _high;

    private LogAxis(double low, double high)
    {
        (_low, _high) = (Math.Log10(low), Math.Log10(high));
        double[] steps = (_high - _low) * 3 <= MostTicks ? [1, 2, 5] : [1];
        List<double> ticks = [];
        for (int decade = (int)Math.Floor(_low); decade <= Math.Ceiling(_high); decade++)
        {
            ticks.AddRange(steps.Select(step => step * Math.Pow(10, decade)).Where(tick => tick >= low * 0.999 && tick <= high * 1.001));
        }

        Ticks = ticks;
    }

    /// <summary>Values with a tick.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>An axis that holds some values, all above 0, with a little room.</summary>
    public static LogAxis Holding(IEnumerable<double> values)
    {
        List<double> held = [.. values.Where(value => value > 0 && double.IsFinite(value))];
        return held.Count == 0 ? new(1, 10) : new(held.Min() / 1.25, held.Max() * 1.25);
    }

    /// <summary>Where a value stands, for CSS.</summary>
    public string Css(double value) => Show.Css(Percent(value));

    /// <summary>Where a value stands, percent.</summary>
    public double Percent(double value) => 100 * (Math.Log10(value) - _low) / (_high - _low);

    /// <summary>The text of a tick.</summary>
    public static string Text(double tick) => Show.Words(tick, 1);
}
