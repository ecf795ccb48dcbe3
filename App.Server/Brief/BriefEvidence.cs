using System.Globalization;
using App.Client.Formatting;
using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Evidence;
using App.Engine.Inputs;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using PdfSharp.Drawing;

namespace App.Server.Brief;

/// <summary>How sure the answer is, what it rests on, and what to check before signing.</summary>
internal static class BriefEvidence
{
    private const int MostMovers = 5;
    private const int MostChecks = 7;
    private const int MostVerified = 3;
    private const int MostFlips = 3;

    /// <summary>How often the choice holds, and by how much.</summary>
    public static void HowSure(BriefSource source, BriefPage page)
    {
        if (source.Comparison.Verdict is not { } verdict)
        {
            return;
        }

        page.Section("How sure", 70);
        string best = source.NameOf(verdict.BestOption);
        List<string> sentences = [];
        StudyResult? study = source.Workbook.Study;
        if (source.CheapestOf(verdict.BestOption) is { } share)
        {
            double worlds = study?.Settings.Worlds ?? source.Odds.Worlds;
            sentences.Add($"{Words(ChoiceOdds.ConfidenceOf(share))}: {best} is the cheapest in {Show.WholePercent(share)} of {Show.Count(worlds)} possible worlds, in which every uncertain input varies at once.");
        }
        else
        {
            sentences.Add("There is no second option for sale to compare it with.");
        }

        if (study?.Decision is { RunnerUp: { } next } decision)
        {
            string lead = $"{Show.Dollars(decision.Lead.Value)} cheaper than {source.NameOf(next)}; in eight worlds of ten the lead lies between {Show.Dollars(decision.LeadP10)} and {Show.Dollars(decision.LeadP90)}.";
            sentences.Add(decision.Best == verdict.BestOption ? $"On average it is {lead}" : $"Over all worlds, however, {source.NameOf(decision.Best)} is on average {lead}");
            OptionStudy chosen = study.Options.Single(option => option.Id == decision.Best);
            sentences.Add($"Expected regret {Show.Dollars(chosen.Risk!.ExpectedRegret.Value)}; knowing everything before signing would be worth {Show.Dollars(decision.PerfectInformation.Value)}.");
        }

        if (source.Odds.Options.FirstOrDefault(option => option.OptionId == verdict.BestOption) is { OverBudgetFraction: { } budget, OverPowerFraction: { } power } odds)
        {
            sentences.Add($"It costs more capital than the budget in {Show.WholePercent(budget)} of the worlds, and needs more than the site's power in {Show.WholePercent(power)}.{(odds.OverBridgeFraction is { } rented ? $" More of its work is rented than allowed in {Show.WholePercent(rented)}." : "")}");
        }

        if (source.Odds.Options.Count == 0)
        {
            sentences.Add(ChoiceOdds.Contradiction);
        }

        page.Paragraph(string.Join(" ", sentences));
        if (study is { Options.Count: > 0 })
        {
            Ranges(study, page);
        }
    }

    private static string Words(Confidence confidence) => confidence switch
    {
        Confidence.Clear => "A clear answer",
        Confidence.Likely => "A likely answer",
        Confidence.CloseCall => "A close call",
    };

    private static void Ranges(StudyResult study, BriefPage page)
    {
        string metric = WorldMetric.All[WorldMetric.PresentCost].Id;
        List<(string Name, MetricStudy Cost)> costs = [.. study.Options.Select(option => (option.Name, option.Metrics.Single(entry => entry.Id == metric)))];
        NumberScale scale = NumberScale.For(costs.Select(option => option.Cost.P90.Value));
        page.Space(7);
        page.Ranges(
            [.. costs.Select(option => (option.Name, option.Cost.P10.Value, option.Cost.P50.Value, option.Cost.P90.Value))],
            value => Show.Number(value / scale.Divisor), $"Present cost, {scale.Before("USD")}: eight worlds of ten lie within the bar, half of them below the mark.");
    }

    /// <summary>The evidence behind the answer, and the assumptions that move it most.</summary>
    public static void RestsOn(BriefSource source, BriefPage page)
    {
        DecisionExposure exposure = source.Workbook.Exposure;
        if (exposure.Swings.Count == 0 || source.Comparison.Verdict is not { RunnerUpOption: { } next } verdict)
        {
            return;
        }

        page.Section("What it rests on", 230);
        page.Paragraph($"{Show.WholePercent(exposure.UnverifiedShareFraction)} of what can move this decision rests on inputs that nobody has verified.");
        page.Space(5);
        page.Parts([.. exposure.ShareByStatus.Where(share => share.Value > 0).OrderBy(share => share.Key)
            .Select(share => ($"{share.Key} {Show.WholePercent(share.Value)}", share.Value, ColourOf(share.Key)))]);
        page.Table(
            [new("What moves it most", 0.36), new("Evidence", 0.14), new("From low to high", 0.24), new("Lead at low, million USD", 0.13, true), new("Lead at high, million USD", 0.13, true)],
            [.. exposure.Swings.Take(MostMovers).Select(swing => (IReadOnlyList<string>)
            [
                swing.Input.Label, WordOf(swing.Input.Status, swing.Input.Flags),
                $"{Show.Input(swing.Input.Low)} to {Show.Input(swing.Input.High)} {swing.Input.Unit.Symbol}".TrimEnd(),
                Show.Number(swing.LowUsDollars / 1e6), Show.Number(swing.HighUsDollars / 1e6),
            ])]);
        page.Paragraph($"Lead of {source.NameOf(verdict.BestOption)} over {source.NameOf(next)}, each assumption alone; negative: another option is better.", 7.6, BriefPage.Quiet);
    }

