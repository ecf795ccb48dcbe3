using System.CommandLine;
using System.Globalization;
using App.Engine.Catalog;

namespace App.Server.Commands;

/// <summary>Lists and checks the catalogue.</summary>
internal static class CatalogCommand
{
    private const int MaximumBytes = 16_000_000;

    public static Command Create()
    {
        Command list = new("list", "List every assumption of the catalogue: path, value, range, unit, evidence status.");
        list.SetAction(result => List(result.InvocationConfiguration));
        Option<string?> folder = new("--folder") { Description = "Check the catalogue in this folder instead of the one that comes with the program.", HelpName = "DIR" };
        Command check = new("check", "Check the catalogue: every file readable, every number within bounds, every reference leading somewhere.") { folder };
        check.SetAction(result => Check(result.GetValue(folder), result.InvocationConfiguration));
        return new("catalog", "Look at what the engine knows of the world.") { list, check };
    }

    private static int List(InvocationConfiguration console)
    {
        PlannerCatalog catalog = PlannerCatalog.Default;
        foreach ((string path, string _, string key, Quantity quantity) in AssumptionPath.All(catalog))
        {
            string value = quantity.Value is { } number
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{number} ({quantity.Low ?? number} to {quantity.High ?? number}) {QuantityRegistry.Find(key)?.UnitSymbol}").TrimEnd()
                : $"not known: {quantity.NotKnown}";
            console.Output.WriteLine($"{path}\t{value}\t{(quantity.Value is null ? "" : catalog.StatusOf(quantity))}");
        }

        return 0;
    }

    private static int Check(string? folder, InvocationConfiguration console)
    {
        if (folder is not null && !Directory.Exists(folder))
        {
            return Failure.Say(console.Error, folder, "--folder", File.Exists(folder) ? "a file" : "missing", "a folder with a catalogue");
        }

        Dictionary<string, string> files = folder is null ? PlannerCatalog.EmbeddedFiles().ToDictionary() : [];
        if (folder is not null)
        {
            foreach (string path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
            {
                string name = Path.GetRelativePath(folder, path).Replace('\\', '/');
                (string? text, string? problem) = TextFile.Read(path, MaximumBytes);
                if (text is null)
                {
                    return Failure.Say(console.Error, name, "file", problem!, $"JSON of at most {MaximumBytes} bytes");
                }

                files.Add(name, text);
            }
        }

        IReadOnlyList<CatalogProblem> problems = CatalogCheck.Check(files);
        if (problems.Count > 0)
        {
            return Failure.Say(console.Error, $"{problems[0]}{(problems.Count > 1 ? $" (and {problems.Count - 1} more)" : "")}");
        }

        console.Output.WriteLine($"{files.Count} files, no problems");
        return 0;
    }
}
