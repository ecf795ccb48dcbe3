using System.Collections.Immutable;

namespace App.Engine.Evidence;

/// <summary>The ledger as its events so far leave it: a projection, never stored. Each event gives a new state; old ones stay valid.</summary>
public sealed record LedgerState
{
    /// <summary>Before the first event.</summary>
    public static LedgerState Empty { get; } = new();

    /// <summary>Number of the last event; 0 before the first.</summary>
    public long Head { get; private init; }

    /// <summary>Hash of the last event.</summary>
    public string HeadHash { get; private init; } = LedgerChain.Origin;

    /// <summary>Slots by id.</summary>
    public ImmutableDictionary<string, AssumptionState> Assumptions { get; private init; } =
        ImmutableDictionary.Create<string, AssumptionState>(StringComparer.Ordinal);

    /// <summary>Assertions by id.</summary>
    public ImmutableDictionary<string, AssertionState> Assertions { get; private init; } =
        ImmutableDictionary.Create<string, AssertionState>(StringComparer.Ordinal);

    /// <summary>Evidence by id.</summary>
    public ImmutableDictionary<string, EvidenceState> Evidence { get; private init; } =
        ImmutableDictionary.Create<string, EvidenceState>(StringComparer.Ordinal);

    /// <summary>Remarks by the kind and id of what they are about, oldest first.</summary>
    public ImmutableDictionary<(AnnotationTarget Target, string Id), ImmutableList<Annotation>> Threads { get; private init; } =
        ImmutableDictionary<(AnnotationTarget Target, string Id), ImmutableList<Annotation>>.Empty;

    /// <summary>Pinned versions by run.</summary>
    public ImmutableDictionary<string, RunPinned> Runs { get; private init; } =
        ImmutableDictionary.Create<string, RunPinned>(StringComparer.Ordinal);

    /// <summary>Reports, oldest first.</summary>
    public ImmutableList<(DateTime AtUtc, Actor By, ReportIssued Entry)> Reports { get; private init; } = [];

    /// <summary>The state after all events of a ledger.</summary>
    /// <param name="events">The events, in order.</param>
    public static LedgerState Of(IEnumerable<LedgerEvent> events) => events.Aggregate(Empty, (state, entry) => state.Apply(entry));

    /// <summary>A version.</summary>
    /// <param name="version">Which.</param>
    /// <returns>Null where there is none.</returns>
    public VersionState? Find(VersionRef version) =>
        Assertions.GetValueOrDefault(version.AssertionId)?.Versions.GetValueOrDefault(version.Version);

    /// <summary>The version in use in a slot.</summary>
    /// <param name="assumptionId">The slot.</param>
    /// <returns>That of the preferred assertion; where it has none, that of the first that has; null where none has.</returns>
    public VersionState? InUse(string assumptionId)
    {
        if (!Assumptions.TryGetValue(assumptionId, out AssumptionState? slot))
        {
            return null;
        }

        return (slot.Preferred is { } preferred ? Assertions[preferred].InUse : null)
            ?? slot.Assertions.Select(id => Assertions[id].InUse).OfType<VersionState>()
                .OrderByDescending(version => version.IsSigned).FirstOrDefault();
    }

    /// <summary>The evidence behind a version.</summary>
    /// <param name="version">The version.</param>
    public IEnumerable<EvidenceItem> EvidenceOf(VersionState version) =>
        version.Content.Evidence.Select(id => Evidence.GetValueOrDefault(id)?.Item).OfType<EvidenceItem>();

    /// <summary>How well a version is supported.</summary>
    /// <param name="version">The version.</param>
    public EvidenceStatus StatusOf(VersionState version) => version.IsSigned
        ? EvidenceStatus.Verified
        : EvidenceLabels.BeforeReview(version.Content.AssumedReason is not null, EvidenceOf(version));

    /// <summary>The state after one more event, which must have been checked (<see cref="LedgerRules"/>).</summary>
    /// <param name="entry">The event.</param>
    public LedgerState Apply(LedgerEvent entry) => Apply(entry, entry.Entry);

    /// <summary>The same, where the entry has been read already.</summary>
    internal LedgerState Apply(LedgerEvent happened, LedgerEntry entry) =>
        ApplyEntry(happened, entry) with { Head = happened.Number, HeadHash = happened.Hash };

