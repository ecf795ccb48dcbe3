using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

[Collection(BrowserCollection.Name)]
[Trait("Category", "Browser")]
public sealed class FirstAnswerTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Buyer_ChangesARequirementSavesAndReloads_FindsTheChangedAnswerAgain()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync("/");
        await Expect(planner.Verdict).ToContainTextAsync("Buy");
        await planner.Page.GetByRole(AriaRole.Link, new() { Name = "Requirements" }).ClickAsync();
        await Expect(planner.Strip).ToContainTextAsync("billion USD");
        string before = await planner.BestCostAsync();

        await planner.TypeAsync("chat-rate", "12500");
        await Expect(planner.BestCost).Not.ToHaveTextAsync(before);
        string after = await planner.BestCostAsync();
        await planner.SaveAsync("Half the chat traffic.");

        string address = planner.Page.Url;
        Assert.Contains("version=2", address, StringComparison.Ordinal);
        await using PlannerPage later = await PlannerPage.NewAsync(fixture);
        await later.OpenAsync(address[planner.Address.Length..]);
        await Expect(later.Page.GetByTestId("chat-rate")).ToHaveValueAsync("12,500");
        Assert.Equal(after, await later.BestCostAsync());
        Assert.Empty(planner.Errors);
        Assert.Empty(later.Errors);
    }
}
