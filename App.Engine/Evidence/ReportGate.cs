using App.Engine.Comparisons;

namespace App.Engine.Evidence;

/// <summary>An input that bars a Final report.</summary>
/// <param name="AssumptionId">The input.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="ShareFraction">Its share of the decision's uncertainty, 0 to 1.</param>
/// <param name="Flags">What is the matter with it.</param>
public sealed record ReportBar(string AssumptionId, string Label, double ShareFraction, EvidenceFlags Flags);

/// <summary>Whether a report may be marked Final.</summary>
public static class ReportGate
{
    /// <summary>The inputs that bar it: those that make up more of the decision's uncertainty than the policy allows and are expired or disputed now.</summary>
    /// <param name="exposure">What the decision rests on.</param>
    /// <param name="state">The ledger.</param>
    /// <param name="policy">The rules.</param>
    /// <returns>The largest share first; empty where a Final report may be issued.</returns>
    public static IReadOnlyList<ReportBar> Bars(DecisionExposure exposure, LedgerState state, EvidencePolicy policy)
    {
        double total = exposure.Swings.Sum(swing => swing.RangeUsDollars);
        return total <= 0 ? [] : [.. exposure.Swings
            .Select(swing => new ReportBar(
                swing.Input.Id, swing.Input.Label, swing.RangeUsDollars / total, state.InUse(swing.Input.Id)?.Flags ?? EvidenceFlags.None))
            .Where(bar => bar.Flags != EvidenceFlags.None && bar.ShareFraction > policy.FinalReportFraction)
            .OrderByDescending(bar => bar.ShareFraction)];
    }
}