    private LedgerState ApplyEntry(LedgerEvent happened, LedgerEntry entry) => entry switch
    {
        AssumptionDefined defined => this with
        {
            Assumptions = Assumptions.SetItem(defined.Assumption.Id, Assumptions.TryGetValue(defined.Assumption.Id, out AssumptionState? known)
                ? known with { Assumption = defined.Assumption, Revision = happened.Number }
                : new() { Assumption = defined.Assumption, Revision = happened.Number }),
        },
        EvidenceRecorded recorded => this with
        {
            Evidence = Evidence.SetItem(recorded.Item.Id, new(
                recorded.Item, happened.Actor, Evidence.GetValueOrDefault(recorded.Item.Id)?.Copies ?? [])),
        },
        EvidenceArchived archived => this with
        {
            Evidence = Evidence.SetItem(archived.EvidenceId, Evidence[archived.EvidenceId] with
            {
                Copies = Evidence[archived.EvidenceId].Copies.Add(archived),
            }),
        },
        VersionDrafted drafted => Draft(happened, drafted),
        ValuePreferred preferred => ChangeSlot(preferred.AssumptionId, happened.Number, slot => slot with
        {
            Preferred = preferred.AssertionId,
            PreferredReason = preferred.Reason,
        }),
        ConflictResolved resolved => Resolve(happened, resolved),
        AnnotationAdded remark => this with
        {
            Threads = Threads.SetItem(
                (remark.Target, remark.TargetId),
                Settle(Thread(remark.Target, remark.TargetId), remark.ReplyTo, null).Add(new(happened.Actor, happened.AtUtc, remark))),
        },
        AnnotationResolved settled => this with
        {
            Threads = Threads.SetItem(
                (settled.Target, settled.TargetId),
                Settle(Thread(settled.Target, settled.TargetId), settled.AnnotationId, new(happened.Actor, happened.AtUtc))),
        },
        RunPinned pinned => this with { Runs = Runs.SetItem(pinned.RunId, pinned) },
        ReportIssued issued => this with { Reports = Reports.Add((happened.AtUtc, happened.Actor, issued)) },
        VersionEntry step => ChangeVersion(step.Ref, happened.Number, version => Step(happened, step, version)),
        _ => throw new ArgumentException($"The projection does not know {entry.GetType().Name}.", nameof(entry)),
    };

    /// <summary>The remarks about something.</summary>
    /// <param name="target">What kind of thing.</param>
    /// <param name="id">Which.</param>
    public ImmutableList<Annotation> Thread(AnnotationTarget target, string id) => Threads.GetValueOrDefault((target, id)) ?? [];

    /// <summary>Remarks with the thread of one of them settled, or open again.</summary>
    private static ImmutableList<Annotation> Settle(ImmutableList<Annotation> remarks, string? id, ThreadResolution? resolution)
    {
        if (id is null)
        {
            return remarks;
        }

        string first = Annotations.FirstOf(remarks, id);
        int index = remarks.FindIndex(remark => remark.Entry.AnnotationId == first);
        return remarks.SetItem(index, remarks[index] with { Resolved = resolution });
    }

    private static VersionState Step(LedgerEvent happened, VersionEntry step, VersionState version) => step switch
    {
        VersionSubmitted => version with { Workflow = WorkflowState.Submitted, SubmittedUtc = happened.AtUtc, ReturnedWith = null },
        VersionWithdrawn withdrawn => version with { Workflow = WorkflowState.Withdrawn, ReturnedWith = withdrawn.Reason },
        ReviewStarted => version with { Workflow = WorkflowState.InReview, Reviewer = happened.Actor },
        ReviewReturned returned => version with
        {
            Workflow = returned.Rejected ? WorkflowState.Rejected : WorkflowState.Draft,
            ReturnedWith = returned.Text,
            Reviewer = null,
            Signings = [],
            NeedsSecondSignature = false,
        },
        VersionSigned signed => Sign(happened, signed, version),
        VersionDisputed disputed => version with
        {
            Workflow = WorkflowState.Disputed,
            Dispute = new(happened.Actor, happened.AtUtc, disputed.CounterEvidence, disputed.Text, version.Workflow),
        },
        DisputeSettled settled => version with
        {
            Workflow = settled.Upheld ? version.Dispute!.Before
                : version.Dispute!.Before == WorkflowState.Verified ? WorkflowState.Superseded : WorkflowState.Rejected,
            Dispute = null,
            ReturnedWith = settled.Upheld ? version.ReturnedWith : settled.Text,
            Signings = settled.Upheld ? version.Signings.Add(new(happened.Actor, happened.AtUtc, settled.Signature, null)) : version.Signings,
        },
        VersionSuperseded => version with { Workflow = WorkflowState.Superseded, Dispute = null },
        VersionExpired => version with { IsExpired = true },
        VersionReconfirmed reconfirmed => version with
        {
            IsExpired = false,
            FreshFromUtc = happened.AtUtc,
            Signings = version.Signings.Add(new(happened.Actor, happened.AtUtc, reconfirmed.Signature, null)),
        },
        _ => throw new ArgumentException($"The projection does not know {step.GetType().Name}.", nameof(step)),
    };

