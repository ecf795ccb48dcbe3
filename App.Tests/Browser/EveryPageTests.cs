using System.Text.RegularExpressions;
using App.Client.Layout;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

/// <summary>What must hold on each page that the navigation offers; a new page is tested without a further line.</summary>
[Collection(BrowserCollection.Name)]
[Trait(Categories.Trait, Categories.Browser)]
public sealed class EveryPageTests(BrowserFixture fixture)
{
    /// <summary>Finds panels of which a parent shows only a part.</summary>
    private const string CutOffPanels = "() => [...document.querySelectorAll('main .panel')]"
        + ".filter(panel => getComputedStyle(panel.parentElement).overflow === 'hidden' && panel.parentElement.clientHeight < panel.offsetHeight)"
        + ".map(panel => panel.innerText.slice(0, 40))";

    private static readonly string[] s_grave = ["serious", "critical"];

    public static TheoryData<string> Paths => [.. AppPage.All.Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_InBothThemes_IsAccessibleAndQuiet(string path)
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync(path);
        await planner.SettledAsync();

        Assert.Empty(await GraveAsync(planner));
        await planner.Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        await Expect(planner.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        Assert.Empty(await GraveAsync(planner));
        Assert.Empty(planner.Errors);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_OnAPhone_IsReachedThroughTheMenuAndDoesNotScrollSideways(string path)
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture, 400, 800);
        await planner.OpenAsync(path == "/" ? "/scenarios" : "/");
        ILocator link = planner.Page.Locator("#pages .page-link").Nth(AppPage.All.Select(page => page.Path).ToList().IndexOf(path));
        await Expect(link).ToBeHiddenAsync();
        await planner.Page.Locator(".pages-button").ClickAsync();
        await link.ClickAsync();
        await planner.Page.WaitForURLAsync(new Regex($"^{planner.Address}{path}(\\?|$)"));
        await Expect(link).ToBeHiddenAsync();
        await planner.SettledAsync();

        Assert.Equal(400, await planner.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Empty(await planner.Page.EvaluateAsync<string[]>(CutOffPanels));
        Assert.Empty(await GraveAsync(planner));
        Assert.Empty(planner.Errors);
    }

    [Fact]
    public async Task Requirements_ByKeyboardAlone_AreChangedAndSaved()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync("/requirements?scenario=reported-order&version=1");
        await planner.CostsAsync();
        IKeyboard keyboard = planner.Page.Keyboard;

        await TabToAsync(planner, "budget");
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync("5500");
        await Expect(planner["unsaved"]).ToBeVisibleAsync();
        await TabToAsync(planner, "save", backwards: true);
        await keyboard.PressAsync("Enter");
        await TabToAsync(planner, "reason");
        await keyboard.TypeAsync("By keyboard.");
        await TabToAsync(planner, "save-scenario");
        await keyboard.PressAsync("Enter");

        await Expect(planner["saved"]).ToContainTextAsync("version 1");
        await Expect(planner["budget"]).ToHaveValueAsync("5500");
    }

    private static async Task<IEnumerable<string>> GraveAsync(PlannerPage planner)
    {
        AxeResult result = await planner.Page.RunAxe();
        return result.Violations.Where(violation => s_grave.Contains(violation.Impact)).Select(violation =>
            $"{violation.Id}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => $"{node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}"))}");
    }

    private static async Task TabToAsync(PlannerPage planner, string testId, bool backwards = false)
    {
        for (int i = 0; i < 60; i++)
        {
            if (await planner.Page.EvaluateAsync<string?>("() => document.activeElement?.dataset?.testid") == testId)
            {
                return;
            }

            await planner.Page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
        }

        Assert.Fail($"'{testId}' was not reached with 60 steps of the tab key");
    }
}
