using App.Client.Requirements;
using App.Engine.Catalog;
using App.Engine.Requirements;
using Bunit;

namespace App.Tests.Client.Requirements;

public sealed class OptionFormTests
{
    [Fact]
    public async Task Engine_ChosenAndTakenBack_StandsInTheCaseAndIsGoneWithAnotherAccelerator()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        string seeded = CaseReader.Hash(context.Draft.Case!);
        IRenderedComponent<OptionForm> form = context.Render<OptionForm>(parameters => parameters.Add(it => it.Index, 0));

        Assert.Equal(["The one measured nearest", "vLLM-Ascend", "MindIE"], form.FindAll("[data-testid=atlas-Both-engine] option").Select(option => option.TextContent));
        await form.Find("[data-testid=atlas-Both-engine]").ChangeAsync(new() { Value = "2" });
        Assert.Equal("mindie", context.Draft.Case!.Options[0].Accelerators[0].Engine);

        await form.Find("[data-testid=atlas-Both-engine]").ChangeAsync(new() { Value = "0" });
        Assert.Equal(seeded, CaseReader.Hash(context.Draft.Case!));

        await form.Find("[data-testid=atlas-Both-engine]").ChangeAsync(new() { Value = "1" });
        int h20 = OptionForm.Cards.ToList().FindIndex(card => card.Id == "h20-141gb");
        await form.Find("[data-testid=atlas-Both]").ChangeAsync(new() { Value = $"{h20}" });
        Assert.Null(context.Draft.Case!.Options[0].Accelerators[0].Engine);
        Assert.Equal(["The one measured nearest", "vLLM", "SGLang", "TensorRT-LLM"], form.FindAll("[data-testid=atlas-Both-engine] option").Select(option => option.TextContent));
    }

    [Fact]
    public async Task Engine_OfEveryStack_HasANameOfItsOwn()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        IRenderedComponent<OptionForm> form = context.Render<OptionForm>(parameters => parameters.Add(it => it.Index, 0));

        Assert.All(
            PlannerCatalog.Default.Stacks.Values.SelectMany(stack => stack.Engines),
            engine => Assert.NotEqual(engine, App.Client.Scenarios.CaseField.EngineName(engine, form.Instance.L)));
    }
}