    private static VersionState Sign(LedgerEvent happened, VersionSigned signed, VersionState version)
    {
        VersionState next = version with
        {
            Signings = version.Signings.Add(new(happened.Actor, happened.AtUtc, signed.Signature, signed.Findings)),
        };
        return signed.NeedsSecond && !version.NeedsSecondSignature
            ? next with { NeedsSecondSignature = true }
            : next with
            {
                Workflow = WorkflowState.Verified,
                NeedsSecondSignature = false,
                FreshFromUtc = happened.AtUtc,
                IsExpired = false,
            };
    }

    private LedgerState Draft(LedgerEvent happened, VersionDrafted drafted)
    {
        VersionState version = new()
        {
            Ref = drafted.Ref,
            Content = drafted.Content,
            Author = happened.Actor,
            Why = drafted.Why,
            DraftedUtc = happened.AtUtc,
        };
        AssertionState assertion = Assertions.GetValueOrDefault(drafted.AssertionId)
            ?? new() { Id = drafted.AssertionId, AssumptionId = drafted.AssumptionId };
        LedgerState next = this with
        {
            Assertions = Assertions.SetItem(assertion.Id, assertion with { Versions = assertion.Versions.SetItem(drafted.Version, version) }),
        };
        return next.ChangeSlot(drafted.AssumptionId, happened.Number, slot => slot.Assertions.Contains(assertion.Id)
            ? slot
            : slot with { Assertions = slot.Assertions.Add(assertion.Id) });
    }

    private LedgerState Resolve(LedgerEvent happened, ConflictResolved resolved)
    {
        LedgerState next = ChangeSlot(resolved.AssumptionId, happened.Number, slot => slot with
        {
            Resolutions = slot.Resolutions.Add((happened.Number, happened.Actor, resolved)),
            Preferred = resolved.Kind == ResolutionKind.Split ? (slot.Preferred == resolved.AssertionId ? null : slot.Preferred) : resolved.AssertionId,
            PreferredReason = resolved.Kind == ResolutionKind.Split ? slot.PreferredReason : resolved.Reason,
            Assertions = resolved.Kind == ResolutionKind.Split ? slot.Assertions.Remove(resolved.AssertionId) : slot.Assertions,
        });
        if (resolved.Kind != ResolutionKind.Split)
        {
            return next;
        }

        next = next with
        {
            Assertions = next.Assertions.SetItem(
                resolved.AssertionId, next.Assertions[resolved.AssertionId] with { AssumptionId = resolved.NewAssumptionId! }),
        };
        return next.ChangeSlot(resolved.NewAssumptionId!, happened.Number, slot => slot with
        {
            Assertions = slot.Assertions.Add(resolved.AssertionId),
            Preferred = slot.Preferred ?? resolved.AssertionId,
            PreferredReason = slot.PreferredReason ?? resolved.Reason,
        });
    }

    private LedgerState ChangeSlot(string id, long number, Func<AssumptionState, AssumptionState> change) => this with
    {
        Assumptions = Assumptions.SetItem(id, change(Assumptions[id]) with { Revision = number }),
    };

    private LedgerState ChangeVersion(VersionRef reference, long number, Func<VersionState, VersionState> change)
    {
        AssertionState assertion = Assertions[reference.AssertionId];
        LedgerState next = this with
        {
            Assertions = Assertions.SetItem(assertion.Id, assertion with
            {
                Versions = assertion.Versions.SetItem(reference.Version, change(assertion.Versions[reference.Version])),
            }),
        };
        return next.ChangeSlot(assertion.AssumptionId, number, slot => slot);
    }
}
