using App.Engine.Calibration;
using App.Engine.Catalog;
using App.Engine.Inputs;

namespace App.Engine.Uncertainty;

/// <summary>Which numbers of a case are uncertain, and how they go together.</summary>
internal static class VariableChoice
{
    private const string ErrorPrefix = "modelError/";

    /// <summary>Last part of the id of the input that says whether an event happens.</summary>
    public const string OccursKey = "occurs";

    private const string Occurs = $"/{OccursKey}";

    /// <summary>Inputs that are uncertain by themselves.</summary>
    public static IEnumerable<UncertainVariable> Inputs(
        IEnumerable<Input> inputs, UncertaintyPolicy policy, IReadOnlyDictionary<string, Distribution> own)
    {
        Dictionary<string, Input> byId = inputs.ToDictionary(input => input.Id, StringComparer.Ordinal);
        foreach (Input input in byId.Values)
        {
            if (input.Id.EndsWith($"/{EventQuantities.ProbabilityFraction}", StringComparison.Ordinal))
            {
                // How likely an event is decides in how many worlds it happens; that alone is sampled.
                continue;
            }

            if (input.Id.EndsWith(Occurs, StringComparison.Ordinal) && !own.ContainsKey(input.Id))
            {
                Input probability = byId[$"{input.Id[..^Occurs.Length]}/{EventQuantities.ProbabilityFraction}"];
                bool isCertain = policy.Exact.Any(rule => input.Id.StartsWith(rule.Prefix, StringComparison.Ordinal));
                if (!isCertain && Happening(input, probability, own) is { } happening)
                {
                    yield return happening;
                }

                continue;
            }

            AssignedDistribution assigned = own.TryGetValue(input.Id, out Distribution? chosen)
                ? new(chosen, "Your distribution.")
                : EvidenceDistributions.Of(input, policy);
            if (!assigned.Distribution.IsPoint)
            {
                yield return new(
                    input.Id, input.Label, input.Unit.Symbol, input.Status, input.Value, assigned.Distribution, assigned.Rule, input.Facts,
                    [new(input.Id, VariableAction.Sets)]);
            }
        }
    }

    /// <summary>An event that happens in a share of the worlds; null where the case takes it to happen or it cannot.</summary>
    private static UncertainVariable? Happening(Input occurs, Input probability, IReadOnlyDictionary<string, Distribution> own)
    {
        double share = own.TryGetValue(probability.Id, out Distribution? chosen) ? chosen.Quantile(0.5) : probability.Value;
        return occurs.Value > 0 || share <= 0
            ? null
            : new(
                occurs.Id, occurs.Label, occurs.Unit.Symbol, probability.Status, occurs.Value,
                new TableDistribution([0, 1], [1 - share, share]), $"Happens in so many of the worlds. {probability.Basis}", probability.Facts,
                [new(occurs.Id, VariableAction.Sets)]);
    }

    /// <summary>The serving model's error on each accelerator in each phase, by the step of the ladder on which models stand.</summary>
    public static IEnumerable<UncertainVariable> ModelErrors(
        IReadOnlyDictionary<string, Input> inputs, UncertaintyPolicy policy, IReadOnlyDictionary<string, Distribution> own)
    {
        foreach (ErrorPhase phase in policy.ModelError.Phases)
        {
            foreach (Input input in inputs.Values.Where(input => EvidenceDistributions.KeyOf(input.Id) == phase.Key)
                .OrderBy(input => input.Id, StringComparer.Ordinal))
            {
                string[] path = input.Id.Split('/');
                string id = $"{ErrorPrefix}{path[1]}/{phase.Id}/{path[3]}";
                double sigma = policy.ModelError.SigmaFactor * Math.Log(input.High / input.Low) / (2 * NormalDistribution.Z90);
                Distribution distribution = own.GetValueOrDefault(id) ?? Distribution.LogNormal(1, sigma);
                if (!distribution.IsPoint)
                {
                    yield return new(
                        id, $"{input.Label.Split(':')[0]}: {phase.Label}", "", input.Status, 1, distribution,
                        $"{input.Basis} {policy.ModelError.Why}", input.Facts, [new(input.Id, VariableAction.Multiplies)]);
                }
            }
        }
    }

