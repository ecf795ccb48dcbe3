using System.Globalization;

namespace App.Engine.Evidence;

/// <summary>Rules for writing: slots, evidence, versions, remarks.</summary>
internal static class AuthoringRules
{
    private const int MaximumEvidence = 50;

    public static void Check(RuleCheck check, AssumptionDefined entry)
    {
        check.Allow(check.Actor.MayAuthor, "a buyer, reviewer or finance");
        Assumption slot = entry.Assumption;
        Id(check, "id", slot.Id);
        check.Text("subject", slot.Subject, 200);
        check.Text("quantity", slot.Quantity, 200);
        check.Require(slot.Unit.Length <= 40, "unit", slot.Unit, "at most 40 characters");
        check.Require(slot.Scope.Qualifiers.Any(), "scope", "empty", "at least one of chip, model, precision, load, region, asOf");
        foreach (string qualifier in slot.Scope.Qualifiers)
        {
            check.Text("scope", qualifier, 200);
        }

        check.Require(
            (slot.Minimum ?? double.MinValue) <= (slot.Maximum ?? double.MaxValue), "minimum", Number(slot.Minimum), "at most the maximum");
        check.Fits(
            check.Actor.Kind == ActorKind.System || !check.State.Assumptions.ContainsKey(slot.Id), "id", $"'{slot.Id}'", "an id that is free");
    }

    public static void Check(RuleCheck check, EvidenceRecorded entry)
    {
        check.Allow(check.Actor.MayAuthor, "a buyer, reviewer or finance");
        EvidenceItem item = entry.Item;
        Id(check, "id", item.Id);
        check.Text("subject", item.Subject, 200);
        check.Text("says", item.Says, 2000);
        check.Text("title", item.Title, 500);
        check.Text("publisher", item.Publisher, 200);
        check.Text("sourceType", item.SourceType, 100);
        check.OptionalText("locator", item.Locator, 500);
        check.OptionalText("caveat", item.Caveat, 2000);
        Id(check, "independenceGroup", item.IndependenceGroup);
        check.Require(item.Marks.Credibility is >= 1 and <= 6, "marks.credibility", Number(item.Marks.Credibility), "1 to 6");
        check.Require(
            item.Url is null || (item.Url.Length <= 1000 && Uri.TryCreate(item.Url, UriKind.Absolute, out Uri? address)
                && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0),
            "url", item.Url ?? "", "an https address without user name, or nothing");
        bool isPerson = check.Actor.Kind != ActorKind.System;
        check.Require(!isPerson || item.Published is null || Freshness.ParseDate(item.Published) is not null, "published", item.Published ?? "", "year-month-day, or a part of it");
        check.Require(item.Accessed is null || Freshness.ParseDate(item.Accessed) is not null, "accessed", item.Accessed ?? "", "year-month-day");
        check.Fits(!isPerson || !check.State.Evidence.ContainsKey(item.Id), "id", $"'{item.Id}'", "an id that is free");
    }

    public static void Check(RuleCheck check, EvidenceArchived entry)
    {
        check.Allow(check.Actor.MayAuthor, "a buyer, reviewer or finance");
        check.Require(check.State.Evidence.ContainsKey(entry.EvidenceId), "evidenceId", $"'{entry.EvidenceId}'", "evidence that exists");
        check.Require(entry.Sha256.Length == 64 && entry.Sha256.All(char.IsAsciiHexDigitLower), "sha256", entry.Sha256, "64 hexadecimal digits");
        check.Require(entry.Bytes > 0, "bytes", Number(entry.Bytes), "more than 0");
        check.Text("mediaType", entry.MediaType, 100);
    }

