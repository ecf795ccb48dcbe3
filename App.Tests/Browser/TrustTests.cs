using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

[Trait(Categories.Trait, Categories.Browser)]
public sealed class TrustTests(BrowserFixture fixture)
{
    /// <summary>From a throughput figure to what stands behind it, and on to another option; and what is stated of a workload reaches it.</summary>
    [Fact]
    public async Task ThroughputFigure_FollowedInOneClick_ShowsMeasurementsErrorTimesAndOtherPlans()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture, 400, 800);
        await planner.OpenAsync("/requirements?scenario=reported-order&version=1");
        await planner.TypeAsync("chat-prefix", "120");
        await Expect(planner.Page.GetByText("Prompt found in a prefix cache is 120; accepted: 0 – 99 %").First).ToBeVisibleAsync();
        await planner.TypeAsync("chat-prefix", "0");

        await planner.OpenAsync("/");
        await planner.SettledAsync();
        ILocator details = planner.Page.Locator("details", new() { Has = planner["trust-h20-chat"] });
        if (await details.GetAttributeAsync("open") is null)
        {
            await details.Locator("summary").First.ClickAsync();
        }

        await planner["trust-h20-chat"].ClickAsync();
        await Expect(planner.Page).ToHaveURLAsync(new Regex("/trust\\?option=h20&workload=chat"));
        await planner.SettledAsync();

        ILocator trust = planner["trust"];
        await Expect(trust).ToContainTextAsync("this accelerator, engine, model and format");
        await Expect(trust).ToContainTextAsync("Half are off by more than");
        Assert.True(await trust.Locator(".trust-time .trust-point").CountAsync() > 10);
        Assert.True(await trust.Locator(".bar-part").CountAsync() >= 8);
        await trust.Locator("summary").First.ClickAsync();
        await Expect(trust).ToContainTextAsync("Qwen3 official speed benchmark");
        await Expect(trust.Locator(".trust-chosen")).ToHaveCountAsync(1);
        await Expect(planner["chosen"]).ToContainTextAsync("tokens/s per user");
        await Expect(trust.GetByRole(AriaRole.Region, new() { Name = "Reasons for which layouts are rejected" })).ToContainTextAsync("Layout not supported");
        Assert.Equal(400, await planner.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));

        await planner.Page.GetByLabel("Option").SelectOptionAsync("atlas");
        await Expect(planner["trust"]).ToContainTextAsync("Nobody has published a measurement of Atlas 350");
        Assert.Empty(planner.Errors);
    }
}
