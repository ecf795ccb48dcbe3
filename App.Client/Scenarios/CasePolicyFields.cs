using App.Client.Formatting;
using App.Client.Resources;
using App.Engine.Catalog;
using App.Engine.Requirements;
using App.Engine.Uncertainty;
using Microsoft.Extensions.Localization;

namespace App.Client.Scenarios;

public sealed partial record CaseField
{
    /// <summary>The numbers of the policy of uncertainty that can be edited; the catalogue's where the case has none of its own.</summary>
    private static IEnumerable<CaseField> PolicyFields(ProcurementCase entry, IStringLocalizer<Texts> texts)
    {
        UncertaintyPolicy policy = entry.UncertaintyIn(PlannerCatalog.Default);
        CaseField Field(string path, string label, double value) =>
            new($"uncertainty.{path}", $"uncertainty.{path}", texts["PolicyPart"], label, Show.Plain(value));
        ModelErrorRule error = policy.ModelError;
        return
        [
            .. policy.Statuses.Select(rule => Field($"statuses.{rule.Key}.leastRatio", $"{texts["PolicySpread"]}: {texts[$"{rule.Key}"]}", rule.Value.LeastRatio)),
            Field("expired.leastRatio", $"{texts["PolicySpread"]}: {texts["PolicyExpired"]}", policy.Expired.LeastRatio),
            Field("claimedPerformance.medianFactor", texts["PolicyMedian"], policy.ClaimedPerformance.MedianFactor),
            Field("claimedPerformance.lowFactor", texts["PolicyLow"], policy.ClaimedPerformance.LowFactor),
            Field("modelError.sigmaFactor", texts["PolicySigmaFactor"], error.SigmaFactor),
            Field("modelError.pairRatioSigma", texts["PolicyPairRatioSigma"], error.PairRatioSigma),
            Field("modelError.pairSigma", texts["PolicyPairSigma"], error.PairSigma),
            Field("modelError.phaseCorrelation", texts["PolicyPhaseCorrelation"], error.PhaseCorrelation),
            Field("modelError.stepCorrelation", texts["PolicyStepCorrelation"], error.StepCorrelation),
            .. policy.Correlations.Select((rule, at) => Field($"correlations[{at}]", $"{rule.First} · {rule.Second}", rule.Spearman)),
            Field("lossQuantile", texts["PolicyLoss"], policy.LossQuantile),
        ];
    }
}
