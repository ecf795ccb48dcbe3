using App.Client.SideBySide;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Shared;
using App.Shared.Scenarios;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static App.Tests.Client.ClientContext;

namespace App.Tests.Client.SideBySide;

public sealed class SideBySidePageTests
{
    private static readonly ScenarioSummary[] s_scenarios =
    [
        new("reported-order", "The order", 3, DateTime.UnixEpoch, "A reason.", DateTime.UnixEpoch),
        new("dearer", "Dearer power", 2, DateTime.UnixEpoch, "A reason.", DateTime.UnixEpoch),
    ];

    [Theory]
    [InlineData(null, null, null, null, "reported-order 3", "reported-order 2")]
    [InlineData("dearer", "1", null, null, "dearer 1", "reported-order 3")]
    [InlineData("dearer", null, "reported-order", "1", "dearer 2", "reported-order 1")]
    [InlineData("dearer", "x", "dearer", "1", "dearer 2", "dearer 1")]
    public void Address_LeavesOut_WhatIsUsual(string? left, string? leftVersion, string? right, string? rightVersion, string expectedLeft, string expectedRight)
    {
        ((string Id, int Version) Left, (string Id, int Version) Right) = new SideAddress(s_scenarios, Version(3)).Read((left, leftVersion), (right, rightVersion));

        Assert.Equal((expectedLeft, expectedRight), ($"{Left.Id} {Left.Version}", $"{Right.Id} {Right.Version}"));
    }

    [Fact]
    public async Task Page_OfTwoCases_ShowsBothAnswersEachFigureWithItsChangeAndWhatDiffers()
    {
        ProcurementCase seeded = SeededCase.Create();
        ProcurementCase longer = seeded with { Name = "Five years", Finance = seeded.Finance with { HorizonMonths = 60 } };
        await using ClientContext context = await LoadedAsync(request => request.RequestUri!.AbsolutePath switch
        {
            ApiRoutes.Scenarios => FunctionServer.Json([.. s_scenarios], SharedJson.Default.ListScenarioSummary),
            $"{ApiRoutes.Scenarios}/dearer/versions/2" => FunctionServer.Json(Version(2, longer) with { ScenarioId = "dearer" }, SharedJson.Default.ScenarioVersionDocument),
            _ => FunctionServer.Json(Version(1), SharedJson.Default.ScenarioVersionDocument),
        });
        context.Renderer.SetRendererInfo(new("WebAssembly", true));
        context.Services.GetRequiredService<NavigationManager>().NavigateTo(SideAddress.Of(("reported-order", 1), ("dearer", 2)));

        IRenderedComponent<SideBySidePage> page = context.Render<SideBySidePage>();
        await page.WaitForAssertionAsync(() => Assert.NotNull(page.Find("[data-testid=side-figures]")), TimeSpan.FromSeconds(20));

        Comparison left = FleetComparison.Evaluate(seeded, context.Draft.Catalog);
        Comparison right = FleetComparison.Evaluate(longer, context.Draft.Catalog);
        string NameOf(Comparison answer) => answer.Options.Single(option => option.Option.Id == answer.Verdict!.BestOption).Option.Name;
        Assert.Contains(NameOf(left), page.Find("[data-testid=left-answer]").TextContent, StringComparison.Ordinal);
        Assert.Contains(NameOf(right), page.Find("[data-testid=right-answer]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("[data-testid=side-unlike]"));
        double before = left.Options[0].Figures!.PresentCostUsDollars;
        double after = right.Options[0].Figures!.PresentCostUsDollars;
        Assert.Contains($"{(after - before) / before * 100:0.0}", page.Find($"[data-option={left.Options[0].Option.Id}]").TextContent, StringComparison.Ordinal);
        Assert.Contains("60", page.Find("[data-testid=changes]").TextContent, StringComparison.Ordinal);
    }
}
