using System.Net;
using System.Text;
using System.Text.Json;
using App.Client.Uncertainty;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Shared;
using App.Shared.Studies;
using App.Tests.Engine.Uncertainty;
using Microsoft.Extensions.DependencyInjection;
using static App.Tests.Client.ClientContext;

namespace App.Tests.Client.Uncertainty;

public sealed class StudyDraftTests
{
    private static readonly string s_result = Result();

    [Fact]
    public async Task Ensure_WhereAStudyIsThere_ShowsTheLargestAndStartsNone()
    {
        await using ClientContext context = await LoadedAsync();
        List<string> asked = Answer(context, [Summary("small", 512, StudyState.Done), Summary("large", 65_536, StudyState.Done), Summary("other", 131_072, StudyState.Done) with { CaseHash = "another" }]);
        using StudyDraft study = Study(context);

        await study.EnsureAsync();

        Assert.NotNull(study.Result);
        Assert.Equal((true, false, false, null), (study.IsKept, study.IsStale, study.IsWorking, study.Problem));
        Assert.Equal(["GET /api/v1/studies", "GET /api/v1/studies/large/result"], asked);
    }

    [Fact]
    public async Task Ensure_WhereAStudyIsUnderWay_GoesOnWithIt()
    {
        await using ClientContext context = await LoadedAsync();
        List<string> asked = Answer(context, [Summary("running", 65_536, StudyState.Analysing)]);
        using StudyDraft study = Study(context);

        await study.EnsureAsync();

        Assert.NotNull(study.Result);
        Assert.Equal(["GET /api/v1/studies", "GET /api/v1/studies/running", "GET /api/v1/studies/running/result"], asked);
    }

    [Fact]
    public async Task Ensure_OfAnUnsavedCase_HasTheCaseItselfStudied()
    {
        await using ClientContext context = await LoadedAsync();
        using StudyDraft study = Study(context);
        context.Draft.Apply("name", entry => entry with { Name = "Changed" });
        await SettledAsync(context);
        List<string> asked = Answer(context, []);
        await study.EnsureAsync();

        Assert.NotNull(study.Result);
        Assert.False(study.IsKept);
        Assert.Contains("POST /api/v1/case-studies", asked);
    }

    [Fact]
    public async Task FollowInputs_ChangedAndUndone_IsStaleWithoutAskingForAnotherAndFindsTheFirstAgain()
    {
        await using ClientContext context = await LoadedAsync();
        List<string> asked = Answer(context, [Summary("first", 4096, StudyState.Done)]);
        using StudyDraft study = Study(context);
        await study.EnsureAsync();

        context.Draft.Apply("name", entry => entry with { Name = "Changed" });
        Assert.Equal((true, false), (study.IsStale, study.CanStudy));
        await SettledAsync(context);
        await study.FollowInputsAsync();
        Assert.Equal((true, true), (study.IsStale, study.CanStudy));
        context.Draft.Undo();
        await SettledAsync(context);
        await study.FollowInputsAsync();

        Assert.False(study.IsStale);
        Assert.DoesNotContain(asked, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    private static async Task SettledAsync(ClientContext context)
    {
        while (context.Draft.IsStale)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static StudyDraft Study(ClientContext context) =>
        new(context.Draft, new(context.Services.GetRequiredService<HttpClient>()), TimeProvider.System);

    private static StudySummary Summary(string id, int worlds, StudyState state) => new(
        id, "reported-order", 1, CaseReader.Hash(SeededCase.Create()), EngineVersion.Current, worlds, 1, Sampler.Sobol, state, worlds, "", false);

    private static List<string> Answer(ClientContext context, List<StudySummary> there)
    {
        List<string> asked = [];
        StudySummary unsaved = Summary("unsaved", 4096, StudyState.Done) with { ScenarioId = "", Version = 0 };
        context.Server.Respond = request =>
        {
            string path = request.RequestUri!.AbsolutePath;
            asked.Add($"{request.Method} {path}");
            return path == ApiRoutes.Studies ? FunctionServer.Json(there, SharedJson.Default.ListStudySummary)
                : path == ApiRoutes.CaseStudies ? FunctionServer.Json(unsaved, SharedJson.Default.StudySummary)
                : path.EndsWith("/result", StringComparison.Ordinal) ? new(HttpStatusCode.OK) { Content = new StringContent(s_result, Encoding.UTF8, "application/json") }
                : FunctionServer.Json(there.Single(study => path.EndsWith(study.Id, StringComparison.Ordinal)) with { State = StudyState.Done }, SharedJson.Default.StudySummary);
        };
        return asked;
    }

    private static string Result()
    {
        StudyRun run = new(WorkedCase.Uncertain, new(256, 1, Sampler.Sobol));
        run.Run(1, CancellationToken.None);
        return JsonSerializer.Serialize(StudyAnalysis.Of(run, 1, TestContext.Current.CancellationToken), StudyJson.Default.StudyResult);
    }
}
