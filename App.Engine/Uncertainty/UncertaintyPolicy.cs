using System.Text.Json;
using System.Text.Json.Serialization;
using App.Engine.Catalog;
using App.Engine.Documents;
using App.Engine.Evidence;
using App.Engine.Requirements;

namespace App.Engine.Uncertainty;

/// <summary>How evidence sets distributions: data of the catalogue (uncertainty.json), shown to the buyer and replaceable in a study.</summary>
public sealed record UncertaintyPolicy
{
    private const int MostEntries = 200;
    private const int MostOfALabel = 80;

    /// <summary>The rule of each status.</summary>
    public required IReadOnlyDictionary<EvidenceStatus, SpreadRule> Statuses { get; init; }

    /// <summary>The rule of inputs whose evidence has expired, where it is wider than that of their status.</summary>
    public required SpreadRule Expired { get; init; }

    /// <summary>The rule of claimed performance.</summary>
    public required ClaimRule ClaimedPerformance { get; init; }

    /// <summary>Rules of single quantities, by key, which go before those of their status.</summary>
    public required IReadOnlyDictionary<string, SpreadRule> Quantities { get; init; }

    /// <summary>Inputs that are certain, by the beginning of their id.</summary>
    public required IReadOnlyList<ExactRule> Exact { get; init; }

    /// <summary>The error of the serving model.</summary>
    public required ModelErrorRule ModelError { get; init; }

    /// <summary>Rank correlations.</summary>
    public required IReadOnlyList<CorrelationRule> Correlations { get; init; }

    /// <summary>What pilots measure and cost.</summary>
    public required PilotRule Pilots { get; init; }

    /// <summary>Published ratios of the worked example's two cards, marked on flip maps.</summary>
    public required IReadOnlyList<PerformanceMark> PerformanceMarks { get; init; }

    /// <summary>The share of worlds beyond which a loss counts as bad: CVaR and the bad regret are taken there.</summary>
    public required double LossQuantile { get; init; }

    /// <summary>What the policy rests on.</summary>
    public required string Basis { get; init; }

    /// <summary>The policy with another least spread for a status.</summary>
    /// <param name="status">The status.</param>
    /// <param name="leastRatio">P90 over P10 at least.</param>
    public UncertaintyPolicy WithLeastRatio(EvidenceStatus status, double leastRatio) => this with
    {
        Statuses = Statuses.ToDictionary(
            entry => entry.Key, entry => entry.Key == status ? entry.Value with { LeastRatio = leastRatio } : entry.Value),
    };

    /// <summary>Whether it says the same as another, reasons included.</summary>
    /// <param name="other">The other.</param>
    public bool SaysTheSameAs(UncertaintyPolicy other) =>
        JsonSerializer.Serialize(this, CatalogJson.Default.UncertaintyPolicy) == JsonSerializer.Serialize(other, CatalogJson.Default.UncertaintyPolicy);

    /// <summary>Reads and checks a policy.</summary>
    /// <param name="json">The text, as in the catalogue's uncertainty.json.</param>
    /// <returns>The policy, or null and every problem found; never throws on what the text contains.</returns>
    public static (UncertaintyPolicy? Policy, IReadOnlyList<CaseProblem> Problems) Read(string json)
    {
        List<CaseProblem> problems = [];
        UncertaintyPolicy? read = StrictJson.Read(
            json, CatalogJson.Default.UncertaintyPolicy, "policy", (field, value, accepted) => problems.Add(new(field, value, accepted)));
        problems.AddRange((read?.Problems() ?? []).Select(problem => new CaseProblem(problem.Field, problem.Value, problem.Accepted)));
        return (problems.Count == 0 ? read : null, problems);
    }

