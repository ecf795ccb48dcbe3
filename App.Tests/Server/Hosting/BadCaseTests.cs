using System.Net;
using System.Text.Json.Nodes;
using App.Shared;

namespace App.Tests.Server.Hosting;

/// <summary>Cases with one thing wrong, posted as a new scenario and as a new version: refused, named, nothing saved.</summary>
public sealed class BadCaseTests(RefusingServer refusing) : IClassFixture<RefusingServer>
{
    [Fact]
    public Task Post_OfNullOrAnotherTypeAnywhere_NamesThePlace() => RefusesAsync(CaseMutations.WrongTypes());

    [Fact]
    public Task Post_OfANumberNoMemberTakes_NamesThePlace() => RefusesAsync(CaseMutations.ImpossibleNumbers());

    [Fact]
    public Task Post_OfATextNoMemberTakes_NamesThePlace() => RefusesAsync(CaseMutations.ImpossibleTexts());

    [Fact]
    public Task Post_OfAnIdThatLeadsNowhere_NamesThePlace() => RefusesAsync(CaseMutations.UnknownIds());

    [Fact]
    public Task Post_OfAnUnknownMemberAnywhere_NamesIt() => RefusesAsync(CaseMutations.Additions());

    [Fact]
    public async Task Post_WithoutAMember_IsRefusedNamingItOrTakesItsDefault()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        List<string> accepted = [];

        foreach (Mutation mutation in CaseMutations.Removals())
        {
            Answer answer = await server.PostAsync(ApiRoutes.Scenarios, Body(mutation));
            if (answer.Status == HttpStatusCode.Created)
            {
                accepted.Add(mutation.Field);
            }
            else
            {
                Assert.Contains($"case.{mutation.Field}", answer.Refuses(HttpStatusCode.BadRequest));
            }
        }

        // What may be left out: the note, the overrides, prefix cache and drafting, and what the kind of a workload does not use.
        Assert.Equal(
            ["note",
                "workloads[0].prefixHitFraction", "workloads[0].draftTokens", "workloads[0].draftAcceptanceFraction",
                "workloads[1].prefixHitFraction", "workloads[1].draftTokens", "workloads[1].draftAcceptanceFraction",
                "workloads[2].promptTokens", "workloads[2].outputTokens", "workloads[2].prefixHitFraction",
                "workloads[2].draftTokens", "workloads[2].draftAcceptanceFraction", "workloads[2].timeToFirstTokenSeconds",
                "workloads[2].timePerOutputTokenSeconds",
                "workloads[3].outputTokens", "workloads[3].prefixHitFraction", "workloads[3].draftTokens",
                "workloads[3].draftAcceptanceFraction", "workloads[3].timePerOutputTokenSeconds",
                "workloads[4].outputTokens", "workloads[4].prefixHitFraction", "workloads[4].draftTokens",
                "workloads[4].draftAcceptanceFraction", "workloads[4].timePerOutputTokenSeconds",
                "workloads[5].promptTokens", "workloads[5].outputTokens", "workloads[5].prefixHitFraction",
                "workloads[5].draftTokens", "workloads[5].draftAcceptanceFraction", "workloads[5].timePerOutputTokenSeconds",
                "overrides"],
            accepted);
        Assert.Equal(1L + accepted.Count, server.Sql("SELECT count(*) FROM Scenarios"));
        Assert.Equal(1L + accepted.Count, server.Sql("SELECT count(*) FROM ScenarioVersions"));
    }

    [Fact]
    public Task Post_OfNonsense_NamesThePlace() => RefusesAsync(
    [
        CaseMutations.At("workloads[0].meanRequestsPerSecond", "zero demand", 0),
        CaseMutations.At("workloads[2].meanRequestsPerSecond", "zero demand", 0),
        CaseMutations.At("workloads[0].promptTokens", "longer than the model's context", 1_900_000),
        CaseMutations.At("workloads[0].kind", "a flag combination", "Generation, Ranking"),
        CaseMutations.At("workloads[0].kind", "of other case", "generation"),
        CaseMutations.At("workloads[0].weightBits", "a number between", 5),
        CaseMutations.At("finance.horizonMonths", "half a month", 48.5),
        CaseMutations.At("finance.budgetUsDollars", "negative", -1),
        CaseMutations.At("workloads", "no work", new JsonArray()),
        CaseMutations.At("options", "one option", new JsonArray(CaseMutations.Example()["options"]![0]!.DeepClone())),
        CaseMutations.At("options[1].id", "an id twice", "atlas"),
        CaseMutations.At("options[0].accelerators", "no cards", new JsonArray()),
        CaseMutations.At("options[2].accelerators[1].acceleratorId", "both roles by one card", "atlas-350-112gb") with
        {
            Field = "options[2].accelerators",
        },
        CaseMutations.At("referenceOption", "a bought option", "atlas"),
        CaseMutations.At("overrides[0].value", "below its bound", 0.5),
        CaseMutations.At("overrides[0].assumptionId", "an unknown assumption", "sites/western-hub/nothing"),
        CaseMutations.At("overrides[0].reason", "no reason", " "),
        CaseMutations.At("name", "two lines", "a\nb"),
    ]);

    private static JsonObject Body(Mutation mutation) => new() { ["reason"] = "A test.", ["case"] = mutation.Case };

    private async Task RefusesAsync(IEnumerable<Mutation> mutations)
    {
        int tried = 0;

        foreach (Mutation mutation in mutations)
        {
            JsonObject scenario = Body(mutation);
            JsonObject version = scenario.DeepClone().AsObject();
            version["baseVersion"] = 1;

            foreach (Answer answer in new[]
            {
                await refusing.Server.PostAsync(ApiRoutes.Scenarios, scenario),
                await refusing.Server.PostAsync($"{ApiRoutes.Scenarios}/reported-order/versions", version),
            })
            {
                Assert.True(answer.Status == HttpStatusCode.BadRequest, $"{mutation}: {(int)answer.Status} {answer.Text}");
                IReadOnlyList<string> fields = answer.Refuses(HttpStatusCode.BadRequest);
                Assert.True(fields.Contains($"case.{mutation.Field}"), $"{mutation}: {string.Join(", ", fields)}");
                Assert.All(answer.Problems, problem => Assert.True(problem.Value.Length <= 80, $"{mutation}: {problem.Value}"));
            }

            tried++;
        }

        Assert.True(tried > 15);
        refusing.AssertNothingSaved();
    }
}
