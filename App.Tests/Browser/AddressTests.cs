using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

[Trait(Categories.Trait, Categories.Browser)]
public sealed class AddressTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData("/?scenario=no-such-thing", "There is no scenario \"no-such-thing\"")]
    [InlineData("/uncertainty?scenario=reported-order&version=abc", "There is no version abc")]
    public async Task UnknownScenario_Opened_IsNamedAndTheWayOnWorks(string path, string said)
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync(path);

        await Expect(planner.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(said);
        await planner.Page.GetByRole(AriaRole.Link, new() { Name = "The worked example" }).ClickAsync();
        await Expect(planner.Verdict).ToContainTextAsync("Buy");
    }

    [Fact]
    public async Task Page_ThatDoesNotExist_SaysSo()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync("/no-such-page");

        await Expect(planner.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("There is nothing at this address");
    }

    [Fact]
    public async Task SwingLink_Followed_OpensItsEvidence()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync("/");
        ILocator first = planner.Page.Locator(".range-label a").First;
        string label = await first.InnerTextAsync();

        await first.ClickAsync();

        ILocator opened = planner.Page.Locator("details.evidence[open]");
        await Expect(opened).ToContainTextAsync(label);
        await Expect(opened.Locator(":scope > summary")).ToBeInViewportAsync();
    }
}
