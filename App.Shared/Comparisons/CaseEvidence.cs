using System.Collections;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Studies;

namespace App.Shared.Comparisons;

/// <summary>A request to work out what the answer to a case rests on.</summary>
/// <param name="Case">The case. The server checks it.</param>
public sealed record CaseEvidenceRequest(ProcurementCase Case);

/// <summary>
/// What the answer to a case rests on, written small: whoever has evaluated the case has its inputs already and finds them again here.
/// </summary>
/// <param name="EngineVersion">The engine that worked it out.</param>
/// <param name="Swings">Each assumption that moves the decision.</param>
/// <param name="Odds">How often the choice holds over possible worlds.</param>
/// <param name="Checks">The inputs that are worth most to be checked, the first of them first.</param>
/// <param name="Figures">For each option its figures, in the order of the result.</param>
/// <param name="Statements">For each option the lines of its statement, in their order.</param>
public sealed record CaseEvidence(
    string EngineVersion,
    IReadOnlyList<SwingEvidence> Swings,
    ChoiceOdds Odds,
    IReadOnlyList<InputShare> Checks,
    IReadOnlyDictionary<string, IReadOnlyList<FigureEvidence>> Figures,
    IReadOnlyDictionary<string, IReadOnlyList<FigureEvidence>> Statements)
{
    /// <summary>So many inputs to check are named.</summary>
    public const int MostChecks = 8;

    /// <summary>Works out what a comparison rests on.</summary>
    /// <param name="bound">The comparison with its plans.</param>
    /// <param name="catalog">The catalogue that it was made with.</param>
    public static CaseEvidence Of(BoundComparison bound, PlannerCatalog catalog)
    {
        Dictionary<string, PlanLineage> lineages = bound.Plans.ToDictionary(plan => plan.Key, plan => Lineage.Trace(plan.Value));
        var look = FirstLook.Of(bound, catalog, Environment.ProcessorCount);
        return new(
            Engine.Comparisons.EngineVersion.Current,
            [.. SwingAnalysis.Exposure(SwingAnalysis.Swings(bound)).Swings.Select(swing => new SwingEvidence(
                swing.Input.Id, swing.Input.Status, swing.LowUsDollars, swing.HighUsDollars, swing.Flips, swing.OtherBest, swing.IsUnserved))],
            look.Odds,
            look.Shares.First(MostChecks),
            Small(lineage => lineage.Figures),
            Small(lineage => lineage.Statement));

        Dictionary<string, IReadOnlyList<FigureEvidence>> Small(Func<PlanLineage, IReadOnlyList<FigureLineage>> part) => lineages.ToDictionary(
            entry => entry.Key,
            IReadOnlyList<FigureEvidence> (entry) => [.. part(entry.Value).Select(line => new FigureEvidence(
                line.Line, line.Weakest, Bits(bound.Plans[entry.Key], line.Inputs), Bits(bound.Plans[entry.Key], line.SizingInputs)))]);
    }

    /// <summary>Its swings, with the inputs of the same comparison.</summary>
    /// <param name="bound">The comparison that the case gives here.</param>
    public DecisionExposure Exposure(BoundComparison bound)
    {
        Dictionary<string, Input> inputs = bound.Plans.Values.SelectMany(plan => plan.Slots.Table.Inputs)
            .GroupBy(input => input.Id).ToDictionary(group => group.Key, group => group.First());
        return SwingAnalysis.Exposure(Swings.Select(swing => new Swing(
            inputs[swing.InputId] with { Status = swing.Status }, swing.LowUsDollars, swing.HighUsDollars, swing.Flips, swing.OtherBest, swing.IsUnserved)));
    }

    /// <summary>An input that it names, with what supports it.</summary>
    /// <param name="id">Id of the input.</param>
    /// <param name="bound">The comparison that the case gives here.</param>
    public Input InputOf(string id, BoundComparison bound)
    {
        Input input = bound.Plans.Values.Select(plan => plan.Slots.Table.Inputs.FirstOrDefault(input => input.Id == id)).First(input => input is not null)!;
        return Swings.FirstOrDefault(swing => swing.InputId == id) is { } swing ? input with { Status = swing.Status } : input;
    }

    /// <summary>What each figure of an option rests on, by its name.</summary>
    /// <param name="option">Id of the option.</param>
    /// <param name="plan">The plan that the case gives here.</param>
    public IReadOnlyDictionary<string, FigureLineage> Lineages(string option, BoundPlan plan) => Lineages(Figures, option, plan);

    /// <summary>What each line of an option's statement rests on, by its name.</summary>
    /// <param name="option">Id of the option.</param>
    /// <param name="plan">The plan that the case gives here.</param>
    public IReadOnlyDictionary<string, FigureLineage> StatementLineages(string option, BoundPlan plan) => Lineages(Statements, option, plan);

    private static Dictionary<string, FigureLineage> Lineages(
        IReadOnlyDictionary<string, IReadOnlyList<FigureEvidence>> lines, string option, BoundPlan plan) =>
        lines.GetValueOrDefault(option, []).ToDictionary(line => line.Line, line => new FigureLineage(
            line.Line, line.Weakest, Inputs(plan, line.Inputs), Inputs(plan, line.SizingInputs)));

    private static string Bits(BoundPlan plan, IReadOnlyList<Input> inputs)
    {
        HashSet<Input> chosen = [.. inputs];
        BitArray bits = new([.. plan.Slots.Table.Inputs.Select(chosen.Contains)]);
        byte[] bytes = new byte[(bits.Count + 7) / 8];
        bits.CopyTo(bytes, 0);
        return Convert.ToBase64String(bytes);
    }

    private static IReadOnlyList<Input> Inputs(BoundPlan plan, string text)
    {
        BitArray bits = new(Convert.FromBase64String(text));
        return [.. plan.Slots.Table.Inputs.Where((_, slot) => bits[slot])];
    }
}

/// <summary>An assumption moved alone to its low and its high value.</summary>
/// <param name="InputId">The assumption.</param>
/// <param name="Status">How well it is supported.</param>
/// <param name="LowUsDollars">Advantage of the best option over the next at its low value, USD.</param>
/// <param name="HighUsDollars">The same at its high value, USD.</param>
/// <param name="Flips">Whether the answer changes at either.</param>
/// <param name="OtherBest">The option that is best instead; null where none is.</param>
/// <param name="IsUnserved">Whether one of the two cannot serve at one of the values: the advantage there counts as the largest seen.</param>
public sealed record SwingEvidence(
    string InputId, EvidenceStatus Status, double LowUsDollars, double HighUsDollars, bool Flips, string? OtherBest, bool IsUnserved);

/// <summary>What a figure rests on.</summary>
/// <param name="Line">The figure.</param>
/// <param name="Weakest">The weakest evidence among its inputs.</param>
/// <param name="Inputs">One bit for each input of the option's table, lowest first, in base 64: whether it moves the figure.</param>
/// <param name="SizingInputs">The same for inputs that size the fleet on which the figure depends.</param>
public sealed record FigureEvidence(string Line, EvidenceStatus Weakest, string Inputs, string SizingInputs);
