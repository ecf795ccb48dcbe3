using System.Globalization;
using App.Engine.Evidence;

namespace App.Client.Formatting;

/// <summary>The one place where numbers become text. Three significant digits unless said otherwise; large numbers in words.</summary>
public static class Show
{
    /// <summary>What stands for a number that is not there.</summary>
    public const string Nothing = "–";

    /// <summary>A number with thousands separators and some significant digits.</summary>
    public static string Number(double value, int digits = 3)
    {
        if (!double.IsFinite(value))
        {
            return Nothing;
        }

        if (value == 0)
        {
            return "0";
        }

        int magnitude = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        if (Math.Abs(value) >= Math.Pow(10, magnitude + 1) - (Math.Pow(10, magnitude + 1 - digits) / 2))
        {
            // Rounding carries into the next digit: 0.9996 reads 1.00, not 1.000.
            magnitude++;
        }

        return Fixed(value, Math.Clamp(digits - 1 - magnitude, 0, 12));
    }

    /// <summary>An input's number: up to four significant digits, no trailing zeros.</summary>
    public static string Input(double value)
    {
        string text = Number(value, 4);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>A value that somebody signs for, in the digits in which it may be typed again.</summary>
    public static string Asserted(double value) => double.IsFinite(value) ? Entry(RetypedValue.Shown(value)) : Nothing;

    /// <summary>An input's number with as many decimals as it and the one beside it need.</summary>
    public static string Alike(double value, double beside) => Fixed(value, Math.Max(DecimalsOf(Input(value)), DecimalsOf(Input(beside))));

    /// <summary>A number with thousands separators and a fixed number of decimals, for columns that are read downwards.</summary>
    public static string Fixed(double value, int decimals) => !double.IsFinite(value) ? Nothing
        : Signed(Math.Round(value, Math.Min(decimals, 15), MidpointRounding.AwayFromZero), rounded =>
            rounded.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>A whole number with thousands separators.</summary>
    public static string Count(double value) => Fixed(value, 0);

    /// <summary>A number in full, with thousands separators: a bound, or what somebody typed.</summary>
    public static string Plain(double value) => Signed(value, size => size.ToString("#,##0.############", CultureInfo.InvariantCulture));

    /// <summary>A number in words: "18.3 trillion", "735 million", "12,300".</summary>
    public static string Words(double value, int digits = 3)
    {
        NumberScale scale = Math.Abs(value) < 1e6 ? NumberScale.One : NumberScale.For(value);
        return scale.Word.Length > 0 ? $"{Number(value / scale.Divisor, digits)} {scale.Word}" : Number(value, digits);
    }

    /// <summary>US dollars in words: "735 million USD".</summary>
    public static string Dollars(double value, int digits = 3) => $"{Words(value, digits)} USD";

    /// <summary>A difference of US dollars with its sign: "+735 million USD".</summary>
    public static string DollarChange(double value, int digits = 3) => (value > 0 ? "+" : "") + Dollars(value, digits);

    /// <summary>A share that is itself an estimate: whole percents, and neither none nor all where it is only nearly so.</summary>
    public static string WholePercent(double fraction) => fraction switch
    {
        > 0 and < 0.01 => "under 1%",
        > 0.99 and < 1 => "over 99%",
        _ => string.Create(CultureInfo.InvariantCulture, $"{fraction * 100:0}%"),
    };

    /// <summary>A fraction as percent.</summary>
    public static string Percent(double fraction) => Number(fraction * 100, Math.Abs(fraction) < 0.0995 ? 2 : 3) + "%";

    /// <summary>A probability: as percent, and neither none nor all where it is only nearly so.</summary>
    public static string Chance(double probability) => probability switch
    {
        > 0 and < 1e-4 => "under 0.01%",
        > 0.9999 and < 1 => "over 99.99%",
        _ => Percent(probability),
    };

    /// <summary>A number as it stands in a field: with separators where it is long, readable by <see cref="DecimalParser"/>.</summary>
    public static string Entry(double value) => Math.Abs(value) is >= 1e3 and < 1e15
        ? ((decimal)value).ToString("#,##0.###############", CultureInfo.InvariantCulture)
        : Editable(value);

    /// <summary>A number without any loss, for machines.</summary>
    public static string Editable(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A length or share for CSS and SVG.</summary>
    public static string Css(double value) => Math.Round(value, 3).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A moment, the same for every reader: "2026-11-24 22:05 UTC".</summary>
    public static string Moment(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static int DecimalsOf(string text) => text.Contains('.', StringComparison.Ordinal) ? text.Length - 1 - text.IndexOf('.', StringComparison.Ordinal) : 0;

    private static string Signed(double value, Func<double, string> text) => value < 0 ? "−" + text(-value) : text(value);
}
