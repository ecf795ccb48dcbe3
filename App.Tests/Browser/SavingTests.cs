using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

[Trait(Categories.Trait, Categories.Browser)]
public sealed class SavingTests(BrowserFixture fixture)
{
    [Fact]
    public async Task SecondWindow_ThatSavesAfterTheFirst_ChoosesAndLosesNothing()
    {
        await using PlannerPage first = await PlannerPage.NewAsync(fixture);
        string scenario = await OwnScenarioAsync(first);
        await using PlannerPage second = await PlannerPage.NewAsync(fixture);
        await second.OpenAsync($"/requirements?scenario={scenario}");
        await first.TypeAsync("budget", "5000");
        await second.TypeAsync("site-power", "250");
        await first.SaveAsync("A smaller budget.");

        await second["save"].ClickAsync();
        await second["reason"].FillAsync("Less power.");
        await second["save-version"].ClickAsync();

        await Expect(second["conflict"]).ToContainTextAsync("Version 2 was saved while you were working on version 1");
        await Expect(second["conflict"]).ToContainTextAsync("A smaller budget.");
        await Expect(second["conflict"]).ToContainTextAsync("5,000 million USD");
        await Expect(second["conflict"]).ToContainTextAsync("250 MW");
        await second["conflict-save"].ClickAsync();
        await Expect(second["saved"]).ToContainTextAsync("version 3");
        await Expect(second["site-power"]).ToHaveValueAsync("250");
        await second.OpenAsync($"/requirements?scenario={scenario}&version=2");
        await Expect(second["budget"]).ToHaveValueAsync("5,000");

        // The first window stands on version 2; version 3 took the budget back and lowered the power.
        await first.TypeAsync("budget", "4500");
        await first.TypeAsync("horizon", "36");
        await first["save"].ClickAsync();
        await first["reason"].FillAsync("Both together.");
        await first["save-version"].ClickAsync();
        await Expect(first["merge-field"]).ToContainTextAsync("5,600 million USD");
        await Expect(first["conflict-merge"]).ToBeDisabledAsync();
        Assert.Empty(await first.GraveAsync());
        await first["merge-mine"].CheckAsync();
        await first["conflict-merge"].ClickAsync();
        await Expect(first["save-dialog"]).ToContainTextAsync("4,500 million USD");
        await first["save-version"].ClickAsync();
        await Expect(first["saved"]).ToContainTextAsync("version 4");
        await Expect(first["site-power"]).ToHaveValueAsync("250");
        await Expect(first["horizon"]).ToHaveValueAsync("36");
        await Expect(first["budget"]).ToHaveValueAsync("4500");
    }

    [Fact]
    public async Task Conflict_ResolvedByTheOtherVersion_KeepsOnesOwnOneStepBack()
    {
        await using PlannerPage first = await PlannerPage.NewAsync(fixture);
        string scenario = await OwnScenarioAsync(first);
        await using PlannerPage second = await PlannerPage.NewAsync(fixture);
        await second.OpenAsync($"/requirements?scenario={scenario}");
        await first.TypeAsync("budget", "5000");
        await second.TypeAsync("budget", "4000");
        await first.SaveAsync("A smaller budget.");

        await second["save"].ClickAsync();
        await second["reason"].FillAsync("Still smaller.");
        await second["save-version"].ClickAsync();
        await second["conflict-take"].ClickAsync();

        await Expect(second["budget"]).ToHaveValueAsync("5,000");
        await Expect(second["unsaved"]).ToHaveCountAsync(0);
        await second["undo"].ClickAsync();
        await Expect(second["budget"]).ToHaveValueAsync("4,000");
    }

    [Fact]
    public async Task Server_DownWhileSaving_IsSaidAndTheNextTrySaves()
    {
        await using PlannerServer server = await PlannerServer.StartAsync();
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture, server: server);
        await planner.OpenAsync("/requirements");
        await planner.TypeAsync("budget", "5000");
        await server.StopAsync();
        foreach (string page in new[] { "/review", "/trust", "/flips", "/scenarios", "/runs" })
        {
            await planner.GoAsync(page);
            await Expect(planner.Page.Locator("main :is([role=alert], .bad):not([data-testid=evidence-problem])").First)
                .ToContainTextAsync("The planner's server does not answer");
            await Expect(planner.Page.Locator("body")).Not.ToContainTextAsync("Failed to fetch");
        }