    public static void Check(RuleCheck check, VersionDrafted entry)
    {
        check.Allow(check.Actor.MayAuthor, "a buyer, reviewer or finance");
        Id(check, "assertionId", entry.AssertionId);
        check.Text("why", entry.Why, 1000);
        if (!check.State.Assumptions.TryGetValue(entry.AssumptionId, out AssumptionState? slot))
        {
            check.Require(false, "assumptionId", $"'{entry.AssumptionId}'", "a slot that exists");
            return;
        }

        AssertionState? assertion = check.State.Assertions.GetValueOrDefault(entry.AssertionId);
        int next = (assertion?.Versions.Count ?? 0) + 1;
        check.Fits(entry.Version == next, "version", Number(entry.Version), $"{Number(next)}, the next one");
        check.Fits(
            assertion is null || assertion.AssumptionId == entry.AssumptionId, "assumptionId", $"'{entry.AssumptionId}'", $"'{assertion?.AssumptionId}', which the assertion fills");
        Content(check, slot.Assumption, entry.Content);
    }

    public static void Check(RuleCheck check, VersionSubmitted entry)
    {
        if (check.In(entry.Ref, WorkflowState.Draft) is not { } version)
        {
            return;
        }

        check.Allow(version.Author.Id == check.Actor.Id, $"its author, {version.Author.Name}");
        Assumption slot = check.State.Assumptions[check.State.Assertions[entry.AssertionId].AssumptionId].Assumption;
        Content(check, slot, version.Content);
        check.Require(slot.Scope.Qualifiers.Any(), "scope", "empty", "at least one qualifier");
        check.Require(
            version.Content.Evidence.Count > 0 || version.Content.AssumedReason is not null, "evidence", "none",
            "at least one item, or a reason why the value is assumed");
        if (check.Actor.Kind != ActorKind.System && !slot.IsText && slot.Category != EvidenceCategory.Definition)
        {
            Spread(check, slot, version.Content);
        }
    }

    public static void Check(RuleCheck check, VersionWithdrawn entry)
    {
        check.Text("reason", entry.Reason, 1000);
        if (check.In(entry.Ref, WorkflowState.Draft, WorkflowState.Submitted, WorkflowState.InReview) is { } version)
        {
            check.Allow(version.Author.Id == check.Actor.Id, $"its author, {version.Author.Name}");
        }
    }

    public static void Check(RuleCheck check, AnnotationAdded entry)
    {
        check.Allow(
            check.Actor is { Kind: ActorKind.Person } && (check.Actor.Roles & ~(Roles.Viewer | Roles.Auditor)) != 0, "anybody but viewers and auditors");
        Id(check, "annotationId", entry.AnnotationId);
        check.Text("text", entry.Text);
        bool exists = entry.Target switch
        {
            AnnotationTarget.Assumption => check.State.Assumptions.ContainsKey(entry.TargetId),
            AnnotationTarget.Assertion => check.State.Assertions.ContainsKey(entry.TargetId),
            AnnotationTarget.Evidence => check.State.Evidence.ContainsKey(entry.TargetId),
            AnnotationTarget.Run => check.State.Runs.ContainsKey(entry.TargetId),
            _ => false,
        };
        check.Require(exists, "targetId", $"'{entry.TargetId}'", "something that exists");
        check.Require(
            entry.ReplyTo is null || check.State.Thread(entry.Target, entry.TargetId).Any(other => other.Entry.AnnotationId == entry.ReplyTo),
            "replyTo", $"'{entry.ReplyTo}'", "a remark of the same thread");
    }

    /// <summary>Whoever raised something says that it is settled, or somebody whose office it is to judge.</summary>
    public static void Check(RuleCheck check, AnnotationResolved entry)
    {
        Annotation? first = check.State.Thread(entry.Target, entry.TargetId).Find(remark => remark.Entry.AnnotationId == entry.AnnotationId);
        check.Require(first is { Entry.ReplyTo: null }, "annotationId", $"'{entry.AnnotationId}'", "the first remark of a thread about that");
        if (first is not null)
        {
            check.Allow(
                check.Actor is { Kind: ActorKind.Person } && (first.By.Id == check.Actor.Id || check.Actor.MayApprove),
                $"{first.By.Name}, who raised it, or a reviewer or finance who is not an administrator");
            check.Fits(first.Resolved is null, "annotationId", $"settled by {first.Resolved?.By.Name}", "an open thread");
        }
    }

