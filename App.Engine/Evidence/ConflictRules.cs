using System.Globalization;

namespace App.Engine.Evidence;

/// <summary>Rules for settling conflicts and issuing reports.</summary>
internal static class ConflictRules
{
    public static void Check(RuleCheck check, ConflictResolved entry)
    {
        check.Allow(check.Actor.MayApprove, "a reviewer or finance who is not an administrator");
        check.Text("reason", entry.Reason, 2000);
        check.Require(entry.Signature.Meaning == SignatureMeaning.Settled, "meaning", $"{entry.Signature.Meaning}", $"{SignatureMeaning.Settled}");
        check.Authenticated(entry.Signature);
        if (!check.State.Assumptions.TryGetValue(entry.AssumptionId, out AssumptionState? slot))
        {
            check.Require(false, "assumptionId", $"'{entry.AssumptionId}'", "a slot that exists");
            return;
        }

        check.Require(entry.Sides.Count >= 2 && entry.Sides.Distinct().Count() == entry.Sides.Count, "sides", $"{entry.Sides.Count}", "at least two, each once");
        foreach (VersionRef side in entry.Sides)
        {
            check.Fits(
                check.State.Find(side) is { IsLive: true } && slot.Assertions.Contains(side.AssertionId), "sides", $"'{side}'", "versions of this slot that are live");
        }

        switch (entry.Kind)
        {
            case ResolutionKind.Prefer:
                check.Require(entry.Sides.Any(side => side.AssertionId == entry.AssertionId), "assertionId", $"'{entry.AssertionId}'", "one of the sides");
                foreach (VersionRef side in entry.Sides.Where(side => side.AssertionId == entry.AssertionId))
                {
                    check.NotOwn(side);
                }

                break;
            case ResolutionKind.Split:
                check.Require(entry.Sides.Any(side => side.AssertionId == entry.AssertionId), "assertionId", $"'{entry.AssertionId}'", "one of the sides");
                AssumptionState? other = entry.NewAssumptionId is { } id ? check.State.Assumptions.GetValueOrDefault(id) : null;
                check.Require(
                    other is not null && other.Assumption.Id != slot.Assumption.Id && other.Assumption.Unit == slot.Assumption.Unit
                        && other.Assumption.IsText == slot.Assumption.IsText,
                    "newAssumptionId", $"'{entry.NewAssumptionId}'", "another slot of the same unit");
                check.Require(
                    other is null || other.Assumption.Scope != slot.Assumption.Scope, "newAssumptionId", "the same scope", "a slot whose scope says what differs");
                break;
            default:
                Pooled(check, slot, entry);
                break;
        }
    }

    public static void Check(RuleCheck check, ReportIssued entry)
    {
        check.Allow(
            check.Actor is { Kind: ActorKind.Person } && (check.Actor.Roles & (Roles.Buyer | Roles.Finance | Roles.Reviewer)) != 0, "a buyer, reviewer or finance");
        check.Text("title", entry.Title, 200);
        check.Require(check.State.Runs.ContainsKey(entry.RunId), "runId", $"'{entry.RunId}'", "a run that exists");
    }

    /// <summary>Pooling widens and never narrows.</summary>
    private static void Pooled(RuleCheck check, AssumptionState slot, ConflictResolved entry)
    {
        VersionState? pooled = check.State.Assertions.GetValueOrDefault(entry.AssertionId)?.InUse;
        check.Require(
            pooled is not null && slot.Assertions.Contains(entry.AssertionId), "assertionId", $"'{entry.AssertionId}'", "a live assertion of this slot that holds the pooled range");
        foreach (VersionState side in entry.Sides.Select(check.State.Find).OfType<VersionState>())
        {
            check.Require(
                pooled is null || (pooled.Content.Low <= side.Content.Low && pooled.Content.High >= side.Content.High), "low, high",
                string.Create(CultureInfo.InvariantCulture, $"{pooled?.Content.Low} to {pooled?.Content.High}"), "a range that contains every side's");
        }
    }
}
