using System.CommandLine;
using System.Globalization;
using App.Engine.Catalog;

namespace App.Server.Commands;

/// <summary>Lists and checks the catalogue.</summary>
internal static class CatalogCommand
{
    public static Command Create()
    {
        Command list = new("list", "List every assumption of the catalogue: path, value, range, unit, evidence status.");
        list.SetAction(_ => List());
        Option<DirectoryInfo?> folder = new("--folder") { Description = "Check the catalogue in this folder instead of the one that comes with the program.", HelpName = "DIR" };
        Command check = new("check", "Check the catalogue: every file readable, every number within bounds, every reference leading somewhere.") { folder };
        check.SetAction(result => Check(result.GetValue(folder)));
        return new("catalog", "Look at what the engine knows of the world.") { list, check };
    }

    private static int List()
    {
        PlannerCatalog catalog = PlannerCatalog.Default;
        foreach ((string path, string _, string key, Quantity quantity) in AssumptionPath.All(catalog))
        {
            string value = quantity.Value is { } number
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{number} ({quantity.Low ?? number} to {quantity.High ?? number}) {QuantityRegistry.Find(key)?.UnitSymbol}").TrimEnd()
                : $"not known: {quantity.NotKnown}";
            Console.WriteLine($"{path}\t{value}\t{(quantity.Value is null ? "" : catalog.StatusOf(quantity))}");
        }

        return 0;
    }

    private static int Check(DirectoryInfo? folder)
    {
        IReadOnlyDictionary<string, string> files;
        if (folder is null)
        {
            files = PlannerCatalog.EmbeddedFiles();
        }
        else if (!folder.Exists)
        {
            return Failure.Say($"--folder is '{folder.Name}', which does not exist; accepted: a folder with a catalogue");
        }
        else
        {
            files = folder.EnumerateFiles("*.json", SearchOption.AllDirectories).ToDictionary(
                file => Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/'),
                file => file.Length > 16_000_000 ? new string(' ', 4_000_001) : File.ReadAllText(file.FullName));
        }

        IReadOnlyList<CatalogProblem> problems = CatalogCheck.Check(files);
        if (problems.Count > 0)
        {
            return Failure.Say($"{problems[0]}{(problems.Count > 1 ? $" (and {problems.Count - 1} more)" : "")}");
        }

        Console.WriteLine($"{files.Count} files, no problems");
        return 0;
    }
}
