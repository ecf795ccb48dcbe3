using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Fleets;
using App.Engine.Requirements;

namespace App.Tests.Engine.Fleets;

/// <summary>What limits a fleet that is sized for a demand, and one that is sized for the limits themselves.</summary>
public sealed class LimitTests
{
    private static readonly ProcurementCase s_seeded = SeededCase.Create();

    [Fact]
    public void Capacity_ForTheBudget_IsWithinItAndNothingMoreIs()
    {
        BoundComparison bound = FleetComparison.EvaluateBound(s_seeded, PlannerCatalog.Default);
        IReadOnlyList<BudgetCapacity> capacities = Evaluation.CapacitiesOf(bound);

        Assert.Equal(["atlas", "h20", "mixed"], capacities.Select(capacity => capacity.OptionId));
        foreach (BudgetCapacity capacity in capacities)
        {
            Assert.Equal(LimitKind.Budget, capacity.LimitedBy);

            // A server more is at most 120,000 dollars with its share of network and the rest; four pools may each take one.
            Assert.InRange(capacity.CapitalUsDollars, 5.6e9 - 2e6, 5.6e9);
            Assert.True(capacity.SiteMegawatts <= 300);

            // The same work asked for as a demand is the same fleet and the same money.
            OptionResult asked = Demanding(s_seeded, capacity.DemandMultiple).Options.Single(option => option.Option.Id == capacity.OptionId);
            Assert.Equal(capacity.Cards, asked.Figures!.Cards);
            Assert.Equal(capacity.CapitalUsDollars, asked.Figures.CapitalUsDollars, capacity.CapitalUsDollars * Tolerance.WorkedByHand);
            Assert.Equal(capacity.PresentCostUsDollars, asked.Figures.PresentCostUsDollars, capacity.PresentCostUsDollars * Tolerance.WorkedByHand);
            Assert.Equal(capacity.UtilisationFraction, asked.Figures.UtilisationFraction, Tolerance.WorkedByHand);
        }
    }

    [Fact]
    public void Capacity_ForABudgetInYuan_IsThatOfItsDollarsAtTheRateOfTheOrder()
    {
        ProcurementCase inYuan = s_seeded with { Finance = s_seeded.Finance with { BudgetUsDollars = 0, BudgetYuan = 40e9 } };
        ProcurementCase inDollars = s_seeded with { Finance = s_seeded.Finance with { BudgetUsDollars = 40e9 / 6.7845 } };
        Assert.Empty(CaseRules.Check(inYuan, PlannerCatalog.Default));

        Assert.Equal(Capacities(inDollars), Capacities(inYuan));
        Assert.Equal(40e9 / 6.7845, FleetComparison.Evaluate(inYuan, PlannerCatalog.Default).Limits.BudgetUsDollars);
    }

    [Fact]
    public void Capacity_UnderAnotherLimit_IsLimitedByIt()
    {
        ProcurementCase shortOfPower = s_seeded with { Site = s_seeded.Site with { PowerLimitMegawatts = 50 } };
        ProcurementCase inAHurry = s_seeded with { Limits = new() { DeliveredByMonth = 8 } };
        ProcurementCase domestic = s_seeded with { Limits = new() { MinimumDomesticShareFraction = 0.5 } };

        Assert.All(Capacities(shortOfPower), capacity => Assert.Equal(LimitKind.SitePower, capacity.LimitedBy));
        Assert.All(Capacities(shortOfPower), capacity => Assert.InRange(capacity.SiteMegawatts, 49.9, 50));
        Assert.Contains(Capacities(inAHurry), capacity => capacity.LimitedBy == LimitKind.Delivery && capacity.DemandMultiple > 0);
        BudgetCapacity foreign = Capacities(domestic).Single(capacity => capacity.OptionId == "h20");
        Assert.Equal((0, LimitKind.DomesticShare, 0), (foreign.DemandMultiple, foreign.LimitedBy, foreign.Cards));
    }

    [Fact]
    public void DomesticShare_OfAMixedFleet_IsReachedAtTheLeastExtraCost()
    {
        OptionResult free = Mixed(s_seeded);
        double share = Share(free);
        Assert.InRange(share, 0.01, 0.99);
        double asked = (1 + share) / 2;
        OptionResult bound = Mixed(s_seeded with { Limits = new() { MinimumDomesticShareFraction = asked } });

        Assert.True(bound.IsFeasible, string.Join("; ", bound.Reasons));
        Assert.InRange(Share(bound), asked, 1);
        Assert.True(bound.Figures!.PresentCostUsDollars > free.Figures!.PresentCostUsDollars);
        OptionResult foreign = FleetComparison.Evaluate(s_seeded with { Limits = new() { MinimumDomesticShareFraction = 0.3 } }, PlannerCatalog.Default)
            .Options.Single(option => option.Option.Id == "h20");
        Assert.Contains("0.0% of the cards are domestic, the least share is 30.0%", foreign.Reasons);
    }

