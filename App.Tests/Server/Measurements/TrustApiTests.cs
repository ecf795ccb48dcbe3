using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Engine.Calibration;
using App.Engine.Catalog;
using App.Engine.Requirements;
using App.Engine.Serving;
using App.Engine.Trust;
using App.Server.Measurements;
using App.Shared;

namespace App.Tests.Server.Measurements;

/// <summary>What stands behind a throughput figure, with the measurements that come with the application.</summary>
public sealed class TrustApiTests
{
    private static readonly MeasuredRows s_measured = TrustApi.Read(PlannerCatalog.Default);

    [Fact]
    public void Of_MeasuredCard_NamesItsPublicationsAndWhereTheTimeGoes()
    {
        TrustReport report = Of("h20", "chat");

        PoolTrust pool = Assert.Single(report.Pools);
        Assert.Equal([LadderKind.Decode, LadderKind.FirstToken], pool.Times.Select(time => time.Kind));
        Assert.All(pool.Times, time =>
        {
            Assert.True(time.Tier < EvidenceTier.SameVendor);
            Assert.NotEmpty(time.Publications);
            Assert.InRange(time.Points.Count, 1, MeasuredRows.MostPoints);
            Assert.All(time.Points, point => Assert.True(point is { Measured: > 0, Predicted: > 0 } && point.Hardware.Contains("H20", StringComparison.Ordinal)));
        });

        // The parts of each phase add up to the time that the plan states.
        Assert.Equal(1 / report.Chosen!.PerUser, Seconds(pool, ServingPhase.Decode), Tolerance.WorkedByHand);
        Assert.Equal(report.Chosen.TimeToFirstTokenSeconds, Seconds(pool, ServingPhase.Prefill), Tolerance.WorkedByHand);
        Assert.All(pool.Phases, phase => Assert.True(phase is
        { ComputeSeconds: > 0, MemorySeconds: > 0, AttentionSeconds: > 0, CommunicationSeconds: >= 0, OverheadSeconds: > 0, WaitingSeconds: >= 0 }));
    }

    [Fact]
    public void Of_CardThatNobodyMeasured_StandsOnOthersOfItsVendorAndSaysSo()
    {
        TrustReport report = Of("atlas", "chat");

        Assert.All(report.Pools.SelectMany(pool => pool.Times), time =>
        {
            Assert.Equal(EvidenceTier.SameVendor, time.Tier);
            Assert.True(time.Error!.Sigma > PlannerCatalog.Default.Serving.ErrorOf(time.Kind, EvidenceTier.SameChipAndEngine, "NVIDIA")!.Sigma);
            Assert.NotEmpty(time.Points);
            Assert.DoesNotContain(time.Points, point => point.Hardware.Contains("Atlas 350", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Of_AnyWorkload_HasAFrontAndReasonsAndSurvivesItsJson()
    {
        foreach (Workload workload in SeededCase.Create().Workloads)
        {
            TrustReport report = Of("mixed", workload.Id);

            Assert.NotEmpty(report.Front);
            Assert.NotEmpty(report.Rejections);
            Assert.All(report.Rejections, group => Assert.True(group.Layouts > 0 && group.Example.Length > 0));
            Assert.True(report.Chosen!.MeetsTargets);
            string json = JsonSerializer.Serialize(report, TrustJson.Default.TrustReport);
            Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, TrustJson.Default.TrustReport)!, TrustJson.Default.TrustReport));
        }
    }

    [Fact]
    public async Task Post_AnswersOrNamesWhatIsWrong()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        JsonNode procurement = JsonNode.Parse(CaseReader.Write(SeededCase.Create()))!;
        JsonNode Asked(JsonNode about, string option, string workload) => new JsonObject
        {
            ["case"] = about.DeepClone(),
            ["optionId"] = option,
            ["workloadId"] = workload,
        };

        Answer answer = await server.PostAsync(ApiRoutes.Trust, Asked(procurement, "h20", "chat").ToJsonString());
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEmpty(answer.Read(TrustJson.Default.TrustReport).Pools);

        Answer unknown = await server.PostAsync(ApiRoutes.Trust, Asked(procurement, "nothing", "nobody").ToJsonString());
        Assert.Equal(["optionId", "workloadId"], unknown.Refuses(HttpStatusCode.BadRequest));

        // The fields of prefix cache and drafting are refused by name, value and bound, as on every way in.
        JsonNode bad = procurement.DeepClone();
        bad["workloads"]![0]!["prefixHitFraction"] = 1;
        bad["workloads"]![0]!["draftTokens"] = -1;
        bad["workloads"]![0]!["draftAcceptanceFraction"] = 1.5;
        Answer refused = await server.PostAsync(ApiRoutes.Trust, Asked(bad, "h20", "chat").ToJsonString());
        refused.Refuses(HttpStatusCode.BadRequest);
        Assert.Equal(
            [
                ("case.workloads[0].prefixHitFraction", "1", "0 to 0.99 of the prompt"), ("case.workloads[0].draftTokens", "-1", "0 to 16 tokens"),
                ("case.workloads[0].draftAcceptanceFraction", "1.5", "0 to 0.99 of the drafted tokens"),
            ],
            refused.Problems);
    }

    private static TrustReport Of(string option, string workload) =>
        TrustSearch.Of(new(SeededCase.Create(), option, workload), PlannerCatalog.Default, s_measured);

    private static double Seconds(PoolTrust pool, ServingPhase phase) => pool.Phases.Single(entry => entry.Phase == phase).Seconds;
}
