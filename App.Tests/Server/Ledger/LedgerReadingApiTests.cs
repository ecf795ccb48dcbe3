using System.Net;
using System.Text.Json;
using App.Engine.Evidence;
using App.Shared;
using App.Shared.Ledger;
using App.Tests.Engine.Evidence;

namespace App.Tests.Server.Ledger;

public sealed class LedgerReadingApiTests
{
    private const string Slot = "accelerators/atlas-350-112gb/peakTeraflops/mxfp4";

    [Fact]
    public async Task Assumption_OfTheSlide_ShowsAllSidesTheirEvidenceAndTheConflict()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Answer answer = await server.GetAsync($"{ApiRoutes.Ledger}/assumptions/{Slot}");
        AssumptionDocument document = JsonSerializer.Deserialize(answer.Text, LedgerContractJson.Default.AssumptionDocument)!;

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal($"\"{document.Revision}\"", answer.Message.Headers.ETag?.Tag);
        Assert.Equal([1512, 1560, 2000], document.Assertions.Select(assertion => assertion.Versions[^1].State.Content.Value!.Value));
        Assert.Equal(3, document.Conflict?.Sides.Count);
        Assert.Contains(document.Evidence, evidence => evidence.Item.Id == "hw-0030" && evidence.Item.IndependenceGroup == "huawei");
        Assert.Contains(document.History, line => line.Entry is VersionSubmitted);
        Assert.NotNull(document.MaterialityFraction);
    }

    [Fact]
    public async Task Queue_IsOrderedByWhatMovesTheDecisionMost()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        List<QueueItem> queue = JsonSerializer.Deserialize((await server.GetAsync($"{ApiRoutes.Ledger}/queue")).Text, LedgerContractJson.Default.ListQueueItem)!;

        Assert.True(queue[0].MaterialityFraction > 0.05);
        Assert.Equal(queue.Select(item => item.MaterialityFraction).OrderDescending(), queue.Select(item => item.MaterialityFraction));
        Assert.All(queue, item => Assert.NotEqual(WorkflowState.Draft, item.Workflow));
        QueueItem[] price = [.. queue.Where(item => item.AssumptionId == "accelerators/atlas-350-112gb/priceUsDollars")];
        Assert.Equal([true, false], price.Select(item => item.IsInUse));
        Assert.All(price, item => Assert.NotEqual("", item.Basis));
    }

    [Fact]
    public async Task Values_AreWhatDiffersFromTheCatalogue_AndAreNotSentTwice()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Answer answer = await server.GetAsync($"{ApiRoutes.Ledger}/values");
        List<LedgerValue> values = JsonSerializer.Deserialize(answer.Text, LedgerContractJson.Default.ListLedgerValue)!;
        HttpRequestMessage again = new(HttpMethod.Get, $"{ApiRoutes.Ledger}/values");
        again.Headers.IfNoneMatch.Add(answer.Message.Headers.ETag!);

        Assert.NotEmpty(values);
        Assert.All(values, value => Assert.Equal(EvidenceFlags.Expired, value.Flags));
        Assert.Equal(HttpStatusCode.NotModified, (await server.SendAsync(again)).Status);
    }

    [Fact]
    public async Task Run_PinsEveryVersionItRead_AndIsStaleWhenOneIsNoLongerInUse()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        string run = (await server.PostAsync(ApiRoutes.Runs, """{"scenarioId":"reported-order","version":1}""")).Json["id"]!.GetValue<string>();
        string stored = (await server.GetAsync($"{ApiRoutes.Runs}/{run}")).Text;
        RunEvidence fresh = await EvidenceOf(server, run);
        Assert.True(fresh.Pins.Count > 50);
        Assert.Empty(fresh.Stale);

        string assertion = fresh.Pins.First(pin => pin.AssumptionId.EndsWith("priceUsDollars", StringComparison.Ordinal)).AssertionId;
        Assert.Empty((await server.AppendAsync(LedgerBook.Reviewer, new VersionDisputed(assertion, 1, ["hw-0003"], "Another price was offered."))).Problems);

        RunEvidence stale = await EvidenceOf(server, run);
        Assert.Equal(assertion, Assert.Single(stale.Stale).Was.AssertionId);
        Assert.True(stale.Stale[0].Now!.Flags.HasFlag(EvidenceFlags.Disputed));
        Assert.Equal(fresh.Pins, stale.Pins);
        Assert.Equal(stored, (await server.GetAsync($"{ApiRoutes.Runs}/{run}")).Text);
        Assert.NotEqual(run, (await server.PostAsync(ApiRoutes.Runs, """{"scenarioId":"reported-order","version":1}""")).Json["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/assumptions/nowhere", "id")]
    [InlineData("/evidence/nothing", "id")]
    [InlineData("/copies/abc", "sha256")]
    [InlineData("/runs/none", "id")]
    [InlineData("/queue?scenario=none", "scenario")]
    public async Task Get_OfWhatIsNotThere_SaysWhatWouldBe(string path, string field)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Assert.Contains(field, (await server.GetAsync(ApiRoutes.Ledger + path)).Refuses(HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("prov", "evidence", "application/json")]
    [InlineData("csv", "evidence", "text/csv")]
    [InlineData("csv", "assertions", "text/csv")]
    [InlineData("csv", "events", "text/csv")]
    public async Task Export_IsADownload(string format, string table, string mediaType)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Answer answer = await server.GetAsync($"{ApiRoutes.Ledger}/export?format={format}&table={table}");

        Assert.Equal((HttpStatusCode.OK, mediaType), (answer.Status, answer.MediaType));
        Assert.Equal("attachment", answer.Message.Content.Headers.ContentDisposition?.DispositionType);
        Assert.True(answer.Text.Length > 10_000);
    }

    private static async Task<RunEvidence> EvidenceOf(PlannerServer server, string run) =>
        JsonSerializer.Deserialize((await server.GetAsync($"{ApiRoutes.Ledger}/runs/{run}")).Text, LedgerContractJson.Default.RunEvidence)!;
}
