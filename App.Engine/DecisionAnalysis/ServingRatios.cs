using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;
using App.Engine.Uncertainty;

namespace App.Engine.DecisionAnalysis;

/// <summary>What one card serves against another on one workload, as modelled in the base case: requests per second and card, as a ratio.</summary>
/// <param name="CardId">The card.</param>
/// <param name="CardName">Its name.</param>
/// <param name="OtherId">The card it is measured against.</param>
/// <param name="OtherName">Its name.</param>
/// <param name="WorkloadId">The workload.</param>
/// <param name="WorkloadName">Its name.</param>
/// <param name="Prefill">Reading prompts only; null where the workload has no such phase.</param>
/// <param name="Decode">Writing outputs only; null where the workload has no such phase.</param>
/// <param name="Both">All phases on the same cards.</param>
public sealed record ServingRatio(
    string CardId, string CardName, string OtherId, string OtherName, string WorkloadId, string WorkloadName,
    double? Prefill, double? Decode, double Both);

/// <summary>Compares cards of which each has an option of its own.</summary>
public static class ServingRatios
{
    /// <summary>The first pair of bought cards on the first workload; none where no two options have one card each.</summary>
    /// <param name="uncertain">The case.</param>
    public static IEnumerable<ServingRatio> Of(UncertainCase uncertain)
    {
        string[] cards = [.. Single(uncertain).Where(entry => entry.Option.Plan.Plan.Tenure == Tenure.Buy).Select(entry => entry.CardId).Distinct()];
        return cards.Length < 2 ? [] : Between(uncertain, cards[0], cards[1]).Take(1);
    }

    /// <summary>Two cards on every workload.</summary>
    /// <param name="uncertain">The case.</param>
    /// <param name="cardId">The card.</param>
    /// <param name="otherId">The card it is measured against.</param>
    public static IEnumerable<ServingRatio> Between(UncertainCase uncertain, string cardId, string otherId)
    {
        UncertainOption? card = Single(uncertain).FirstOrDefault(entry => entry.CardId == cardId).Option;
        UncertainOption? other = Single(uncertain).FirstOrDefault(entry => entry.CardId == otherId).Option;
        if (card is null || other is null)
        {
            yield break;
        }

        IReadOnlyList<Workload> workloads = uncertain.Bound.Comparison.Case.Workloads;
        for (int w = 0; w < workloads.Count; w++)
        {
            bool hasPhases = workloads[w].Kind == WorkloadKind.Generation;
            yield return new(
                cardId, NameOf(card), otherId, NameOf(other), workloads[w].Id, workloads[w].Name,
                hasPhases ? Rate(card, w, ServingRole.Prefill) / Rate(other, w, ServingRole.Prefill) : null,
                hasPhases ? Rate(card, w, ServingRole.Decode) / Rate(other, w, ServingRole.Decode) : null,
                Rate(card, w, ServingRole.Both) / Rate(other, w, ServingRole.Both));
        }
    }

    private static string NameOf(UncertainOption option) => option.Plan.Slots.Groups[0].Title;

    private static IEnumerable<(string CardId, UncertainOption Option)> Single(UncertainCase uncertain) => uncertain.Options
        .Where(option => option.Plan.Plan.Groups.Count == 1)
        .Select(option => (option.Plan.Plan.Groups[0].AcceleratorId, option));

    private static double Rate(UncertainOption option, int workload, ServingRole role)
    {
        PoolSlots pool = option.Plan.Slots.Pools.First(entry => entry.Workload == workload) with { Role = role };
        Throughput<Scalar> throughput = PoolStates.ThroughputOf(
            CaseInputs.Scalars(option.Base), pool, option.Plan.Slots.Workloads[workload], option.Plan.Slots.Serving);
        return throughput.RequestsPerSecond.Value / option.Base[pool.Layout.Cards.Index];
    }
}
