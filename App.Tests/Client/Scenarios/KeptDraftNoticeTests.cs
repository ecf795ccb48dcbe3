using App.Client.People;
using App.Client.Scenarios;
using App.Engine.Requirements;
using App.Shared;
using App.Shared.People;
using App.Shared.Scenarios;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static App.Tests.Client.ClientContext;

namespace App.Tests.Client.Scenarios;

public sealed class KeptDraftNoticeTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private static readonly ProcurementCase s_changed = SeededCase.Create() with { Name = "Mine" };

    [Fact]
    public async Task Changes_AreKeptWhileTheyAreMadeAndForgottenWhereTheyAreSaved()
    {
        await using ClientContext context = await VisitedAsync(1);
        IRenderedComponent<KeptDraftNotice> notice = context.Render<KeptDraftNotice>();
        context.Draft.Apply("name", _ => s_changed);

        await notice.WaitForAssertionAsync(() => Assert.Single(context.JSInterop.Invocations["planner.keepDraft"]), s_limit);
        JSRuntimeInvocation call = context.JSInterop.Invocations["planner.keepDraft"][0];
        KeptDraft kept = KeptDraft.Read((string)call.Arguments[1]!)!;
        Assert.Equal((kept.Key, 1, CaseReader.Hash(SeededCase.Create())), ((string)call.Arguments[0]!, kept.Version, kept.CaseHash));
        Assert.Equal(CaseReader.Hash(s_changed), CaseReader.Hash(kept.Case));

        await context.Draft.SaveAsync("Why.");
        await notice.WaitForAssertionAsync(() => Assert.Equal(kept.Key, Assert.Single(context.JSInterop.Invocations["planner.forgetDraft"]).Arguments[0]), s_limit);
        Assert.Empty(notice.Markup);
    }

    [Fact]
    public async Task Opening_WhereAPageLeftChangesOfTheSameVersion_BringsThemBackAndDiscardsThemWhereTold()
    {
        await using ClientContext context = await VisitedAsync(1, Left(1));
        IRenderedComponent<KeptDraftNotice> notice = context.Render<KeptDraftNotice>();

        await notice.WaitForAssertionAsync(() => notice.Find("[data-testid=kept]"), s_limit);
        Assert.Contains("version 1, from 2026-01-02 14:05 UTC are here again", notice.Markup, StringComparison.Ordinal);
        Assert.Equal(("Mine", true), (context.Draft.Case!.Name, context.Draft.IsChanged));

        await notice.Find("[data-testid=kept-discard]").ClickAsync(new());
        Assert.False(context.Draft.IsChanged);
        Assert.Empty(notice.Markup);
        Assert.Equal(2, context.JSInterop.Invocations["planner.forgetDraft"].Count);
    }

    [Fact]
    public async Task Opening_WhereANewerVersionWasSavedSince_LeavesItAndTakenUpTheChangesMeetIt()
    {
        ProcurementCase theirs = SeededCase.Create() with { Note = "Theirs." };
        await using ClientContext context = await VisitedAsync(2, Left(1), theirs);
        IRenderedComponent<KeptDraftNotice> notice = context.Render<KeptDraftNotice>();

        await notice.WaitForAssertionAsync(() => notice.Find("[data-testid=kept-waiting]"), s_limit);
        Assert.Contains("Version 2 was saved since", notice.Markup, StringComparison.Ordinal);
        Assert.Equal(("Theirs.", false), (context.Draft.Case!.Note, context.Draft.IsChanged));

        await notice.Find("[data-testid=kept-take]").ClickAsync(new());
        Assert.Equal(("Mine", 1), (context.Draft.Case!.Name, context.Draft.Saved!.Version));
        Assert.EndsWith("version=1", context.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        await context.Draft.SaveAsync("Why.");
        Assert.Equal(2, context.Draft.Theirs!.Version);
    }

    [Fact]
    public async Task Opening_WhereTheChangesAreOfAnotherPerson_SaysNothing()
    {
        await using ClientContext context = await VisitedAsync(1, Left(1) with { Person = "someone" });
        IRenderedComponent<KeptDraftNotice> notice = context.Render<KeptDraftNotice>();

        Assert.Empty(notice.Markup);
        Assert.False(context.Draft.IsChanged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"page\":\"x\",\"surprise\":1}")]
    public void Read_OfWhatIsNoKeptDraft_IsNull(string text) => Assert.Null(KeptDraft.Read(text));

    private static KeptDraft Left(int version) => new(
        "gone", "", "reported-order", "The order", version, CaseReader.Hash(SeededCase.Create()), new(2026, 1, 2, 14, 5, 0, DateTimeKind.Utc), s_changed);

    /// <summary>The worked example with so many versions, somebody looking at the newest of it, and what another page has left in the browser.</summary>
    private static async Task<ClientContext> VisitedAsync(int versions, KeptDraft? left = null, ProcurementCase? newest = null)
    {
        ClientContext context = await LoadedAsync(request => request.RequestUri!.AbsolutePath switch
        {
            ApiRoutes.Session => FunctionServer.Json(
                new(SessionState.SetUp, null, null, null, default, [], null, false, false, false, []), PeopleContractJson.Default.Session),
            _ when request.Method == HttpMethod.Post && versions > 1 => new(System.Net.HttpStatusCode.Conflict),
            _ when request.Method == HttpMethod.Post => FunctionServer.Json(new SavedVersion("reported-order", 2), SharedJson.Default.SavedVersion),
            _ when request.RequestUri.AbsolutePath.EndsWith("/1", StringComparison.Ordinal) =>
                FunctionServer.Json(Version(1) with { LatestVersion = versions }, SharedJson.Default.ScenarioVersionDocument),
            _ => FunctionServer.Json(Version(versions, newest), SharedJson.Default.ScenarioVersionDocument),
        });
        await context.Services.GetRequiredService<Visit>().LoadAsync();
        context.JSInterop.Setup<string[]?>("planner.findDrafts", _ => true).SetResult(left is null ? [] : [left.Write()]);
        return context;
    }
}
