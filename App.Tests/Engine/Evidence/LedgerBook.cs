using App.Engine.Catalog;
using App.Engine.Evidence;

namespace App.Tests.Engine.Evidence;

/// <summary>A ledger in memory with a cast: an author, two reviewers, finance, an administrator who also has the reviewer's role.</summary>
internal sealed class LedgerBook
{
    public static readonly DateTime Start = new(2026, 11, 24, 9, 0, 0, DateTimeKind.Utc);
    public static readonly Actor Author = Person("author", Roles.Buyer);
    public static readonly Actor Editor = Person("editor", Roles.Buyer | Roles.Reviewer);
    public static readonly Actor Reviewer = Person("reviewer", Roles.Reviewer);
    public static readonly Actor Other = Person("other", Roles.Reviewer);
    public static readonly Actor Finance = Person("finance", Roles.Finance);
    public static readonly Actor Admin = Person("admin", Roles.Admin | Roles.Reviewer);
    public static readonly Actor Viewer = Person("viewer", Roles.Viewer);
    public static readonly Actor Auditor = Person("auditor", Roles.Auditor);
    public static readonly Actor Key = new("reviewer", "reviewer's program", ActorKind.Key, Roles.Reviewer);
    public static readonly Actor[] Cast = [Author, Editor, Reviewer, Other, Finance, Admin, Viewer, Auditor, Key];

    public const string Slot = "accelerators/test/memoryGigabytes";
    public const string Assertion = "accelerators/test/memoryGigabytes@author";

    public LedgerBook()
    {
        Must(Author, new AssumptionDefined(SlotOf(Slot)));
        Must(Author, new EvidenceRecorded(Item("sheet", "maker")), new EvidenceRecorded(Item("press", "paper")));
        Must(Author, new EvidenceArchived("sheet", new string('a', 64), 10, "text/plain"));
    }

    public LedgerState State { get; private set; } = LedgerState.Empty;

    public List<LedgerEvent> Events { get; } = [];

    public DateTime Now { get; set; } = Start;

    public static EvidencePolicy Policy => PlannerCatalog.Default.EvidencePolicy;

    public static Actor Person(string id, Roles roles) => new(id, id, ActorKind.Person, roles);

    public static Assumption SlotOf(string id, EvidenceCategory category = EvidenceCategory.ChipSpecification) => new()
    {
        Id = id,
        Subject = "Test card",
        Quantity = "Memory",
        Unit = "GB",
        Category = category,
        Scope = new() { Chip = "Test card" },
        Minimum = 1,
        Maximum = 1000,
    };

    public static EvidenceItem Item(string id, string group, bool disputed = false) => new()
    {
        Id = id,
        Subject = "Test card",
        Says = "memory: 112 GB",
        Title = "Data sheet",
        Publisher = group,
        SourceType = "press report",
        Url = "https://example.org/sheet",
        Published = "2026-10-01",
        IndependenceGroup = group,
        IsDisputed = disputed,
        Marks = new(SourceReliability.B, 2),
    };

    public static AssertionContent Content(double value = 112, double low = 100, double high = 120, params string[] evidence) => new()
    {
        Value = value,
        Low = low,
        High = high,
        Unit = "GB",
        Basis = "Data sheet.",
        Evidence = evidence.Length == 0 ? ["sheet"] : evidence,
    };

    public LedgerAppend Try(Actor actor, params LedgerEntry[] entries)
    {
        LedgerAppend result = LedgerAppend.Try(State, Policy, actor, entries, Now);
        State = result.State;
        Events.AddRange(result.Events);
        return result;
    }

    public void Must(Actor actor, params LedgerEntry[] entries) => Assert.Empty(Try(actor, entries).Problems);

    public void Refused(Refusal refusal, string field, Actor actor, params LedgerEntry[] entries)
    {
        long head = State.Head;
        IReadOnlyList<LedgerProblem> problems = Try(actor, entries).Problems;
        Assert.Contains(problems, problem => problem.Refusal == refusal && problem.Field == field);
        Assert.Equal(head, State.Head);
    }

    public Signature Sign(SignatureMeaning meaning, VersionRef? version = null, DateTime? authenticated = null)
    {
        VersionRef reference = version ?? new(Assertion, 1);
        VersionState signed = State.Find(reference)!;
        return new(meaning, LedgerChain.RecordHash(reference, State.Assertions[reference.AssertionId].AssumptionId, signed.Content), authenticated ?? Now, "password");
    }

    public VersionSigned Verify(VersionRef? version = null, double materiality = 0, double? rekeyed = 112, SignatureMeaning meaning = SignatureMeaning.CheckedAgainstSource)
    {
        VersionRef reference = version ?? new(Assertion, 1);
        return new(reference.AssertionId, reference.Version, Findings(rekeyed), materiality, materiality > Policy.SecondSignerFraction, Sign(meaning, reference));
    }

    public static ReviewFindings Findings(double? rekeyed = 112) => new()
    {
        LocatorOpens = true,
        ArchiveChecked = true,
        ScopeMatches = true,
        RekeyedValue = rekeyed,
        Certainty = Certainty.Moderate,
        RatedDownFor = [RateDownReason.Bias],
        Marks = new(SourceReliability.B, 2),
    };

    /// <summary>Brings version 1 of the assertion to a state.</summary>
    public LedgerBook To(WorkflowState state)
    {
        Must(Author, new VersionDrafted(Assertion, 1, Slot, Content(), "First."));
        switch (state)
        {
            case WorkflowState.Draft: break;
            case WorkflowState.Submitted: Submit(); break;
            case WorkflowState.InReview: Submit(); Take(); break;
            case WorkflowState.Verified: Submit(); Take(); Must(Reviewer, Verify()); break;
            case WorkflowState.Disputed: Submit(); Take(); Must(Reviewer, Verify()); Must(Other, new VersionDisputed(Assertion, 1, ["press"], "It says 96.")); break;
            case WorkflowState.Rejected: Submit(); Take(); Must(Reviewer, new ReviewReturned(Assertion, 1, true, ReturnReason.WrongScope, "The chip's.")); break;
            case WorkflowState.Withdrawn: Must(Author, new VersionWithdrawn(Assertion, 1, "Mistaken.")); break;
            case WorkflowState.Superseded: Submit(); Must(Author, new VersionDrafted(Assertion, 2, Slot, Content(113), "Second.")); Must(Author, new VersionSubmitted(Assertion, 2)); break;
            default: throw new ArgumentOutOfRangeException(nameof(state));
        }

        Assert.Equal(state, State.Find(new(Assertion, 1))!.Workflow);
        return this;
    }

    private void Submit() => Must(Author, new VersionSubmitted(Assertion, 1));

    private void Take() => Must(Reviewer, new ReviewStarted(Assertion, 1));
}
