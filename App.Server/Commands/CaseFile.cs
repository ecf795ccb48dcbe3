using App.Engine.Catalog;
using App.Engine.Requirements;

namespace App.Server.Commands;

/// <summary>Reads the case that a command is given, and writes what it is asked to.</summary>
internal static class CaseFile
{
    /// <summary>Reads a case; the worked example where no file is named.</summary>
    /// <param name="file">The file.</param>
    /// <param name="failure">How the command ends where the case is not sound.</param>
    /// <returns>The case, or null.</returns>
    public static ProcurementCase? Read(FileInfo? file, out int failure)
    {
        failure = 0;
        if (file is null)
        {
            return SeededCase.Create();
        }

        if (!file.Exists)
        {
            failure = Failure.Say($"--case is '{file.Name}', which does not exist; accepted: a readable file with a procurement case");
            return null;
        }

        if (file.Length > 4L * CaseReader.MaximumCharacters)
        {
            failure = Failure.Say($"{file.Name}: file is {file.Length} bytes; accepted: at most {CaseReader.MaximumCharacters} characters");
            return null;
        }

        CaseReading reading = CaseReader.Read(File.ReadAllText(file.FullName), PlannerCatalog.Default);
        if (reading.Case is null)
        {
            failure = Failure.Say(file.Name, reading.Problems);
        }

        return reading.Case;
    }

    /// <summary>Writes a result as JSON.</summary>
    /// <param name="file">Where to; nothing is written where it is null.</param>
    /// <param name="json">The text.</param>
    /// <returns>How the command ends where it cannot be written, else 0.</returns>
    public static int Write(FileInfo? file, Func<string> json)
    {
        if (file is null)
        {
            return 0;
        }

        try
        {
            File.WriteAllText(file.FullName, json() + "\n");
            return 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Failure.Say($"--json is '{file.Name}', which cannot be written ({problem.GetType().Name}); accepted: a writable file");
        }
    }
}