    /// <summary>What to do, ask for and write into the contract first.</summary>
    public static void BeforeSigning(BriefSource source, BriefPage page)
    {
        if (source.Comparison.Verdict is not { } verdict)
        {
            return;
        }

        List<string> checks = [];
        PilotPlan? pilots = source.Workbook.Study?.Pilots;
        checks.AddRange((pilots?.Order ?? []).Select(pilot => string.Create(
            CultureInfo.InvariantCulture,
            $"Pilot {pilot.CardName} ({pilot.Design.Label}): {pilot.Design.Cards} cards for {Show.Input(pilot.Design.Days)} days. Worth {Show.Dollars(pilot.Value.Value)}, costs {Show.Dollars(pilot.CostUsDollars + pilot.DelayUsDollars)} with the delay.")));
        checks.AddRange(ToVerify(source));
        List<Swing> flips = [.. source.Workbook.Exposure.Swings.Where(swing => swing.Flips && swing.Input.Status != EvidenceStatus.Verified).Take(MostFlips)];
        if (flips.Count > 0)
        {
            checks.Add($"Know what alone would change the answer within its range: {string.Join("; ", flips.Select(swing => $"{swing.Input.Label} (then {source.NameOf(swing.OtherBest!)})"))}.");
        }

        checks.AddRange((pilots?.Thresholds ?? []).Where(threshold => threshold.AcceptanceRate is not null).Take(3).Select(threshold =>
            $"Write into the contract: {threshold.CardName} serves at least {Show.Number(threshold.AcceptanceRate!.Value)} requests a second and card of {threshold.Workload} in the acceptance test; modelled are {Show.Number(threshold.BaseRate)}."));
        checks.AddRange(source.Workbook.Exposure.Swings.Where(swing => swing.Input.Flags != EvidenceFlags.None).Take(2).Select(swing =>
            $"Renew the evidence of {swing.Input.Label}: it is {swing.Input.Flags.ToString().ToLowerInvariant()}."));
        List<string> conditions = [.. source.ResultOf(verdict.BestOption).Conditions];
        string[] all = [.. checks.Take(MostChecks), .. conditions.Select(condition => $"Make sure that it can be had. {condition}")];
        if (all.Length == 0)
        {
            return;
        }

        page.Section("To check before signing", 50);
        for (int i = 0; i < all.Length; i++)
        {
            page.Numbered(i + 1, all[i]);
        }
    }

    /// <summary>What nobody has verified, in the order of what knowing it would be worth.</summary>
    private static IEnumerable<string> ToVerify(BriefSource source)
    {
        Dictionary<string, Input> inputs = source.Workbook.Bound.Plans.Values.SelectMany(plan => plan.Slots.Table.Inputs)
            .DistinctBy(input => input.Id).ToDictionary(input => input.Id, StringComparer.Ordinal);
        foreach (InputShare share in source.Shares.First(inputs.Count).Where(share => inputs[share.InputId].Status != EvidenceStatus.Verified).Take(MostVerified))
        {
            Input input = inputs[share.InputId];
            string worth = share.WorthUsDollars is { } dollars ? $"Knowing it would be worth {Show.Dollars(dollars)}." : "It moves the lead most.";
            yield return share.IsEvent
                ? $"Protect against it in the contract: {input.Label.Split(':')[0]}. {worth}"
                : $"Have verified: {input.Label} ({WordOf(input.Status, input.Flags).ToLowerInvariant()}). {worth}";
        }
    }

    private static string WordOf(EvidenceStatus status, EvidenceFlags flags) =>
        flags == EvidenceFlags.None ? $"{status}" : $"{status}, {flags.ToString().ToLowerInvariant()}";

    private static XColor ColourOf(EvidenceStatus status) => status switch
    {
        EvidenceStatus.Verified => XColor.FromArgb(0x1f, 0x70, 0x46),
        EvidenceStatus.Corroborated => XColor.FromArgb(0x2a, 0x5b, 0x9c),
        EvidenceStatus.Claimed => XColor.FromArgb(0xd0, 0x8a, 0x1a),
        EvidenceStatus.Assumed => XColor.FromArgb(0xa3, 0x34, 0x2b),
        _ => XColor.FromArgb(0x8a, 0x94, 0x9e),
    };
}