        await planner.GoAsync("/requirements");
        await planner["save"].ClickAsync();
        await planner["reason"].FillAsync("A smaller budget.");
        await planner["save-version"].ClickAsync();
        await Expect(planner["save-problem"]).ToContainTextAsync("Nothing was saved");
        await Expect(planner["save-problem"]).ToContainTextAsync("The planner's server does not answer");
        await Expect(planner["reason"]).ToHaveValueAsync("A smaller budget.");
        await Expect(planner["budget"]).ToHaveValueAsync("5,000");

        await server.RestartAsync();
        await planner["save-version"].ClickAsync();
        await Expect(planner["saved"]).ToContainTextAsync("version 2");
        await Expect(planner["evidence-problem"]).ToHaveCountAsync(0);
        await planner.OpenAsync("/requirements?scenario=reported-order&version=2");
        await Expect(planner["budget"]).ToHaveValueAsync("5,000");
    }

    [Fact]
    public async Task UnsavedChanges_OnLeavingTheSite_AreAskedAboutAndAreHereAgainAfterwards()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        string scenario = await OwnScenarioAsync(planner);
        await planner.TypeAsync("budget", "5000");
        await Expect(planner["unsaved"]).ToBeVisibleAsync();
        await planner.Page.WaitForFunctionAsync("() => Object.keys(localStorage).some(key => key.startsWith('planner-draft/'))");
        List<string> asked = [];
        planner.Page.Dialog += (_, dialog) =>
        {
            asked.Add(dialog.Type);
            _ = dialog.AcceptAsync();
        };

        await planner.Page.GotoAsync("about:blank");

        Assert.Equal(["beforeunload"], asked);
        await planner.OpenAsync($"/requirements?scenario={scenario}");
        await Expect(planner["kept"]).ToContainTextAsync("Unsaved changes of A case of my own, version 1");
        await Expect(planner["budget"]).ToHaveValueAsync("5,000");
        Assert.Empty(await planner.GraveAsync());
        await planner["kept-discard"].ClickAsync();
        await Expect(planner["budget"]).ToHaveValueAsync("5,600");
        await planner.OpenAsync($"/requirements?scenario={scenario}");
        await Expect(planner["budget"]).ToHaveValueAsync("5,600");
        await Expect(planner["kept"]).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task UnsavedChanges_BeforeAnotherScenarioOpens_AreAskedAboutAndKept()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        string scenario = await OwnScenarioAsync(planner);
        await planner.TypeAsync("budget", "4321");
        await planner.Page.GetByRole(AriaRole.Link, new() { Name = "Scenarios" }).ClickAsync();
        ILocator open = planner.Page.Locator("[data-scenario='reported-order']").GetByRole(AriaRole.Link, new() { Name = "Open", Exact = true });

        await open.ClickAsync();
        await Expect(planner["leave"]).ToContainTextAsync("4,321 million USD");
        await planner["leave"].GetByRole(AriaRole.Button, new() { Name = "Stay here" }).ClickAsync();
        await planner.Page.GetByRole(AriaRole.Link, new() { Name = "Requirements" }).ClickAsync();
        await Expect(planner["budget"]).ToHaveValueAsync("4,321");

        await planner.Page.GetByRole(AriaRole.Link, new() { Name = "Scenarios" }).ClickAsync();
        await open.ClickAsync();
        await planner["leave-anyway"].ClickAsync();
        await Expect(planner["unsaved"]).ToHaveCountAsync(0);
        Assert.DoesNotContain(scenario, planner.Page.Url, StringComparison.Ordinal);
    }

    /// <summary>A scenario that no other test changes.</summary>
    private static async Task<string> OwnScenarioAsync(PlannerPage planner)
    {
        await planner.OpenAsync("/requirements?scenario=reported-order&version=1");
        await planner.TypeAsync("case-name", "A case of my own");
        await planner["save"].ClickAsync();
        await planner["reason"].FillAsync("To try things.");
        await planner["save-scenario"].ClickAsync();
        await planner["new-name"].FillAsync("A case of my own");
        await planner["create-scenario"].ClickAsync();
        await Expect(planner["saved"]).ToContainTextAsync("A case of my own, version 1");
        string query = new Uri(planner.Page.Url).Query;
        return query["?scenario=".Length..query.IndexOf('&', StringComparison.Ordinal)];
    }
}
