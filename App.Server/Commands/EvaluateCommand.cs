using System.CommandLine;
using System.Globalization;
using App.Engine.Catalog;
using App.Engine.Comparisons;

namespace App.Server.Commands;

/// <summary>Evaluates a case and prints the comparison.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        Option<FileInfo?> file = new("--case") { Description = "A procurement case (JSON, docs/evaluate-json.md). Without it the worked example is evaluated.", HelpName = "FILE" };
        Option<FileInfo?> json = new("--json") { Description = "Write the evaluation as JSON to this file.", HelpName = "OUT" };
        Command command = new("evaluate", "Compare the fleets of a case at equal demand: which is best, by how much, resting on what evidence.")
        {
            file,
            json,
        };
        command.SetAction(result => Run(result.GetValue(file), result.GetValue(json)));
        return command;
    }

    private static int Run(FileInfo? file, FileInfo? json)
    {
        if (CaseFile.Read(file, out int failure) is not { } procurement)
        {
            return failure;
        }

        Evaluation evaluation = Evaluation.Of(procurement, PlannerCatalog.Default);
        if (CaseFile.Write(json, () => Evaluation.Write(evaluation)) is var written and not 0)
        {
            return written;
        }

        Print(evaluation);
        return 0;
    }

    private static void Print(Evaluation evaluation)
    {
        Comparison comparison = evaluation.Comparison;
        string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        Console.WriteLine(comparison.Case.Name);
        foreach (OptionResult option in comparison.Options)
        {
            Console.WriteLine();
            Console.WriteLine(option.Option.Name + (option.IsReference ? " (reference)" : "") + (option.IsFeasible ? "" : " - not feasible"));
            foreach (string reason in option.Reasons)
            {
                Console.WriteLine($"  why not: {reason}");
            }

            if (option.Figures is { } figures)
            {
                Console.WriteLine(Say($"  cards {figures.Cards:N0}, servers {figures.Servers:N0}, site power {figures.SiteMegawatts:0.0} MW"));
                Console.WriteLine(Say($"  capital {figures.CapitalUsDollars / 1e9:0.000} billion USD, present cost {figures.PresentCostUsDollars / 1e9:0.000} billion USD"));
                Console.WriteLine(Say($"  per million tokens: input {figures.InputUsDollarsPerMegatoken:0.0000}, output {figures.OutputUsDollarsPerMegatoken:0.0000}, blended {figures.BlendedUsDollarsPerMegatoken:0.0000} USD"));
                Console.WriteLine(Say($"  tokens a day {figures.TokensPerDay:0.###e0}, tokens per kWh {figures.TokensPerKilowattHour:0.###e0}, work per dollar against the reference {figures.PerformancePerDollarRatio:0.000}"));
            }
        }

        Console.WriteLine();
        if (comparison.Verdict is not { } verdict)
        {
            Console.WriteLine("No option beside the reference is feasible.");
            return;
        }

        string NameOf(string id) => comparison.Options.Single(option => option.Option.Id == id).Option.Name;
        Console.WriteLine(verdict.RunnerUpOption is { } runnerUp
            ? Say($"Best: {NameOf(verdict.BestOption)}, {verdict.AdvantageUsDollars / 1e9:0.000} billion USD ({verdict.AdvantageFraction:P1}) below {NameOf(runnerUp)}.")
            : $"Best: {NameOf(verdict.BestOption)}; no other option is feasible.");
        Console.WriteLine(Say($"Against the reference: {verdict.ReferenceAdvantageUsDollars / 1e9:+0.000;-0.000} billion USD."));
        string shares = string.Join(", ", evaluation.Exposure.ShareByStatus.OrderBy(share => share.Key)
            .Select(share => Say($"{share.Key} {share.Value:P0}")));
        Console.WriteLine(Say($"Of what moves this answer {evaluation.Exposure.UnverifiedShareFraction:P0} is unverified ({shares})."));
        Console.WriteLine($"Single assumptions that would change it: {evaluation.Exposure.Swings.Count(swing => swing.Flips)}.");
    }
}
