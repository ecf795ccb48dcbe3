using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Fleets;
using App.Engine.Requirements;
using CsCheck;

namespace App.Tests.Engine.Fleets;

public sealed class SearchMemoryTests
{
    private static readonly PlannerCatalog s_catalog = PlannerCatalog.Default;
    private static readonly ProcurementCase s_seeded = SeededCase.Create();

    [Fact]
    public void Evaluate_AfterAnyOtherCases_IsAsWithoutThem()
    {
        SearchMemory searches = new();
        Generators.MoneyCase.Sample(
            procurement => Text(FleetComparison.EvaluateBound(procurement, s_catalog, searches)) == Text(FleetComparison.EvaluateBound(procurement, s_catalog)),
            iter: 30, threads: 1);
    }

    [Fact]
    public void Evaluate_WithOtherMoney_SearchesNothingAnew_WithAnotherWorkloadThatAlone()
    {
        SearchMemory searches = new();
        FleetComparison.EvaluateBound(s_seeded, s_catalog, searches);
        int all = searches.Count;

        FleetComparison.EvaluateBound(s_seeded with { Finance = s_seeded.Finance with { BudgetUsDollars = 1e9, DiscountRateFraction = 0.2 } }, s_catalog, searches);
        Assert.Equal(all, searches.Count);

        FleetComparison.EvaluateBound(
            s_seeded with { Workloads = [s_seeded.Workloads[0] with { PromptTokens = 1234 }, .. s_seeded.Workloads.Skip(1)] }, s_catalog, searches);
        Assert.InRange(searches.Count, all + 1, (2 * all) - 1);
    }

    [Fact]
    public void Evaluate_WithAnOwnValueOrAnotherCatalogue_GivesUpWhatWasFound()
    {
        AssumptionOverride slower = new() { AssumptionId = "accelerators/h20-96gb/memoryBandwidthTerabytesPerSecond", Value = 2, Reason = "A test." };
        ProcurementCase own = s_seeded with { Overrides = [slower] };
        PlannerCatalog other = s_catalog.With(new([new(slower.AssumptionId, 2, 2, 2, App.Engine.Evidence.EvidenceStatus.Verified, default, "a-test", 1, "A test.", [])]));
        SearchMemory searches = new();
        string before = Text(FleetComparison.EvaluateBound(s_seeded, s_catalog, searches));

        Assert.NotEqual(before, Text(FleetComparison.EvaluateBound(own, s_catalog, searches)));
        Assert.Equal(before, Text(FleetComparison.EvaluateBound(s_seeded, s_catalog, searches)));
        Assert.Equal(Text(FleetComparison.EvaluateBound(s_seeded, other)), Text(FleetComparison.EvaluateBound(s_seeded, other, searches)));
    }

    private static string Text(BoundComparison bound) => JsonSerializer.Serialize(bound.Comparison, EvaluationJson.Default.Comparison);
}
