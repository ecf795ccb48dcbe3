using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Tests.Engine.Evidence;

public sealed class StartingLedgerTests
{
    private static readonly string[] s_oneTalk = ["hw-0037", "hw-0025", "hw-0003", "st-0016", "nv-0378"];
    private static readonly LedgerAppend s_import = Import();
    private static readonly LedgerState s_state = s_import.State;

    [Fact]
    public void Import_OfTheCatalogue_PassesEveryRuleAndIsIntact()
    {
        Assert.Empty(s_import.Problems);
        Assert.Null(LedgerAudit.Verify(s_import.Events));
    }

    [Fact]
    public void Import_Repeated_AddsNothing() => Assert.Empty(StartingLedger.Missing(s_state, PlannerCatalog.Default));

    [Fact]
    public void Import_HasEveryFactWithItsSource()
    {
        Assert.True(PlannerCatalog.Default.Facts.Count >= 797);
        foreach (Fact fact in PlannerCatalog.Default.Facts.Values)
        {
            EvidenceItem item = s_state.Evidence[fact.Id].Item;
            Assert.Equal((fact.SourceTitle, fact.Publisher is { Length: > 0 } publisher ? publisher : "none", fact.Date, fact.Caveat), (item.Title, item.Publisher, item.Published, item.Caveat));
            Assert.NotEmpty(item.IndependenceGroup);
        }
    }

    [Fact]
    public void EveryNumberTheEngineReads_ResolvesToAnEntryWithTheSameValueAndStatus()
    {
        BoundComparison bound = FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default);
        List<Input> inputs = [.. bound.Plans.Values.SelectMany(plan => plan.Slots.Table.Inputs).Concat(CatalogDefinitions.Of(PlannerCatalog.Default))
            .Where(input => input.Kind == InputKind.Assumption).DistinctBy(input => input.Id)];
        Assert.True(inputs.Count > 100);
        foreach (Input input in inputs)
        {
            LedgerValue? value = LedgerValue.Of(s_state, input.Id);
            Assert.True(value is not null, $"{input.Id} has no ledger entry: add its family to AssumptionPath.All or CatalogDefinitions.Of");
            Assert.Equal((input.Value, input.Low, input.High, input.Status), (value.Value, value.Low, value.High, value.Status));
        }
    }

    [Fact]
    public void Import_DiffersNowhereFromTheCatalogue() => Assert.Empty(LedgerValues.Of(s_state, PlannerCatalog.Default).All);

    [Fact]
    public void Import_VerifiesNothing() =>
        Assert.DoesNotContain(s_state.Assertions.Values.SelectMany(assertion => assertion.Versions.Values), version => version.IsSigned);

    [Theory]
    [InlineData("accelerators/atlas-350-112gb/memoryGigabytes", 112, 128)]
    [InlineData("accelerators/atlas-350-112gb/memoryBandwidthTerabytesPerSecond", 1.4, 1.6)]
    [InlineData("accelerators/atlas-350-112gb/peakTeraflops/fp8", 756, 1000)]
    [InlineData("accelerators/atlas-350-112gb/peakTeraflops/mxfp4", 1512, 1560)]
    [InlineData("accelerators/atlas-350-112gb/peakTeraflops/mxfp4", 1512, 2000)]
    [InlineData("claims/950pr-fp4", 1512, 1560)]
    [InlineData("claims/atlas-350-speedup", 2.87, 2.554)]
    public void Disagreement_OfNumbers_StandsSideBySide(string slot, double inUse, double other)
    {
        Assert.Equal(inUse, s_state.InUse(slot)?.Content.Value);
        Assert.Contains(s_state.Assumptions[slot].Assertions.Select(id => s_state.Assertions[id].InUse?.Content.Value), value => value == other);
    }

    [Theory]
    [InlineData("claims/h20-interconnect", "Full NVLink", "Reduced", true)]
    [InlineData("claims/order-chip", "not said which", "910B", false)]
    [InlineData("claims/order-chip", "not said which", "910C", false)]
    [InlineData("claims/order-chip", "not said which", "950PR", false)]
    [InlineData("claims/hifloat4", "960", "950PR", true)]
    public void Disagreement_OfStatements_StandsSideBySide(string slot, string inUse, string other, bool disputed)
    {
        Assert.Contains(inUse, s_state.InUse(slot)?.Content.Statement, StringComparison.Ordinal);
        VersionState? against = s_state.Assumptions[slot].Assertions.Select(id => s_state.Assertions[id].InUse)
            .Single(version => version!.Content.Statement!.Contains(other, StringComparison.Ordinal) && version != s_state.InUse(slot));
        Assert.Equal(disputed ? WorkflowState.Disputed : WorkflowState.Submitted, against!.Workflow);
        Assert.NotNull(Conflict.Find(s_state, slot));
    }

    [Fact]
    public void SourceArticle_IsMarkedAsItDeserves()
    {
        Assert.Equal(EvidenceStatus.Claimed, s_state.StatusOf(s_state.InUse("accelerators/atlas-350-112gb/memoryGigabytes")!));
        Assert.Equal(EvidenceStatus.Claimed, s_state.StatusOf(s_state.InUse("claims/atlas-350-speedup")!));
        Assert.Equal(EvidenceStatus.Assumed, s_state.StatusOf(s_state.InUse("claims/atlas-350-load-power")!));
        Assert.Equal(6, s_state.Evidence["st-0017"].Item.Marks.Credibility);
    }

    [Fact]
    public void TenRepostsOfOneTalk_AreOneSource()
    {
        Fact talk = PlannerCatalog.Default.Facts["hw-0003"];
        List<IndependenceGroup> groups = [new() { Id = "talk", Name = "Talk", Why = "Reposts.", Sources = [.. Enumerable.Range(0, 10).Select(i => new GroupSource { Publisher = $"Outlet {i}" })] }];
        List<EvidenceItem> reposts = [.. Enumerable.Range(0, 10).Select(i => EvidenceLabels.Item(talk with { Id = $"r{i}", Publisher = $"Outlet {i}" }, groups, LedgerBook.Policy))];
        EvidenceItem independent = EvidenceLabels.Item(talk with { Id = "own-measurement", Publisher = "A laboratory", SourceType = "measured" }, groups, LedgerBook.Policy);

        Assert.Equal(EvidenceStatus.Claimed, EvidenceLabels.BeforeReview(false, reposts));
        Assert.Equal(EvidenceStatus.Corroborated, EvidenceLabels.BeforeReview(false, [.. reposts, independent]));
        Assert.Single(s_oneTalk.Select(id => s_state.Evidence[id].Item.IndependenceGroup).Distinct());
    }

    private static LedgerAppend Import() => LedgerAppend.Try(
        LedgerState.Empty, LedgerBook.Policy, Actor.Catalogue, StartingLedger.Missing(LedgerState.Empty, PlannerCatalog.Default), LedgerBook.Start);
}