    /// <summary>What a phase's time error on an accelerator acts on, whatever the step.</summary>
    public static IEnumerable<VariableEffect> ErrorEffects(string card, ErrorPhase phase) => Enum.GetValues<EvidenceTier>()
        .Select(tier => new VariableEffect(
            ServingCalibration.PathOf(card, phase.Key == AcceleratorQuantities.DecodeErrorFactor ? LadderKind.Decode : LadderKind.FirstToken, tier),
            VariableAction.Multiplies));

    /// <summary>The rank correlations among variables.</summary>
    public static List<RankCorrelation> Correlations(IReadOnlyList<UncertainVariable> variables, UncertaintyPolicy policy)
    {
        List<RankCorrelation> found = [];
        for (int i = 0; i < variables.Count; i++)
        {
            for (int j = i + 1; j < variables.Count; j++)
            {
                if (Between(variables[i].Id, variables[j].Id, policy) is { } spearman and not 0)
                {
                    found.Add(new(i, j, spearman));
                }
            }
        }

        return found;
    }

    private static double? Between(string first, string second, UncertaintyPolicy policy)
    {
        if (first.Split('/') is [_, string card, string phase, string step] && second.Split('/') is [_, string otherCard, string otherPhase, string otherStep]
            && first.StartsWith(ErrorPrefix, StringComparison.Ordinal) && second.StartsWith(ErrorPrefix, StringComparison.Ordinal))
        {
            double pearson = card != otherCard ? policy.ModelError.PairCorrelation : step == otherStep ? 1 : policy.ModelError.StepCorrelation;
            pearson *= phase == otherPhase ? 1 : policy.ModelError.PhaseCorrelation;
            return 6 / Math.PI * Math.Asin(pearson / 2);
        }

        return policy.Correlations.FirstOrDefault(rule => FitsPair(rule, first, second))?.Spearman;
    }

    /// <summary>What of a policy correlates pairs among inputs, as a person reads it: the members of its model error, and at most three rules.</summary>
    /// <param name="ids">Ids of the inputs.</param>
    /// <param name="policy">The policy.</param>
    public static IReadOnlyList<string> RulesAmong(IReadOnlyList<string> ids, UncertaintyPolicy policy)
    {
        IFormatProvider invariant = System.Globalization.CultureInfo.InvariantCulture;
        ModelErrorRule error = policy.ModelError;
        IEnumerable<string> errors = ids.Count(id => id.StartsWith(ErrorPrefix, StringComparison.Ordinal)) < 2 ? [] :
        [
            string.Create(
                invariant,
                $"modelError.phaseCorrelation {error.PhaseCorrelation:R}, modelError.stepCorrelation {error.StepCorrelation:R} and {error.PairCorrelation:0.###} between two accelerators"),
        ];
        return [.. errors, .. policy.Correlations
            .Where(rule => ids.Index().Any(first => ids.Skip(first.Index + 1).Any(second => FitsPair(rule, first.Item, second))))
            .Take(3)
            .Select(rule => string.Create(invariant, $"{rule.Spearman:R} between {rule.First} and {rule.Second}"))];
    }

    private static bool FitsPair(CorrelationRule rule, string first, string second) =>
        (Fits(first, rule.First) && Fits(second, rule.Second)) || (Fits(second, rule.First) && Fits(first, rule.Second));

    private static bool Fits(string id, string pattern)
    {
        string[] parts = id.Split('/');
        string[] wanted = pattern.Split('/');
        return parts.Length == wanted.Length && parts.Zip(wanted).All(pair => pair.Second == "*" || pair.First == pair.Second);
    }
}
