using System.Text.Json;
using System.Text.Json.Serialization;
using App.Engine.Catalog;
using App.Engine.Evidence;
using App.Engine.Fleets;
using App.Engine.Requirements;
using App.Engine.Studies;

namespace App.Engine.Comparisons;

/// <summary>A comparison with what it rests on: what a run stores and the command prints (docs/evaluate-json.md).</summary>
/// <param name="Schema">"evaluation/1".</param>
/// <param name="Comparison">The options and the verdict.</param>
/// <param name="Capacities">The most work that each bought option with a plan serves within the limits.</param>
/// <param name="Exposure">How much of the decision rests on what evidence.</param>
/// <param name="Odds">How often the choice holds over possible worlds.</param>
/// <param name="WeakestEvidence">For each option and each figure the weakest status among the inputs it depends on.</param>
public sealed record Evaluation(
    string Schema,
    Comparison Comparison,
    IReadOnlyList<BudgetCapacity> Capacities,
    DecisionExposure Exposure,
    ChoiceOdds Odds,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, EvidenceStatus>> WeakestEvidence)
{
    /// <summary>Evaluates a case.</summary>
    /// <param name="procurement">A case that has been checked (<see cref="CaseReader"/>).</param>
    /// <param name="catalog">The catalogue.</param>
    public static Evaluation Of(ProcurementCase procurement, PlannerCatalog catalog) =>
        Of(FleetComparison.EvaluateBound(procurement, catalog), catalog);

    /// <summary>Adds to a comparison what it rests on.</summary>
    /// <param name="bound">The comparison with its plans.</param>
    /// <param name="catalog">The catalogue that it was made with.</param>
    public static Evaluation Of(BoundComparison bound, PlannerCatalog catalog) =>
        Of(bound, ChoiceOdds.Of(bound, catalog, Environment.ProcessorCount));

    /// <summary>Adds to a comparison and its odds what it rests on.</summary>
    /// <param name="bound">The comparison with its plans.</param>
    /// <param name="odds">How often the choice holds.</param>
    public static Evaluation Of(BoundComparison bound, ChoiceOdds odds)
    {
        Dictionary<string, IReadOnlyDictionary<string, EvidenceStatus>> weakest = [];
        foreach ((string option, BoundPlan plan) in bound.Plans)
        {
            weakest.Add(option, Lineage.Of(plan).ToDictionary(figure => figure.Line, figure => figure.Weakest));
        }

        return new("evaluation/1", bound.Comparison, CapacitiesOf(bound), SwingAnalysis.Exposure(SwingAnalysis.Swings(bound)), odds, weakest);
    }

    /// <summary>The most work that each bought option serves within the limits, in the order of the case.</summary>
    /// <param name="bound">The comparison with its plans.</param>
    public static IReadOnlyList<BudgetCapacity> CapacitiesOf(BoundComparison bound) =>
        [.. bound.Plans.Values.Select(plan => BudgetSizing.Of(plan, bound.Comparison.Limits)).OfType<BudgetCapacity>()];

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static Evaluation Read(string json) =>
        JsonSerializer.Deserialize(json, EvaluationJson.Default.Evaluation) ?? throw new JsonException("The evaluation is null.");

    /// <summary>Writes it as JSON.</summary>
    /// <param name="evaluation">The evaluation.</param>
    public static string Write(Evaluation evaluation) => JsonSerializer.Serialize(evaluation, EvaluationJson.Default.Evaluation);
}

/// <summary>How evaluations are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NewLine = "\n",
    WriteIndented = true)]
[JsonSerializable(typeof(Evaluation))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
