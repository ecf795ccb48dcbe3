using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

[Collection(BrowserCollection.Name)]
[Trait("Category", "Browser")]
public sealed partial class FirstAnswerTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Buyer_ChangesARequirementSavesAndReloads_FindsTheChangedAnswerAgain()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync("/");
        await Expect(planner.Verdict).ToContainTextAsync("Buy");
        await planner.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Requirements" }).ClickAsync();
        await Expect(planner.Strip).ToContainTextAsync("USD per million tokens");
        string before = await PresentCostAsync(planner);

        await planner.TypeAsync("chat-rate", "12500");
        await Expect(planner.Strip).Not.ToContainTextAsync(before);
        string after = await PresentCostAsync(planner);
        await planner.Page.GetByTestId("reason").FillAsync("Half the chat traffic.");
        await planner.Page.GetByTestId("save").ClickAsync();
        await Expect(planner.Page.GetByTestId("saved")).ToContainTextAsync("version 2");

        string address = planner.Page.Url;
        Assert.Contains("version=2", address, StringComparison.Ordinal);
        await using PlannerPage later = await PlannerPage.NewAsync(fixture);
        await later.OpenAsync(address[planner.Address.Length..]);
        await Expect(later.Page.GetByTestId("chat-rate")).ToHaveValueAsync("12500");
        Assert.Equal(after, await PresentCostAsync(later));
        Assert.Empty(planner.Errors);
        Assert.Empty(later.Errors);
    }

    private static async Task<string> PresentCostAsync(PlannerPage planner) =>
        PresentCostPattern().Match(await planner.Strip.InnerTextAsync()).Value;

    [GeneratedRegex(@"present cost \S+")]
    private static partial Regex PresentCostPattern();
}
