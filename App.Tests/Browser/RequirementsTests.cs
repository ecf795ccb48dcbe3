using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

[Trait(Categories.Trait, Categories.Browser)]
public sealed class RequirementsTests(BrowserFixture fixture)
{
    private const string Path = "/requirements?scenario=reported-order&version=1";

    [Fact]
    public async Task Workload_DuplicatedAndRemoved_ChangesTheAnswerAndBack()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync(Path);
        Dictionary<string, string> before = await planner.CostsAsync();

        await planner["chat-duplicate"].ClickAsync();
        Dictionary<string, string> doubled = await planner.OtherCostsAsync(before);
        await planner["chat-2-remove"].ClickAsync();
        await planner.OtherCostsAsync(doubled);

        Assert.Equal(before, await planner.CostsAsync());
        await Expect(planner["unsaved"]).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task UndoAndRedo_AfterTyping_TakeWholeEntries()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync(Path);
        await planner["horizon"].FillAsync("");
        await planner["horizon"].PressSequentiallyAsync("60");
        await planner.TypeAsync("discount-rate", "7.5");

        await planner["undo"].ClickAsync();
        await Expect(planner["discount-rate"]).ToHaveValueAsync("9");
        await planner["undo"].ClickAsync();
        await Expect(planner["horizon"]).ToHaveValueAsync("48");
        await Expect(planner["unsaved"]).ToHaveCountAsync(0);
        await planner["redo"].ClickAsync();
        await planner["redo"].ClickAsync();
        await Expect(planner["horizon"]).ToHaveValueAsync("60");
        await Expect(planner["discount-rate"]).ToHaveValueAsync("7.5");
    }

    [Fact]
    public async Task Model_SearchedByWord_IsChosen()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync(Path);
        Dictionary<string, string> before = await planner.CostsAsync();

        await planner["search-ranking-model"].FillAsync("qwen3 32b");
        await planner.Page.Locator(".search-item", new() { HasText = "Qwen3-32B" }).ClickAsync();

        await planner.OtherCostsAsync(before);
        await Expect(planner["search-ranking-model"]).ToHaveValueAsync("Qwen3-32B");
    }

    [Fact]
    public async Task Option_WithACardThatLacksFigures_SaysWhichInsteadOfGuessing()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync(Path);

        await planner["h20-Both"].SelectOptionAsync(new SelectOptionValue { Label = "H20 (141 GB) · NVIDIA" });

        await Expect(planner.Strip.Locator("[data-option=h20]")).ToContainTextAsync("not evaluated");
        await Expect(planner["why-not"]).ToContainTextAsync("H20 (141 GB): Memory bandwidth is not known");
    }

    [Fact]
    public async Task Option_AddedOrRemoved_IsComparedLikeOnTheServer()
    {
        ProcurementCase seeded = SeededCase.Create();
        Comparison without = FleetComparison.Evaluate(seeded with { Options = [.. seeded.Options.Where(option => option.Id != "mixed")] }, PlannerCatalog.Default);
        string best = without.Options.Single(option => option.Option.Id == without.Verdict!.BestOption).Option.Name;
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync(Path);

        await planner["mixed-remove"].ClickAsync();
        await Expect(planner.Strip.Locator("[data-option]")).ToHaveCountAsync(seeded.Options.Count - 1);
        await Expect(planner.Strip).ToContainTextAsync($"Buy {best}:");
        await Expect(planner["rented-h100-remove"]).ToBeDisabledAsync();

        await planner["add-option"].ClickAsync();
        await Expect(planner.Strip.Locator("[data-option]")).ToHaveCountAsync(seeded.Options.Count);
    }

    [Fact]
    public async Task OwnValue_OfAnAssumption_CountsWithItsReasonAndGoesBack()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync(Path);
        await planner.SettledAsync();
        Dictionary<string, string> before = await planner.CostsAsync();
        const string Assumption = "sites/western-hub/powerUsageEffectiveness";

        await planner["override-search"].FillAsync("western PUE");
        await planner.Page.Locator(".search-item", new() { HasText = "Power usage effectiveness" }).ClickAsync();
        await planner[Assumption].FillAsync("1.5");
        Dictionary<string, string> after = await planner.OtherCostsAsync(before);
        await planner[Assumption + "-reason"].FillAsync("Measured at our own site.");
        await planner["save"].ClickAsync();

        await Expect(planner["changes"]).ToContainTextAsync("Measured at our own site.");
        await planner.Page.Keyboard.PressAsync("Escape");
        await planner[Assumption + "-reset"].ClickAsync();
        Assert.Equal(before, await planner.OtherCostsAsync(after));
    }

    [Fact]
    public async Task Case_ExportedAndImported_IsTheSameAndABrokenOneIsRefused()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync(Path);
        await planner.TypeAsync("budget", "5000");
        IDownload download = await planner.Page.RunAndWaitForDownloadAsync(() => planner["export"].ClickAsync());
        string file = (await download.PathAsync())!;
        CaseReading exported = CaseReader.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), PlannerCatalog.Default);
        Assert.Equal(5e9, exported.Case!.Finance.BudgetUsDollars);

        await planner["undo"].ClickAsync();
        await Expect(planner["budget"]).ToHaveValueAsync("5,600");
        await planner["import"].SetInputFilesAsync(new FilePayload { Name = "mine.json", MimeType = "application/json", Buffer = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken) });
        await Expect(planner["budget"]).ToHaveValueAsync("5,000");
        string broken = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("\"western-hub\"", "\"the-moon\"", StringComparison.Ordinal);
        await planner["import"].SetInputFilesAsync(new FilePayload { Name = "moon.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(broken) });

        await Expect(planner["import-problems"]).ToContainTextAsync("moon.json was not imported");
        await Expect(planner["import-problems"]).ToContainTextAsync("site.siteId is 'the-moon'; accepted: one of coastal, western-hub");
        await Expect(planner["budget"]).ToHaveValueAsync("5,000");
    }

    [Fact]
    public async Task Versions_OfAScenario_ShowWhatChangedBetweenThem()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync("/scenarios");
        await planner["duplicate-reported-order"].ClickAsync();
        ILocator copy = planner.Page.Locator("[data-scenario]", new() { HasText = "(copy)" }).First;
        await copy.GetByRole(AriaRole.Link, new() { Name = "Open", Exact = true }).ClickAsync();
        await planner.Page.GetByRole(AriaRole.Link, new() { Name = "Requirements" }).ClickAsync();
        await planner.TypeAsync("horizon", "60");
        await planner.SaveAsync("Five years.");
        await planner.Page.GetByRole(AriaRole.Link, new() { Name = "Scenarios" }).ClickAsync();

        ILocator changed = planner.Page.Locator("[data-scenario]", new() { Has = planner["versions"] });
        await Expect(changed.GetByTestId("versions")).ToContainTextAsync("Five years.");
        await Expect(changed.GetByTestId("changes")).ToContainTextAsync("Case: Horizon 48 months 60 months");
    }
}
