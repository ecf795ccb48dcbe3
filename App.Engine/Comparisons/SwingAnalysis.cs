using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Evidence;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Comparisons;

/// <summary>
/// One assumption at a time to its low and its high value, each option sized anew for it in its layout: would the answer change,
/// and how much of the decision rests on which evidence (F34).
/// </summary>
public static class SwingAnalysis
{
    /// <summary>Moves every uncertain assumption.</summary>
    /// <param name="bound">A comparison with its plans.</param>
    /// <returns>One entry for each assumption that moves the decision, in table order; lazily, so that a caller can pause.</returns>
    public static IEnumerable<Swing> Swings(BoundComparison bound)
    {
        if (bound.Comparison.Verdict is not { RunnerUpOption: { } runnerUp } verdict)
        {
            yield break;
        }

        Dictionary<string, Input> uncertain = [];
        foreach (BoundPlan plan in bound.Plans.Values)
        {
            foreach (Input input in plan.Slots.Table.Inputs.Where(input => input.Kind == InputKind.Assumption && input.Low < input.High))
            {
                uncertain.TryAdd(input.Id, input);
            }
        }

        foreach (Input input in uncertain.Values)
        {
            (double low, string lowBest) = At(bound, input, input.Low, verdict.BestOption, runnerUp);
            (double high, string highBest) = At(bound, input, input.High, verdict.BestOption, runnerUp);
            string? other = lowBest != verdict.BestOption ? lowBest : highBest != verdict.BestOption ? highBest : null;
            if (low != high || other is not null)
            {
                yield return new(input, low, high, other is not null, other, !double.IsFinite(low) || !double.IsFinite(high));
            }
        }
    }

    /// <summary>Adds up swings by evidence.</summary>
    /// <param name="swings">All swings of a comparison. An advantage without bound counts as the largest seen, none where neither option can serve.</param>
    public static DecisionExposure Exposure(IEnumerable<Swing> swings)
    {
        List<Swing> all = [.. swings];
        double largest = all.SelectMany(swing => new[] { swing.LowUsDollars, swing.HighUsDollars }).Where(double.IsFinite).Select(Math.Abs)
            .DefaultIfEmpty(0).Max();
        double Bounded(double advantage) => double.IsNaN(advantage) ? 0 : Math.Clamp(advantage, -largest, largest);
        List<Swing> ordered = [.. all
            .Select(swing => swing with { LowUsDollars = Bounded(swing.LowUsDollars), HighUsDollars = Bounded(swing.HighUsDollars) })
            .OrderByDescending(swing => swing.RangeUsDollars)];
        double total = ordered.Sum(swing => swing.RangeUsDollars);
        Dictionary<EvidenceStatus, double> shares = total > 0
            ? ordered.GroupBy(swing => swing.Input.Status).ToDictionary(group => group.Key, group => group.Sum(swing => swing.RangeUsDollars) / total)
            : [];
        return new(ordered, shares, total > 0 ? 1 - shares.GetValueOrDefault(EvidenceStatus.Verified) : 0);
    }

    private static (double Advantage, string Best) At(
        BoundComparison bound, Input input, double value, string best, string runnerUp)
    {
        Dictionary<string, double> costs = [];
        Dictionary<string, double> feasible = [];
        foreach ((string id, BoundPlan plan) in bound.Plans)
        {
            (double cost, bool fits) = Cost(bound.Comparison.Limits, plan, input, value);
            costs[id] = cost;
            if (fits && id != bound.Comparison.Case.ReferenceOption)
            {
                feasible[id] = cost;
            }
        }

        string winner = feasible.Count == 0 ? best : feasible.MinBy(entry => entry.Value).Key;
        return (costs[runnerUp] - costs[best], winner);
    }

    /// <summary>Present cost of an option sized for other values; the old plan's cost where no size is enough.</summary>
    private static (double Cost, bool Fits) Cost(FleetLimits limits, BoundPlan plan, Input input, double value)
    {
        double[] values = plan.Slots.Table.BaseValues();
        if (plan.Slots.Table.Find(input.Id) is { } slot)
        {
            values[slot.Index] = value;
        }

        bool sized = FleetSizing.Fill(plan.Slots, values);
        NoSheet<Scalar> sheet = default;
        FleetWorkspace<Scalar> workspace = new(plan.Slots);
        CaseInputs<Scalar> inputs = CaseInputs.Scalars(values);
        Outcome<Scalar> outcome = FleetModel.Evaluate(inputs, workspace, ref sheet);
        bool fits = sized && limits.Breaches(plan.Plan.Tenure, inputs, workspace, outcome).Count == 0;
        return (outcome.PresentCostUsDollars.Value, fits);
    }
}
