using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Fleets;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Shared;
using App.Shared.Comparisons;
using App.Tests.Server.Ledger;

namespace App.Tests.Server.Comparisons;

public sealed class CaseEvidenceTests
{
    [Fact]
    public async Task Evidence_WorkedExample_IsWhatTheEngineWorksOut()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        ProcurementCase procurement = SeededCase.Create();
        PlannerCatalog catalog = await server.CatalogAsync();
        BoundComparison bound = FleetComparison.EvaluateBound(procurement, catalog);

        Answer answer = await server.PostAsync(ApiRoutes.CaseEvidence, Request(procurement));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        CaseEvidence evidence = JsonSerializer.Deserialize(answer.Text, SharedJson.Default.CaseEvidence)!;
        DecisionExposure expected = SwingAnalysis.Exposure(SwingAnalysis.Swings(bound));
        Assert.Equal(expected.Swings, evidence.Exposure(bound).Swings);
        Assert.Equal(ChoiceOdds.Of(bound, catalog, threads: 1).Options, evidence.Odds.Options);
        Assert.Equal(DecisionShares.Of(bound, procurement.UncertaintyIn(catalog), threads: 1).First(CaseEvidence.MostChecks), evidence.Checks);
        Assert.All(evidence.Checks, check => Assert.Equal(check.InputId, evidence.InputOf(check.InputId, bound).Id));
        Assert.Equal(expected.UnverifiedShareFraction, evidence.Exposure(bound).UnverifiedShareFraction);
        foreach ((string option, BoundPlan plan) in bound.Plans)
        {
            PlanLineage lineage = Lineage.Trace(plan);
            AssertSame(lineage.Figures, evidence.Lineages(option, plan));
            AssertSame(lineage.Statement, evidence.StatementLineages(option, plan));
        }

        static void AssertSame(IReadOnlyList<FigureLineage> lines, IReadOnlyDictionary<string, FigureLineage> found) => Assert.All(lines, line =>
        {
            Assert.Equal(line.Weakest, found[line.Line].Weakest);
            Assert.Equal(line.Inputs, found[line.Line].Inputs);
            Assert.Equal(line.SizingInputs, found[line.Line].SizingInputs);
        });
    }

    [Fact]
    public async Task Evidence_BadCase_IsRefusedByFieldValueAndBound()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        JsonObject body = Request(SeededCase.Create());
        body["case"]!["site"]!["powerLimitMegawatts"] = -1;

        Assert.Equal(["case.site.powerLimitMegawatts"], (await server.PostAsync(ApiRoutes.CaseEvidence, body)).Refuses(HttpStatusCode.BadRequest));
        Assert.NotEmpty((await server.PostAsync(ApiRoutes.CaseEvidence, "{")).Refuses(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task FirstPage_WithoutScript_SaysWhatToBuyAndOnWhatThatRests()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        Comparison comparison = FleetComparison.Evaluate(SeededCase.Create(), await server.CatalogAsync());
        string best = comparison.Options.Single(option => option.Option.Id == comparison.Verdict!.BestOption).Option.Name;

        string page = WebUtility.HtmlDecode((await server.GetAsync("/")).Text);

        Assert.Contains($"Buy {best}", page, StringComparison.Ordinal);
        Assert.Contains("of what moves this answer rests on inputs that nobody has verified", page, StringComparison.Ordinal);
    }

    private static JsonObject Request(ProcurementCase procurement) => new() { ["case"] = JsonNode.Parse(CaseReader.Write(procurement)) };
}
