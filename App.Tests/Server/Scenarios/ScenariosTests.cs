using System.Net;
using System.Text.Json.Nodes;
using App.Engine.Requirements;
using App.Shared;

namespace App.Tests.Server.Scenarios;

public sealed class ScenariosTests
{
    [Fact]
    public async Task Start_OnEmptyFolder_OffersTheWorkedExample()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Answer list = await server.GetAsync(ApiRoutes.Scenarios);

        JsonNode only = Assert.Single(list.Json.AsArray())!;
        Assert.Equal("reported-order", only["id"]!.GetValue<string>());
        Assert.Equal(1, only["latestVersion"]!.GetValue<int>());
        Answer document = await server.GetAsync($"{ApiRoutes.Scenarios}/reported-order");
        Assert.Equal(CaseReader.Hash(SeededCase.Create()), document.Json["caseHash"]!.GetValue<string>());
    }

    [Fact]
    public async Task Create_ThenReadAtItsLocation_ReturnsTheSameCase()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        JsonObject body = PlannerServer.NewScenario("  Second bid.  ");
        body["case"]!["name"] = "采购 – second bid";

        Answer created = await server.PostAsync(ApiRoutes.Scenarios, body);

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Answer read = await server.GetAsync(created.Message.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.True(JsonNode.DeepEquals(body["case"], read.Json["case"]));
        Assert.Equal("采购 – second bid", read.Json["name"]!.GetValue<string>());
        Assert.Equal("Second bid.", read.Json["reason"]!.GetValue<string>());
        Assert.Equal((1, 1), (read.Json["version"]!.GetValue<int>(), read.Json["latestVersion"]!.GetValue<int>()));
    }

    [Fact]
    public async Task AddVersion_OnNewestBase_KeepsTheOldOneAndListsTheNewName()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        string id = await server.CreateAsync();

        Answer added = await server.PostAsync($"{ApiRoutes.Scenarios}/{id}/versions", PlannerServer.NewVersion(1, "Renamed"));

        Assert.Equal(HttpStatusCode.Created, added.Status);
        Assert.Equal(2, added.Json["version"]!.GetValue<int>());
        Answer first = await server.GetAsync($"{ApiRoutes.Scenarios}/{id}/versions/1");
        Assert.Equal(SeededCase.Create().Name, first.Json["case"]!["name"]!.GetValue<string>());
        Assert.Equal(2, first.Json["latestVersion"]!.GetValue<int>());
        Answer latest = await server.GetAsync($"{ApiRoutes.Scenarios}/{id}");
        Assert.Equal("Renamed", latest.Json["name"]!.GetValue<string>());
        Answer list = await server.GetAsync(ApiRoutes.Scenarios);
        Assert.Equal(["Renamed", SeededCase.Create().Name], list.Json.AsArray().Select(row => row!["name"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task AddVersion_OnAnotherBaseThanTheNewest_IsRefusedNamingTheNewest(int baseVersion)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        string id = await server.CreateAsync();
        await server.PostAsync($"{ApiRoutes.Scenarios}/{id}/versions", PlannerServer.NewVersion(1, "Second"));
        IReadOnlyList<long> before = server.RowCounts();

        Answer refused = await server.PostAsync($"{ApiRoutes.Scenarios}/{id}/versions", PlannerServer.NewVersion(baseVersion, "Mine"));

        Assert.Equal(["baseVersion"], refused.Refuses(HttpStatusCode.Conflict));
        Assert.Equal($"{baseVersion}", refused.Problems[0].Value);
        Assert.StartsWith("2", refused.Problems[0].Accepted, StringComparison.Ordinal);
        Assert.Equal(before, server.RowCounts());
    }

    [Fact]
    public async Task AddVersion_WithTheTagOfWhatWasSeen_IsRefusedOnceSomebodyElseWasQuicker()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        string id = await server.CreateAsync();
        string seen = (await server.GetAsync($"{ApiRoutes.Scenarios}/{id}")).Message.Headers.ETag!.Tag;
        Task<Answer> AddAsync(string tag, int baseVersion)
        {
            HttpRequestMessage request = new(HttpMethod.Post, $"{ApiRoutes.Scenarios}/{id}/versions")
            {
                Content = new StringContent(PlannerServer.NewVersion(baseVersion, "Mine").ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.TryAddWithoutValidation("If-Match", tag);
            return server.SendAsync(request);
        }

        Answer first = await AddAsync(seen, 1);
        Answer second = await AddAsync(seen, 2);
        Answer third = await AddAsync(first.Message.Headers.ETag!.Tag, 2);

        Assert.Equal((HttpStatusCode.Created, "\"2\""), (first.Status, first.Message.Headers.ETag.Tag));
        Assert.Equal(["If-Match"], second.Refuses(HttpStatusCode.PreconditionFailed));
        Assert.Equal(HttpStatusCode.Created, third.Status);
        Assert.Equal(3L, server.Sql($"SELECT count(*) FROM ScenarioVersions WHERE ScenarioId = '{id}'"));
    }

    [Theory]
    [InlineData("/nowhere", "id")]
    [InlineData("/nowhere/versions/1", "id")]
    [InlineData("/reported-order/versions/2", "version")]
    [InlineData("/reported-order/versions/0", "version")]
    public async Task Read_OfWhatIsNotThere_SaysWhichIsUnknown(string address, string field)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Answer refused = await server.GetAsync(ApiRoutes.Scenarios + address);

        Assert.Equal([field], refused.Refuses(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task AddVersion_ByManyWritersAtOnce_LetsExactlyOneWinEachVersion()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        string id = await server.CreateAsync();
        const int Writers = 8;
        const int Rounds = 5;
        List<string> acknowledged = [];

        for (int round = 1; round <= Rounds; round++)
        {
            int latest = round;
            Answer[] answers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => server.PostAsync(
                $"{ApiRoutes.Scenarios}/{id}/versions", PlannerServer.NewVersion(latest, $"Round {latest} writer {writer}"))));

            int winner = Array.FindIndex(answers, answer => answer.Status == HttpStatusCode.Created);
            Assert.True(winner >= 0);
            Assert.Equal(round + 1, answers[winner].Json["version"]!.GetValue<int>());
            Assert.All(answers.Where((_, writer) => writer != winner), answer => answer.Refuses(HttpStatusCode.Conflict));
            acknowledged.Add($"Round {round} writer {winner}");
        }

        for (int version = 2; version <= Rounds + 1; version++)
        {
            Answer stored = await server.GetAsync($"{ApiRoutes.Scenarios}/{id}/versions/{version}");
            Assert.Equal(acknowledged[version - 2], stored.Json["name"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Times_InEveryAnswer_SayThatTheyAreUniversal()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        await server.PostAsync(ApiRoutes.Runs, """{"scenarioId":"reported-order","version":1}""");

        Answer scenarios = await server.GetAsync(ApiRoutes.Scenarios);
        Answer version = await server.GetAsync($"{ApiRoutes.Scenarios}/reported-order");
        Answer runs = await server.GetAsync(ApiRoutes.Runs);

        Assert.EndsWith("Z", scenarios.Json[0]!["changedUtc"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.EndsWith("Z", scenarios.Json[0]!["createdUtc"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(scenarios.Json[0]!["reason"]!.GetValue<string>());
        Assert.EndsWith("Z", version.Json["createdUtc"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.EndsWith("Z", runs.Json[0]!["createdUtc"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
