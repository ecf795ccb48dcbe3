using App.Engine.Evidence;
using CsCheck;

namespace App.Tests.Engine.Evidence;

public sealed class LedgerChainTests
{
    private static readonly LedgerBook s_book = Book();

    [Fact]
    public void Verify_OfAnIntactChain_FindsNothing()
    {
        Assert.True(s_book.Events.Count > 8);
        Assert.Null(LedgerChain.Verify(s_book.Events));
        Assert.Null(LedgerAudit.Verify(s_book.Events));
    }

    [Fact]
    public void Verify_OfAnyChangedMember_NamesThatEvent() => Gen.Select(Gen.Int[0, s_book.Events.Count - 1], Gen.Int[0, 7]).Sample((index, member) =>
    {
        List<LedgerEvent> events = [.. s_book.Events];
        LedgerEvent original = events[index];
        events[index] = member switch
        {
            0 => original with { AtUtc = original.AtUtc.AddTicks(10) },
            1 => original with { Payload = original.Payload.Replace(":", ": ", StringComparison.Ordinal) },
            2 => original with { Actor = original.Actor with { Id = "somebody" } },
            3 => original with { Actor = original.Actor with { Name = "Somebody" } },
            4 => original with { Actor = original.Actor with { Roles = original.Actor.Roles ^ Roles.Reviewer } },
            5 => original with { Actor = original.Actor with { Kind = ActorKind.Key } },
            6 => original with { Hash = new string('0', 64) },
            _ => original with { PreviousHash = new string('f', 64) },
        };

        Assert.Equal(index + 1, LedgerChain.Verify(events)?.Number);
    });

    [Fact]
    public void Verify_OfADroppedOrSwappedEvent_NamesThePlace() => Gen.Int[0, s_book.Events.Count - 2].Sample(index =>
    {
        List<LedgerEvent> dropped = [.. s_book.Events];
        dropped.RemoveAt(index);
        Assert.Equal(index + 1, LedgerChain.Verify(dropped)?.Number);

        List<LedgerEvent> swapped = [.. s_book.Events];
        (swapped[index], swapped[index + 1]) = (swapped[index + 1], swapped[index]);
        Assert.Equal(index + 1, LedgerChain.Verify(swapped)?.Number);
    });

    [Fact]
    public void Verify_OfAnEventRewrittenWithItsHash_NamesTheNextOne()
    {
        List<LedgerEvent> events = [.. s_book.Events];
        LedgerEvent original = events[3];
        events[3] = LedgerChain.Link(original.Number, original.AtUtc, original.Actor, new AnnotationAdded("x", AnnotationTarget.Assumption, LedgerBook.Slot, null, "Planted."), original.PreviousHash);

        Assert.Equal(5, LedgerChain.Verify(events)?.Number);
    }

    [Fact]
    public void Audit_OfAWellChainedSelfSignature_NamesIt()
    {
        LedgerBook book = new LedgerBook().To(WorkflowState.InReview);
        List<LedgerEvent> events = [.. book.Events];
        events.Add(LedgerChain.Link(events.Count + 1, book.Now, LedgerBook.Author, book.Verify(), events[^1].Hash));

        Assert.Null(LedgerChain.Verify(events));
        Assert.Equal(events.Count, LedgerAudit.Verify(events)?.Number);
    }

    [Fact]
    public void Hash_OfAKnownEvent_IsPinned()
    {
        // Worked out apart from the code (SHA-256 of the JSON array as written); a change here would break every ledger that exists.
        LedgerEvent first = LedgerChain.Link(
            1, LedgerBook.Start, LedgerBook.Author, new AnnotationAdded("a", AnnotationTarget.Run, "r", null, "Grüße <b>"), LedgerChain.Origin);

        Assert.Equal("""{"type":"annotationAdded","annotationId":"a","target":"Run","targetId":"r","text":"Gr\u00FC\u00DFe \u003Cb\u003E"}""", first.Payload);
        Assert.Equal(PinnedHash, first.Hash);
    }

    private const string PinnedHash = "88f467249d6905f7a646ce7c6fbd08c87b80eabde9b6bf41e4ce5a39b1c16287";

    private static LedgerBook Book()
    {
        LedgerBook book = new LedgerBook().To(WorkflowState.Disputed);
        book.Must(LedgerBook.Author, new AnnotationAdded("n1", AnnotationTarget.Assertion, LedgerBook.Assertion, null, "Why 112?"));
        book.Must(LedgerBook.Other, new AnnotationAdded("n2", AnnotationTarget.Assertion, LedgerBook.Assertion, "n1", "See the sheet."));
        return book;
    }
}
