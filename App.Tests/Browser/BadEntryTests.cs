using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

[Trait(Categories.Trait, Categories.Browser)]
public sealed class BadEntryTests(BrowserFixture fixture)
{
    private static readonly string[] s_wrong = ["123,5", "NaN", "Infinity", "1e400", "-5", "0", "20000", "", "3 00", "three hundred"];

    [Fact]
    public async Task SitePower_EnteredWrongly_IsExplainedAndTheAnswerStays()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync("/requirements?scenario=reported-order&version=1");
        Dictionary<string, string> before = await planner.CostsAsync();

        foreach (string entry in s_wrong)
        {
            await planner.TypeAsync("site-power", entry);

            string value = entry.Length == 0 ? "empty" : entry is "-5" or "0" or "20000" ? entry : $"\"{entry}\"";
            await Expect(planner["site-power-error"]).ToContainTextAsync($"Power the site can deliver is {value}; accepted: ");
            await Expect(planner["site-power-error"]).ToContainTextAsync("0.01 – 10,000 MW");
            await Expect(planner["site-power"]).ToHaveValueAsync(entry);
            Assert.Equal(before, await planner.CostsAsync());
            await Expect(planner.Strip).ToContainTextAsync("last sound answer");
        }

        await planner["save"].ClickAsync();
        await Expect(planner["cannot-save"]).ToContainTextAsync("Power the site can deliver");
        await Expect(planner["save-version"]).ToHaveCountAsync(0);
        Assert.Empty(planner.Errors);
    }

    [Fact]
    public async Task WrongEntry_Corrected_IsEvaluatedAndCanBeSaved()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync("/requirements?scenario=reported-order&version=1");
        Dictionary<string, string> before = await planner.CostsAsync();

        await planner.TypeAsync("chat-output", "abc");
        await Expect(planner["chat-output-error"]).ToContainTextAsync("Output is \"abc\"");
        await planner.TypeAsync("chat-output", "250");

        await planner.OtherCostsAsync(before);
        await Expect(planner["chat-output-error"]).ToHaveCountAsync(0);
        await planner["save"].ClickAsync();
        await Expect(planner["changes"]).ToContainTextAsync("Chat: Output 500 tokens 250 tokens");
    }

    [Fact]
    public async Task Entries_ThatContradictEachOther_AreNamedAndTheLastSoundAnswerStays()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync("/requirements?scenario=reported-order&version=1");
        Dictionary<string, string> before = await planner.CostsAsync();

        await planner.TypeAsync("chat-prompt", "100000");

        await Expect(planner["problems"]).ToContainTextAsync("Chat: Prompt");
        await Expect(planner["problems"]).ToContainTextAsync("the context of Qwen3-32B");
        (string option, string cost) = before.First();
        await Expect(planner.Strip.Locator($"[data-option='{option}'] .strip-cost")).ToHaveTextAsync(cost);
        await Expect(planner.Strip).ToContainTextAsync("last sound answer");
    }
}
