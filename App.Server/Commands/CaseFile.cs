using App.Engine.Catalog;
using App.Engine.Requirements;

namespace App.Server.Commands;

/// <summary>Reads the case that a command is given.</summary>
internal static class CaseFile
{
    /// <summary>Reads a case; the worked example where no file is named.</summary>
    /// <param name="file">The file.</param>
    /// <param name="catalog">The catalogue whose ids it uses.</param>
    /// <param name="error">Takes the line that says what is wrong.</param>
    /// <returns>The case, or null where it is not sound.</returns>
    public static ProcurementCase? Read(string? file, PlannerCatalog catalog, TextWriter error)
    {
        if (file is null)
        {
            return SeededCase.Create();
        }

        // A character of a case takes at most four bytes.
        (string? text, string? problem) = TextFile.Read(file, 4 * CaseReader.MaximumCharacters);
        if (text is null)
        {
            Failure.Say(error, file, "file", problem!, $"a procurement case in JSON of at most {CaseReader.MaximumCharacters} characters");
            return null;
        }

        CaseReading reading = CaseReader.Read(text, catalog);
        if (reading.Case is null)
        {
            Failure.Say(error, file, reading.Problems);
        }

        return reading.Case;
    }
}
