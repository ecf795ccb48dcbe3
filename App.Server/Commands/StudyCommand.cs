using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;

namespace App.Server.Commands;

/// <summary>Studies a case under uncertainty and prints how sure the choice is and what is worth finding out.</summary>
internal static class StudyCommand
{
    private static readonly Dictionary<string, Sampler> s_samplers = new(StringComparer.Ordinal)
    {
        ["sobol"] = Sampler.Sobol,
        ["lhs"] = Sampler.LatinHypercube,
        ["mc"] = Sampler.MonteCarlo,
    };

    public static Command Create()
    {
        Option<string?> file = new("--case") { Description = "A procurement case (JSON, docs/evaluate-json.md). Without it the worked example is studied.", HelpName = "FILE" };
        Option<string?> dataFolder = LedgerFolder.Option();
        Option<int> samples = new("--samples") { Description = $"Number of worlds, {WorldSettings.FewestWorlds} to {WorldSettings.MostWorlds}; powers of two are best.", HelpName = "N", CustomParser = ClosedOption.Whole("--samples", WorldSettings.FewestWorlds, WorldSettings.MostWorlds), DefaultValueFactory = _ => StudySettings.DefaultWorlds };
        Option<ulong> seed = new("--seed") { Description = "Picks the worlds; the same seed gives the same result, byte for byte.", HelpName = "S", CustomParser = ClosedOption.Whole("--seed", ulong.MinValue, ulong.MaxValue), DefaultValueFactory = _ => 1 };
        Option<string> sampler = new Option<string>("--sampler") { Description = "How worlds are spread: Sobol's sequence, Latin hypercube, or plain Monte Carlo.", DefaultValueFactory = _ => "sobol" }.OneOf([.. s_samplers.Keys]);
        Option<string?> policy = new("--policy") { Description = "How evidence sets distributions (JSON as in the catalogue's uncertainty.json); it goes before the case's own.", HelpName = "FILE" };
        Option<string?> json = new("--json") { Description = "Write the study as JSON to this file (docs/study-json.md).", HelpName = "OUT" };
        Command command = new("study", "Study a case under uncertainty: would it still be chosen, and what is worth finding out before signing.")
        {
            file,
            policy,
            dataFolder,
            samples,
            seed,
            sampler,
            json,
        };
        command.SetAction((result, cancellation) => RunAsync(
            result.GetValue(file), result.GetValue(policy), result.GetValue(dataFolder), new(result.GetValue(samples), result.GetValue(seed), s_samplers[result.GetValue(sampler)!]),
            result.GetValue(json), result.InvocationConfiguration, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string? file, string? policy, string? dataFolder, StudySettings settings, string? json, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (await LedgerFolder.CatalogAsync(dataFolder, console.Error, cancellation) is not { } catalog
            || CaseFile.Read(file, catalog, console.Error) is not { } procurement)
        {
            return Failure.BadInput;
        }

        if (policy is not null)
        {
            if (PolicyFile(policy, console.Error) is not { } read)
            {
                return Failure.BadInput;
            }

            procurement = procurement with { Uncertainty = read };
            if (CaseRules.Check(procurement, catalog) is { Count: > 0 } problems)
            {
                return Failure.Say(console.Error, policy, problems);
            }
        }

        BoundComparison bound = FleetComparison.EvaluateBound(procurement, catalog);
        if (bound.Plans.Count == 0)
        {
            return Failure.Say(console.Error, $"{file ?? "the worked example"}: {StudyRun.NothingToStudy}");
        }

        StudyResult study;
        try
        {
            study = Study(bound, catalog, settings, cancellation);
        }
        catch (CorrelationException problem)
        {
            return Failure.Say(console.Error, $"uncertainty.correlations: {problem.Message}");
        }
        catch (OperationCanceledException)
        {
            console.Error.WriteLine("Cancelled; nothing was written.");
            return 130;
        }

        if (json is not null && TextFile.Write(json, JsonSerializer.Serialize(study, StudyJson.Default.StudyResult) + "\n") is { } refused)
        {
            return Failure.NotWritten(console.Error, "--json", json, refused);
        }

        Print(study, bound.Comparison.Verdict?.BestOption, console.Output);
        return 0;
    }

    private static UncertaintyPolicy? PolicyFile(string file, TextWriter error)
    {
        (string? text, string? problem) = TextFile.Read(file, CaseReader.MaximumCharacters);
        if (text is null)
        {
            Failure.Say(error, file, "file", problem!, $"a policy in JSON of at most {CaseReader.MaximumCharacters} bytes");
            return null;
        }

        (UncertaintyPolicy? policy, IReadOnlyList<CaseProblem> problems) = UncertaintyPolicy.Read(text);
        if (policy is null)
        {
            Failure.Say(error, file, problems);
        }

        return policy;
    }

    private static StudyResult Study(BoundComparison bound, PlannerCatalog catalog, StudySettings settings, CancellationToken cancellation)
    {
        StudyRun run = new(UncertainCase.Of(bound, catalog), settings);
        run.Run(Environment.ProcessorCount, cancellation);
        return StudyAnalysis.Of(run, Environment.ProcessorCount, cancellation);
    }

    private static void Print(StudyResult study, string? middle, TextWriter writer)
    {
        string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        string Millions(Estimate estimate) => Say($"{estimate.Value / 1e6:0.0} ± {(estimate.High - estimate.Value) / 1e6:0.0} million USD");
        writer.WriteLine(study.CaseName);
        writer.WriteLine(Say($"{study.Settings.Worlds:N0} worlds, {study.Settings.Sampler}, seed {study.Settings.Seed}, study {study.Id[..12]}"));
        foreach (OptionStudy option in study.Options)
        {
            MetricStudy cost = option.Metrics[WorldMetric.PresentCost];
            writer.WriteLine();
            writer.WriteLine(option.Name + (option.IsCandidate ? "" : " (not a candidate)"));
            writer.WriteLine(Say($"  present cost P10 {cost.P10.Value / 1e9:0.000}, P50 {cost.P50.Value / 1e9:0.000}, P90 {cost.P90.Value / 1e9:0.000} billion USD"));
            if (option.Risk is { } risk)
            {
                writer.WriteLine(Say($"  cheapest in {risk.BestProbability.Value:P1} of worlds, expected regret {Millions(risk.ExpectedRegret)}"));
                writer.WriteLine(Say($"  CVaR {risk.ConditionalValueAtRisk.Value / 1e9:0.000} billion USD, above budget in {option.OverBudgetProbability.Value:P1}"));
            }
        }

        writer.WriteLine();
        foreach (string notice in study.Notices)
        {
            writer.WriteLine(notice);
        }

        if (study.Decision is not { } decision)
        {
            return;
        }

        string NameOf(string id) => study.Options.Single(option => option.Id == id).Name;
        writer.WriteLine(decision.RunnerUp is { } runnerUp
            ? Say($"Choice: {NameOf(decision.Best)}, ahead of {NameOf(runnerUp)} by {Millions(decision.Lead)} on average, and in {decision.LeadProbability.Value:P1} of worlds.")
            : Say($"Choice: {NameOf(decision.Best)}, the only candidate."));
        if (middle is not null && middle != decision.Best)
        {
            writer.WriteLine($"With every input at its middle value, as in `evaluate`, {NameOf(middle)} wins: weigh both before signing.");
        }

        writer.WriteLine(Say($"Knowing everything before signing would be worth {Millions(decision.PerfectInformation)}; {decision.UnverifiedShareFraction:P0} of the uncertainty rests on unverified inputs."));
        foreach (VariableStudy variable in study.Variables.Where(variable => variable.Value.Value > 0).Take(10))
        {
            writer.WriteLine(Say($"  {Millions(variable.Value),28}  {variable.Status,-12} {variable.Label}"));
        }
    }
}
