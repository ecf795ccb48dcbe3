using App.Client.Resources;
using App.Client.Scenarios;
using App.Engine.Catalog;
using App.Engine.Requirements;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace App.Tests.Client.Scenarios;

public sealed class CaseChangeTests
{
    [Fact]
    public async Task Between_TwoCases_NamesEachChangeOnceInTheWordsOfTheForm()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        IStringLocalizer<Texts> texts = context.Services.GetRequiredService<IStringLocalizer<Texts>>();
        ProcurementCase before = SeededCase.Create();
        ProcurementCase after = before with
        {
            Finance = before.Finance with { DiscountRateFraction = 0.07 },
            Workloads = [before.Workloads[1], before.Workloads[0] with { PromptTokens = 3000 }, before.Workloads[2], before.Workloads[3] with { Id = "fresh", Name = "Fresh" }, .. before.Workloads.Skip(4)],
            Overrides = [new() { AssumptionId = "sites/western-hub/powerUsageEffectiveness", Value = 1.5, Reason = "Measured." }],
        };

        IReadOnlyList<CaseChange> changes = CaseChange.Between(before, after, texts, PlannerCatalog.Default);

        Assert.Contains(new CaseChange("Case: Discount rate", "9 %", "7 %"), changes);
        Assert.Contains(new CaseChange("Chat: Prompt", "2,000 tokens", "3,000 tokens"), changes);
        Assert.Single(changes, change => change is { Label: "Fresh", Before: null, After: not null });
        Assert.Single(changes, change => change is { Label: "Search ranking", Before: not null, After: null });
        Assert.Equal(2, changes.Count(change => change.Label.Contains("PUE", StringComparison.Ordinal)));
        Assert.Equal(6, changes.Count);
    }

    [Fact]
    public async Task Between_AnOwnValueEnteredOrTakenBack_ShowsTheCataloguesAgainstItWithTheUnit()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        IStringLocalizer<Texts> texts = context.Services.GetRequiredService<IStringLocalizer<Texts>>();
        const string Path = "accelerators/h20-96gb/priceUsDollars";
        ProcurementCase before = SeededCase.Create();
        ProcurementCase after = before with { Overrides = [.. before.Overrides, new() { AssumptionId = Path, Value = 12345, Reason = texts["Overrides.Reason"] }] };
        double catalogued = AssumptionPath.QuantityAt(Path, PlannerCatalog.Default)!.Value!.Value;

        CaseChange entered = Assert.Single(CaseChange.Between(before, after, texts, PlannerCatalog.Default));
        CaseChange takenBack = Assert.Single(CaseChange.Between(after, before, texts, PlannerCatalog.Default));

        Assert.Equal((AssumptionName.Of(Path), $"{catalogued:#,0.##} USD (catalogue)", "12,345 USD"), (entered.Label, entered.Before, entered.After));
        Assert.Equal((entered.After, entered.Before), (takenBack.Before, takenBack.After));
    }

    [Fact]
    public async Task Between_EqualCases_IsNothing()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();

        Assert.Empty(CaseChange.Between(SeededCase.Create(), SeededCase.Create(), context.Services.GetRequiredService<IStringLocalizer<Texts>>(), PlannerCatalog.Default));
    }

    [Fact]
    public async Task EveryProblemOfACase_IsNamedAsInTheForm()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        ProcurementCase seeded = SeededCase.Create();
        ProcurementCase broken = seeded with { Workloads = [seeded.Workloads[0] with { WeightBits = 5, PeakToMeanRatio = 50 }, .. seeded.Workloads.Skip(1)] };

        IEnumerable<string> said = CaseRules.Check(broken, PlannerCatalog.Default)
            .Select(problem => ProblemText.Of(problem, broken, context.Services.GetRequiredService<IStringLocalizer<Texts>>()));

        Assert.Equal(
            ["Chat: Busiest hour over mean is 50; accepted: 1 to 20", "Chat: Fewest bits per weight is 5; accepted: 4, 8 or 16"], said.Order());
    }
}
