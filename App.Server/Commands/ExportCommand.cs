using System.CommandLine;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Server.Workbook;

namespace App.Server.Commands;

/// <summary>Writes the finance workbook of a case.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        Option<string?> file = new("--case")
        {
            Description = "A procurement case (JSON, docs/evaluate-json.md). Without it the worked example is exported.",
            HelpName = "FILE",
        };
        Option<string> output = new("--output") { Description = "The workbook to write (XLSX).", HelpName = "X.xlsx", Required = true };
        Command command = new("export", "Write the finance workbook of a case: live formulas, reconciled to the engine (docs/workbook.md).")
        {
            file,
            output,
        };
        command.SetAction(result => Run(result.GetValue(file), result.GetValue(output)!, result.InvocationConfiguration));
        return command;
    }

    private static int Run(string? file, string output, InvocationConfiguration console)
    {
        if (CaseFile.Read(file, console.Error) is not { } procurement)
        {
            return Failure.BadInput;
        }

        BoundComparison bound = FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default);
        if (bound.Plans.Count == 0)
        {
            return Failure.Say(console.Error, $"{file ?? "the worked example"}: options is without a plan in every entry; accepted: a case in which at least the reference can serve the work");
        }

        using MemoryStream stream = new();
        FinanceWorkbook.Write(bound, stream);
        if (TextFile.Write(output, stream.ToArray()) is { } refused)
        {
            return Failure.NotWritten(console.Error, "--output", output, refused);
        }

        console.Output.WriteLine(output);
        return 0;
    }
}
