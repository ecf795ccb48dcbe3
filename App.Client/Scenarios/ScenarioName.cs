using App.Client.Resources;
using Microsoft.Extensions.Localization;

namespace App.Client.Scenarios;

/// <summary>Names of scenarios.</summary>
internal static class ScenarioName
{
    /// <summary>Most characters of a name.</summary>
    public const int Maximum = 120;

    /// <summary>A name for a copy that no scenario has yet, shortened so that it is accepted.</summary>
    /// <param name="name">What is copied; the name itself where it is free.</param>
    /// <param name="taken">Names that scenarios have.</param>
    /// <param name="texts">The texts.</param>
    public static string Free(string name, IEnumerable<string> taken, IStringLocalizer<Texts> texts)
    {
        HashSet<string> known = [.. taken.Select(Plain)];
        string free = name;
        for (int copy = 1; known.Contains(Plain(free)); copy++)
        {
            string Named(string start) => copy == 1 ? texts["CopyOf", start] : texts["CopyOf.Number", start, copy];
            free = Named(name[..Math.Min(name.Length, Maximum - Named("").Length)].TrimEnd());
        }

        return free;
    }

    /// <summary>Whether a scenario has the name already; case and blanks around it do not tell names apart.</summary>
    public static bool IsTaken(string name, IEnumerable<string> taken) => taken.Any(other => Plain(other) == Plain(name));

    private static string Plain(string name) => name.Trim().ToUpperInvariant();
}
