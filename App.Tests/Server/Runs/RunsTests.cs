using System.Net;
using System.Text.Json.Nodes;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Shared;
using App.Tests.Server.Ledger;
using Microsoft.Data.Sqlite;

namespace App.Tests.Server.Runs;

public sealed class RunsTests
{
    private const string WorkedExample = """{"scenarioId":"reported-order","version":1}""";

    [Fact]
    public async Task Create_ForAVersion_StoresWhatAFreshEvaluationGivesByteForByte()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Answer run = await server.PostAsync(ApiRoutes.Runs, WorkedExample);

        Assert.Equal(HttpStatusCode.Created, run.Status);
        Answer stored = await server.GetAsync(run.Message.Headers.Location!.OriginalString);
        Assert.Equal("application/json", stored.MediaType);
        Assert.Equal(Evaluation.Write(Evaluation.Of(SeededCase.Create(), await server.CatalogAsync())), stored.Text);
    }

    [Fact]
    public async Task Create_ForAVersion_KeepsWhatItWasMadeFrom()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Answer run = await server.PostAsync(ApiRoutes.Runs, WorkedExample);

        Assert.Equal(CaseReader.Hash(SeededCase.Create()), run.Json["caseHash"]!.GetValue<string>());
        Assert.Equal(EngineVersion.Current, run.Json["engineVersion"]!.GetValue<string>());
        Assert.Equal((await server.CatalogAsync()).Hash, run.Json["catalogHash"]!.GetValue<string>());
        Answer list = await server.GetAsync(ApiRoutes.Runs);
        Assert.True(JsonNode.DeepEquals(run.Json, Assert.Single(list.Json.AsArray())));
    }

    [Fact]
    public async Task Create_ForTheSameQuestion_AnswersWithTheSameRun()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        string copy = await server.CreateAsync();

        Answer first = await server.PostAsync(ApiRoutes.Runs, WorkedExample);
        Answer again = await server.PostAsync(ApiRoutes.Runs, WorkedExample);
        Answer copied = await server.PostAsync(ApiRoutes.Runs, new JsonObject { ["scenarioId"] = copy, ["version"] = 1 });

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.Text, copied.Text);
        Assert.Equal(1L, server.Sql("SELECT count(*) FROM Runs"));
    }

    [Fact]
    public async Task Create_ForTheSameQuestionAtOnce_StoresOneRunAndAnswersAllWithIt()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.PostAsync(ApiRoutes.Runs, WorkedExample)));

        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(1L, server.Sql("SELECT count(*) FROM Runs"));
    }

    [Fact]
    public async Task Create_ForAnotherQuestion_IsAnotherRun()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        await server.PostAsync($"{ApiRoutes.Scenarios}/reported-order/versions", PlannerServer.NewVersion(1, "Another name"));

        Answer first = await server.PostAsync(ApiRoutes.Runs, WorkedExample);
        Answer second = await server.PostAsync(ApiRoutes.Runs, """{"scenarioId":"reported-order","version":2}""");

        Assert.NotEqual(first.Json["id"]!.GetValue<string>(), second.Json["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"scenarioId":"nowhere","version":1}""", "scenarioId")]
    [InlineData("""{"scenarioId":"reported-order","version":2}""", "version")]
    public async Task Create_ForWhatIsNotThere_SaysWhichIsUnknown(string body, string field)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Answer refused = await server.PostAsync(ApiRoutes.Runs, body);

        Assert.Equal([field], refused.Refuses(HttpStatusCode.NotFound));
        Assert.Equal(0L, server.Sql("SELECT count(*) FROM Runs"));
    }

    [Fact]
    public async Task Result_OfUnknownRun_IsNotFound()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Answer refused = await server.GetAsync($"{ApiRoutes.Runs}/{new string('0', 64)}");

        Assert.Equal(["id"], refused.Refuses(HttpStatusCode.NotFound));
    }

    public static IEnumerable<string> Changes =>
    [
        "UPDATE Runs SET ResultJson = '{}'",
        "UPDATE Runs SET CreatedUtc = '2000-01-01'",
        "DELETE FROM Runs",
        "INSERT OR REPLACE INTO Runs SELECT Id, ScenarioId, Version, CaseHash, EngineVersion, CatalogHash, '{}', CreatedUtc FROM Runs",
        "UPDATE ScenarioVersions SET CaseJson = '{}'",
        "UPDATE ScenarioVersions SET Name = 'x'",
        "DELETE FROM ScenarioVersions",
        "INSERT OR REPLACE INTO ScenarioVersions (ScenarioId, Version, Name, Reason, CaseJson, CaseHash, CreatedUtc) SELECT ScenarioId, Version, 'x', Reason, CaseJson, CaseHash, CreatedUtc FROM ScenarioVersions",
        "UPDATE Scenarios SET Id = 'x'",
        "DELETE FROM Scenarios",
        "INSERT OR REPLACE INTO Scenarios SELECT Id, '2000-01-01' FROM Scenarios",
    ];

    [Fact]
    public async Task Database_OnAnyChangeOfWhatIsStored_Refuses()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        await server.PostAsync(ApiRoutes.Runs, WorkedExample);

        Assert.All(Changes, change =>
        {
            SqliteException refused = Assert.Throws<SqliteException>(() => server.Sql(change));
            Assert.Contains("immutable", refused.Message, StringComparison.Ordinal);
            Assert.Throws<SqliteException>(() => server.Sql($"PRAGMA foreign_keys=OFF; {change}"));
        });

        Assert.Equal("reported-order", server.Sql("SELECT Id FROM Scenarios"));
        Assert.Equal(SeededCase.Create().Name, server.Sql("SELECT Name FROM ScenarioVersions"));
        Assert.Equal(
            Evaluation.Write(Evaluation.Of(SeededCase.Create(), await server.CatalogAsync())), server.Sql("SELECT ResultJson FROM Runs"));
    }
}
