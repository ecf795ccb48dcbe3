namespace App.Tests.Server;

/// <summary>An empty folder of its own for a test, removed with everything in it afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("planner-test-").FullName;

    public string Path { get; }

    /// <summary>Path of a file or folder in it.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file into it.</summary>
    /// <returns>The file's path.</returns>
    public string Write(string name, string text)
    {
        string file = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
