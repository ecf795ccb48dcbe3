using App.Engine.Requirements;

namespace App.Server.Commands;

/// <summary>How commands end: 0 for a result, 2 for bad input with one line.</summary>
internal static class Failure
{
    public const int BadInput = 2;

    public static int Say(string line)
    {
        Console.Error.WriteLine(line.ReplaceLineEndings(" "));
        return BadInput;
    }

    public static int Say(string file, IReadOnlyList<CaseProblem> problems)
    {
        string more = problems.Count > 1 ? $" (and {problems.Count - 1} more)" : "";
        return Say($"{file}: {problems[0]}{more}");
    }
}
