using System.Reflection;

namespace App.Tests.Architecture;

/// <summary>The rules of the house that a machine can check, on the sources as they lie.</summary>
public sealed class SourceFileTests
{
    private static readonly string[] s_projects = ["App.Engine", "App.Shared", "App.Client", "App.Server", "App.Tests"];
    private static readonly string[] s_forbiddenRooms = ["Services", "Helpers", "Managers", "Utils", "Utilities", "Common", "Misc"];
    private static readonly string[] s_noType = ["bin", "obj", "wwwroot", "Data", "Properties"];

    [Theory]
    [InlineData("*.razor", 150)]
    [InlineData("*.cs", 400)]
    public void SourceFile_AnyOfOurs_IsShortEnoughToRead(string pattern, int lines)
    {
        IEnumerable<string> tooLong = Files(pattern)
            .Where(file => !file.Contains("Migrations", StringComparison.Ordinal))
            .Select(file => (File: Path.GetRelativePath(SourceTree.Root, file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > lines)
            .Select(file => $"{file.File}: {file.Lines} lines, at most {lines}");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Folder_AnyOfOurs_IsNamedForItsSubject()
    {
        string[] forbidden = [.. Folders().Where(folder => s_forbiddenRooms.Contains(Path.GetFileName(folder)))];

        Assert.Empty(forbidden);
    }

    [Fact]
    public void Folder_AnyOfOurs_HidesNoTypeInOrBesideIt()
    {
        HashSet<string> types = [.. Assemblies().SelectMany(assembly => assembly.GetTypes()).Select(type => $"{type.Namespace}.{type.Name.Split('`')[0]}")];

        Assert.Empty(
            from folder in Folders()
            let name = Path.GetFileName(folder)
            let space = Path.GetRelativePath(SourceTree.Root, folder).Replace(Path.DirectorySeparatorChar, '.')
            where types.Contains(space) || types.Contains($"{space}.{name}")
            select folder);
    }

    [Fact]
    public void Type_AnyOfOurs_HasItsFolderAsNamespace() => Assert.Empty(
        from file in Files("*.cs")
        where !file.Contains("Migrations", StringComparison.Ordinal)
        let expected = Path.GetRelativePath(SourceTree.Root, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.')
        let declared = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
        where declared is not null && declared != $"namespace {expected};"
        select $"{Path.GetRelativePath(SourceTree.Root, file)}: {declared}");

    [Fact]
    public void Source_AnyOfOurs_LeavesNothingForLater()
    {
        string[] unfinished = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception", "for n" + "ow,", "Skip = \""];

        Assert.Empty(
            from file in Files("*.cs").Concat(Files("*.razor"))
            from line in File.ReadLines(file)
            from word in unfinished
            where line.Contains(word, StringComparison.Ordinal)
            select $"{Path.GetRelativePath(SourceTree.Root, file)}: {line.Trim()}");
    }

    [Theory]
    [InlineData("BannedSymbols.txt", "P:System.DateTime.UtcNow")]
    [InlineData("BannedSymbols.txt", "P:System.DateTimeOffset.UtcNow")]
    [InlineData("BannedSymbols.txt", "P:System.DateTime.Now")]
    [InlineData("BannedSymbols.txt", "P:System.Random.Shared")]
    [InlineData("BannedSymbols.txt", "M:System.Random.#ctor")]
    [InlineData("App.Engine/BannedSymbols.Engine.txt", "M:System.Guid.NewGuid")]
    [InlineData("App.Engine/BannedSymbols.Engine.txt", "T:System.Console")]
    [InlineData("App.Engine/BannedSymbols.Engine.txt", "T:System.IO.File")]
    public void Clock_ChanceAndOutput_AreBanned(string file, string symbol) =>
        Assert.Contains(File.ReadLines(Path.Combine(SourceTree.Root, file)), line => line.StartsWith(symbol + ";", StringComparison.Ordinal));

    [Fact]
    public void BannedSymbols_AllProjects_AreEnforced()
    {
        string everywhere = File.ReadAllText(Path.Combine(SourceTree.Root, "Directory.Build.props"));
        string engine = File.ReadAllText(Path.Combine(SourceTree.Root, "App.Engine", "App.Engine.csproj"));

        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", everywhere, StringComparison.Ordinal);
        Assert.Contains("BannedSymbols.txt", everywhere, StringComparison.Ordinal);
        Assert.Contains("BannedSymbols.Engine.txt", engine, StringComparison.Ordinal);
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", everywhere, StringComparison.Ordinal);
    }

    /// <summary>The commands of the README name files of the folder they are typed in, and what they write to standard output is theirs alone.</summary>
    [Fact]
    public void DotnetRun_OfTheServer_WorksWhereItIsTyped_AndSaysNothingOfItsOwn()
    {
        string server = Path.Combine(SourceTree.Root, "App.Server");

        Assert.Contains("<EnableDefaultRunWorkingDirectory>false</EnableDefaultRunWorkingDirectory>", File.ReadAllText(Path.Combine(server, "App.Server.csproj")), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(server, "Properties", "launchSettings.json")), "launch settings write a line to standard output");
    }

    internal static Assembly[] Assemblies() => [.. s_projects.Select(Assembly.Load)];

    private static IEnumerable<string> Files(string pattern) => s_projects
        .SelectMany(project => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, project), pattern, SearchOption.AllDirectories))
        .Where(IsSource);

    private static IEnumerable<string> Folders() => s_projects
        .SelectMany(project => Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, project), "*", SearchOption.AllDirectories))
        .Where(folder => IsSource(folder + Path.DirectorySeparatorChar) && !s_noType.Contains(Path.GetFileName(folder)));

    private static bool IsSource(string path) => !Path.GetRelativePath(SourceTree.Root, path).Split(Path.DirectorySeparatorChar)
        .Any(part => part is "bin" or "obj" or "node_modules");
}
