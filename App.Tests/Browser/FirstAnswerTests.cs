using System.Globalization;
using App.Client.Compare;
using App.Client.Formatting;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Studies;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

[Trait(Categories.Trait, Categories.Browser)]
public sealed class FirstAnswerTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Buyer_ChangesARequirementSavesAndReloads_FindsTheChangedAnswerAgain()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync("/");
        await Expect(planner.Verdict).ToContainTextAsync("Buy");
        await planner.Page.GetByRole(AriaRole.Link, new() { Name = "Requirements" }).ClickAsync();
        Dictionary<string, string> before = await planner.CostsAsync();

        await planner.TypeAsync("chat-rate", "12500");
        Dictionary<string, string> after = await planner.OtherCostsAsync(before);
        await planner.SaveAsync("Half the chat traffic.");

        string address = planner.Page.Url;
        await using PlannerPage later = await PlannerPage.NewAsync(fixture);
        await later.OpenAsync(address[planner.Address.Length..]);
        await Expect(later["chat-rate"]).ToHaveValueAsync("12,500");
        Assert.Equal(after, await later.CostsAsync());
        Assert.Empty(planner.Errors);
        Assert.Empty(later.Errors);
    }

    [Fact]
    public async Task OptionTable_OfTheWorkedExample_ShowsTheFiguresAndEvidenceOfTheServersEvaluation()
    {
        Evaluation evaluation = Evaluation.Of(SeededCase.Create(), PlannerCatalog.Default);
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        await planner.OpenAsync("/?scenario=reported-order&version=1");
        await planner.SettledAsync();
        int compared = 0;

        foreach (OptionResult option in evaluation.Comparison.Options)
        {
            foreach (FigureRow row in FigureRow.Of(evaluation.Comparison))
            {
                ILocator cell = planner["options"].Locator($"tr[data-row='{row.Key}'] td[data-option='{option.Option.Id}']");
                if (option.Figures is not { } figures || row.Value(figures) is not { } expected)
                {
                    Assert.Equal("–", (await cell.InnerTextAsync()).Trim());
                    continue;
                }

                ILocator data = cell.Locator("data");
                double shown = double.Parse((await data.GetAttributeAsync("value"))!, CultureInfo.InvariantCulture);
                Assert.Equal(expected, shown, Math.Abs(expected) * Tolerance.AcrossPlatforms);
                Assert.Equal(row.Text(evaluation.Comparison, expected), await data.InnerTextAsync());
                string status = evaluation.WeakestEvidence[option.Option.Id][row.Line].ToString();
                await Expect(cell.Locator(".mark .visually-hidden")).ToHaveTextAsync(status == "Requirement" ? "Yours" : status);
                compared++;
            }
        }

        Assert.True(compared > 4 * 12, $"only {compared} figures were compared");
    }

    [Fact]
    public async Task Verdict_OfTheWorkedExample_SaysWhatByHowMuchHowSureAndWhatToCheck()
    {
        Evaluation evaluation = Evaluation.Of(SeededCase.Create(), PlannerCatalog.Default);
        Verdict verdict = evaluation.Comparison.Verdict!;
        string NameOf(string id) => evaluation.Comparison.Options.Single(option => option.Option.Id == id).Option.Name;
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture, 400, 800);
        await planner.OpenAsync("/?scenario=reported-order&version=1");
        await planner.SettledAsync();

        string said = await planner.Verdict.InnerTextAsync();

        Assert.Contains(NameOf(verdict.BestOption), said, StringComparison.Ordinal);
        Assert.Contains(Show.Dollars(verdict.AdvantageUsDollars), said, StringComparison.Ordinal);
        Assert.Contains(NameOf(verdict.RunnerUpOption!), said, StringComparison.Ordinal);
        Assert.Contains(Show.Percent(evaluation.Exposure.UnverifiedShareFraction) + " of what moves this answer", said, StringComparison.Ordinal);
        DecisionShares shares = FirstLook.Of(FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default), PlannerCatalog.Default, 1).Shares;
        InputShare first = shares.First(shares.Fractions.Count).First(share => !share.IsEvent);
        Assert.Contains(evaluation.Exposure.Swings.Single(swing => swing.Input.Id == first.InputId).Input.Label, await planner["check-first"].Locator(".fact-main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(Show.Dollars(first.WorthUsDollars!.Value), said, StringComparison.Ordinal);
        Assert.Equal(verdict.ReferenceAdvantageUsDollars < 0, await planner["reference-cheaper"].IsVisibleAsync());
        await Expect(planner.Page.Locator(".headline")).ToBeInViewportAsync(new() { Ratio = 1 });
    }
}
