using App.Client.Layout;
using App.Shared;
using Bunit;

namespace App.Tests.Client.Layout;

public sealed class ScenarioBarTests
{
    [Fact]
    public async Task ScenarioBar_OnAnOlderVersion_LeadsToTheNewest()
    {
        await using ClientContext context = await ClientContext.LoadedAsync(_ => ClientContext.FunctionServer.Json(
            ClientContext.Version(1) with { LatestVersion = 3 }, SharedJson.Default.ScenarioVersionDocument));

        IRenderedComponent<ScenarioBar> bar = context.Render<ScenarioBar>();

        Assert.Equal("v1 of 3", bar.Find("[data-testid=older]").TextContent);
        Assert.Equal("/?scenario=reported-order&version=3", bar.Find("[data-testid=newest]").GetAttribute("href"));
    }
}
