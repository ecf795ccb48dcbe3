using App.Client.Resources;
using App.Client.Scenarios;
using App.Client.Uncertainty;
using App.Engine.Catalog;
using App.Engine.Requirements;
using App.Engine.Uncertainty;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace App.Tests.Client.Uncertainty;

public sealed class PilotDesignsTests
{
    [Fact]
    public async Task Designs_AddedEditedAndReset_StandInTheCaseAndAreGoneAgain()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        string seeded = CaseReader.Hash(context.Draft.Case!);
        IRenderedComponent<PilotDesigns> designs = context.Render<PilotDesigns>();
        async Task Type(string testId, string text) => await designs.Find($"[data-testid={testId}]").InputAsync(new() { Value = text });

        await designs.Find("[data-testid=pilot-add]").ClickAsync(new());
        await Type("pilot-name", "A week with the vendor");
        await Type("pilot-days", "7.5");
        await Type("pilot-error", "12.5");
        await designs.Find("[data-testid=pilot-card]").ChangeAsync(new() { Value = "1" });
        await designs.Find("[data-testid=pilot-cost-kind]").ChangeAsync(new() { Value = "1" });
        await Type("pilot-cost", "125,000");
        PilotDesign added = context.Draft.Case!.Uncertainty!.Pilots.Designs[^1];
        string card = context.Draft.Case.Options[0].Accelerators[0].AcceleratorId;
        Assert.Equal(("A week with the vendor", 7.5, 0.125, card, 125_000, null), (added.Label, added.Days, added.ErrorSigma, added.AcceleratorId, added.CostUsDollars, added.DelayDays));
        Assert.Empty(context.Draft.Problems);
        Assert.Contains(
            CaseChange.Between(SeededCase.Create(), context.Draft.Case, context.Services.GetRequiredService<IStringLocalizer<Texts>>(), PlannerCatalog.Default),
            change => change is { Label: "Pilot A week with the vendor", Before: null });

        await Type("pilot-points", "3.5");
        Assert.False(context.Draft.IsSound);
        await Type("pilot-points", "6");
        await designs.Find("[data-testid=pilot-error-take]").ClickAsync(new());
        Assert.Equal(0.21, context.Draft.Case.Uncertainty.Pilots.Designs[^1].ErrorSigma);
        await designs.Find("[data-testid=pilot-duplicate]").ClickAsync(new());
        Assert.Equal("pilot-2", context.Draft.Case.Uncertainty.Pilots.Designs[^1].Id);

        await designs.Find("[data-testid=pilots-reset]").ClickAsync(new());
        Assert.Equal(seeded, CaseReader.Hash(context.Draft.Case));
        context.Draft.Undo();
        Assert.Equal(5, context.Draft.Case.Uncertainty!.Pilots.Designs.Count);
    }

    [Fact]
    public async Task Design_OfTheHouseChangedOrRemoved_IsMarkedAndComesBack()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        string seeded = CaseReader.Hash(context.Draft.Case!);
        IRenderedComponent<PilotDesigns> designs = context.Render<PilotDesigns>();

        await designs.Find("[data-testid=three-points-cards]").InputAsync(new() { Value = "32" });
        Assert.Contains("Changed", designs.Find("[data-testid=pilot-three-points] summary").TextContent, StringComparison.Ordinal);
        await designs.Find("[data-testid=three-points-cards]").InputAsync(new() { Value = "100,001" });
        Assert.Contains("accepted", designs.Find("[data-testid=three-points-cards-error]").TextContent, StringComparison.Ordinal);
        await designs.Find("[data-testid=three-points-reset]").ClickAsync(new());
        Assert.Equal(seeded, CaseReader.Hash(context.Draft.Case!));

        await designs.Find("[data-testid=load-test-remove]").ClickAsync(new());
        Assert.Equal(["one-point", "three-points"], context.Draft.Case!.Uncertainty!.Pilots.Designs.Select(design => design.Id));
        Assert.Contains("three weeks under the portfolio", designs.Markup, StringComparison.Ordinal);
        context.Draft.Undo();
        Assert.Equal(seeded, CaseReader.Hash(context.Draft.Case));
    }
}
