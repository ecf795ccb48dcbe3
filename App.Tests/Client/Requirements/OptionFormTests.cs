using App.Client.Requirements;
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
    public async Task Engine_NamedInOneOptionOnly_SaysWhereItIsNotAndWhatIsPlannedThere()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        int mixed = context.Draft.Case!.Options.ToList().FindIndex(option => option.Accelerators.Count > 1);
        IRenderedComponent<OptionForm> atlas = context.Render<OptionForm>(parameters => parameters.Add(it => it.Index, 0));
        IRenderedComponent<OptionForm> other = context.Render<OptionForm>(parameters => parameters.Add(it => it.Index, mixed));
        Assert.Contains("Planned with vLLM-Ascend, measured nearest.", atlas.Markup, StringComparison.Ordinal);
        Assert.Empty(other.FindAll("[data-testid=option-warning]"));

        await atlas.Find("[data-testid=atlas-Both-engine]").ChangeAsync(new() { Value = "2" });

        await other.WaitForAssertionAsync(
            () => Assert.Contains("'All Atlas 350' names MindIE for it", other.Find("[data-testid=option-warning]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        Assert.Contains("Planned without it: Recommendation, Search embedding, Vision.", atlas.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("measured nearest.", atlas.Markup, StringComparison.Ordinal);
    }
}