    /// <summary>Never a point value into a simulation that nobody has verified.</summary>
    private static void Spread(RuleCheck check, Assumption slot, AssertionContent content)
    {
        if (content is not { Value: { } value, Low: { } low, High: { } high })
        {
            return;
        }

        check.Require(low < high, "low, high", $"{Number(low)}, {Number(high)}", "a range: a value that nobody has verified is not a point");
        if (content.AssumedReason is not null)
        {
            double span = slot is { Minimum: { } least, Maximum: { } most } ? (high - low) / (most - least) : 0;
            check.Require(
                (low > 0 && high / low >= check.Policy.AssumedMinimumRatio) || span >= check.Policy.AssumedMinimumSpanFraction,
                "low, high", $"{Number(low)}, {Number(high)}",
                $"for a judgement, high at least {Number(check.Policy.AssumedMinimumRatio)} times low, or a range over {Number(check.Policy.AssumedMinimumSpanFraction * 100)}% of what is possible");
        }
        else if (slot.Category == EvidenceCategory.Benchmark
            && EvidenceLabels.BeforeReview(false, content.Evidence.Select(id => check.State.Evidence[id].Item)) == EvidenceStatus.Claimed)
        {
            check.Require(low < value, "low", Number(low), "below the value: a claimed performance is an optimistic bound");
        }
    }

    private static void Content(RuleCheck check, Assumption slot, AssertionContent content)
    {
        check.Text("basis", content.Basis, 2000);
        check.OptionalText("assumedReason", content.AssumedReason, 1000);
        check.Require(content.Unit == slot.Unit, "unit", $"'{content.Unit}'", $"'{slot.Unit}', the unit of the slot");
        check.Require(content.ValidUntil is null || Freshness.ParseDate(content.ValidUntil) is not null, "validUntil", content.ValidUntil ?? "", "year-month-day");
        check.Require(
            content.Evidence.Count <= MaximumEvidence && content.Evidence.Distinct().Count() == content.Evidence.Count,
            "evidence", Number(content.Evidence.Count), $"at most {MaximumEvidence} items, each once");
        foreach (string id in content.Evidence.Where(id => !check.State.Evidence.ContainsKey(id)))
        {
            check.Require(false, "evidence", $"'{id}'", "evidence that exists");
        }

        if (slot.IsText)
        {
            check.Text("statement", content.Statement, 500);
            check.Require(content is { Value: null, Low: null, High: null }, "value", Number(content.Value), "nothing: the slot takes statements");
            return;
        }

        check.Require(content.Statement is null, "statement", "a text", "nothing: the slot takes numbers");
        double minimum = slot.Minimum ?? double.MinValue;
        double maximum = slot.Maximum ?? double.MaxValue;
        foreach ((string field, double? number) in new[] { ("value", content.Value), ("low", content.Low), ("high", content.High) })
        {
            check.Require(
                number is { } given && double.IsFinite(given) && given >= minimum && given <= maximum, field, Number(number),
                $"{Number(minimum)} to {Number(maximum)} {slot.Unit}".TrimEnd());
        }

        check.Require(
            content.Low <= content.Value && content.Value <= content.High, "low, value, high",
            $"{Number(content.Low)}, {Number(content.Value)}, {Number(content.High)}", "low <= value <= high");
    }

    private static void Id(RuleCheck check, string field, string id) => check.Require(
        id.Length is > 0 and <= 160 && char.IsAsciiLetterOrDigit(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || "-._/@".Contains(c, StringComparison.Ordinal)),
        field, $"'{id}'", "1 to 160 letters, digits, and - . _ / @");

    private static string Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "missing";
}