    /// <summary>What is wrong with it: field, value, what would be accepted. Empty for a sound one.</summary>
    public IEnumerable<(string Field, string Value, string Accepted)> Problems()
    {
        foreach (EvidenceStatus status in Enum.GetValues<EvidenceStatus>().Where(status => status != EvidenceStatus.Requirement))
        {
            if (!Statuses.ContainsKey(status))
            {
                yield return ($"statuses.{status}", "missing", "a rule for each of Verified, Corroborated, Claimed and Assumed");
            }
        }

        foreach ((string name, SpreadRule rule) in Statuses.Select(entry => ($"statuses.{entry.Key}", entry.Value))
            .Concat(Quantities.Select(entry => ($"quantities.{entry.Key}", entry.Value))).Append(("expired", Expired)))
        {
            if (!(rule.LeastRatio >= SpreadRule.LeastOfAll && rule.LeastRatio <= SpreadRule.MostOfAll))
            {
                yield return ($"{name}.leastRatio", Text(rule.LeastRatio), $"{Text(SpreadRule.LeastOfAll)} to {Text(SpreadRule.MostOfAll)}");
            }

            if (rule.Why.Trim().Length == 0 || rule.Why.Length > SpreadRule.LongestReason)
            {
                yield return ($"{name}.why", rule.Why.Trim().Length == 0 ? "blank" : $"{rule.Why.Length} characters", $"1 to {SpreadRule.LongestReason} characters");
            }
        }

        if (!(ClaimedPerformance.LowFactor > 0 && ClaimedPerformance.LowFactor <= ClaimedPerformance.MedianFactor && ClaimedPerformance.MedianFactor <= 1))
        {
            yield return ("claimedPerformance", $"{Text(ClaimedPerformance.LowFactor)}, {Text(ClaimedPerformance.MedianFactor)}", "0 < lowFactor <= medianFactor <= 1");
        }

        if (!(ModelError.SigmaFactor >= 0 && ModelError.SigmaFactor <= 10))
        {
            yield return ("modelError.sigmaFactor", Text(ModelError.SigmaFactor), "0 to 10");
        }

        if (!(ModelError.PairSigma >= ModelErrorRule.LeastPairSigma && ModelError.PairSigma <= 2))
        {
            yield return ("modelError.pairSigma", Text(ModelError.PairSigma), $"{Text(ModelErrorRule.LeastPairSigma)} to 2");
        }

        if (!(Math.Abs(ModelError.PhaseCorrelation) <= 1))
        {
            yield return ("modelError.phaseCorrelation", Text(ModelError.PhaseCorrelation), "-1 to 1");
        }

        if (!(Math.Abs(ModelError.StepCorrelation) <= 1))
        {
            yield return ("modelError.stepCorrelation", Text(ModelError.StepCorrelation), "-1 to 1");
        }

        foreach (CorrelationRule rule in Correlations.Where(rule => !(Math.Abs(rule.Spearman) <= 1)))
        {
            yield return ($"correlations.{rule.First}", Text(rule.Spearman), "-1 to 1");
        }

        if (!(LossQuantile > 0.5 && LossQuantile < 1))
        {
            yield return ("lossQuantile", Text(LossQuantile), "above 0.5 and below 1");
        }

        if (!(ModelError.PairRatioSigma >= 0 && ModelError.PairRatioSigma <= 2))
        {
            yield return ("modelError.pairRatioSigma", Text(ModelError.PairRatioSigma), "0 to 2");
        }

        foreach (string phase in ErrorPhase.Keys.Keys)
        {
            if (ModelError.Phases.Count(entry => entry.Id == phase) != 1)
            {
                yield return ("modelError.phases", $"without one {phase}", "one entry with id prefill and one with id decode");
            }
        }

        foreach ((int index, ErrorPhase phase) in ModelError.Phases.Index())
        {
            if (!ErrorPhase.Keys.TryGetValue(phase.Id, out string? key))
            {
                yield return ($"modelError.phases[{index}].id", $"'{phase.Id}'", "prefill or decode");
            }
            else if (phase.Key != key)
            {
                yield return (
                    $"modelError.phases[{index}].key", $"'{phase.Key}'",
                    $"{key}, the input on which the error of {phase.Id} acts ({string.Join(" and ", ErrorPhase.Keys.Values)} are known)");
            }

            if (phase.Label.Trim().Length == 0 || phase.Label.Length > MostOfALabel || phase.Label.Any(PlainText.IsDisruptive))
            {
                yield return ($"modelError.phases[{index}].label", $"'{phase.Label}'", $"1 to {MostOfALabel} characters without control characters");
            }
        }

        foreach ((int index, PerformanceMark mark) in PerformanceMarks.Index())
        {
            if (!(mark.Value >= PerformanceMark.LeastRatio && mark.Value <= PerformanceMark.MostRatio))
            {
                yield return (
                    $"performanceMarks[{index}].value", Text(mark.Value), $"{Text(PerformanceMark.LeastRatio)} to {Text(PerformanceMark.MostRatio)}");
            }

            if (mark.Label.Trim().Length == 0 || mark.Label.Length > MostOfALabel || mark.Label.Any(PlainText.IsDisruptive))
            {
                yield return ($"performanceMarks[{index}].label", $"'{mark.Label}'", $"1 to {MostOfALabel} characters without control characters");
            }
        }

        foreach ((string Field, string Value, string Accepted) problem in Pilots.Problems())
        {
            yield return problem;
        }

        foreach ((string name, int count) in new[]
        {
            ("quantities", Quantities.Count), ("exact", Exact.Count), ("modelError.phases", ModelError.Phases.Count), ("correlations", Correlations.Count),
            ("performanceMarks", PerformanceMarks.Count),
        }.Where(list => list.Item2 > MostEntries))
        {
            yield return (name, $"{count} entries", $"at most {MostEntries}");
        }
    }

