using App.Engine.Evidence;

namespace App.Tests.Engine.Evidence;

public sealed class AnnotationTests
{
    [Fact]
    public void Thread_IsAnsweredSettledAndOpenedAgainByAReply_AndAnotherStaysAsItWas()
    {
        LedgerBook book = Book();
        book.Must(LedgerBook.Author, Remark("d", "a", "The sheet says so."), Remark("e", "d", "And the label."));
        book.Must(LedgerBook.Other, new AnnotationResolved("a", AnnotationTarget.Assertion, LedgerBook.Assertion));

        Assert.Equal(["a:d,e", "b:"], Threads(book));
        Assert.Equal(1, Annotations.Open(Remarks(book)));
        Assert.Equal(("other", book.Now), (Remarks(book)[0].Resolved!.By.Id, Remarks(book)[0].Resolved!.AtUtc));
        book.Must(LedgerBook.Author, Remark("f", "e", "Not quite."));
        Assert.Equal(2, Annotations.Open(Remarks(book)));
        Assert.Equal(["a:d,e,f", "b:"], Threads(book));
        Assert.Equal(Remarks(book), LedgerState.Of(book.Events).Thread(AnnotationTarget.Assertion, LedgerBook.Assertion));
    }

    [Fact]
    public void Settling_IsForWhoRaisedItOrWhoJudges_OfAnOpenThread()
    {
        foreach (Actor actor in LedgerBook.Cast)
        {
            AnnotationResolved settle = new("a", AnnotationTarget.Assertion, LedgerBook.Assertion);
            LedgerBook book = Book();
            if (actor.Kind == ActorKind.Person && actor.Id is "author" or "editor" or "reviewer" or "other" or "finance" && actor != LedgerBook.Key)
            {
                book.Must(actor, settle);
                book.Refused(Refusal.Conflict, "annotationId", actor, settle);
            }
            else
            {
                book.Refused(Refusal.NotAllowed, "who", actor, settle);
            }
        }

        Book().Refused(Refusal.NotAllowed, "who", LedgerBook.Author, new AnnotationResolved("b", AnnotationTarget.Assertion, LedgerBook.Assertion));
    }

    [Theory]
    [InlineData("nothing", AnnotationTarget.Assertion, LedgerBook.Assertion)]
    [InlineData("a", AnnotationTarget.Assumption, LedgerBook.Slot)]
    [InlineData("a", AnnotationTarget.Run, "none")]
    public void Settling_WhatIsNoThreadThere_IsRefused(string id, AnnotationTarget target, string targetId) =>
        Book().Refused(Refusal.Invalid, "annotationId", LedgerBook.Reviewer, new AnnotationResolved(id, target, targetId));

    [Fact]
    public void Settling_AReply_IsRefused()
    {
        LedgerBook book = Book();
        book.Must(LedgerBook.Author, Remark("d", "a", "The sheet says so."));

        book.Refused(Refusal.Invalid, "annotationId", LedgerBook.Reviewer, new AnnotationResolved("d", AnnotationTarget.Assertion, LedgerBook.Assertion));
    }

    private static LedgerBook Book()
    {
        LedgerBook book = new LedgerBook().To(WorkflowState.Submitted);
        book.Must(LedgerBook.Author, Remark("a", null, "Why 112?"));
        book.Must(LedgerBook.Reviewer, Remark("b", null, "Which card?"));
        return book;
    }

    private static AnnotationAdded Remark(string id, string? replyTo, string text) => new(id, AnnotationTarget.Assertion, LedgerBook.Assertion, replyTo, text);

    private static System.Collections.Immutable.ImmutableList<Annotation> Remarks(LedgerBook book) => book.State.Thread(AnnotationTarget.Assertion, LedgerBook.Assertion);

    private static IEnumerable<string> Threads(LedgerBook book) => Annotations.Threads(Remarks(book))
        .Select(thread => $"{thread.First.Entry.AnnotationId}:{string.Join(',', thread.Replies.Select(reply => reply.Entry.AnnotationId))}");
}
