using System.Text.Json.Nodes;
using App.Engine.Catalog;
using App.Engine.Requirements;

namespace App.Tests.Server.Commands;

public sealed class StudyCommandTests
{
    [Fact]
    public async Task Study_WithAPolicy_IsThatOfACaseWithThePolicyInIt()
    {
        using TemporaryFolder folder = new();
        JsonNode policy = JsonNode.Parse(PlannerCatalog.EmbeddedFiles()["uncertainty.json"])!;
        policy["statuses"]!["Assumed"]!["leastRatio"] = 9;
        JsonNode own = JsonNode.Parse(CaseReader.Write(SeededCase.Create()))!;
        own["uncertainty"] = policy.DeepClone();
        Ending byOption = await Ending.OfAsync("study", "--samples", "256", "--policy", folder.Write("policy.json", policy.ToJsonString()));
        Ending byCase = await Ending.OfAsync("study", "--samples", "256", "--case", folder.Write("case.json", own.ToJsonString()));
        Ending plain = await Ending.OfAsync("study", "--samples", "256");
        Assert.Equal((0, ""), (byOption.ExitCode, byOption.Error));
        Assert.Equal(byCase.Output, byOption.Output);
        Assert.NotEqual(plain.Output, byOption.Output);
    }

    [Theory]
    [InlineData("statuses.Claimed.leastRatio", """{"leastRatio": 0.5, "why": ""}""", "1 to 1000")]
    [InlineData("statuses.Claimed", "3", "accepted")]
    public async Task Study_UnsoundPolicy_NamesFieldAndWhatIsAccepted(string field, string claimed, string accepted)
    {
        using TemporaryFolder folder = new();
        JsonNode policy = JsonNode.Parse(PlannerCatalog.EmbeddedFiles()["uncertainty.json"])!;
        policy["statuses"]!["Claimed"] = JsonNode.Parse(claimed);
        string line = (await Ending.OfAsync("study", "--samples", "256", "--policy", folder.Write("policy.json", policy.ToJsonString()))).RefusesInOneLine();
        Assert.Contains(field, line, StringComparison.Ordinal);
        Assert.Contains(accepted, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_CorrelationsThatContradictEachOther_SaysSo()
    {
        using TemporaryFolder folder = new();
        JsonNode policy = JsonNode.Parse(PlannerCatalog.EmbeddedFiles()["uncertainty.json"])!;
        const string tariff = "sites/*/energyPriceUsDollarsPerKilowattHour";
        policy["correlations"] = new JsonArray(
            Rule(tariff, "accelerators/atlas-350-112gb/priceUsDollars", 0.9), Rule(tariff, "accelerators/h20-96gb/priceUsDollars", 0.9),
            Rule("accelerators/*/priceUsDollars", "accelerators/*/priceUsDollars", -0.9));
        Ending ending = await Ending.OfAsync("study", "--samples", "256", "--policy", folder.Write("policy.json", policy.ToJsonString()));
        Assert.Contains("contradict", ending.RefusesInOneLine(), StringComparison.Ordinal);

        static JsonObject Rule(string first, string second, double spearman) =>
            new() { ["first"] = first, ["second"] = second, ["spearman"] = spearman, ["why"] = "" };
    }

    [Fact]
    public async Task Study_NoOptionCanServe_SaysSo()
    {
        using TemporaryFolder folder = new();
        JsonNode own = JsonNode.Parse(CaseReader.Write(SeededCase.Create()))!;
        own["workloads"]![0]!["timeToFirstTokenSeconds"] = 0.001;
        string line = (await Ending.OfAsync("study", "--samples", "256", "--case", folder.Write("case.json", own.ToJsonString()))).RefusesInOneLine();
        Assert.Contains("options is without a plan in every entry", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_PolicyThatIsNotThere_SaysSo() =>
        Assert.Contains("missing", (await Ending.OfAsync("study", "--policy", "/nowhere/policy.json")).RefusesInOneLine(), StringComparison.Ordinal);
}
