using App.Client.Resources;
using App.Client.Scenarios;
using App.Client.Uncertainty;
using App.Engine.Catalog;
using App.Engine.Evidence;
using App.Engine.Requirements;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace App.Tests.Client.Uncertainty;

public sealed class PolicyRulesTests
{
    [Fact]
    public async Task Rules_EditedAndReset_StandInTheCaseAndAreGoneAgain()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        string seeded = CaseReader.Hash(context.Draft.Case!);
        IRenderedComponent<PolicyRules> rules = context.Render<PolicyRules>();

        await rules.Find("[data-testid=rules-Assumed]").InputAsync(new() { Value = "9" });
        await rules.Find("[data-testid=rules-SigmaFactor]").InputAsync(new() { Value = "0.5" });
        Assert.Equal((9, 0.5), (context.Draft.Case!.Uncertainty!.Statuses[EvidenceStatus.Assumed].LeastRatio, context.Draft.Case.Uncertainty.ModelError.SigmaFactor));
        Assert.Contains(
            new CaseChange("Uncertainty: Least spread: Assumed", "3", "9"),
            CaseChange.Between(SeededCase.Create(), context.Draft.Case, context.Services.GetRequiredService<IStringLocalizer<Texts>>(), PlannerCatalog.Default));

        await rules.Find("[data-testid=rules-Claimed]").InputAsync(new() { Value = "0.5" });
        Assert.Contains("accepted", rules.Find("[data-testid=rules-Claimed-error]").TextContent, StringComparison.Ordinal);
        Assert.Equal(1.25, context.Draft.Case.Uncertainty.Statuses[EvidenceStatus.Claimed].LeastRatio);

        await rules.Find("[data-testid=rules-reset]").ClickAsync(new());
        Assert.Equal(seeded, CaseReader.Hash(context.Draft.Case!));
        Assert.Equal("3", rules.Find("[data-testid=rules-Assumed]").GetAttribute("value"));
    }

    [Fact]
    public async Task QuantityRules_AddedEditedRemovedAndPutBack_StandInTheCaseAndAreGoneAgain()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        string seeded = CaseReader.Hash(context.Draft.Case!);
        IRenderedComponent<PolicyRules> rules = context.Render<PolicyRules>();

        await rules.Find("[data-testid=rule-memoryGigabytes]").InputAsync(new() { Value = "1.2" });
        await rules.Find("[data-testid=rule-memoryGigabytes-why]").InputAsync(new() { Value = "Part of it may be reserved." });
        Assert.Equal(new(1.2, "Part of it may be reserved."), context.Draft.Case!.Uncertainty!.Quantities["memoryGigabytes"]);
        await rules.Find("[data-testid=rule-memoryGigabytes-why]").InputAsync(new() { Value = " " });
        Assert.Equal("uncertainty.quantities.memoryGigabytes.why", context.Draft.Problems.Single().Field);
        context.Draft.Undo();
        context.Draft.Undo();

        await rules.Find("[data-testid=rule-powerUsageEffectiveness-remove]").ClickAsync(new());
        Assert.False(context.Draft.Case.Uncertainty!.Quantities.ContainsKey("powerUsageEffectiveness"));
        await rules.Find("[data-testid=rule-powerUsageEffectiveness-back]").ClickAsync(new());
        Assert.Equal(seeded, CaseReader.Hash(context.Draft.Case));
    }
}
