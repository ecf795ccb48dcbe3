using App.Client.Resources;
using App.Client.Scenarios;
using App.Shared;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using static App.Tests.Client.ClientContext;

namespace App.Tests.Client.Scenarios;

public sealed class NameScenarioTests
{
    [Theory]
    [InlineData("Fleet", "Other", "Fleet")]
    [InlineData("Fleet", "fleet", "Fleet (copy)")]
    [InlineData("Fleet", "Fleet|Fleet (copy)", "Fleet (copy 2)")]
    [InlineData("Fleet", "Fleet|Fleet (copy)|Fleet (copy 2)", "Fleet (copy 3)")]
    public void Free_OfATakenName_IsTheNextCopy(string name, string taken, string expected) => Assert.Equal(expected, Free(name, taken.Split('|')));

    [Fact]
    public void Free_OfTheLongestName_IsAcceptedAndNotTaken()
    {
        string longest = new('a', ScenarioName.Maximum);

        string free = Free(longest, longest);

        Assert.NotEqual(longest, free);
        Assert.InRange(free.Length, 1, ScenarioName.Maximum);
    }

    [Fact]
    public async Task Dialog_ProposesACopy_RefusesAnEmptyNameAndWarnsOfATakenOne()
    {
        await using ClientContext context = await LoadedAsync();
        string seeded = context.Draft.Saved!.Name;
        context.Server.Respond = _ => FunctionServer.Json(
            [new("other", "Taken", 1, DateTime.UnixEpoch, "A reason.", DateTime.UnixEpoch)], SharedJson.Default.ListScenarioSummary);
        List<string> created = [];
        IRenderedComponent<NameScenario> dialog = context.Render<NameScenario>(parameters => parameters
            .Add(component => component.Create, created.Add).Add(component => component.Back, () => { }));
        Assert.Equal($"{seeded} (copy)", dialog.Find("[data-testid=new-name]").GetAttribute("value"));

        await dialog.Find("[data-testid=new-name]").InputAsync("  ");
        Assert.True(dialog.Find("[data-testid=create-scenario]").HasAttribute("disabled"));
        Assert.Contains("field-error", dialog.Markup, StringComparison.Ordinal);

        await dialog.Find("[data-testid=new-name]").InputAsync(" taken ");
        Assert.Contains("already", dialog.Find("[data-testid=name-taken]").TextContent, StringComparison.Ordinal);

        await dialog.Find("[data-testid=new-name]").InputAsync("Mine");
        Assert.Empty(dialog.Find("[data-testid=name-taken]").TextContent);
        await dialog.Find("[data-testid=create-scenario]").ClickAsync(new());
        Assert.Equal(["Mine"], created);
    }

    private static string Free(string name, params string[] taken)
    {
        using ServiceProvider services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        return ScenarioName.Free(name, taken, services.GetRequiredService<IStringLocalizer<Texts>>());
    }
}
