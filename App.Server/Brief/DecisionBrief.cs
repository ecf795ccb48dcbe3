using System.Globalization;
using App.Client.Formatting;
using App.Engine.Comparisons;
using App.Engine.Studies;
using App.Server.Workbook;
using PdfSharp.Pdf;

namespace App.Server.Brief;

/// <summary>What a brief is made of.</summary>
/// <param name="Workbook">The comparison, where it comes from, and its study.</param>
/// <param name="Look">How often the choice holds and what to check first; what is shown where there is no study.</param>
/// <param name="CreatedUtc">When it is written.</param>
internal sealed record BriefSource(WorkbookSource Workbook, FirstLook Look, DateTime CreatedUtc)
{
    public ChoiceOdds Odds => Look.Odds;

    /// <summary>Which inputs the decision's uncertainty is made of, by the study where there is one.</summary>
    public DecisionShares Shares =>
        (Workbook.Study is { } study ? DecisionShares.Of(study, Comparison.Case.UncertaintyIn(Workbook.Catalog).ModelError) : null) ?? Look.Shares;

    public Comparison Comparison => Workbook.Bound.Comparison;

    public string NameOf(string option) => ResultOf(option).Option.Name;

    public OptionResult ResultOf(string option) => Comparison.Options.Single(result => result.Option.Id == option);

    /// <summary>Share of worlds in which an option is the cheapest; null where there is no second choice or the option is none.</summary>
    public double? CheapestOf(string option) =>
        (Workbook.Study is { } study
            ? study.Options.FirstOrDefault(entry => entry.Id == option)?.Risk?.BestProbability.Value
            : Odds.Options.FirstOrDefault(entry => entry.OptionId == option)?.CheapestFraction)
        is { } share ? Math.Clamp(share, 0, 1) : null;
}

/// <summary>
/// The brief as PDF, for whoever signs: what to buy, how sure that is, what it costs and delivers, what it rests on, what to check before
/// signing.
/// </summary>
internal static class DecisionBrief
{
    /// <summary>Writes it.</summary>
    /// <param name="source">What it is made of.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(BriefSource source, Stream stream)
    {
        Comparison comparison = source.Comparison;
        using PdfDocument document = new();
        document.Info.Title = $"Decision brief: {comparison.Case.Name}";
        document.Info.Author = "ProcurementPlanner";
        document.Info.Subject = source.Workbook.RunId;
        BriefPage page = new(document);
        WorkbookOrigin origin = source.Workbook.Origin;
        string place = origin.Version > 0
            ? string.Create(CultureInfo.InvariantCulture, $"Scenario {origin.ScenarioId}, version {origin.Version}") : "From a file";
        string run = source.Workbook.RunId[..12];
        page.Eyebrow("Decision brief", Show.Moment(source.CreatedUtc));
        page.Paragraph(comparison.Case.Name, 20, BriefPage.Dark, isBold: true);
        page.Paragraph($"{place}  ·  run {run}  ·  engine {comparison.EngineVersion}", 8.4, BriefPage.Quiet);
        page.Space(9);
        Recommend(source, page);
        if (comparison.Verdict is { } verdict)
        {
            Delivers(source, page, source.ResultOf(verdict.BestOption));
        }

        Options(source, page);
        BriefEvidence.HowSure(source, page);
        BriefEvidence.RestsOn(source, page);
        BriefEvidence.BeforeSigning(source, page);
        Provenance(source, page);
        page.Foot($"ProcurementPlanner  ·  {place}  ·  run {run}");
        document.Save(stream, closeStream: false);
    }

    private static void Recommend(BriefSource source, BriefPage page)
    {
        Comparison comparison = source.Comparison;
        string eyebrow = string.Create(
            CultureInfo.InvariantCulture, $"Least present cost over {comparison.Case.Finance.HorizonMonths} months, at equal demand, among the options for sale");
        if (comparison.Verdict is not { } verdict)
        {
            page.Answer(eyebrow, "No option for sale is feasible", [.. comparison.Options
                .Where(option => !option.IsFeasible).Select(option => $"{option.Option.Name}: {string.Join("; ", option.Reasons)}")]);
            return;
        }

        OptionResult best = source.ResultOf(verdict.BestOption);
        List<string> sentences =
        [
            verdict.RunnerUpOption is { } next
                ? $"{Show.Dollars(verdict.AdvantageUsDollars)} ({Show.Percent(verdict.AdvantageFraction)}) cheaper than {source.NameOf(next)}, the next best."
                : "No other option for sale is feasible.",
            Fleet(source, best),
        ];
        OptionResult? reference = comparison.Options.FirstOrDefault(option => option.IsReference);
        if (reference is { Figures: not null } && verdict.ReferenceAdvantageUsDollars < 0)
        {
            sentences.Add($"{reference.Option.Name} would cost {Show.Dollars(-verdict.ReferenceAdvantageUsDollars)} less than this purchase, in present value. Buying pays only where that can't be had. {string.Join(" ", reference.Conditions)}");
        }

        sentences.AddRange(comparison.Options.SelectMany(option => option.Warnings.Select(warning => $"{option.Option.Name}: {warning}")));
        page.Answer(eyebrow, $"Buy {best.Option.Name}", sentences);
    }

