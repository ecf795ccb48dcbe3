using System.CommandLine;
using App.Engine.Comparisons;

namespace App.Server.Commands;

/// <summary>Evaluates a case and prints the comparison.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        Option<string?> file = new("--case")
        {
            Description = "A procurement case (JSON, docs/evaluate-json.md). Without it the worked example is evaluated.",
            HelpName = "FILE",
        };
        Option<string?> dataFolder = LedgerFolder.Option();
        Option<string?> json = new("--json") { Description = "Write the evaluation as JSON to this file.", HelpName = "OUT" };
        Command command = new("evaluate", "Compare the fleets of a case at equal demand: which is best, by how much, resting on what evidence.")
        {
            file,
            dataFolder,
            json,
        };
        command.SetAction((result, cancellation) => RunAsync(
            result.GetValue(file), result.GetValue(dataFolder), result.GetValue(json), result.InvocationConfiguration, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string? file, string? dataFolder, string? json, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (await LedgerFolder.CatalogAsync(dataFolder, console.Error, cancellation) is not { } catalog
            || CaseFile.Read(file, catalog, console.Error) is not { } procurement)
        {
            return Failure.BadInput;
        }

        Evaluation evaluation = Evaluation.Of(procurement, catalog);
        if (json is not null && TextFile.Write(json, Evaluation.Write(evaluation) + "\n") is { } refused)
        {
            return Failure.NotWritten(console.Error, "--json", json, refused);
        }

        EvaluationText.Print(evaluation, console.Output);
        return 0;
    }
}