    [Fact]
    public void Limits_OfSitesAndDates_AreNamedWhereExceeded()
    {
        string further = PlannerCatalog.Default.Sites.Keys.First(id => id != s_seeded.Site.SiteId);
        double need = FleetComparison.Evaluate(s_seeded, PlannerCatalog.Default).Options.Single(option => option.Option.Id == "h20").Figures!.SiteMegawatts;
        ProcurementCase TwoSites(double share) => s_seeded with
        {
            Site = s_seeded.Site with { PowerLimitMegawatts = need * share },
            FurtherSites = [new() { SiteId = further, PowerLimitMegawatts = need * share }],
        };
        ProcurementCase domesticOnly = s_seeded with { Site = s_seeded.Site with { DomesticOnly = true } };
        ProcurementCase atOnce = s_seeded with { Limits = new() { DeliveredByMonth = 1 } };

        Assert.DoesNotContain(Reasons(FleetComparison.Evaluate(TwoSites(0.6), PlannerCatalog.Default), "h20"), IsAboutPower);
        Assert.Contains(Reasons(FleetComparison.Evaluate(TwoSites(0.4), PlannerCatalog.Default), "h20"), reason => IsAboutPower(reason) && reason.Contains(PlannerCatalog.Default.Sites[further].Name, StringComparison.Ordinal));
        Assert.Contains(Reasons(FleetComparison.Evaluate(domesticOnly, PlannerCatalog.Default), "h20"), reason => reason.EndsWith("every site takes domestic cards only", StringComparison.Ordinal));
        Assert.Contains("0.0% of the cards have arrived by month 1, by when all must", Reasons(FleetComparison.Evaluate(atOnce, PlannerCatalog.Default), "atlas"));

        static bool IsAboutPower(string reason) => reason.StartsWith("Nameplate power of", StringComparison.Ordinal);
    }

    [Fact]
    public void RentedShare_OfCardsThatNeverArrive_IsSaidAndLimited()
    {
        ProcurementCase stopped = s_seeded with { Events = ["export-control"] };
        OptionResult free = FleetComparison.Evaluate(stopped, PlannerCatalog.Default).Options.Single(option => option.Option.Id == "h20");
        double rented = free.Figures!.BridgeShareFraction;
        double missing = Math.Round(free.Figures.Cards * (1 - free.Figures.DeliveredFraction));

        Assert.True(free.IsFeasible);
        Assert.InRange(missing, 1, free.Figures.Cards);
        Assert.StartsWith(FormattableString.Invariant($"{missing:N0} of {free.Figures.Cards:N0} ordered cards do not arrive within {stopped.Finance.HorizonMonths} months."), Assert.Single(free.Warnings), StringComparison.Ordinal);
        Assert.All(FleetComparison.Evaluate(s_seeded, PlannerCatalog.Default).Options, option => Assert.Empty(option.Warnings));

        OptionResult Limited(double share) => FleetComparison.Evaluate(stopped with { Limits = new() { MaximumBridgeShareFraction = share } }, PlannerCatalog.Default)
            .Options.Single(option => option.Option.Id == "h20");
        Assert.Empty(Limited(rented).Reasons);
        Assert.Equal(FormattableString.Invariant($"Rented capacity serves {rented:0.0%} of the work, at most {rented / 2:0.0%} is allowed"), Assert.Single(Limited(rented / 2).Reasons));
        Assert.Equal(free.Figures.PresentCostUsDollars, Limited(rented / 2).Figures!.PresentCostUsDollars);
    }

    [Fact]
    public void Capacity_UnderALargestRentedShare_KeepsToIt()
    {
        double rented = FleetComparison.Evaluate(s_seeded, PlannerCatalog.Default).Options.Single(option => option.Option.Id == "h20").Figures!.BridgeShareFraction;
        ProcurementCase limited = s_seeded with { Limits = new() { MaximumBridgeShareFraction = rented } };

        BudgetCapacity capacity = Capacities(limited).Single(entry => entry.OptionId == "h20");

        Assert.Equal(LimitKind.BridgeShare, capacity.LimitedBy);
        Assert.InRange(capacity.DemandMultiple, 0.5, 1.01);
        Assert.True(Demanding(limited, capacity.DemandMultiple).Options.Single(option => option.Option.Id == "h20").IsFeasible);
    }

    private static Comparison Demanding(ProcurementCase procurement, double multiple) => FleetComparison.Evaluate(
        procurement with { Workloads = [.. procurement.Workloads.Select(workload => workload with { MeanRequestsPerSecond = workload.MeanRequestsPerSecond * multiple })] },
        PlannerCatalog.Default);

    private static IReadOnlyList<BudgetCapacity> Capacities(ProcurementCase procurement) =>
        Evaluation.CapacitiesOf(FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default));

    private static OptionResult Mixed(ProcurementCase procurement) =>
        FleetComparison.Evaluate(procurement, PlannerCatalog.Default).Options.Single(option => option.Option.Id == "mixed");

    private static double Share(OptionResult option) => option.Plan!.Groups
        .Where(group => PlannerCatalog.Default.Accelerators[group.AcceleratorId].IsDomesticInChina).Sum(group => group.Cards) / (double)option.Plan.Cards;

    private static IReadOnlyList<string> Reasons(Comparison comparison, string option) => comparison.Options.Single(result => result.Option.Id == option).Reasons;
}
