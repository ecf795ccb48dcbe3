using System.Globalization;

namespace App.Engine.Evidence;

/// <summary>Rules for judging: who signs is never who wrote.</summary>
internal static class ReviewRules
{
    private const string Reviewer = "a reviewer who is not an administrator";
    private const string Approver = "a reviewer or finance who is not an administrator";

    public static void Check(RuleCheck check, ReviewStarted entry)
    {
        check.Allow(check.Actor.MayReview, Reviewer);
        check.NotOwn(entry.Ref);
        if (check.In(entry.Ref, WorkflowState.Submitted, WorkflowState.InReview) is { Workflow: WorkflowState.InReview } taken)
        {
            check.Fits(
                taken.Signings.IsEmpty && taken.Reviewer?.Id != check.Actor.Id, "reviewer", taken.Reviewer?.Name ?? "", "a version that nobody has signed yet");
        }
    }

    public static void Check(RuleCheck check, ReviewReturned entry)
    {
        check.Allow(check.Actor.MayApprove, Approver);
        check.NotOwn(entry.Ref);
        check.Text("text", entry.Text, 2000);
        if (check.In(entry.Ref, WorkflowState.InReview) is { } version)
        {
            check.Fits(
                version.Reviewer?.Id == check.Actor.Id || version.NeedsSecondSignature, "reviewer", check.Actor.Name,
                $"{version.Reviewer?.Name}, who has taken it");
        }
    }

    public static void Check(RuleCheck check, VersionSigned entry)
    {
        check.NotOwn(entry.Ref);
        if (check.In(entry.Ref, WorkflowState.InReview) is not { } version)
        {
            check.Allow(check.Actor.MayApprove, Approver);
            return;
        }

        if (version.NeedsSecondSignature)
        {
            check.Allow(check.Actor.MayApprove, Approver);
            check.Allow(version.Signings.All(signing => signing.Signer.Id != check.Actor.Id), "somebody other than the first signer");
            check.Signature(entry.Signature, version, SignatureMeaning.Approved);
        }
        else
        {
            check.Allow(check.Actor.MayReview, Reviewer);
            check.Allow(version.Reviewer?.Id == check.Actor.Id, $"{version.Reviewer?.Name}, who has taken it");
            check.Signature(entry.Signature, version, SignatureMeaning.CheckedAgainstSource, SignatureMeaning.Reproduced);
            check.Require(
                entry.NeedsSecond == LedgerRules.NeedsSecondSignature(check.Policy, entry.MaterialityFraction), "needsSecond", $"{entry.NeedsSecond}",
                "what the share of the decision's uncertainty asks for");
        }

        check.Require(
            entry.MaterialityFraction is >= 0 and <= 1, "materialityFraction", entry.MaterialityFraction.ToString("R", CultureInfo.InvariantCulture), "0 to 1");
        Findings(check, version, entry.Findings);
    }

    public static void Check(RuleCheck check, VersionDisputed entry)
    {
        check.Allow(check.Actor.MayReview || check.Actor.Kind == ActorKind.System, Reviewer);
        check.Text("text", entry.Text, 2000);
        check.Require(entry.CounterEvidence.Count is > 0 and <= 50, "counterEvidence", $"{entry.CounterEvidence.Count} items", "1 to 50 items");
        VersionState? version = check.In(entry.Ref, WorkflowState.Submitted, WorkflowState.InReview, WorkflowState.Verified);
        foreach (string id in entry.CounterEvidence)
        {
            check.Require(
                check.State.Evidence.ContainsKey(id) && version?.Content.Evidence.Contains(id) != true, "counterEvidence", $"'{id}'",
                "evidence that exists and does not support the version");
        }
    }

    public static void Check(RuleCheck check, DisputeSettled entry)
    {
        check.Allow(check.Actor.MayApprove, Approver);
        check.NotOwn(entry.Ref);
        check.Text("text", entry.Text, 2000);
        if (check.In(entry.Ref, WorkflowState.Disputed) is { } version)
        {
            check.Allow(version.Dispute!.By.Id != check.Actor.Id, $"somebody other than {version.Dispute.By.Name}, who contradicts");
            check.Signature(entry.Signature, version, SignatureMeaning.Settled);
        }
    }

    public static void Check(RuleCheck check, VersionReconfirmed entry)
    {
        check.Allow(check.Actor.MayReview, Reviewer);
        check.NotOwn(entry.Ref);
        check.Text("text", entry.Text, 2000);
        if (check.In(entry.Ref, WorkflowState.Verified) is { } version)
        {
            check.Signature(entry.Signature, version, SignatureMeaning.Reconfirmed);
        }
    }

    private static void Findings(RuleCheck check, VersionState version, ReviewFindings findings)
    {
        check.Require(version.Content.Evidence.Count > 0, "evidence", "none", "at least one item: a judgement can be used, not verified");
        foreach (string id in version.Content.Evidence.Where(id => check.State.Evidence[id].Copies.IsEmpty))
        {
            check.Fits(false, "archive", $"no copy of '{id}'", "a copy, or the passage, of every item put by");
        }

        if (version.Content.Value is { } value)
        {
            check.Require(
                RetypedValue.Agrees(value, findings.RekeyedValue), "rekeyedValue", findings.RekeyedValue?.ToString("R", CultureInfo.InvariantCulture) ?? "missing",
                "the value as asserted, in the digits shown, read in the source and typed again");
        }
        else
        {
            check.Require(findings.StatementCompared, "statementCompared", "not confirmed", "confirmed");
        }

        check.Require(findings.LocatorOpens, "locatorOpens", "not confirmed", "confirmed");
        check.Require(findings.ArchiveChecked, "archiveChecked", "not confirmed", "confirmed");
        check.Require(findings.ScopeMatches, "scopeMatches", "not confirmed", "confirmed");
        check.Require(findings.Marks.Credibility is >= 1 and <= 6, "marks.credibility", $"{findings.Marks.Credibility}", "1 to 6");
        check.Require(
            findings.Certainty == Certainty.High || findings.RatedDownFor.Count > 0, "ratedDownFor", "none", "at least one reason where certainty is not high");
        check.OptionalText("remark", findings.Remark, 2000);
    }
}
