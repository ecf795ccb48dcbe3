namespace App.Engine.Evidence;

/// <summary>
/// Who may add what, when. An entry that passes may be applied (<see cref="LedgerState.Apply(LedgerEvent)"/>); the database repeats the rule that no
/// author signs for his own, and the page merely shows what is allowed.
/// </summary>
public static class LedgerRules
{
    /// <summary>Checks an entry.</summary>
    /// <param name="state">The ledger.</param>
    /// <param name="policy">The rules that can be set.</param>
    /// <param name="actor">Who adds it.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="atUtc">When.</param>
    /// <returns>Why it is refused; empty where it may be added.</returns>
    public static IReadOnlyList<LedgerProblem> Check(
        LedgerState state, EvidencePolicy policy, Actor actor, LedgerEntry entry, DateTime atUtc)
    {
        RuleCheck check = new(state, policy, actor, atUtc);
        switch (entry)
        {
            case AssumptionDefined defined: AuthoringRules.Check(check, defined); break;
            case EvidenceRecorded recorded: AuthoringRules.Check(check, recorded); break;
            case EvidenceArchived archived: AuthoringRules.Check(check, archived); break;
            case VersionDrafted drafted: AuthoringRules.Check(check, drafted); break;
            case VersionSubmitted submitted: AuthoringRules.Check(check, submitted); break;
            case VersionWithdrawn withdrawn: AuthoringRules.Check(check, withdrawn); break;
            case AnnotationAdded remark: AuthoringRules.Check(check, remark); break;
            case AnnotationResolved settled: AuthoringRules.Check(check, settled); break;
            case ReviewStarted started: ReviewRules.Check(check, started); break;
            case ReviewReturned returned: ReviewRules.Check(check, returned); break;
            case VersionSigned signed: ReviewRules.Check(check, signed); break;
            case VersionDisputed disputed: ReviewRules.Check(check, disputed); break;
            case DisputeSettled settled: ReviewRules.Check(check, settled); break;
            case VersionReconfirmed reconfirmed: ReviewRules.Check(check, reconfirmed); break;
            case ConflictResolved resolved: ConflictRules.Check(check, resolved); break;
            case ReportIssued issued: ConflictRules.Check(check, issued); break;
            default: check.Allow(actor.Kind == ActorKind.System, "the product itself"); break;
        }

        return check.Problems;
    }

    /// <summary>Whether a share of the decision's uncertainty asks for a second signature.</summary>
    /// <param name="policy">The rules.</param>
    /// <param name="materialityFraction">The share, 0 to 1.</param>
    public static bool NeedsSecondSignature(EvidencePolicy policy, double materialityFraction) =>
        materialityFraction > policy.SecondSignerFraction;

    /// <summary>What the ledger itself adds after an entry: a version that replaces others supersedes them, and comes into use.</summary>
    /// <param name="before">The state before the entry.</param>
    /// <param name="after">The state after it.</param>
    /// <param name="entry">The entry.</param>
    public static IEnumerable<LedgerEntry> Consequences(LedgerState before, LedgerState after, LedgerEntry entry)
    {
        if (entry is not VersionEntry step || after.Find(step.Ref) is not { } version)
        {
            yield break;
        }

        AssertionState assertion = after.Assertions[step.AssertionId];
        if (entry is VersionSubmitted)
        {
            foreach (VersionState older in assertion.Versions.Values.Where(other => other.Ref.Version < step.Version && other.IsLive && !other.IsSigned))
            {
                yield return new VersionSuperseded(older.Ref.AssertionId, older.Ref.Version, step.Version);
            }
        }

        if (entry is not VersionSigned || version.Workflow != WorkflowState.Verified)
        {
            yield break;
        }

        foreach (VersionState older in assertion.Versions.Values.Where(other => other.Ref.Version < step.Version && other.IsLive))
        {
            yield return new VersionSuperseded(older.Ref.AssertionId, older.Ref.Version, step.Version);
        }

        AssumptionState slot = after.Assumptions[assertion.AssumptionId];
        if (slot.Preferred != step.AssertionId && before.InUse(slot.Assumption.Id) is not { IsSigned: true })
        {
            yield return new ValuePreferred(slot.Assumption.Id, step.AssertionId, "Verified, and no other is.");
        }
    }
}

/// <summary>Collects why an entry is refused.</summary>
internal sealed class RuleCheck(LedgerState state, EvidencePolicy policy, Actor actor, DateTime atUtc)
{
    private const int MaximumText = 4000;
    private readonly List<LedgerProblem> _problems = [];

    public LedgerState State { get; } = state;

    public EvidencePolicy Policy { get; } = policy;

    public Actor Actor { get; } = actor;

    public DateTime AtUtc { get; } = atUtc;

    public IReadOnlyList<LedgerProblem> Problems => _problems;

    public void Allow(bool allowed, string who)
    {
        if (!allowed)
        {
            _problems.Add(new(Refusal.NotAllowed, "who", $"{Actor.Name} ({(Actor.Kind == ActorKind.Person ? Actor.Roles : Actor.Kind)})", who));
        }
    }

    public void Require(bool holds, string field, string value, string accepted)
    {
        if (!holds)
        {
            _problems.Add(new(Refusal.Invalid, field, value, accepted));
        }
    }

    public void Fits(bool fits, string field, string value, string accepted)
    {
        if (!fits)
        {
            _problems.Add(new(Refusal.Conflict, field, value, accepted));
        }
    }

    public void Text(string field, string? text, int maximum = MaximumText) => Require(
        text is not null && text.Trim().Length is var length && length > 0 && length <= maximum && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')),
        field, text is null ? "missing" : $"{text.Length} characters", $"1 to {maximum} characters of text");

    public void OptionalText(string field, string? text, int maximum = MaximumText)
    {
        if (text is not null)
        {
            Text(field, text, maximum);
        }
    }

    /// <summary>The version, where it is in one of some states.</summary>
    public VersionState? In(VersionRef reference, params ReadOnlySpan<WorkflowState> states)
    {
        VersionState? version = State.Find(reference);
        if (version is null)
        {
            _problems.Add(new(Refusal.Invalid, "version", $"'{reference}'", "a version that exists"));
            return null;
        }

        if (states.Contains(version.Workflow))
        {
            return version;
        }

        _problems.Add(new(Refusal.Conflict, "state", $"{version.Workflow}", string.Join(" or ", states.ToArray())));
        return null;
    }

    /// <summary>Nobody judges what he wrote himself.</summary>
    public void NotOwn(VersionRef reference) => Allow(
        State.Assertions.GetValueOrDefault(reference.AssertionId)?.IsEditedBy(Actor.Id, reference.Version) != true,
        "somebody who has not written any version of it");

    public void Signature(Signature signature, VersionState version, params ReadOnlySpan<SignatureMeaning> meanings)
    {
        Require(meanings.Contains(signature.Meaning), "meaning", $"{signature.Meaning}", string.Join(" or ", meanings.ToArray()));
        string hash = LedgerChain.RecordHash(version.Ref, State.Assertions[version.Ref.AssertionId].AssumptionId, version.Content);
        Fits(signature.RecordHash == hash, "recordHash", signature.RecordHash, $"{hash}, the version as it stands");
        Authenticated(signature);
    }

    public void Authenticated(Signature signature)
    {
        TimeSpan age = AtUtc - signature.AuthenticatedUtc;
        Allow(
            age >= TimeSpan.FromSeconds(-1) && age <= TimeSpan.FromMinutes(Policy.ReauthenticationMinutes),
            $"somebody who has proved who he is within the last {Policy.ReauthenticationMinutes} minutes");
    }
}
