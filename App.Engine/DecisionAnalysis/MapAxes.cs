using App.Engine.Requirements;
using App.Engine.Uncertainty;

namespace App.Engine.DecisionAnalysis;

/// <summary>The axes that a case offers for flip maps: performance and prices of its cards, its load, and every uncertain number.</summary>
public static class MapAxes
{
    /// <summary>Id of the axis of prompt lengths.</summary>
    public const string Prompts = "portfolio/promptTokens";

    /// <summary>Id of the axis of output lengths.</summary>
    public const string Outputs = "portfolio/outputTokens";

    /// <summary>Id of the axis of utilisation.</summary>
    public const string Utilization = "portfolio/utilization";

    private const double WidestFactor = 4;

    /// <summary>The axes of a case that act on an option which can be chosen, those about the whole portfolio first.</summary>
    /// <param name="uncertain">The case.</param>
    public static IReadOnlyList<MapAxis> Of(UncertainCase uncertain)
    {
        List<MapAxis> axes = [];
        foreach (ServingRatio ratio in ServingRatios.Of(uncertain))
        {
            axes.Add(Performance(uncertain, ratio));
        }

        ProcurementCase procurement = uncertain.Bound.Comparison.Case;
        axes.Add(Portfolio(Prompts, "Prompt length of the whole portfolio", procurement, "promptTokens"));
        axes.Add(Portfolio(Outputs, "Output length of the whole portfolio", procurement, "outputTokens"));
        axes.Add(Load(uncertain));
        axes.AddRange(uncertain.Variables.Where(variable => variable.Effects is [{ Action: VariableAction.Sets }]).Select(variable => new MapAxis(
            variable.Id, variable.Label, variable.UnitSymbol, variable.Base,
            Math.Min(variable.Base, variable.Distribution.Quantile(0.01)), Math.Max(variable.Base, variable.Distribution.Quantile(0.99)),
            false, variable.Effects, [])));
        UncertainOption[] candidates = [.. uncertain.Options.Where(option => option.IsCandidate)];
        IReadOnlyList<UncertainOption> acted = candidates.Length > 0 ? candidates : uncertain.Options;
        return [.. axes.Where(axis => axis.Effects.Any(effect => acted.Any(option => option.Plan.Slots.Table.Find(effect.InputId) is not null)))];
    }

    /// <summary>A faster card divides the times of both phases, through the inputs on which the model's error acts.</summary>
    private static MapAxis Performance(UncertainCase uncertain, ServingRatio ratio)
    {
        List<VariableEffect> effects = [];
        foreach (string phase in new[] { "prefill", "decode" })
        {
            effects.AddRange(VariableChoice.ErrorEffects(ratio.CardId, uncertain.Policy.ModelError.Phases.Single(entry => entry.Id == phase))
                .Select(effect => effect with
                {
                    Action = effect.Action == VariableAction.Divides ? VariableAction.Multiplies : VariableAction.Divides,
                }));
        }

        double low = Math.Min(ratio.Both, 1) / WidestFactor;
        double high = Math.Max(ratio.Both, 1) * WidestFactor;
        IReadOnlyList<PerformanceMark> marks = ratio is { CardId: "atlas-350-112gb", OtherId: "h20-96gb" } ? uncertain.Policy.PerformanceMarks : [];
        return new(
            $"performance/{ratio.CardId}/{ratio.OtherId}", $"{ratio.CardName} over {ratio.OtherName}: requests per second and card",
            "×", ratio.Both, low, high, true, effects, marks);
    }

    private static MapAxis Portfolio(string id, string label, ProcurementCase procurement, string key) => new(
        id, label, "×", 1, 1 / WidestFactor, WidestFactor, true,
        [.. procurement.Workloads.Where(workload => workload.Kind == WorkloadKind.Generation)
            .Select(workload => new VariableEffect($"workloads/{workload.Id}/{key}", VariableAction.Multiplies))],
        []);

    /// <summary>Mean over planned load: the less the busiest hour stands out, the better the fleet is used.</summary>
    private static MapAxis Load(UncertainCase uncertain)
    {
        UncertainOption option = uncertain.Options[0];
        double At(string id) => option.Plan.Slots.Table.Find(id) is { } slot ? option.Base[slot.Index] : 1;
        IReadOnlyList<Workload> workloads = uncertain.Bound.Comparison.Case.Workloads;
        double usable = At("economics/maximumLoadFraction") * (1 - At("economics/failureReserveFraction"));
        double mean = usable / workloads.Average(workload => workload.PeakToMeanRatio);
        double steadiest = mean * workloads.Min(workload => workload.PeakToMeanRatio);
        return new(
            Utilization, "Mean utilisation of the fleet", "", mean, mean / WidestFactor, steadiest, true,
            [.. workloads.Select(workload => new VariableEffect($"workloads/{workload.Id}/peakToMeanRatio", VariableAction.Divides))], []);
    }
}
