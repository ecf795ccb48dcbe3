using App.Engine.Evidence;

namespace App.Tests.Engine.Evidence;

public sealed class LedgerWorkflowTests
{
    /// <summary>Who may take each step from each state. What is not listed is refused.</summary>
    private static readonly Dictionary<string, (WorkflowState[] From, string[] Who)> s_allowed = new()
    {
        ["submit"] = ([WorkflowState.Draft], ["author"]),
        ["withdraw"] = ([WorkflowState.Draft, WorkflowState.Submitted, WorkflowState.InReview], ["author"]),
        ["take"] = ([WorkflowState.Submitted], ["editor", "reviewer", "other"]),
        ["takeOver"] = ([WorkflowState.InReview], ["editor", "other"]),
        ["return"] = ([WorkflowState.InReview], ["reviewer"]),
        ["sign"] = ([WorkflowState.InReview], ["reviewer"]),
        ["dispute"] = ([WorkflowState.Submitted, WorkflowState.InReview, WorkflowState.Verified], ["editor", "reviewer", "other"]),
        ["settle"] = ([WorkflowState.Disputed], ["editor", "reviewer", "finance"]),
        ["reconfirm"] = ([WorkflowState.Verified], ["editor", "reviewer", "other"]),
    };

    public static TheoryData<WorkflowState, string> Cells()
    {
        TheoryData<WorkflowState, string> cells = [];
        foreach (WorkflowState state in Enum.GetValues<WorkflowState>())
        {
            foreach (string step in s_allowed.Keys)
            {
                cells.Add(state, step);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Step_FromEachStateByEachPerson_IsAllowedExactlyWhereTheTableSays(WorkflowState from, string step)
    {
        (WorkflowState[] states, string[] who) = s_allowed[step];
        foreach (Actor actor in LedgerBook.Cast)
        {
            LedgerBook book = new LedgerBook().To(from);
            Signature Sign(SignatureMeaning meaning) => book.Sign(meaning);
            LedgerEntry entry = step switch
            {
                "submit" => new VersionSubmitted(LedgerBook.Assertion, 1),
                "withdraw" => new VersionWithdrawn(LedgerBook.Assertion, 1, "Mistaken."),
                "take" or "takeOver" => new ReviewStarted(LedgerBook.Assertion, 1),
                "return" => new ReviewReturned(LedgerBook.Assertion, 1, false, ReturnReason.Other, "Say which part."),
                "sign" => book.Verify(),
                "dispute" => new VersionDisputed(LedgerBook.Assertion, 1, ["press"], "It says 96."),
                "settle" => new DisputeSettled(LedgerBook.Assertion, 1, true, "The paper is wrong.", Sign(SignatureMeaning.Settled)),
                "reconfirm" => new VersionReconfirmed(LedgerBook.Assertion, 1, "Looked again.", Sign(SignatureMeaning.Reconfirmed)),
                _ => throw new ArgumentException(step),
            };
            bool isTakeElsewhere = step is "take" && from == WorkflowState.InReview || step is "takeOver" && from == WorkflowState.Submitted;
            bool expected = !isTakeElsewhere && states.Contains(from) && who.Contains(actor.Id) && actor.Kind == ActorKind.Person;
            if (isTakeElsewhere)
            {
                continue;
            }

            Assert.True(expected == (book.Try(actor, entry).Problems.Count == 0), $"{actor.Name} {step} from {from}: expected {(expected ? "allowed" : "refused")}");
        }
    }

    [Fact]
    public void Sign_ByWhoEditedAnyVersion_IsRefused()
    {
        LedgerBook book = new LedgerBook().To(WorkflowState.Submitted);
        book.Must(LedgerBook.Editor, new VersionDrafted(LedgerBook.Assertion, 2, LedgerBook.Slot, LedgerBook.Content(113), "Read again."));
        book.Must(LedgerBook.Editor, new VersionSubmitted(LedgerBook.Assertion, 2));

        book.Refused(Refusal.NotAllowed, "who", LedgerBook.Editor, new ReviewStarted(LedgerBook.Assertion, 2));
        book.Must(LedgerBook.Reviewer, new ReviewStarted(LedgerBook.Assertion, 2));
        book.Refused(Refusal.NotAllowed, "who", LedgerBook.Editor, book.Verify(new(LedgerBook.Assertion, 2), rekeyed: 113));
    }

    [Fact]
    public void Sign_WhereItMattersMuch_NeedsSomebodyElseAsWell()
    {
        LedgerBook book = new LedgerBook().To(WorkflowState.InReview);
        book.Must(LedgerBook.Reviewer, book.Verify(materiality: 0.3));
        Assert.Equal(WorkflowState.InReview, book.State.Find(new(LedgerBook.Assertion, 1))!.Workflow);

        LedgerEntry second = book.Verify(materiality: 0.3, meaning: SignatureMeaning.Approved);
        book.Refused(Refusal.NotAllowed, "who", LedgerBook.Reviewer, second);
        book.Refused(Refusal.NotAllowed, "who", LedgerBook.Author, second);
        book.Must(LedgerBook.Finance, second);

        Assert.Equal(WorkflowState.Verified, book.State.Find(new(LedgerBook.Assertion, 1))!.Workflow);
        Assert.Equal(["reviewer", "finance"], book.State.Find(new(LedgerBook.Assertion, 1))!.Signings.Select(signing => signing.Signer.Id));
    }

    [Fact]
    public void Sign_WithoutWhatTheGuardAsks_IsRefusedAndSaysWhat()
    {
        LedgerBook book = new LedgerBook().To(WorkflowState.InReview);
        VersionSigned good = book.Verify();

        book.Refused(Refusal.Invalid, "rekeyedValue", LedgerBook.Reviewer, good with { Findings = LedgerBook.Findings(112.5) });
        book.Refused(Refusal.Invalid, "rekeyedValue", LedgerBook.Reviewer, good with { Findings = LedgerBook.Findings(null) });
        book.Refused(Refusal.Invalid, "locatorOpens", LedgerBook.Reviewer, good with { Findings = good.Findings with { LocatorOpens = false } });
        book.Refused(Refusal.Invalid, "archiveChecked", LedgerBook.Reviewer, good with { Findings = good.Findings with { ArchiveChecked = false } });
        book.Refused(Refusal.Invalid, "scopeMatches", LedgerBook.Reviewer, good with { Findings = good.Findings with { ScopeMatches = false } });
        book.Refused(Refusal.Invalid, "ratedDownFor", LedgerBook.Reviewer, good with { Findings = good.Findings with { RatedDownFor = [] } });
        book.Refused(Refusal.Invalid, "meaning", LedgerBook.Reviewer, good with { Signature = good.Signature with { Meaning = SignatureMeaning.Reconfirmed } });
        book.Refused(Refusal.Conflict, "recordHash", LedgerBook.Reviewer, good with { Signature = good.Signature with { RecordHash = new string('0', 64) } });
        book.Refused(Refusal.NotAllowed, "who", LedgerBook.Reviewer, good with { Signature = good.Signature with { AuthenticatedUtc = book.Now.AddMinutes(-5.1) } });
        book.Refused(Refusal.Invalid, "needsSecond", LedgerBook.Reviewer, good with { MaterialityFraction = 0.5 });
        book.Must(LedgerBook.Reviewer, good);
    }

    [Fact]
    public void Sign_WhereNoCopyWasPutBy_IsRefused()
    {
        LedgerBook book = new();
        book.Must(LedgerBook.Author, new VersionDrafted(LedgerBook.Assertion, 1, LedgerBook.Slot, LedgerBook.Content(evidence: ["press"]), "First."), new VersionSubmitted(LedgerBook.Assertion, 1));
        book.Must(LedgerBook.Reviewer, new ReviewStarted(LedgerBook.Assertion, 1));

        book.Refused(Refusal.Conflict, "archive", LedgerBook.Reviewer, book.Verify());
    }

    [Fact]
    public void Sign_ForAJudgement_IsRefused()
    {
        LedgerBook book = new();
        AssertionContent judgement = LedgerBook.Content(112, 50, 200) with { Evidence = [], AssumedReason = "Nobody says." };
        book.Must(LedgerBook.Author, new VersionDrafted(LedgerBook.Assertion, 1, LedgerBook.Slot, judgement, "First."), new VersionSubmitted(LedgerBook.Assertion, 1));
        book.Must(LedgerBook.Reviewer, new ReviewStarted(LedgerBook.Assertion, 1));

        book.Refused(Refusal.Invalid, "evidence", LedgerBook.Reviewer, book.Verify());
        Assert.Equal(EvidenceStatus.Assumed, book.State.StatusOf(book.State.Find(new(LedgerBook.Assertion, 1))!));
    }

    [Theory]
    [InlineData(112, 112, 112, null, "low, high")]
    [InlineData(112, 100, 120, "Nobody says.", "low, high")]
    [InlineData(2000, 100, 3000, null, "value")]
    [InlineData(90, 100, 120, null, "low, value, high")]
    [InlineData(double.NaN, 100, 120, null, "value")]
    public void Submit_OfAPointOrANarrowJudgementOrAWrongNumber_IsRefused(double value, double low, double high, string? reason, string field)
    {
        LedgerBook book = new();
        AssertionContent content = LedgerBook.Content(value, low, high) with { AssumedReason = reason, Evidence = reason is null ? ["sheet"] : [] };
        IReadOnlyList<LedgerProblem> problems = book.Try(
            LedgerBook.Author, new VersionDrafted(LedgerBook.Assertion, 1, LedgerBook.Slot, content, "First."), new VersionSubmitted(LedgerBook.Assertion, 1)).Problems;

        Assert.Contains(problems, problem => problem.Field == field);
        Assert.Empty(book.State.Assertions);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://example.org")]
    [InlineData("https://user:secret@example.org/")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    public void Record_OfAnAddressThatIsNotPlainHttps_IsRefused(string url) =>
        new LedgerBook().Refused(Refusal.Invalid, "url", LedgerBook.Author, new EvidenceRecorded(LedgerBook.Item("bad", "x") with { Url = url }));

    [Fact]
    public void Edit_OfAVerifiedVersion_LeavesItInUseUntilTheNewOneIsVerified()
    {
        LedgerBook book = new LedgerBook().To(WorkflowState.Verified);
        book.Must(LedgerBook.Author, new VersionDrafted(LedgerBook.Assertion, 2, LedgerBook.Slot, LedgerBook.Content(113), "New sheet."), new VersionSubmitted(LedgerBook.Assertion, 2));
        Assert.Equal(1, book.State.InUse(LedgerBook.Slot)!.Ref.Version);

        book.Must(LedgerBook.Reviewer, new ReviewStarted(LedgerBook.Assertion, 2), book.Verify(new(LedgerBook.Assertion, 2), rekeyed: 113));

        Assert.Equal(2, book.State.InUse(LedgerBook.Slot)!.Ref.Version);
        Assert.Equal(WorkflowState.Superseded, book.State.Find(new(LedgerBook.Assertion, 1))!.Workflow);
        Assert.Equal(112, book.State.Find(new(LedgerBook.Assertion, 1))!.Content.Value);
    }

    [Fact]
    public void Dispute_Upheld_ReturnsToVerified_GivenUp_IsSuperseded()
    {
        LedgerBook upheld = new LedgerBook().To(WorkflowState.Disputed);
        Assert.Equal(EvidenceFlags.Disputed, upheld.State.InUse(LedgerBook.Slot)!.Flags);
        upheld.Refused(Refusal.NotAllowed, "who", LedgerBook.Other, new DisputeSettled(LedgerBook.Assertion, 1, true, "Mine.", upheld.Sign(SignatureMeaning.Settled)));
        upheld.Must(LedgerBook.Finance, new DisputeSettled(LedgerBook.Assertion, 1, true, "The paper is wrong.", upheld.Sign(SignatureMeaning.Settled)));
        Assert.Equal(WorkflowState.Verified, upheld.State.Find(new(LedgerBook.Assertion, 1))!.Workflow);

        LedgerBook givenUp = new LedgerBook().To(WorkflowState.Disputed);
        givenUp.Must(LedgerBook.Finance, new DisputeSettled(LedgerBook.Assertion, 1, false, "The paper is right.", givenUp.Sign(SignatureMeaning.Settled)));
        Assert.Equal(WorkflowState.Superseded, givenUp.State.Find(new(LedgerBook.Assertion, 1))!.Workflow);
        Assert.Null(givenUp.State.InUse(LedgerBook.Slot));
    }

    [Fact]
    public void Expire_ThenReconfirm_ClearsTheFlag()
    {
        LedgerBook book = new LedgerBook().To(WorkflowState.Verified);
        book.Refused(Refusal.NotAllowed, "who", LedgerBook.Admin, new VersionExpired(LedgerBook.Assertion, 1, "2028-11-23"));
        book.Must(Actor.Ledger, new VersionExpired(LedgerBook.Assertion, 1, "2028-11-23"));
        Assert.Equal(EvidenceFlags.Expired, book.State.InUse(LedgerBook.Slot)!.Flags);
        Assert.Equal(EvidenceStatus.Verified, book.State.StatusOf(book.State.InUse(LedgerBook.Slot)!));

        book.Must(LedgerBook.Other, new VersionReconfirmed(LedgerBook.Assertion, 1, "Looked again.", book.Sign(SignatureMeaning.Reconfirmed)));
        Assert.Equal(EvidenceFlags.None, book.State.InUse(LedgerBook.Slot)!.Flags);
    }
}
