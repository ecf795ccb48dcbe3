namespace App.Tests.Support;

/// <summary>Compares doubles bit for bit.</summary>
internal static class Bits
{
    /// <summary>
    /// Whether two numbers are the same bits, so that -0 differs from +0. All NaN count as one: IEEE 754 leaves open which of two
    /// NaN operands an operation passes on, and with which sign.
    /// </summary>
    public static bool Same(double left, double right) =>
        BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right) || (double.IsNaN(left) && double.IsNaN(right));

    /// <summary>What differs between two lists, or null.</summary>
    public static string? Difference(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        if (expected.Length != actual.Length)
        {
            return $"{expected.Length} numbers expected, {actual.Length} found";
        }

        for (int i = 0; i < expected.Length; i++)
        {
            if (!Same(expected[i], actual[i]))
            {
                return $"[{i}] {expected[i]:R} expected, {actual[i]:R} found";
            }
        }

        return null;
    }
}
