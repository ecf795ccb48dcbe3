using App.Engine.Documents;
using App.Engine.Requirements;

namespace App.Server.Commands;

/// <summary>How commands end: 0 for a result, 2 for bad input with one line.</summary>
internal static class Failure
{
    public const int BadInput = 2;

    /// <summary>Says one line, whatever line breaks and control characters came with the input.</summary>
    public static int Say(TextWriter error, string line)
    {
        error.WriteLine(PlainText.Of(line));
        return BadInput;
    }

    public static int Say(TextWriter error, string file, string field, string value, string accepted) =>
        Say(error, $"{file}: {field} is {value}; accepted: {accepted}");

    public static int Say(TextWriter error, string file, IReadOnlyList<CaseProblem> problems)
    {
        string more = problems.Count > 1 ? $" (and {problems.Count - 1} more)" : "";
        return Say(error, $"{file}: {problems[0]}{more}");
    }

    /// <summary>Says that a file named by an option cannot be written.</summary>
    public static int NotWritten(TextWriter error, string option, string file, string reason) =>
        Say(error, file, option, $"not writable: {reason}", "a file in a folder that can be written");
}
