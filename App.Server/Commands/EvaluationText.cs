using System.Globalization;
using System.Resources;
using App.Client.Compare;
using App.Client.Formatting;
using App.Client.Resources;
using App.Engine.Comparisons;
using App.Engine.Studies;

namespace App.Server.Commands;

/// <summary>An evaluation for a terminal: the answer first, then the figures of the browser's option table, written alike.</summary>
internal static class EvaluationText
{
    private const int SwingsShown = 5;
    private static readonly ResourceManager s_texts = new(typeof(Texts));

    public static void Print(Evaluation evaluation, TextWriter writer)
    {
        Comparison comparison = evaluation.Comparison;
        writer.WriteLine(comparison.Case.Name);
        writer.WriteLine();
        Answer(evaluation, writer);
        writer.WriteLine();
        Figures(comparison).Print(writer);
        foreach (OptionResult option in comparison.Options.Where(option => !option.IsFeasible))
        {
            writer.WriteLine();
            writer.WriteLine($"{option.Option.Name} is not feasible:");
            foreach (string reason in option.Reasons)
            {
                writer.WriteLine($"  {reason}");
            }
        }

        foreach (OptionResult option in comparison.Options.Where(option => option.Warnings.Count > 0))
        {
            writer.WriteLine();
            writer.WriteLine($"{option.Option.Name}, mind:");
            foreach (string warning in option.Warnings)
            {
                writer.WriteLine($"  {warning}");
            }
        }

        if (evaluation.Exposure.Swings.Count > 0)
        {
            writer.WriteLine();
            Swings(evaluation).Print(writer);
        }
    }

    private static void Answer(Evaluation evaluation, TextWriter writer)
    {
        Comparison comparison = evaluation.Comparison;
        if (comparison.Verdict is not { } verdict)
        {
            writer.WriteLine(comparison.Options.Any(option => option.IsFeasible)
                ? "No option beside the reference is feasible."
                : "No option is feasible, nor is the reference.");
            return;
        }

        string NameOf(string id) => comparison.Options.Single(option => option.Option.Id == id).Option.Name;
        writer.WriteLine($"Best: {NameOf(verdict.BestOption)}");
        writer.WriteLine(verdict.RunnerUpOption is { } runnerUp
            ? $"  {Show.Dollars(verdict.AdvantageUsDollars)} ({Show.Percent(verdict.AdvantageFraction)}) cheaper than {NameOf(runnerUp)}"
            : "  the only feasible option beside the reference");
        writer.WriteLine($"  {Show.Dollars(Math.Abs(verdict.ReferenceAdvantageUsDollars))} "
            + $"{(verdict.ReferenceAdvantageUsDollars < 0 ? "dearer" : "cheaper")} than the reference, {NameOf(comparison.Case.ReferenceOption)}");
        writer.WriteLine($"  present cost of {comparison.Case.Finance.HorizonMonths} months of service at equal demand");
        if (evaluation.Odds.Options.FirstOrDefault(option => option.OptionId == verdict.BestOption) is not { } odds)
        {
            writer.WriteLine($"  {ChoiceOdds.Contradiction}");
            Exposed(evaluation, writer);
            return;
        }

        if (odds.CheapestFraction is { } cheapest)
        {
            writer.WriteLine($"  the cheapest choice in {Show.WholePercent(cheapest)} of {Show.Number(evaluation.Odds.Worlds)} possible worlds");
            if (evaluation.Odds.MoreOftenThan(verdict.BestOption) is { CheapestFraction: { } more } rival)
            {
                writer.WriteLine($"  but {NameOf(rival.OptionId)} is in {Show.WholePercent(more)} of them: weigh both before signing");
            }
        }

        writer.WriteLine($"  half of them are dearer than {Show.Dollars(odds.MedianPresentCostUsDollars)}; "
            + $"over budget in {Show.WholePercent(odds.OverBudgetFraction ?? 0)}, over the site's power in {Show.WholePercent(odds.OverPowerFraction ?? 0)}"
            + (odds.OverBridgeFraction is { } rented ? $", over the largest rented share in {Show.WholePercent(rented)}" : ""));
        Exposed(evaluation, writer);
    }

    private static void Exposed(Evaluation evaluation, TextWriter writer)
    {
        if (evaluation.Exposure.Swings.Count == 0)
        {
            return;
        }

        if (evaluation.Exposure.ShareByStatus.Count > 0)
        {
            string shares = string.Join(", ", evaluation.Exposure.ShareByStatus.OrderByDescending(share => share.Value)
                .Select(share => $"{share.Key} {Show.Percent(share.Value)}"));
            writer.WriteLine($"  {Show.Percent(evaluation.Exposure.UnverifiedShareFraction)} of what moves this answer is unverified ({shares})");
        }

        int flips = evaluation.Exposure.Swings.Count(swing => swing.Flips);
        writer.WriteLine(flips == 0
            ? "  no single assumption would change it"
            : $"  {flips} of {evaluation.Exposure.Swings.Count} assumptions would change it alone");
    }

    /// <summary>The rows of the browser's option table.</summary>
    private static TextTable Figures(Comparison comparison)
    {
        TextTable table = new("", [.. comparison.Options.Select(option => option.Option.Name)]);
        table.Add("", [.. comparison.Options.Select(option => string.Join(", ", Marks(option, comparison)))]);
        foreach (IGrouping<string, FigureRow> group in FigureRow.Of(comparison).GroupBy(row => row.Group))
        {
            table.Add("", []);
            foreach (FigureRow row in group)
            {
                string unit = row.Scale(comparison).Before(row.Unit);
                table.Add(
                    unit.Length == 0 ? Label(row.Key) : $"{Label(row.Key)}, {unit}",
                    [.. comparison.Options.Select(option => option.Figures is { } figures && row.Value(figures) is { } value
                        ? row.Text(comparison, value) : Show.Nothing)]);
            }
        }

        return table;
    }

    private static IEnumerable<string> Marks(OptionResult option, Comparison comparison)
    {
        if (option.IsReference)
        {
            yield return "reference";
        }

        if (!option.IsFeasible)
        {
            yield return "not feasible";
        }
        else if (option.Option.Id == comparison.Verdict?.BestOption)
        {
            yield return "best";
        }
    }

    private static TextTable Swings(Evaluation evaluation)
    {
        TextTable table = new("What moves the advantage most", ["evidence", "advantage at its low", "advantage at its high"]);
        foreach (Swing swing in evaluation.Exposure.Swings.Take(SwingsShown))
        {
            table.Add(
                swing.Input.Label, [$"{swing.Input.Status}{(swing.IsUnserved ? "; no plan serves at one end" : "")}", Show.Dollars(swing.LowUsDollars), Show.Dollars(swing.HighUsDollars)]);
        }

        return table;
    }

    private static string Label(string key) => s_texts.GetString(key, CultureInfo.InvariantCulture) ?? key;
}
