using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

[Trait(Categories.Trait, Categories.Browser)]
public sealed class PilotTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Pilot_AddedAndStudied_IsRankedAndTestsTheContract()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync("/pilots?scenario=reported-order&version=1");
        ILocator rows = planner["pilots"].Locator("tbody tr");
        await rows.First.WaitForAsync(new() { Timeout = 60_000 });
        int before = await rows.CountAsync();

        await planner["pilot-add"].ClickAsync();
        await planner.TypeAsync("pilot-name", "a month at the vendor");
        await planner["pilot-card"].SelectOptionAsync(new SelectOptionValue { Label = "Atlas 350 (112 GB)" });
        await planner.TypeAsync("pilot-error", "0");
        await Expect(planner["pilot-error-error"]).ToContainTextAsync("0.1 – 200 %");
        await planner.TypeAsync("pilot-error", "5");
        await planner["pilot-cost-kind"].SelectOptionAsync(new SelectOptionValue { Label = "A sum of its own" });
        await planner.TypeAsync("pilot-cost", "250000");

        await Expect(planner["unsaved"]).ToBeVisibleAsync();
        await Expect(planner["study-stale"]).ToContainTextAsync("Inputs changed, run again");
        await Expect(planner["pilot-unvalued"]).ToBeVisibleAsync();
        await Expect(rows).ToHaveCountAsync(before);
        await planner["study-small"].ClickAsync();

        await Expect(rows).ToHaveCountAsync(before + 1, new() { Timeout = 60_000 });
        await Expect(rows.Filter(new() { HasText = "a month at the vendor" })).ToContainTextAsync("250,000 USD");
        await Expect(planner["pilot-order"]).ToContainTextAsync("Atlas 350 (112 GB): a month at the vendor");
        await Expect(planner["threshold-atlas-350-112gb"]).ToContainTextAsync("Test: a month at the vendor");
        await Expect(planner["study-stale"]).ToHaveCountAsync(0);
        await Expect(planner["pilot-unvalued"]).ToHaveCountAsync(0);
        Assert.Empty(await planner.GraveAsync());
        Assert.Empty(planner.Errors);
    }
}
