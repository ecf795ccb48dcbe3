using System.Text.RegularExpressions;
using App.Client.Layout;
using App.Engine.Requirements;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

/// <summary>What must hold on each page that the navigation offers; a new page is tested without a further line.</summary>
[Trait(Categories.Trait, Categories.Browser)]
public sealed class EveryPageTests(BrowserFixture fixture)
{
    /// <summary>The page that is reached from the list of scenarios, not from the navigation.</summary>
    private const string SideBySide = "/scenarios/side-by-side";

    /// <summary>Finds panels of which a parent shows only a part.</summary>
    private const string CutOffPanels = "() => [...document.querySelectorAll('main .panel')]"
        + ".filter(panel => getComputedStyle(panel.parentElement).overflow === 'hidden' && panel.parentElement.clientHeight < panel.offsetHeight)"
        + ".map(panel => panel.innerText.slice(0, 40))";

    /// <summary>All pages in one walk within the application: starting it anew for each would take most of the test's time.</summary>
    [Fact]
    public async Task Pages_InBothThemes_AreAccessibleAndQuiet()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync("/requirements");
        List<string> wrong = [];
        foreach (string path in AppPage.All.Select(page => page.Path).Append(SideBySide))
        {
            await planner.GoAsync(path);
            await planner.SettledAsync();
            foreach (string theme in new[] { "light", "dark" })
            {
                await planner.ThemeAsync(theme);
                wrong.AddRange(from grave in await planner.GraveAsync(theme == "light" ? [] : [PlannerPage.Contrast]) select $"{path}, {theme}: {grave}");
            }

            wrong.AddRange(planner.TakeErrors().Select(error => $"{path}: {error}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>All of them with names as long as they may be, none with a blank: a name is broken, not the page.</summary>
    [Fact]
    public async Task Pages_OnAPhone_AreReachedThroughTheMenuAndDoNotScrollSideways()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture, 400, 800);
        await planner.OpenAsync($"/scenarios?scenario={await LongNamesAsync(planner)}&version=1");
        List<string> wrong = [];
        foreach ((int index, AppPage page) in AppPage.All.Index())
        {
            ILocator link = planner.Page.Locator("#pages .page-link").Nth(index);
            await Expect(link).ToBeHiddenAsync();
            await planner.Page.Locator(".pages-button").ClickAsync();
            await link.ClickAsync();
            await Expect(planner.Page).ToHaveURLAsync(new Regex($"^{planner.Address}{page.Path}(\\?|$)"));
            await Expect(link).ToBeHiddenAsync();
            await planner.SettledAsync();

            if (await planner.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is int width and not 400)
            {
                wrong.Add($"{page.Path} is {width} px wide");
            }

            wrong.AddRange((await planner.Page.EvaluateAsync<string[]>(CutOffPanels)).Select(panel => $"{page.Path} cuts off: {panel}"));
            wrong.AddRange((await planner.GraveAsync(PlannerPage.OfThemeAndWidth)).Concat(planner.TakeErrors()).Select(what => $"{page.Path}: {what}"));
        }

        await planner.GoAsync(SideBySide);
        await Expect(planner["side-figures"]).ToBeVisibleAsync();
        Assert.Equal(400, await planner.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task<string> LongNamesAsync(PlannerPage planner)
    {
        static string Name(int index, int length) => $"{(char)('A' + index)}".PadRight(length, 'W');
        ProcurementCase seeded = SeededCase.Create();
        ProcurementCase named = seeded with
        {
            Name = Name(0, 120),
            Options = [.. seeded.Options.Select((option, index) => option with { Name = Name(index, 80) })],
            Workloads = [.. seeded.Workloads.Select((workload, index) => workload with { Name = Name(index, 80) })],
        };
        return await planner.SaveAsync(named);
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
        await Expect(planner["new-name"]).ToBeFocusedAsync();
        await TabToAsync(planner, "create-scenario");
        await keyboard.PressAsync("Enter");

        await Expect(planner["saved"]).ToContainTextAsync("version 1");
        await Expect(planner["budget"]).ToHaveValueAsync("5500");
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
