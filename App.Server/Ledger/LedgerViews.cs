using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Studies;
using App.Server.Runs;
using App.Shared.Ledger;

namespace App.Server.Ledger;

/// <summary>Answers about a ledger, made from its state.</summary>
internal static class LedgerViews
{
    public static IEnumerable<AssumptionRow> Rows(LedgerState state, PlannerCatalog delivered) => state.Assumptions.Values
        .OrderBy(slot => slot.Assumption.Id, StringComparer.Ordinal).Select(slot => Row(state, slot, delivered));

    public static AssumptionDocument Document(
        LedgerState state, EvidencePolicy policy, DateOnly today, AssumptionState slot, IReadOnlyList<HistoryLine> history, DecisionShares? shares)
    {
        VersionState? inUse = state.InUse(slot.Assumption.Id);
        List<AssertionState> assertions = [.. slot.Assertions.Select(id => state.Assertions[id])
            .OrderByDescending(assertion => assertion.Id == inUse?.Ref.AssertionId)];
        List<string> evidence = [.. assertions.SelectMany(assertion => assertion.Versions.Values)
            .SelectMany(version => version.Content.Evidence.Concat(version.Dispute?.CounterEvidence ?? [])).Distinct(StringComparer.Ordinal)];
        return new(
            slot.Assumption,
            slot.Revision,
            inUse?.Ref,
            slot.PreferredReason,
            [.. assertions.Select(assertion => new AssertionView(
                assertion.Id, assertion.InUse?.Ref.Version, [.. assertion.Versions.Values.Select(version => View(state, policy, today, version))],
                state.Thread(AnnotationTarget.Assertion, assertion.Id)))],
            [.. evidence.Where(state.Evidence.ContainsKey).Select(id => Evidence(state, id, []))],
            Conflict.Find(state, slot.Assumption.Id),
            [.. slot.Resolutions.Reverse().Select(resolution => new ResolutionView(resolution.By, resolution.Entry))],
            state.Thread(AnnotationTarget.Assumption, slot.Assumption.Id),
            history,
            shares?.Fractions.GetValueOrDefault(slot.Assumption.Id),
            shares?.Measure);
    }

    public static EvidenceView Evidence(LedgerState state, string id, IReadOnlyList<string> usedBy)
    {
        EvidenceState evidence = state.Evidence[id];
        return new(evidence.Item, evidence.RecordedBy.Name, evidence.Copies, usedBy, state.Thread(AnnotationTarget.Evidence, id));
    }

    /// <summary>For each evidence item the slots whose assertions rest on it.</summary>
    public static ILookup<string, string> Uses(LedgerState state) => state.Assertions.Values
        .SelectMany(assertion => assertion.Versions.Values.Where(version => version.IsLive).SelectMany(version => version.Content.Evidence)
            .Distinct().Select(id => (id, assertion.AssumptionId)))
        .Distinct().ToLookup(pair => pair.id, pair => pair.AssumptionId, StringComparer.Ordinal);

    /// <summary>What waits for somebody: what is worth most to know first, or where no information changes the choice what moves the decision most.</summary>
    public static IEnumerable<QueueItem> Queue(LedgerState state, DecisionShares shares) =>
        from assertion in state.Assertions.Values
        from version in assertion.Versions.Values
        let slot = state.Assumptions[assertion.AssumptionId].Assumption
        where version.Workflow is WorkflowState.Submitted or WorkflowState.InReview or WorkflowState.Disputed
            || (version.Workflow == WorkflowState.Verified && version.IsExpired)
        let share = shares.Fractions.GetValueOrDefault(slot.Id)
        let value = shares.Measure == ShareMeasure.ValueOfInformation ? shares.WorthUsDollars.GetValueOrDefault(slot.Id) : (double?)null
        let isInUse = state.InUse(slot.Id)?.Ref == version.Ref
        orderby value descending, share descending, version.Content.Evidence.Count > 0 descending, slot.Id, isInUse descending, version.Ref.AssertionId
        select new QueueItem(
            slot.Id, slot.Subject, slot.Quantity, slot.Unit, version.Ref, version.Content.Value, version.Content.Statement, version.Author.Name,
            version.Reviewer?.Name, version.Workflow, version.Flags, state.StatusOf(version), version.NeedsSecondSignature, isInUse, version.Content.Basis,
            share, value);

    public static RunEvidence Run(LedgerState state, RunPinned pinned, Run run, EvidencePolicy policy, DecisionShares shares)
    {
        Evaluation evaluation = Evaluation.Read(run.ResultJson);
        Verdict? verdict = evaluation.Comparison.Verdict;
        string? Name(string? option) => evaluation.Comparison.Case.Options.FirstOrDefault(entry => entry.Id == option)?.Name;
        return new(
            run.Id,
            new(
                run.ScenarioId, run.Version, evaluation.Comparison.Case.Name, run.EngineVersion, run.CreatedUtc, Name(verdict?.BestOption),
                Name(verdict?.RunnerUpOption), verdict?.AdvantageUsDollars ?? 0, evaluation.Exposure.UnverifiedShareFraction),
            pinned.Pins,
            [.. RunPins.Stale(pinned, state).Select(pair => new StalePin(pair.Was, pair.Now))],
            ReportGate.Bars(shares, state, policy),
            shares.Measure,
            [.. state.Reports.Where(report => report.Entry.RunId == run.Id).Reverse()
                .Select(report => new ReportView(report.Entry.ReportId, report.Entry.Title, report.Entry.IsFinal, report.By.Name, report.AtUtc))],
            state.Thread(AnnotationTarget.Run, run.Id));
    }

    private static AssumptionRow Row(LedgerState state, AssumptionState slot, PlannerCatalog delivered)
    {
        Assumption assumption = slot.Assumption;
        VersionState? inUse = state.InUse(assumption.Id);
        return new(
            assumption.Id, assumption.Subject, assumption.Quantity, assumption.Unit, inUse?.Content.Value, inUse?.Content.Low, inUse?.Content.High,
            inUse?.Content.Statement, inUse is null ? null : state.StatusOf(inUse), inUse?.Flags ?? EvidenceFlags.None, inUse?.Workflow,
            inUse is null ? null : Freshness.DueDate(state, inUse, delivered.EvidencePolicy),
            slot.Assertions.Count(id => state.Assertions[id].InUse is not null),
            Conflict.Find(state, assumption.Id) is not null,
            delivered.Numbers.ContainsKey(assumption.Id),
            OpenRemarks(state, slot));
    }

    private static int OpenRemarks(LedgerState state, AssumptionState slot)
    {
        if (state.Threads.IsEmpty)
        {
            return 0;
        }

        IEnumerable<string> evidence = slot.Assertions.SelectMany(id => state.Assertions[id].Versions.Values)
            .Where(version => version.IsLive).SelectMany(version => version.Content.Evidence).Distinct(StringComparer.Ordinal);
        return Annotations.Open(state.Thread(AnnotationTarget.Assumption, slot.Assumption.Id))
            + slot.Assertions.Sum(id => Annotations.Open(state.Thread(AnnotationTarget.Assertion, id)))
            + evidence.Sum(id => Annotations.Open(state.Thread(AnnotationTarget.Evidence, id)));
    }

    private static VersionView View(LedgerState state, EvidencePolicy policy, DateOnly today, VersionState version)
    {
        DateOnly? due = Freshness.DueDate(state, version, policy);
        return new(
            version, state.StatusOf(version), due, Freshness.Of(due, today, policy),
            LedgerChain.RecordHash(version.Ref, state.Assertions[version.Ref.AssertionId].AssumptionId, version.Content));
    }
}
