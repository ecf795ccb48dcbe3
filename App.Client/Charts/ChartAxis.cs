using App.Client.Formatting;

namespace App.Client.Charts;

/// <summary>A linear axis with round ticks. Positions are percent of its length, from its low end.</summary>
public sealed class ChartAxis
{
    private static readonly double[] s_steps = [1, 2, 2.5, 5, 10];
    private readonly double _low;
    private readonly double _high;
    private readonly int _decimals;

    private ChartAxis(double low, double high, double step, NumberScale scale)
    {
        (_low, _high, Scale) = (low, high, scale);
        List<double> ticks = [];
        for (int i = (int)Math.Ceiling((low / step) - 1e-9); i * step <= high + (step * 1e-9); i++)
        {
            ticks.Add(i * step);
        }

        Ticks = ticks;
        double shown = step / scale.Divisor;
        _decimals = Enumerable.Range(0, 11).First(decimals => decimals == 10 || Math.Abs(shown - Math.Round(shown, decimals)) < shown * 1e-6);
    }

    /// <summary>Round values within the axis.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>The scale that its tick texts leave out; it belongs into the title: "billion USD".</summary>
    public NumberScale Scale { get; }

    /// <summary>An axis that holds some values and ends on round ticks.</summary>
    /// <param name="values">What it must hold; 0 belongs to it wherever lengths are drawn from 0.</param>
    /// <param name="count">About how many steps.</param>
    public static ChartAxis Holding(IEnumerable<double> values, int count = 4)
    {
        List<double> finite = [.. values.Where(double.IsFinite)];
        (double low, double high) = finite.Count == 0 ? (0, 1) : (finite.Min(), finite.Max());
        if (high <= low)
        {
            high = low + Math.Max(1, Math.Abs(low));
        }

        double rough = (high - low) / count;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * s_steps.First(factor => factor * power >= rough * 0.999);
        return new(Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((high / step) - 1e-9) * step, step, NumberScale.For(finite));
    }

    /// <summary>An axis from one value to another with a tick at every step.</summary>
    public static ChartAxis Stepping(double low, double high, double step) => new(low, Math.Max(high, low + 1), step, NumberScale.One);

    /// <summary>Where a value stands, percent.</summary>
    public double Percent(double value) => 100 * (value - _low) / (_high - _low);

    /// <summary>Where a value stands, for CSS.</summary>
    public string Css(double value) => Show.Css(Percent(value));

    /// <summary>The text of a tick, without scale and unit.</summary>
    public string Text(double tick) => Show.Fixed(tick / Scale.Divisor, _decimals);
}
