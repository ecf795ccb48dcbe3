using App.Engine.Evidence;

namespace App.Tests.Engine.Evidence;

public sealed class FreshnessTests
{
    [Theory]
    [InlineData("2026-06-15", "2026-06-15")]
    [InlineData("2026-06", "2026-06-30")]
    [InlineData("2024-02 (approx.)", "2024-02-29")]
    [InlineData("2026", "2026-12-31")]
    [InlineData("2026-13-01", "2026-12-31")]
    [InlineData("undated", null)]
    [InlineData("", null)]
    [InlineData("12-2026", null)]
    public void ParseDate_OfAPartialDate_TakesItsEnd(string text, string? expected) =>
        Assert.Equal(expected is null ? null : DateOnly.ParseExact(expected, "yyyy-MM-dd"), Freshness.ParseDate(text));

    [Theory]
    [InlineData(EvidenceCategory.StreetPrice, 60)]
    [InlineData(EvidenceCategory.PowerTariff, 180)]
    [InlineData(EvidenceCategory.Benchmark, 365)]
    [InlineData(EvidenceCategory.ChipSpecification, 730)]
    [InlineData(EvidenceCategory.ExportRule, 90)]
    [InlineData(EvidenceCategory.UtilisationTelemetry, 30)]
    public void DueDate_OfAClaim_IsItsNewestEvidencePlusTheClock(EvidenceCategory category, int days)
    {
        VersionState version = new LedgerBook().To(WorkflowState.Submitted).State.Find(new(LedgerBook.Assertion, 1))!;

        DateOnly? due = Freshness.DueDate(version, category, [LedgerBook.Item("a", "x"), LedgerBook.Item("b", "y") with { Published = "2025" }], LedgerBook.Policy);

        Assert.Equal(new DateOnly(2026, 10, 1).AddDays(days), due);
        Assert.Equal(FreshnessState.Current, Freshness.Of(due, due!.Value.AddDays(-15), LedgerBook.Policy));
        Assert.Equal(FreshnessState.DueSoon, Freshness.Of(due, due.Value, LedgerBook.Policy));
        Assert.Equal(FreshnessState.Expired, Freshness.Of(due, due.Value.AddDays(1), LedgerBook.Policy));
    }

    [Fact]
    public void DueDate_OfAVerifiedVersion_StartsAtTheSignature()
    {
        LedgerBook book = new LedgerBook().To(WorkflowState.Verified);

        DateOnly? due = Freshness.DueDate(book.State.Find(new(LedgerBook.Assertion, 1))!, EvidenceCategory.StreetPrice, [LedgerBook.Item("a", "x")], LedgerBook.Policy);

        Assert.Equal(DateOnly.FromDateTime(LedgerBook.Start).AddDays(60), due);
    }

    [Fact]
    public void DueDate_OfAContract_IsItsEnd_OfADefinition_IsNever()
    {
        VersionState version = new LedgerBook().To(WorkflowState.Submitted).State.Find(new(LedgerBook.Assertion, 1))!;

        Assert.Equal(new DateOnly(2027, 3, 31), Freshness.DueDate(version with { Content = version.Content with { ValidUntil = "2027-03-31" } }, EvidenceCategory.ContractPrice, [], LedgerBook.Policy));
        Assert.Null(Freshness.DueDate(version, EvidenceCategory.Definition, [], LedgerBook.Policy));
    }
}
