using System.Net;
using App.Client.Scenarios;
using App.Engine.Requirements;
using App.Shared;
using App.Shared.Scenarios;
using Bunit;
using static App.Tests.Client.ClientContext;

namespace App.Tests.Client.Scenarios;

public sealed class CaseDraftTests
{
    [Fact]
    public async Task Apply_InTheSameField_IsOneStepToUndo()
    {
        await using ClientContext context = await LoadedAsync();
        CaseDraft draft = context.Draft;
        foreach (int months in new[] { 50, 55, 60 })
        {
            draft.Apply("horizon", entry => entry with { Finance = entry.Finance with { HorizonMonths = months } });
        }

        draft.Apply("rate", entry => entry with { Finance = entry.Finance with { DiscountRateFraction = 0.05 } });
        draft.Undo();
        draft.Undo();

        Assert.False(draft.CanUndo);
        Assert.False(draft.IsChanged);
        Assert.Equal(48, draft.Case!.Finance.HorizonMonths);
        draft.Redo();
        Assert.Equal(60, draft.Case.Finance.HorizonMonths);
    }

    [Fact]
    public async Task Apply_OfAnUnsoundCase_KeepsTheLastAnswerAndSaysWhatIsWrong()
    {
        await using ClientContext context = await LoadedAsync();
        object answer = context.Draft.Answer!;

        context.Draft.Apply("x", entry => entry with { Finance = entry.Finance with { HorizonMonths = 1 } });

        Assert.Same(answer, context.Draft.Answer);
        Assert.False(context.Draft.IsSound);
        Assert.Equal("finance.horizonMonths", Assert.Single(context.Draft.Problems).Field);
    }

    [Fact]
    public async Task Apply_OfASoundCase_IsEvaluatedAfterAShortRest()
    {
        await using ClientContext context = await LoadedAsync();
        TaskCompletionSource evaluated = new();
        context.Draft.Changed += () => { if (!context.Draft.IsStale) { evaluated.TrySetResult(); } };

        context.Draft.Apply("x", entry => entry with { Finance = entry.Finance with { DiscountRateFraction = 0.05 } });
        Assert.True(context.Draft.IsStale);
        await evaluated.Task.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken);

