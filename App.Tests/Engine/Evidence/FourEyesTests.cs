using App.Engine.Evidence;
using CsCheck;

namespace App.Tests.Engine.Evidence;

public sealed class FourEyesTests
{
    private static readonly Gen<(int Who, int What, int Version)> s_step = Gen.Select(Gen.Int[0, LedgerBook.Cast.Length - 1], Gen.Int[0, 8], Gen.Int[1, 3]);

    [Fact]
    public void AnySequenceOfSteps_LeavesNoVersionVerifiedByItsEditorsOrByProgramsOrAdministrators() => s_step.Array[1, 60].Sample(steps =>
    {
        LedgerBook book = new();
        foreach ((int who, int what, int number) in steps)
        {
            Actor actor = LedgerBook.Cast[who];
            VersionRef version = new(LedgerBook.Assertion, number);
            bool exists = book.State.Find(version) is not null;
            LedgerEntry? entry = what switch
            {
                0 => new VersionDrafted(LedgerBook.Assertion, number, LedgerBook.Slot, LedgerBook.Content(), "Again."),
                1 => new VersionSubmitted(LedgerBook.Assertion, number),
                2 or 3 => new ReviewStarted(LedgerBook.Assertion, number),
                4 or 5 when exists => book.Verify(version),
                6 when exists => book.Verify(version, materiality: 0.4),
                7 when exists => book.Verify(version, materiality: 0.4, meaning: SignatureMeaning.Approved),
                8 when exists => new DisputeSettled(LedgerBook.Assertion, number, true, "So.", book.Sign(SignatureMeaning.Settled, version)),
                _ => null,
            };
            if (entry is not null)
            {
                book.Try(actor, entry);
            }
        }

        Assert.Null(LedgerAudit.Verify(book.Events));
        if (book.State.Assertions.TryGetValue(LedgerBook.Assertion, out AssertionState? assertion))
        {
            foreach (VersionState version in assertion.Versions.Values)
            {
                Assert.All(version.Signings, signing =>
                {
                    Assert.False(assertion.IsEditedBy(signing.Signer.Id, version.Ref.Version));
                    Assert.Equal(ActorKind.Person, signing.Signer.Kind);
                    Assert.Equal(Roles.None, signing.Signer.Roles & Roles.Admin);
                });
                Assert.True(version.Workflow != WorkflowState.Verified || version.Signings.Count > 0);
            }

            Assert.True(assertion.Versions.Values.Count(version => version.Workflow == WorkflowState.Verified) <= 1);
        }
    }, iter: 400);

    [Fact]
    public void Projection_OfTheEvents_IsTheStateTheyWereAddedTo() => s_step.Array[1, 40].Sample(steps =>
    {
        LedgerBook book = new();
        foreach ((int who, int what, int number) in steps)
        {
            book.Try(LedgerBook.Cast[who], what % 2 == 0
                ? new VersionDrafted(LedgerBook.Assertion, number, LedgerBook.Slot, LedgerBook.Content(), "Again.")
                : new VersionSubmitted(LedgerBook.Assertion, number));
        }

        LedgerState replayed = LedgerState.Of(book.Events);
        Assert.Equal(book.State.HeadHash, replayed.HeadHash);
        Assert.Equal(
            book.State.Assertions.Values.SelectMany(entry => entry.Versions.Values).Select(version => (version.Ref, version.Workflow)),
            replayed.Assertions.Values.SelectMany(entry => entry.Versions.Values).Select(version => (version.Ref, version.Workflow)));
    }, iter: 100);
}
