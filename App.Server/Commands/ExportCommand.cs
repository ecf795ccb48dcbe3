using System.CommandLine;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Server.Brief;
using App.Server.Workbook;

namespace App.Server.Commands;

/// <summary>Writes the finance workbook of a case, or the brief for whoever signs.</summary>
internal static class ExportCommand
{
    private const int DefaultWorlds = 4096;

    public static Command Create()
    {
        Option<string?> file = new("--case")
        {
            Description = "A procurement case (JSON, docs/evaluate-json.md). Without it the worked example is exported.",
            HelpName = "FILE",
        };
        Option<string?> dataFolder = LedgerFolder.Option();
        Option<int> samples = new("--samples") { Description = $"Worlds of the study behind the sheets Uncertainty and Sensitivity, {WorldSettings.FewestWorlds} to {WorldSettings.MostWorlds}; 0 for none. Default: {DefaultWorlds}", HelpName = "N", DefaultValueFactory = _ => DefaultWorlds };
        Option<string> output = new("--output") { Description = "What to write: a name that ends in .xlsx for the workbook, in .pdf for the brief.", HelpName = "X.xlsx|X.pdf", Required = true };
        Command command = new("export", "Write the finance workbook of a case: live formulas, reconciled to the engine; or its brief of two pages (docs/workbook.md).")
        {
            file,
            dataFolder,
            output,
            samples,
        };
        command.SetAction((result, cancellation) => RunAsync(
            result.GetValue(file), result.GetValue(dataFolder), result.GetValue(output)!, result.GetValue(samples), result.InvocationConfiguration,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string? file, string? dataFolder, string output, int samples, InvocationConfiguration console, CancellationToken cancellation)
    {
        string kind = Path.GetExtension(output).ToLowerInvariant();
        if (kind is not (".xlsx" or ".pdf"))
        {
            return Failure.Say(console.Error, $"--output is '{output}'; accepted: a name that ends in .xlsx or .pdf");
        }

        StudySettings settings = new(samples, 1, Sampler.Sobol);
        if (samples != 0 && settings.Problems().FirstOrDefault() is { Accepted: { } accepted })
        {
            return Failure.Say(console.Error, $"--samples is {samples}; accepted: 0, or {accepted}");
        }

        if (await LedgerFolder.BothAsync(dataFolder, console.Error, cancellation) is not (LedgerState ledger, PlannerCatalog catalog)
            || CaseFile.Read(file, catalog, console.Error) is not { } procurement)
        {
            return Failure.BadInput;
        }

        BoundComparison bound = FleetComparison.EvaluateBound(procurement, catalog);
        if (bound.Plans.Count == 0)
        {
            return Failure.Say(console.Error, $"{file ?? "the worked example"}: options is without a plan in every entry; accepted: a case in which at least the reference can serve the work");
        }

        using MemoryStream stream = new();
        try
        {
            DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
            WorkbookSource source = Source(bound, catalog, samples == 0 ? null : settings, cancellation) with
            {
                Signatures = InputSignature.Of(bound, ledger),
                Order = WorkbookSource.MonthAfter(now),
            };
            if (kind == ".pdf")
            {
                DecisionBrief.Write(new(source, FirstLook.Of(bound, catalog, Environment.ProcessorCount), now), stream);
            }
            else
            {
                FinanceWorkbook.Write(source, stream);
            }
        }
        catch (CorrelationException problem)
        {
            return Failure.Say(console.Error, $"{problem.Message}; the study cannot be made, --samples 0 exports without it");
        }

        if (TextFile.Write(output, stream.ToArray()) is { } refused)
        {
            return Failure.NotWritten(console.Error, "--output", output, refused);
        }

        console.Output.WriteLine(output);
        return 0;
    }

    private static WorkbookSource Source(
        BoundComparison bound, PlannerCatalog catalog, StudySettings? settings, CancellationToken cancellation)
    {
        StudyResult? study = null;
        if (settings is not null)
        {
            StudyRun run = new(UncertainCase.Of(bound, catalog), settings);
            run.Run(Environment.ProcessorCount, cancellation);
            study = StudyAnalysis.Of(run, Environment.ProcessorCount, cancellation);
        }

        return WorkbookSource.Of(bound, catalog, new("", 0, []), study);
    }
}
