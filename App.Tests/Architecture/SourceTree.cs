using System.Runtime.CompilerServices;

namespace App.Tests.Architecture;

/// <summary>The checked-out sources, found from this file's own place.</summary>
internal static class SourceTree
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
