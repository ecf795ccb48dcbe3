using System.Globalization;

namespace App.Client.Formatting;

/// <summary>The one place where numbers become text. Three significant digits unless said otherwise.</summary>
public static class Show
{
    private static readonly (double From, string Suffix)[] s_scales = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")];

    /// <summary>A number with thousands separators and some significant digits.</summary>
    public static string Number(double value, int digits = 3)
    {
        if (!double.IsFinite(value))
        {
            return "–";
        }

        if (value == 0)
        {
            return "0";
        }

        int magnitude = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        int decimals = Math.Clamp(digits - 1 - magnitude, 0, 12);
        return Math.Round(value, decimals).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>An input's number: up to four significant digits, no trailing zeros.</summary>
    public static string Input(double value)
    {
        string text = Number(value, 4);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>A whole number with thousands separators.</summary>
    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with k, M, B or T.</summary>
    public static string Scaled(double value, int digits = 3)
    {
        foreach ((double from, string suffix) in s_scales)
        {
            if (Math.Abs(value) >= from * 0.9995)
            {
                return Number(value / from, digits) + suffix;
            }
        }

        return Number(value, digits);
    }

    /// <summary>US dollars with k, M, B or T; the sign before the symbol.</summary>
    public static string Dollars(double value, int digits = 3) => (value < 0 ? "−$" : "$") + Scaled(Math.Abs(value), digits);

    /// <summary>A fraction as percent.</summary>
    public static string Percent(double fraction) => Number(fraction * 100, Math.Abs(fraction) < 0.0995 ? 2 : 3) + "%";

    /// <summary>A number as it can be typed back.</summary>
    public static string Editable(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
