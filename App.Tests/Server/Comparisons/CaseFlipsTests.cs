using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Shared;
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
}
