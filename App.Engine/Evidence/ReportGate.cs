using App.Engine.Studies;

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
    /// <param name="shares">How much of the decision's uncertainty each input makes up.</param>
    /// <param name="state">The ledger.</param>
    /// <param name="policy">The rules.</param>
    /// <returns>The largest share first; empty where a Final report may be issued.</returns>
    public static IReadOnlyList<ReportBar> Bars(DecisionShares shares, LedgerState state, EvidencePolicy policy) =>
    [
        .. from share in shares.Fractions
           where share.Value > policy.FinalReportFraction
           let flags = state.InUse(share.Key)?.Flags ?? EvidenceFlags.None
           where flags != EvidenceFlags.None
           orderby share.Value descending, share.Key
           let slot = state.Assumptions[share.Key].Assumption
           select new ReportBar(share.Key, $"{slot.Subject}: {slot.Quantity}", share.Value, flags),
    ];
}
