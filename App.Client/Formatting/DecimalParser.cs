using System.Globalization;
using System.Text.RegularExpressions;

namespace App.Client.Formatting;

/// <summary>Reads a decimal number strictly: "1234.5" and "1,234.5", never "123,5", nor "0,125", which no group of thousands begins like.</summary>
public static partial class DecimalParser
{
    /// <summary>Reads a number.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="value">The number, finite.</param>
    /// <returns>False where the text is not clearly one finite number.</returns>
    public static bool TryParse(string? text, out double value)
    {
        value = 0;
        string trimmed = (text ?? "").Trim();
        return Pattern().IsMatch(trimmed)
            && double.TryParse(trimmed.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    [GeneratedRegex(@"^[+-]?([1-9]\d{0,2}(,\d{3})+|\d+)(\.\d+)?([eE][+-]?\d{1,3})?$")]
    private static partial Regex Pattern();
}
