using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Studies;

namespace App.Tests.Engine.Evidence;

public sealed class LedgerValuesTests
{
    private const string Slot = "accelerators/atlas-350-112gb/memoryGigabytes";
    private const string Assertion = Slot + "@catalogue";

    [Fact]
    public void Verified_ReachesTheEvaluation_AndLeavesTheCatalogueAsItWas()
    {
        PlannerCatalog before = PlannerCatalog.Default;
        LedgerState state = Verified(StartingState());

        PlannerCatalog after = before.With(LedgerValues.Of(state, before));

        Assert.Equal(EvidenceStatus.Verified, Input(after).Status);
        Assert.Equal(EvidenceStatus.Claimed, Input(before).Status);
        Assert.NotEqual(before.Hash, after.Hash);
        Assert.Equal(before.Hash, before.With(LedgerValues.None).Hash);
    }

    [Fact]
    public void Verified_LowersTheShareThatRestsOnWhatNobodyHasVerified()
    {
        BoundComparison bound = FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default);
        string widest = SwingAnalysis.Exposure(SwingAnalysis.Swings(bound)).Swings[0].Input.Id;
        LedgerValue value = LedgerValue.Of(StartingState(), widest)!;
        PlannerCatalog signed = PlannerCatalog.Default.With(new([value with { Status = EvidenceStatus.Verified }]));

        DecisionExposure exposure = SwingAnalysis.Exposure(SwingAnalysis.Swings(FleetComparison.EvaluateBound(SeededCase.Create(), signed)));

        double share = exposure.Swings[0].RangeUsDollars / exposure.Swings.Sum(swing => swing.RangeUsDollars);
        Assert.Equal(widest, exposure.Swings[0].Input.Id);
        Assert.Equal(1 - share, exposure.UnverifiedShareFraction, 12);
    }

    [Fact]
    public void Disputed_WidensTheRangeOverAllThatIsAsserted()
    {
        LedgerState state = Append(StartingState(), LedgerBook.Reviewer, new VersionDisputed(Assertion, 1, ["hw-0003"], "The chip has 128."));

        LedgerValue value = LedgerValues.Of(state, PlannerCatalog.Default).Find(Slot)!;

        Assert.Equal((112, 112, 128, EvidenceFlags.Disputed), (value.Value, value.Low, value.High, value.Flags));
        Input input = Input(PlannerCatalog.Default.With(LedgerValues.Of(state, PlannerCatalog.Default)));
        Assert.Equal((112, 128, EvidenceFlags.Disputed), (input.Low, input.High, input.Flags));
    }

    [Fact]
    public void Hash_DependsOnTheNumbersNotOnTheirOrder()
    {
        LedgerValue a = LedgerValue.Of(StartingState(), Slot)!;
        LedgerValue b = LedgerValue.Of(StartingState(), "economics/memoryUseFraction")!;

        Assert.Equal(new LedgerValues([a, b]).Hash, new LedgerValues([b, a]).Hash);
        Assert.NotEqual(new LedgerValues([a]).Hash, new LedgerValues([a with { High = 113 }]).Hash);
    }

    [Fact]
    public void ReportGate_ReportsExpiredAndDisputedInputsAboveTheShareOnly()
    {
        LedgerState state = StartingState();
        BoundComparison bound = FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default);
        DecisionExposure exposure = SwingAnalysis.Exposure(SwingAnalysis.Swings(bound));
        double total = exposure.Swings.Sum(swing => swing.RangeUsDollars);
        Swing large = exposure.Swings[0];
        Swing small = exposure.Swings.Last(swing => swing.RangeUsDollars / total < 0.01);
        Assert.Empty(ReportGate.Bars(DecisionShares.Of(exposure), state, LedgerBook.Policy));

        state = Append(state, Actor.Ledger, new VersionExpired(large.Input.Id + "@catalogue", 1, "2026-01-01"), new VersionExpired(small.Input.Id + "@catalogue", 1, "2026-01-01"));

        ReportBar bar = Assert.Single(ReportGate.Bars(DecisionShares.Of(exposure), state, LedgerBook.Policy));
        Assert.Equal((large.Input.Id, EvidenceFlags.Expired), (bar.AssumptionId, bar.Flags));
        Assert.True(bar.ShareFraction > 0.05);
    }

    private static Input Input(PlannerCatalog catalog)
    {
        BoundComparison bound = FleetComparison.EvaluateBound(SeededCase.Create(), catalog);
        return bound.Plans.Values.SelectMany(plan => plan.Slots.Table.Inputs).First(input => input.Id == Slot);
    }

    internal static LedgerState StartingState() => LedgerAppend.Try(
        LedgerState.Empty, LedgerBook.Policy, Actor.Catalogue, StartingLedger.Missing(LedgerState.Empty, PlannerCatalog.Default), LedgerBook.Start).State;

    internal static LedgerState Verified(LedgerState state)
    {
        foreach (string id in state.Find(new(Assertion, 1))!.Content.Evidence)
        {
            state = Append(state, LedgerBook.Reviewer, new EvidenceArchived(id, new string('a', 64), 1, "text/plain"));
        }

        VersionState version = state.Find(new(Assertion, 1))!;
        Signature signature = new(SignatureMeaning.CheckedAgainstSource, LedgerChain.RecordHash(version.Ref, Slot, version.Content), LedgerBook.Start, "password");
        return Append(state, LedgerBook.Reviewer, new ReviewStarted(Assertion, 1), new VersionSigned(Assertion, 1, LedgerBook.Findings(), 0, false, signature));
    }

    private static LedgerState Append(LedgerState state, Actor actor, params LedgerEntry[] entries)
    {
        LedgerAppend result = LedgerAppend.Try(state, LedgerBook.Policy, actor, entries, LedgerBook.Start);
        Assert.Empty(result.Problems);
        return result.State;
    }
}
