using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

/// <summary>From a figure to who stands behind it, and from a run to its report.</summary>
[Trait(Categories.Trait, Categories.Browser)]
public sealed class ExplainTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Figure_InThreeClicks_LeadsToFormulaEvidenceAndSigners_AndARunToItsReport()
    {
        await using PlannerServer server = await PlannerServer.StartAsync("--demo");
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture, server: server);
        await planner.OpenAsync("/sign-in");
        await planner["demo-buyer"].PressAsync("Enter");
        await Expect(planner.Verdict).ToBeVisibleAsync();
        await planner.SettledAsync();

        await planner.Page.Locator(".explain").First.ClickAsync();
        await Expect(planner["formula"]).ToContainTextAsync("=");
        await planner["explanation"].Locator("summary").First.ClickAsync();
        await planner["explanation"].Locator(".rests-on a").First.ClickAsync();
        await Expect(planner.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/ledger/"));
        await Expect(planner.Page.Locator(".sources li, .side p").First).ToBeVisibleAsync();
        await Expect(planner.Page.Locator("[data-testid^='side-']").First).ToContainTextAsync("Catalogue");

        await planner["runs"].ClickAsync();
        await planner["make-run"].ClickAsync();
        await Expect(planner["run-state"]).ToHaveTextAsync("Up to date");
        await planner["remark"].FillAsync("For the board of December.");
        await planner["add-remark"].ClickAsync();
        await Expect(planner.Page.Locator(".thread-text")).ToHaveTextAsync("For the board of December.");
        await planner["report-title"].FillAsync("What to buy");
        await planner["report-final"].ClickAsync();
        await planner["issue"].ClickAsync();
        if (await planner["bars"].IsVisibleAsync())
        {
            await Expect(planner.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Expired");
            await planner["report-draft"].ClickAsync();
            await planner["issue"].ClickAsync();
        }

        await Expect(planner["reports"]).ToContainTextAsync("What to buy");
        await Expect(planner["reports"]).ToContainTextAsync("Bo Buyer");
    }
}