        Assert.Same(context.Draft.Case, context.Draft.Answer!.Comparison.Case);
        Assert.NotSame(context.Draft.SavedAnswer, context.Draft.Answer.Comparison);
    }

    [Fact]
    public async Task Save_WhereAnEarlierTryArrivedUnanswered_IsDoneNotAConflict()
    {
        await using ClientContext context = await LoadedAsync();
        ProcurementCase mine = context.Draft.Case! with { Name = "Mine" };
        context.Draft.Apply("name", _ => mine);
        context.Server.Respond = request => request.Method == HttpMethod.Post ? new(HttpStatusCode.Conflict)
            : FunctionServer.Json(Version(2, mine), SharedJson.Default.ScenarioVersionDocument);

        await context.Draft.SaveAsync("again");

        Assert.Null(context.Draft.Theirs);
        Assert.Equal(2, context.Draft.Saved!.Version);
        Assert.False(context.Draft.IsChanged);
    }

    [Fact]
    public async Task Save_WithoutAnAnswer_KeepsDraftAndVersion()
    {
        await using ClientContext context = await LoadedAsync();
        context.Draft.Apply("name", entry => entry with { Name = "Mine" });
        context.Server.Respond = _ => throw new HttpRequestException("no route");

        ScenarioException problem = await Assert.ThrowsAsync<ScenarioException>(() => context.Draft.SaveAsync("try"));

        Assert.Equal(ScenarioFailure.Unreachable, problem.Failure);
        Assert.Equal((1, "Mine", true), (context.Draft.Saved!.Version, context.Draft.Case!.Name, context.Draft.IsChanged));
    }

    [Fact]
    public async Task Evidence_OfAServerThatIsGone_IsMissingWhileTheAnswerStandsAndComesWithTheNextSave()
    {
        await using ClientContext context = await LoadedAsync();
        await context.Draft.EvidenceWork;
        context.Server.IsGone = true;
        IRenderedComponent<EvidenceNotice> notice = context.Render<EvidenceNotice>();
        Assert.Empty(notice.Markup);
        context.Draft.Apply("rate", entry => entry with { Finance = entry.Finance with { DiscountRateFraction = 0.05 } });
        await notice.WaitForAssertionAsync(() => notice.Find("[data-testid=evidence-problem]"), TimeSpan.FromSeconds(30));

        Assert.Contains("The planner's server does not answer", notice.Markup, StringComparison.Ordinal);
        Assert.False(context.Draft.IsStale);
        Assert.Null(context.Draft.Failure);
        Assert.Null(context.Draft.Exposure);
        await notice.Find("[data-testid=evidence-again]").ClickAsync(new());
        Assert.NotNull(context.Draft.EvidenceProblem);

        context.Server.IsGone = false;
        await context.Draft.SaveAsync("It is back.");
        await context.Draft.EvidenceWork;

        Assert.Null(context.Draft.EvidenceProblem);
        Assert.NotNull(context.Draft.Exposure);
        notice.Render();
        Assert.Empty(notice.Markup);
    }

    [Fact]
    public async Task Save_WhileTypingGoesOn_LeavesTheRestUnsaved()
    {
        await using ClientContext context = await LoadedAsync();
        context.Draft.Apply("name", entry => entry with { Name = "Sent" });
        context.Server.Respond = _ =>
        {
            context.Draft.Apply("name", entry => entry with { Name = "Typed on" });
            return FunctionServer.Json(new SavedVersion("reported-order", 2), SharedJson.Default.SavedVersion);
        };

        await context.Draft.SaveAsync("half way");

        Assert.Equal(("Sent", 2), (context.Draft.Saved!.Case.Name, context.Draft.Saved.Version));
        Assert.Equal("Typed on", context.Draft.Case!.Name);
        Assert.True(context.Draft.IsChanged);
    }

    [Fact]
    public async Task SaveAsNew_WithAName_SendsItAndKeepsItInTheDraft()
    {
        await using ClientContext context = await LoadedAsync();
        context.Draft.Apply("horizon", entry => entry with { Finance = entry.Finance with { HorizonMonths = 60 } });
        string? sent = null;
        context.Server.Respond = request =>
        {
            using StreamReader body = new(request.Content!.ReadAsStream());
            sent = body.ReadToEnd();
            return FunctionServer.Json(new SavedVersion("fresh", 1), SharedJson.Default.SavedVersion);
        };

        await context.Draft.SaveAsNewAsync("to try", "Five years");

        Assert.Contains("\"Five years\"", sent, StringComparison.Ordinal);
        Assert.Equal(("fresh", "Five years", "Five years", false), (context.Draft.Saved!.ScenarioId, context.Draft.Saved.Name, context.Draft.Case!.Name, context.Draft.IsChanged));
    }

    [Fact]
    public async Task Load_OfAnUnknownScenario_NamesItAndTheNextLoadWorks()
    {
        await using ClientContext context = await LoadedAsync();
        context.Server.Respond = _ => new(HttpStatusCode.NotFound);
        await context.Draft.LoadAsync("nowhere", 7);
        Assert.Equal(("nowhere", "7", null), (context.Draft.LoadProblem!.ScenarioId, context.Draft.LoadProblem.Version, context.Draft.LoadProblem.Cause));

        await context.Draft.LoadAsync("reported-order", 1);

        Assert.Null(context.Draft.LoadProblem);
        Assert.Equal("reported-order", context.Draft.Saved!.ScenarioId);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public async Task Open_OfAVersionThatIsNoNumber_SaysWhichAndAsksNoServer(string version)
    {
        await using ClientContext context = await LoadedAsync();
        context.Server.Respond = _ => throw new InvalidOperationException("Nothing was to be asked.");

        await context.Draft.OpenAsync("reported-order", version);

        Assert.Equal(("reported-order", version, null), (context.Draft.LoadProblem!.ScenarioId, context.Draft.LoadProblem.Version, context.Draft.LoadProblem.Cause));
    }
}
