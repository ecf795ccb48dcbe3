using App.Client.Formatting;
using App.Client.Resources;
using App.Engine.Catalog;
using App.Engine.Requirements;
using App.Engine.Uncertainty;
using Microsoft.Extensions.Localization;

namespace App.Client.Scenarios;

public sealed partial record CaseField
{
    /// <summary>What of the policy of uncertainty can be edited; the catalogue's where the case has none of its own.</summary>
    private static IEnumerable<CaseField> PolicyFields(ProcurementCase entry, IStringLocalizer<Texts> texts)
    {
        UncertaintyPolicy policy = entry.UncertaintyIn(PlannerCatalog.Default);
        CaseField Field(string path, string label, string text) => new($"uncertainty.{path}", $"uncertainty.{path}", texts["PolicyPart"], label, text);
        CaseField Number(string path, string label, double value) => Field(path, label, Show.Plain(value));
        ModelErrorRule error = policy.ModelError;
        return
        [
            .. policy.Statuses.Select(rule => Number($"statuses.{rule.Key}.leastRatio", $"{texts["PolicySpread"]}: {texts[$"{rule.Key}"]}", rule.Value.LeastRatio)),
            Number("expired.leastRatio", $"{texts["PolicySpread"]}: {texts["PolicyExpired"]}", policy.Expired.LeastRatio),
            Number("claimedPerformance.medianFactor", texts["PolicyMedian"], policy.ClaimedPerformance.MedianFactor),
            Number("claimedPerformance.lowFactor", texts["PolicyLow"], policy.ClaimedPerformance.LowFactor),
            Number("modelError.sigmaFactor", texts["PolicySigmaFactor"], error.SigmaFactor),
            Number("modelError.pairRatioSigma", texts["PolicyPairRatioSigma"], error.PairRatioSigma),
            Number("modelError.pairSigma", texts["PolicyPairSigma"], error.PairSigma),
            Number("modelError.phaseCorrelation", texts["PolicyPhaseCorrelation"], error.PhaseCorrelation),
            Number("modelError.stepCorrelation", texts["PolicyStepCorrelation"], error.StepCorrelation),
            .. policy.Correlations.Select((rule, at) => Number($"correlations[{at}]", $"{rule.First} · {rule.Second}", rule.Spearman)),
            Number("lossQuantile", texts["PolicyLoss"], policy.LossQuantile),
            Field("pilots.setUpUsDollars", texts["PilotSetUp"], $"{Show.Plain(policy.Pilots.SetUpUsDollars)} USD"),
            Field("pilots.cardDayUsDollars", texts["PilotCardDay"], $"{Show.Plain(policy.Pilots.CardDayUsDollars)} USD"),
            Field("pilots.designs", texts["PilotList"], Show.Count(policy.Pilots.Designs.Count)),
            .. policy.Quantities.SelectMany(rule => Of(rule.Key, rule.Value, texts)),
            .. policy.Pilots.Designs.SelectMany((design, index) => Of(design, index, texts)),
        ];
    }

    private static IEnumerable<CaseField> Of(string quantity, SpreadRule rule, IStringLocalizer<Texts> texts)
    {
        string name = QuantityRegistry.Find(quantity)?.Label ?? quantity;
        CaseField Field(string field, string label, string text) =>
            new($"uncertainty.quantities.{quantity}{field}", $"uncertainty.quantities/{quantity}/{field}", texts["PolicyQuantity", name], label, text);
        return
        [
            Field("", texts["PolicyQuantityName"], name),
            Field(".leastRatio", texts["PolicySpread"], Show.Plain(rule.LeastRatio)),
            Field(".why", texts["PolicyWhy"], rule.Why),
        ];
    }

    private static IEnumerable<CaseField> Of(PilotDesign design, int index, IStringLocalizer<Texts> texts)
    {
        CaseField Field(string field, string label, string text) =>
            new($"uncertainty.pilots.designs[{index}].{field}", $"uncertainty.pilots.designs/{design.Id}/{field}", texts["PilotPart", design.Label], texts[label], text);
        string Days(double days) => $"{Show.Plain(days)} {texts["Days"]}";
        return
        [
            Field("label", "PilotLabel", design.Label),
            Field("acceleratorId", "PilotCard", design.AcceleratorId is { } card ? PlannerCatalog.Default.Accelerators.GetValueOrDefault(card)?.Name ?? card : texts["PilotEveryCard"]),
            Field("modelId", "PilotModel", design.ModelId is { } model ? PlannerCatalog.Default.Models.GetValueOrDefault(model)?.Name ?? model : texts["PilotWholePortfolio"]),
            Field("points", "PilotPoints", Show.Plain(design.Points)),
            Field("errorSigma", "PilotError", Percent(design.ErrorSigma)),
            Field("days", "PilotDays", Days(design.Days)),
            Field("cards", "PilotCards", Show.Plain(design.Cards)),
            Field("costUsDollars", "PilotCost", design.CostUsDollars is { } cost ? $"{Show.Plain(cost)} USD" : texts["PilotCostRule"]),
            Field("delayDays", "PilotDelay", design.DelayDays is { } delay ? Days(delay) : texts["PilotDelayRule"]),
            Field("why", "PilotWhy", design.Why),
        ];
    }
}