    /// <summary>The cards of an option by kind, in whole servers.</summary>
    private static string Fleet(BriefSource source, OptionResult option)
    {
        string kinds = string.Join(" and ", (option.Plan?.Groups ?? []).Select(group =>
            $"{Show.Count(group.Cards)} {source.Workbook.Catalog.Accelerators[group.AcceleratorId].Name}"));
        return $"The order: {kinds}, in {Show.Count(option.Figures!.Servers)} servers.";
    }

    private static void Delivers(BriefSource source, BriefPage page, OptionResult best)
    {
        OptionFigures figures = best.Figures!;
        Comparison comparison = source.Comparison;
        page.Section("What it costs and delivers", 120);
        page.Tiles(
        [
            new("Capital", Show.Dollars(figures.CapitalUsDollars), $"of {Show.Dollars(comparison.Limits.BudgetUsDollars)} budget"),
            new("Present cost, after tax", Show.Dollars(figures.PresentCostUsDollars), string.Create(CultureInfo.InvariantCulture, $"over {comparison.Case.Finance.HorizonMonths} months")),
            new("Equal annual cost", Show.Dollars(figures.EquivalentAnnualCostUsDollars), "nominal, at the end of each year"),
            new("Cost of a million tokens", $"{Show.Number(figures.BlendedUsDollarsPerMegatoken)} USD", "prompt and output together"),
            new("Work", $"{Show.Words(figures.TokensPerDay)}", "tokens a day, first month"),
            new("Site power", $"{Show.Number(figures.SiteMegawatts)} MW", $"of {Show.Number(comparison.Limits.PowerMegawatts)} MW at the meter"),
            new("Served by rented cards", Show.Percent(figures.BridgeShareFraction), $"{Show.Dollars(figures.BridgeUsDollars)} in present value, before tax"),
            new("Energy", $"{Show.Words(figures.EnergyMegawattHours)} MWh", $"{Show.Words(figures.CarbonTonnes)} t carbon dioxide"),
        ]);
    }

    private static void Options(BriefSource source, BriefPage page)
    {
        Comparison comparison = source.Comparison;
        List<OptionResult> evaluated = [.. comparison.Options.Where(option => option.Figures is not null)];
        if (evaluated.Count == 0)
        {
            return;
        }

        page.Section("The options", 40 + (evaluated.Count * 24));
        NumberScale scale = NumberScale.For(evaluated.Select(option => option.Figures!.PresentCostUsDollars));
        string money = scale.Before("USD");
        BriefColumn[] columns =
        [
            new("Option", 0.27), new($"Capital, {money}", 0.12, true), new($"Present cost, {money}", 0.14, true), new("A million tokens, USD", 0.13, true),
            new("Cheapest in, of all worlds", 0.13, true), new("Can it be bought?", 0.21),
        ];
        page.Table(
            columns,
            [.. evaluated.Select(option => (IReadOnlyList<string>)
            [
                option.Option.Name, Show.Number(option.Figures!.CapitalUsDollars / scale.Divisor), Show.Number(option.Figures.PresentCostUsDollars / scale.Divisor),
                Show.Number(option.Figures.BlendedUsDollarsPerMegatoken),
                source.CheapestOf(option.Option.Id) is { } share ? Show.WholePercent(share) : Show.Nothing,
                option.IsReference ? "yardstick, not for sale" : option.IsFeasible ? "within all limits" : option.Reasons[0],
            ])],
            evaluated.FindIndex(option => option.Option.Id == comparison.Verdict?.BestOption));
        List<OptionResult> without = [.. comparison.Options.Where(option => option.Figures is null)];
        without.ForEach(option => page.Paragraph($"{option.Option.Name}: {string.Join("; ", option.Reasons)}", 8.4, BriefPage.Quiet));
    }

    private static void Provenance(BriefSource source, BriefPage page)
    {
        Comparison comparison = source.Comparison;
        page.Section("Where these numbers come from", 66);
        List<string> lines =
        [
            $"Run {source.Workbook.RunId}",
            $"Case {comparison.CaseHash}",
            $"Catalogue {comparison.CatalogHash}",
            source.Workbook.Study is { } study
                ? string.Create(CultureInfo.InvariantCulture, $"Study {study.Id}, {study.Settings.Worlds} worlds, {study.Settings.Sampler}, seed {study.Settings.Seed}")
                : string.Create(CultureInfo.InvariantCulture, $"Odds over {source.Odds.Worlds} worlds; no full study was made for this brief"),
            "Dollars are nominal; present values are at the moment of the order, after tax, less residual value. The finance workbook of the same run has every line and formula; the application keeps the SHA-256 of both files.",
        ];
        lines.ForEach(line => page.Paragraph(line, 7.8, BriefPage.Quiet));
    }
}
