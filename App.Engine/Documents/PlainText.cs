namespace App.Engine.Documents;

/// <summary>Text that reads as it stands: nothing in it moves, hides or reorders what is around it.</summary>
public static class PlainText
{
    /// <summary>
    /// Whether a character is a control character, a line separator, or turns the direction of the text around it (Unicode's bidirectional
    /// embeddings, overrides and isolates), so that a name could be made to read as another.
    /// </summary>
    /// <param name="letter">The character.</param>
    public static bool IsDisruptive(char letter) =>
        char.IsControl(letter) || letter is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The text with blanks in place of such characters.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text) => string.Concat(text.Select(letter => IsDisruptive(letter) ? ' ' : letter));
}