    private static string Text(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>How wide a range is at least.</summary>
/// <param name="LeastRatio">P90 over P10: of the value, of the odds of a share, or of a multiplier's excess over one.</param>
/// <param name="Why">The reason, 1 to <see cref="LongestReason"/> characters.</param>
public sealed record SpreadRule(double LeastRatio, string Why)
{
    /// <summary>The least ratio: the range of the evidence as it stands.</summary>
    public const double LeastOfAll = 1;

    /// <summary>The greatest ratio.</summary>
    public const double MostOfAll = 1000;

    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = 500;
}

/// <summary>Performance that only its seller states.</summary>
/// <param name="MedianFactor">Median over the claim, where higher is better.</param>
/// <param name="LowFactor">The bad end over the claim.</param>
/// <param name="HigherIsBetter">Keys of quantities of which more is better.</param>
/// <param name="LowerIsBetter">Keys of quantities of which less is better.</param>
/// <param name="Why">The reason.</param>
public sealed record ClaimRule(
    double MedianFactor, double LowFactor, IReadOnlyList<string> HigherIsBetter, IReadOnlyList<string> LowerIsBetter, string Why);

/// <summary>Inputs without uncertainty.</summary>
/// <param name="Prefix">Beginning of their ids.</param>
/// <param name="Why">The reason.</param>
public sealed record ExactRule(string Prefix, string Why);

/// <summary>
/// The error of the serving model: a log-normal factor on the time of each phase on each accelerator (F20). Its standard deviation is
/// that of the step of the ladder of evidence, measured by holding measurements back, and comes with the input (calibration.json).
/// </summary>
/// <param name="SigmaFactor">Factor on the measured standard deviations; 1 takes them as they are, 0 leaves the error out.</param>
/// <param name="PairRatioSigma">Standard deviation of the logarithm of the ratio of two accelerators.</param>
/// <param name="PairSigma">Standard deviation of each by itself where that ratio was measured.</param>
/// <param name="PhaseCorrelation">Correlation of the errors of two phases on one accelerator.</param>
/// <param name="StepCorrelation">Correlation of the errors of two models on one accelerator that stand on different steps.</param>
/// <param name="Phases">The inputs on which the error of a phase acts.</param>
/// <param name="Why">The reason.</param>
public sealed record ModelErrorRule(
    double SigmaFactor,
    double PairRatioSigma,
    double PairSigma,
    double PhaseCorrelation,
    double StepCorrelation,
    IReadOnlyList<ErrorPhase> Phases,
    string Why)
{
    /// <summary>The inputs that a variable of a study speaks of: the one that an error of the serving model acts on, else the one of its own name.</summary>
    /// <param name="variableId">Id of the variable.</param>
    public IEnumerable<string> InputsOf(string variableId) =>
        variableId.Split('/') is ["modelError", string card, string id, string step] && Phases.FirstOrDefault(phase => phase.Id == id) is { } phase
            ? [$"accelerators/{card}/{phase.Key}/{step}"]
            : [variableId];

    /// <summary>The least standard deviation of each accelerator by itself: below it the correlation of two has no meaning.</summary>
    public const double LeastPairSigma = 0.001;

    /// <summary>Correlation of the logarithms of two accelerators' errors in one phase.</summary>
    [JsonIgnore]
    public double PairCorrelation => Math.Clamp(1 - (PairRatioSigma * PairRatioSigma / (2 * PairSigma * PairSigma)), 0, 1);
}

/// <summary>A phase of serving with the input through which its time error acts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Key">Key of the accelerator's quantities that a slower phase multiplies, one per step of the ladder.</param>
public sealed record ErrorPhase(string Id, string Label, string Key)
{
    /// <summary>The phases that the serving model has, with the key through which the error of each acts.</summary>
    internal static IReadOnlyDictionary<string, string> Keys { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["prefill"] = AcceleratorQuantities.PrefillErrorFactor,
        ["decode"] = AcceleratorQuantities.DecodeErrorFactor,
    };
}

/// <summary>A rank correlation between inputs.</summary>
/// <param name="First">Pattern of one id; * stands for one part of the path.</param>
/// <param name="Second">Pattern of the other. Where both are the same pattern, every pair that fits it is meant.</param>
/// <param name="Spearman">The rank correlation.</param>
/// <param name="Why">The reason.</param>
public sealed record CorrelationRule(string First, string Second, double Spearman, string Why);

/// <summary>A published ratio of two cards' performance.</summary>
/// <param name="Value">The ratio.</param>
/// <param name="Label">What it is, in a few words.</param>
/// <param name="Why">Where it comes from.</param>
/// <param name="Facts">Ids of the facts behind it.</param>
public sealed record PerformanceMark(double Value, string Label, string Why, IReadOnlyList<string> Facts)
{
    /// <summary>The least ratio.</summary>
    public const double LeastRatio = 0.001;

    /// <summary>The greatest ratio.</summary>
    public const double MostRatio = 1000;
}
