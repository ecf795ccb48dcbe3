namespace App.Engine.Evidence;

/// <summary>The value that a signer reads in the source and types again, against what is asserted.</summary>
public static class RetypedValue
{
    /// <summary>Significant digits in which an asserted value is shown, and in which it may be typed again. Digits before the point are never cut.</summary>
    public const int ShownDigits = 7;

    private const int MostDecimals = 15;

    /// <summary>An asserted value in the digits that are shown, halves away from zero; numbers too small for that stay as they are.</summary>
    /// <param name="asserted">The value, in any unit.</param>
    public static double Shown(double asserted)
    {
        if (asserted == 0 || !double.IsFinite(asserted))
        {
            return asserted;
        }

        int decimals = ShownDigits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(asserted)));
        return decimals > MostDecimals ? asserted : Math.Round(asserted, Math.Max(decimals, 0), MidpointRounding.AwayFromZero);
    }

    /// <summary>Whether what was typed is the asserted value: all its digits, or those that are shown. Nothing in between: 16361 is not 16360.82.</summary>
    /// <param name="asserted">The asserted value.</param>
    /// <param name="typed">What was typed, in the same unit; null where nothing was.</param>
    public static bool Agrees(double asserted, double? typed) => typed is { } value && (value == asserted || value == Shown(asserted));
}
