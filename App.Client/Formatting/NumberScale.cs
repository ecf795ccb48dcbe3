namespace App.Client.Formatting;

/// <summary>The power of a thousand in which a row, an axis or a table is shown, so that its numbers can be compared at a glance.</summary>
/// <param name="Divisor">What each number is divided by.</param>
/// <param name="Word">What stands before the unit; empty for ones.</param>
public readonly record struct NumberScale(double Divisor, string Word)
{
    private static readonly NumberScale[] s_scales = [new(1e12, "trillion"), new(1e9, "billion"), new(1e6, "million"), new(1e3, "thousand")];

    /// <summary>Ones.</summary>
    public static NumberScale One { get; } = new(1, "");

    /// <summary>The largest scale in which a number is at least 1.</summary>
    public static NumberScale For(double value) =>
        s_scales.Append(One).First(scale => scale.Divisor == 1 || Math.Abs(value) >= scale.Divisor * 0.9995);

    /// <summary>The scale for numbers that are shown side by side; thousands stay ones.</summary>
    public static NumberScale For(IEnumerable<double> values)
    {
        NumberScale scale = For(values.Select(Math.Abs).Where(double.IsFinite).DefaultIfEmpty(0).Max());
        return scale.Divisor <= 1e3 ? One : scale;
    }

    /// <summary>The scale before a unit: "billion USD".</summary>
    public string Before(string unit) => Word.Length == 0 ? unit : $"{Word} {unit}".TrimEnd();

    /// <summary>Decimals with which the numbers of a row show some significant digits.</summary>
    public int Decimals(IEnumerable<double> values, int digits = 3)
    {
        double divisor = Divisor;
        List<double> sizes = [.. values.Where(double.IsFinite).Select(value => Math.Abs(value) / divisor).Where(size => size > 0)];
        if (sizes.Count == 0)
        {
            return 0;
        }

        double smallest = Math.Max(sizes.Min(), sizes.Max() / 100);
        return Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(smallest)), 0, 10);
    }
}
