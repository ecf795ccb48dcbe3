using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Shared;
using App.Shared.Ledger;
using App.Tests.Server.Ledger;
using Microsoft.Data.Sqlite;

namespace App.Tests.Server.Studies;

public sealed class StudiesTests
{
    private const string Small = """{"scenarioId":"reported-order","version":1,"worlds":512,"seed":18446744073709551615,"sampler":"Sobol"}""";
    private const string Large = """{"scenarioId":"reported-order","version":1,"worlds":4194304,"seed":1,"sampler":"MonteCarlo"}""";

    [Fact]
    public async Task Create_Study_StoresWhatTheEngineGivesByteForByteAndForGood()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Answer started = await server.PostAsync(ApiRoutes.Studies, Small);
        Assert.Equal(HttpStatusCode.Accepted, started.Status);
        string address = started.Message.Headers.Location!.OriginalString;
        await UntilAsync(server, address, "Done");

        Answer stored = await server.GetAsync($"{address}/result");
        UncertainCase uncertain = UncertainCase.Of(
            FleetComparison.EvaluateBound(SeededCase.Create(), await server.CatalogAsync()), (await server.CatalogAsync()).Uncertainty,
            new Dictionary<string, Distribution>());
        StudyRun run = new(uncertain, new(512, ulong.MaxValue, Sampler.Sobol));
        run.Run(1, TestContext.Current.CancellationToken);
        OpenedWorld world = run.Open(511);
        Assert.Equal(JsonSerializer.Serialize(StudyAnalysis.Of(run, 1, TestContext.Current.CancellationToken), StudyJson.Default.StudyResult), stored.Text);

        // The review queue goes by what is worth most to know, whatever its swing; so small a study does not displace the larger one that is made for it.
        IReadOnlyDictionary<string, double> worth = DecisionShares.Of(uncertain.Bound, uncertain.Policy, 1).WorthUsDollars;
        List<QueueItem> queue = (await server.GetAsync($"{ApiRoutes.Ledger}/queue")).Read(LedgerContractJson.Default.ListQueueItem);
        Assert.Equal(queue.Select(item => item.WorthUsDollars).OrderDescending(), queue.Select(item => item.WorthUsDollars));
        Assert.True(queue[0].WorthUsDollars > 0);
        Assert.Equal(queue.Select(item => (double?)worth.GetValueOrDefault(item.AssumptionId)), queue.Select(item => item.WorthUsDollars));

        Answer again = await server.PostAsync(ApiRoutes.Studies, Small);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal("Done", again.Json["state"]!.GetValue<string>());
        Assert.False(again.Json["isStale"]!.GetValue<bool>());
        Assert.Equal(JsonSerializer.Serialize(world, StudyJson.Default.OpenedWorld), (await server.GetAsync($"{address}/worlds/511")).Text);
        (await server.GetAsync($"{address}/worlds/512")).Refuses(HttpStatusCode.NotFound);
        Assert.Throws<SqliteException>(() => server.Sql("UPDATE Studies SET ResultJson = ''"));
        Assert.Throws<SqliteException>(() => server.Sql("DELETE FROM Studies"));
        Assert.Throws<SqliteException>(() => server.Sql("INSERT OR REPLACE INTO Studies SELECT * FROM Studies"));
    }

    [Fact]
    public async Task Cancel_LongStudy_StopsAndStoresNothing()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Answer started = await server.PostAsync(ApiRoutes.Studies, Large);
        string address = started.Message.Headers.Location!.OriginalString;
        await UntilAsync(server, address, "Running");
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(new(HttpMethod.Delete, address))).Status);
        await UntilAsync(server, address, "Cancelled");

        (await server.GetAsync($"{address}/result")).Refuses(HttpStatusCode.NotFound);
        (await server.SendAsync(new(HttpMethod.Delete, address))).Refuses(HttpStatusCode.NotFound);
        Assert.Equal(0L, server.Sql("SELECT count(*) FROM Studies"));
    }

    [Theory]
    [InlineData("""{"scenarioId":"reported-order","version":1,"worlds":10,"seed":1,"sampler":"Sobol"}""", HttpStatusCode.BadRequest, "worlds")]
    [InlineData("""{"scenarioId":"reported-order","version":9,"worlds":512,"seed":1,"sampler":"Sobol"}""", HttpStatusCode.NotFound, "version")]
    [InlineData("""{"scenarioId":"nobody","version":1,"worlds":512,"seed":1,"sampler":"Sobol"}""", HttpStatusCode.NotFound, "scenarioId")]
    [InlineData("""{"scenarioId":"reported-order","version":1,"worlds":512,"seed":1,"sampler":"Dice"}""", HttpStatusCode.BadRequest, "sampler")]
    public async Task Create_BadRequest_NamesTheField(string body, HttpStatusCode status, string field)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        Assert.Contains(field, (await server.PostAsync(ApiRoutes.Studies, body)).Refuses(status));
    }

    [Fact]
    public async Task CreateOfCase_Unsaved_IsStudiedAsTheEngineDoesAndNothingIsStored()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        JsonNode changed = CaseMutations.Example();
        changed["finance"]!["budgetUsDollars"] = 9e9;
        JsonObject request = new() { ["case"] = changed, ["worlds"] = 256, ["seed"] = 3, ["sampler"] = "Sobol" };

        Answer started = await server.PostAsync(ApiRoutes.CaseStudies, request);
        Assert.Equal(HttpStatusCode.Accepted, started.Status);
        string address = started.Message.Headers.Location!.OriginalString;
        await UntilAsync(server, address, "Done");

        App.Engine.Catalog.PlannerCatalog catalog = await server.CatalogAsync();
        StudyRun run = new(
            UncertainCase.Of(
                FleetComparison.EvaluateBound(CaseReader.Read(changed.ToJsonString(), catalog).Case!, catalog), catalog.Uncertainty,
                new Dictionary<string, Distribution>()),
            new(256, 3, Sampler.Sobol));
        run.Run(1, TestContext.Current.CancellationToken);
        OpenedWorld world = run.Open(7);
        Assert.Equal(JsonSerializer.Serialize(StudyAnalysis.Of(run, 1, TestContext.Current.CancellationToken), StudyJson.Default.StudyResult), (await server.GetAsync($"{address}/result")).Text);
        Assert.Equal(JsonSerializer.Serialize(world, StudyJson.Default.OpenedWorld), (await server.GetAsync($"{address}/worlds/7")).Text);
        Assert.Equal("Done", (await server.PostAsync(ApiRoutes.CaseStudies, request)).Json["state"]!.GetValue<string>());
        Assert.Equal(0L, server.Sql("SELECT count(*) FROM Studies"));

        changed["finance"]!["budgetUsDollars"] = -1;
        request["worlds"] = 1;
        Assert.Equal(["worlds", "case.finance.budgetUsDollars"], (await server.PostAsync(ApiRoutes.CaseStudies, request)).Refuses(HttpStatusCode.BadRequest));
    }

    private static async Task UntilAsync(PlannerServer server, string address, string state)
    {
        for (int i = 0; i < 600; i++)
        {
            Answer answer = await server.GetAsync(address);
            string now = answer.Json["state"]!.GetValue<string>();
            if (now == state)
            {
                return;
            }

            Assert.True(now is "Waiting" or "Running" or "Analysing", answer.Text);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"{address} is not {state} after a minute.");
    }
}
