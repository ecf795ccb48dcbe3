using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Shared;
using App.Shared.Comparisons;
using App.Tests.Server.Ledger;

namespace App.Tests.Server.Comparisons;

public sealed class CaseFlipsTests
{
    [Fact]
    [Trait(Categories.Trait, Categories.Slow)]
    public async Task Flips_WorkedExample_AreOfEveryUncertainInputAsTheEngineFindsThem()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        App.Engine.Catalog.PlannerCatalog catalog = await server.CatalogAsync();
        UncertainCase uncertain = UncertainCase.Of(
            FleetComparison.EvaluateBound(SeededCase.Create(), catalog), catalog.Uncertainty, new Dictionary<string, Distribution>());

        Answer answer = await server.PostAsync(ApiRoutes.CaseFlips, new JsonObject { ["case"] = JsonNode.Parse(CaseReader.Write(SeededCase.Create())) });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        List<FlipValue> flips = JsonSerializer.Deserialize(answer.Text, StudyJson.Default.ListFlipValue)!;
        Assert.Equal(uncertain.Variables.Select(variable => variable.Id), flips.Select(flip => flip.Id));
        Assert.Equal(FlipAnalysis.Of(uncertain).First(), flips[0]);

        JsonNode bad = CaseMutations.Example();
        bad["finance"]!["budgetUsDollars"] = -1;
        Assert.Equal(["case.finance.budgetUsDollars"], (await server.PostAsync(ApiRoutes.CaseFlips, new JsonObject { ["case"] = bad })).Refuses(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task MapAndClaim_WorkedExample_AreAsTheEngineFindsThem()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        App.Engine.Catalog.PlannerCatalog catalog = await server.CatalogAsync();
        UncertainCase uncertain = UncertainCase.Of(FleetComparison.EvaluateBound(SeededCase.Create(), catalog), catalog);
        JsonNode Case() => JsonNode.Parse(CaseReader.Write(SeededCase.Create()))!;

        CaseFlipMap map = (await server.PostAsync(ApiRoutes.CaseFlipMap, new JsonObject { ["case"] = Case() })).Read(SharedJson.Default.CaseFlipMap);
        Assert.Equal(map.Points * map.Points, map.Best.Count);
        FlipMap expected = FlipMap.Of([.. uncertain.Options.Where(option => option.IsCandidate)], map.Along, map.Up, map.Points, 2);
        Assert.Equal(expected.Candidates, map.Candidates);
        Assert.Equal(expected.Best, map.Best);
        Assert.Equal([2.87, 2.55, 1.3, 0.35], map.Along.Marks.Select(mark => mark.Value));
        Assert.All(map.Along.Marks, mark => Assert.InRange(mark.Value, map.Along.Low, map.Along.High));

        CaseClaim claim = (await server.PostAsync(
            ApiRoutes.CaseClaim, new JsonObject { ["case"] = Case(), ["cardId"] = "atlas-350-112gb", ["otherId"] = "h20-96gb" })).Read(SharedJson.Default.CaseClaim);
        Assert.Equal([.. ServingRatios.Between(uncertain, "atlas-350-112gb", "h20-96gb")], claim.Ratios);
        Assert.True(claim.ErrorSigma > 0);

        VarianceStudy indices = (await server.PostAsync(ApiRoutes.CaseIndices, new JsonObject { ["case"] = Case() })).Read(StudyJson.Default.VarianceStudy);
        Assert.Equal(4_096, indices.Worlds);
        Assert.All(indices.Blocks, block => Assert.InRange(block.Indices.Total.Value, 0, 1 + block.Indices.Total.StandardError));

        Assert.Equal(["along"], (await server.PostAsync(ApiRoutes.CaseFlipMap, new JsonObject { ["case"] = Case(), ["along"] = "no/such" })).Refuses(HttpStatusCode.BadRequest));
        Assert.Equal(["up"], (await server.PostAsync(
            ApiRoutes.CaseFlipMap, new JsonObject { ["case"] = Case(), ["along"] = MapAxes.Prompts, ["up"] = MapAxes.Prompts })).Refuses(HttpStatusCode.BadRequest));
        CaseFlipMap alone = (await server.PostAsync(ApiRoutes.CaseFlipMap, new JsonObject { ["case"] = Case(), ["up"] = map.Along.Id })).Read(SharedJson.Default.CaseFlipMap);
        Assert.NotEqual(alone.Up.Id, alone.Along.Id);
        Assert.Equal([map.Along.Id], map.Axes.Where(axis => !axis.FitsUp).Select(axis => axis.Id));
        Assert.Equal([map.Up.Id], map.Axes.Where(axis => !axis.FitsAlong).Select(axis => axis.Id));
        JsonNode pictures = Case();
        pictures["workloads"] = new JsonArray([.. pictures["workloads"]!.AsArray().Where(work => work!["kind"]!.GetValue<string>() == "Vision").Select(work => work!.DeepClone())]);
        Assert.Equal(["along"], (await server.PostAsync(
            ApiRoutes.CaseFlipMap, new JsonObject { ["case"] = pictures, ["along"] = MapAxes.Prompts })).Refuses(HttpStatusCode.BadRequest));
        Assert.Equal(["otherId"], (await server.PostAsync(
            ApiRoutes.CaseClaim, new JsonObject { ["case"] = Case(), ["cardId"] = "h20-96gb", ["otherId"] = "h99" })).Refuses(HttpStatusCode.BadRequest));
    }
}
