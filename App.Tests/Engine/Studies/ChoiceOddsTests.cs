using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Studies;

namespace App.Tests.Engine.Studies;

public sealed class ChoiceOddsTests
{
    [Fact]
    public void MoreOftenThan_TheWinnerAtMiddleValues_IsWhoWinsMoreWorlds()
    {
        // Where exports stop for certain, the mixed fleet wins at middle values, but H20 that never arrives and is rented instead wins more worlds.
        BoundComparison bound = FleetComparison.EvaluateBound(SeededCase.Create() with { Events = ["export-control"] }, PlannerCatalog.Default);
        var look = FirstLook.Of(bound, PlannerCatalog.Default, 2);

        OptionOdds rival = look.Odds.MoreOftenThan(bound.Comparison.Verdict!.BestOption)!;

        Assert.Equal(look.Odds.Options.Max(option => option.CheapestFraction), rival.CheapestFraction);
        Assert.NotEqual(bound.Comparison.Verdict.BestOption, rival.OptionId);
        Assert.Null(look.Odds.MoreOftenThan(rival.OptionId));
        Assert.Null(look.Odds.MoreOftenThan(bound.Comparison.Case.ReferenceOption));
    }

    [Fact]
    public void OverBridge_OfALimitedCase_IsTheShareOfWorldsAboveTheLimit()
    {
        ProcurementCase seeded = SeededCase.Create();
        double Above(double share) => ChoiceOdds.Of(FleetComparison.EvaluateBound(seeded with { Limits = new() { MaximumBridgeShareFraction = share } }, PlannerCatalog.Default), PlannerCatalog.Default, 2)
            .Options.Single(option => option.OptionId == "mixed").OverBridgeFraction!.Value;
        double[] shares = [Above(0), Above(0.2), Above(0.5), Above(0.999)];

        Assert.Equal(shares.OrderDescending(), shares);
        Assert.True(shares[0] > shares[1] && shares[1] > shares[2]);
        Assert.All(ChoiceOdds.Of(FleetComparison.EvaluateBound(seeded, PlannerCatalog.Default), PlannerCatalog.Default, 2).Options, option => Assert.Null(option.OverBridgeFraction));
    }

    [Fact]
    public void FirstLook_OfAComparison_IsWhatOddsAndSharesAreByThemselves()
    {
        BoundComparison bound = FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default);
        var look = FirstLook.Of(bound, PlannerCatalog.Default, 2);
        DecisionShares shares = DecisionShares.Of(bound, PlannerCatalog.Default.Uncertainty, 1);

        Assert.Equal(ChoiceOdds.Of(bound, PlannerCatalog.Default, 1).Options, look.Odds.Options);
        Assert.Equal(shares.Fractions, look.Shares.Fractions);
        IReadOnlyList<InputShare> first = shares.First(5);
        Assert.Equal(shares.Fractions.Values.OrderDescending().Take(5), first.Select(share => share.Fraction));
        Assert.All(first, share => Assert.Equal(shares.WorthUsDollars[share.InputId], share.WorthUsDollars));
        Assert.Contains(first, share => share.IsEvent);
        Assert.All(DecisionShares.Of(SwingAnalysis.Exposure(SwingAnalysis.Swings(bound))).First(3), share => Assert.Null(share.WorthUsDollars));
    }
}
