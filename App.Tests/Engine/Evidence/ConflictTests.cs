using App.Engine.Evidence;
using CsCheck;

namespace App.Tests.Engine.Evidence;

public sealed class ConflictTests
{
    private const string Second = "accelerators/test/memoryGigabytes@second";
    private static readonly Gen<(double Low, double Value, double High)> s_range = Gen.Double[1, 900].Array[3].Select(numbers => (numbers.Min(), numbers.Order().ElementAt(1), numbers.Max()));

    [Theory]
    [InlineData(100, 120, 110, 130, 0.5)]
    [InlineData(100, 120, 121, 130, 0)]
    [InlineData(100, 120, 105, 115, 1)]
    [InlineData(112, 112, 100, 120, 1)]
    [InlineData(1512, 1512, 1560, 1560, 0)]
    public void Overlap_OfTwoRanges_IsTheSharedPartOfTheNarrower(double low, double high, double otherLow, double otherHigh, double expected)
    {
        AssertionContent left = LedgerBook.Content(low, low, high);
        AssertionContent right = LedgerBook.Content(otherLow, otherLow, otherHigh);

        Assert.Equal(expected, Conflict.Overlap(left, right), 12);
        Assert.Equal(expected, Conflict.Overlap(right, left), 12);
    }

    [Fact]
    public void Find_WhereRangesDoNotMeet_NamesBothSidesTheOneInUseFirst()
    {
        LedgerBook book = TwoSides(96, 90, 99);

        Conflict? conflict = Conflict.Find(book.State, LedgerBook.Slot);

        Assert.Equal([new(LedgerBook.Assertion, 1), new VersionRef(Second, 1)], conflict?.Sides);
        Assert.Null(Conflict.Find(TwoSides(105, 90, 110).State, LedgerBook.Slot));
    }

    [Fact]
    public void Prefer_ByWhoWroteIt_IsRefused_BySomebodyElse_Resolves()
    {
        LedgerBook book = TwoSides(96, 90, 99);
        book.Refused(Refusal.NotAllowed, "who", LedgerBook.Editor, Resolve(book, ResolutionKind.Prefer, Second));
        book.Must(LedgerBook.Finance, Resolve(book, ResolutionKind.Prefer, Second));

        Assert.Null(Conflict.Find(book.State, LedgerBook.Slot));
        Assert.Equal(96, book.State.InUse(LedgerBook.Slot)?.Content.Value);
        Assert.True(book.State.Find(new(LedgerBook.Assertion, 1))!.IsLive);
    }

    [Fact]
    public void Split_MovesOneSideToASlotWithItsOwnScope()
    {
        LedgerBook book = TwoSides(96, 90, 99);
        Assumption narrower = LedgerBook.SlotOf("accelerators/test/memoryGigabytes@chip") with { Scope = new() { Chip = "Test chip, not card" } };
        book.Must(LedgerBook.Other, new AssumptionDefined(narrower), Resolve(book, ResolutionKind.Split, Second) with { NewAssumptionId = narrower.Id });

        Assert.Null(Conflict.Find(book.State, LedgerBook.Slot));
        Assert.Equal(112, book.State.InUse(LedgerBook.Slot)?.Content.Value);
        Assert.Equal(96, book.State.InUse(narrower.Id)?.Content.Value);
    }

    [Fact]
    public void Pool_NarrowerThanASide_IsRefused_Wider_ComesIntoUse()
    {
        const string pooled = "accelerators/test/memoryGigabytes@pooled";
        LedgerBook book = TwoSides(96, 90, 99);
        AssertionContent narrow = LedgerBook.Content(105, 95, 120, "sheet", "press");
        book.Refused(
            Refusal.Invalid, "low, high", LedgerBook.Other, new VersionDrafted(pooled, 1, LedgerBook.Slot, narrow, "Pooled."), new VersionSubmitted(pooled, 1),
            Resolve(book, ResolutionKind.Pool, pooled));
        book.Must(
            LedgerBook.Other, new VersionDrafted(pooled, 1, LedgerBook.Slot, narrow with { Low = 90 }, "Pooled."), new VersionSubmitted(pooled, 1),
            Resolve(book, ResolutionKind.Pool, pooled));

        Assert.Equal(pooled, book.State.InUse(LedgerBook.Slot)?.Ref.AssertionId);
        Assert.Null(Conflict.Find(book.State, LedgerBook.Slot));
        book.Refused(Refusal.NotAllowed, "who", LedgerBook.Other, new ReviewStarted(pooled, 1));
    }

    [Fact]
    public void Find_AfterAResolution_ReportsAVersionThatCameLater()
    {
        LedgerBook book = TwoSides(96, 90, 99);
        book.Must(LedgerBook.Finance, Resolve(book, ResolutionKind.Prefer, Second));
        book.Must(LedgerBook.Author, new VersionDrafted(LedgerBook.Assertion, 2, LedgerBook.Slot, LedgerBook.Content(140, 130, 150), "New sheet."), new VersionSubmitted(LedgerBook.Assertion, 2));

        Assert.NotNull(Conflict.Find(book.State, LedgerBook.Slot));
    }

    [Fact]
    public void Pooling_OfAnySides_ContainsEachOfThem() => Gen.Select(s_range, Gen.Double[0.1, 36]).Array[1, 6].Sample(sides =>
    {
        (double low, double value, double high) = Pooling.Pool([.. sides.Select(side => (LedgerBook.Content(side.Item1.Value, side.Item1.Low, side.Item1.High), side.Item2))]);

        Assert.All(sides, side => Assert.True(low <= side.Item1.Low && high >= side.Item1.High));
        Assert.InRange(value, sides.Min(side => side.Item1.Value) * (1 - 1e-12), sides.Max(side => side.Item1.Value) * (1 + 1e-12));
    });

    [Fact]
    public void Pooling_OfEqualWeights_IsTheGeometricMean() =>
        Assert.Equal(20, Pooling.Pool([(LedgerBook.Content(10, 8, 12), 5), (LedgerBook.Content(40, 30, 50), 5)]).Value, 9);

    private static LedgerBook TwoSides(double value, double low, double high)
    {
        LedgerBook book = new LedgerBook().To(WorkflowState.Submitted);
        book.Must(
            LedgerBook.Editor, new VersionDrafted(Second, 1, LedgerBook.Slot, LedgerBook.Content(value, low, high, "press"), "The paper says so."),
            new VersionSubmitted(Second, 1));
        return book;
    }

    private static ConflictResolved Resolve(LedgerBook book, ResolutionKind kind, string assertion) => new(
        LedgerBook.Slot, kind, [new(LedgerBook.Assertion, 1), new(Second, 1)], assertion, null, "Weighed.",
        new(SignatureMeaning.Settled, "", book.Now, "password"));
}
