using System.Net;
using App.Engine.Evidence;
using App.Shared;
using App.Shared.People;

namespace App.Tests.Server.People;

public sealed class SessionTests
{
    private const string Password = "a horse of another kind";

    [Fact]
    public async Task FirstStart_AtTheMachine_LetsLookAndSaveAndAsksForTheOwner()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor visitor = new(server);

        Session session = await visitor.SessionAsync();

        Assert.Equal(SessionState.SetUp, session.State);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(ApiRoutes.Scenarios)).Status);
        Assert.Equal(HttpStatusCode.Created, (await visitor.PostAsync(ApiRoutes.Scenarios, PlannerServer.NewScenario().ToJsonString())).Status);
        (await visitor.PostAsync($"{ApiRoutes.Ledger}/annotations", "{}")).Refuses(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.0.0.7")]
    [InlineData("Forwarded", "for=10.0.0.7")]
    [InlineData("Host", "planner.evil.example")]
    public async Task FirstStart_ThroughAProxyOrAnotherName_AnswersNothing(string header, string value)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor visitor = new(server);
        foreach (string address in new[] { "/", ApiRoutes.Session, ApiRoutes.Scenarios })
        {
            HttpRequestMessage request = new(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation(header, value);
            (await visitor.SendAsync(request)).Refuses(HttpStatusCode.Forbidden);
        }

        HttpRequestMessage setUp = new(HttpMethod.Post, ApiRoutes.SetUp) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
        setUp.Headers.TryAddWithoutValidation(header, value);
        (await visitor.SendAsync(setUp)).Refuses(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Owner_IsMadeOnce_AndThenNobodyElseIsLetIn()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            using Visitor visitor = new(server);
            return await visitor.PostAsync(ApiRoutes.SetUp, new($"owner{i}@company.example", "Owner", Password), PeopleContractJson.Default.NewOwner);
        }));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.NoContent);
        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.Equal(1L, server.Sql("SELECT count(*) FROM People"));
        using Visitor stranger = new(server);
        Assert.Equal(SessionState.SignedOut, (await stranger.SessionAsync()).State);
        (await stranger.GetAsync(ApiRoutes.Scenarios)).Refuses(HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/")).Status);
    }

    [Theory]
    [InlineData("short", "email@company.example", "Name", "password")]
    [InlineData("aaaaaaaaaaaaaaaa", "email@company.example", "Name", "password")]
    [InlineData("email@company.example!", "email@company.example", "Name", "password")]
    [InlineData(Password, "not an address", "Name", "email")]
    [InlineData(Password, "Somebody <email@company.example>", "Name", "email")]
    [InlineData(Password, "owner@demo.invalid", "Name", "email")]
    [InlineData(Password, "email@company.example", "", "name")]
    public async Task SetUp_WithWhatIsNotAccepted_SaysWhichFieldAndNeverRepeatsThePassword(string password, string email, string name, string field)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor visitor = new(server);

        Answer answer = await visitor.PostAsync(ApiRoutes.SetUp, new(email, name, password), PeopleContractJson.Default.NewOwner);

        Assert.Contains(field, answer.Refuses(HttpStatusCode.BadRequest));
        Assert.True(field == "email" || !answer.Text.Contains(password, StringComparison.Ordinal));
        Assert.Equal(0L, server.Sql("SELECT count(*) FROM People"));
    }

    [Fact]
    public async Task SignIn_WithAWrongPasswordOrAddress_AnswersTheSame_AndLocksAfterFive()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        (await Visitor.OwnerAsync(server)).Dispose();
        using Visitor visitor = new(server);

        Answer unknown = await SignInAsync(visitor, "nobody@company.example", Password);
        Answer wrong = await SignInAsync(visitor, "owner@company.example", "something else");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.Equal(unknown.Text, wrong.Text);
        Assert.Equal(HttpStatusCode.NoContent, (await SignInAsync(visitor, "OWNER@company.example", Password)).Status);

        for (int i = 0; i < 5; i++)
        {
            await SignInAsync(visitor, "owner@company.example", "something else");
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(visitor, "owner@company.example", Password)).Status);
    }

    [Fact]
    public async Task SignIn_NeverTakesASessionThatTheBrowserBroughtAlong()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        (await Visitor.OwnerAsync(server)).Dispose();
        using Visitor visitor = new(server);
        Uri address = server.Http.BaseAddress!;
        visitor.Cookies.Add(address, new Cookie("planner-session", "planted-by-somebody-else"));
        Assert.Equal(SessionState.SignedOut, (await visitor.SessionAsync()).State);

        await SignInAsync(visitor, "owner@company.example", Password);
        string first = visitor.Cookies.GetCookies(address)["planner-session"]!.Value;
        await SignInAsync(visitor, "owner@company.example", Password);
        Cookie second = visitor.Cookies.GetCookies(address)["planner-session"]!;

        Assert.NotEqual("planted-by-somebody-else", first);
        Assert.NotEqual(first, second.Value);
        Assert.True(second.HttpOnly);
        Assert.Equal(SessionState.SignedIn, (await visitor.SessionAsync()).State);
    }

    [Fact]
    public async Task SignIn_SetsACookieThatNoOtherSiteSendsAndNoScriptReads()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor visitor = new(server);
        Answer answer = await visitor.PostAsync(ApiRoutes.SetUp, new("owner@company.example", "Owner", Password), PeopleContractJson.Default.NewOwner);

        string cookie = Assert.Single(answer.Message.Headers.GetValues("Set-Cookie"), line => line.StartsWith("planner-session=", StringComparison.Ordinal));

        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignOutEverywhere_EndsEverySession_AndANewPasswordAllOthers()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor laptop = await Visitor.OwnerAsync(server);
        using Visitor phone = new(server);
        await SignInAsync(phone, "owner@company.example", Password);

        Assert.Equal(HttpStatusCode.NoContent, (await phone.PostAsync($"{ApiRoutes.Account}/sign-out-everywhere")).Status);
        Assert.Equal(SessionState.SignedOut, (await laptop.SessionAsync()).State);

        await SignInAsync(laptop, "owner@company.example", Password);
        await SignInAsync(phone, "owner@company.example", Password);
        Answer changed = await laptop.PostAsync($"{ApiRoutes.Account}/password", new(Password, "quite another horse"), PeopleContractJson.Default.NewPassword);
        Assert.Equal(HttpStatusCode.NoContent, changed.Status);
        Assert.Equal(SessionState.SignedIn, (await laptop.SessionAsync()).State);
        Assert.Equal(SessionState.SignedOut, (await phone.SessionAsync()).State);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(phone, "owner@company.example", Password)).Status);
    }

    [Fact]
    public async Task Invitation_MakesOnePersonOnce_WithTheRolesOfTheInviter()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor owner = await Visitor.OwnerAsync(server);
        InvitationRow invitation = (await owner.PostAsync(ApiRoutes.Invitations, new("rita@company.example", Roles.Reviewer), PeopleContractJson.Default.NewInvitation))
            .Read(PeopleContractJson.Default.InvitationRow);
        using Visitor rita = new(server);

        (await rita.PostAsync(ApiRoutes.Join, $$"""{"token":"{{invitation.Token}}","name":"Rita","password":"{{Password}}","roles":"Admin"}""")).Refuses(HttpStatusCode.BadRequest);
        Answer joined = await rita.PostAsync(ApiRoutes.Join, new(invitation.Token!, "Rita", Password), PeopleContractJson.Default.Join);
        Answer again = await new Visitor(server).PostAsync(ApiRoutes.Join, new(invitation.Token!, "Mallory", Password), PeopleContractJson.Default.Join);

        Assert.Equal(HttpStatusCode.NoContent, joined.Status);
        Assert.Equal(Roles.Reviewer, (await rita.SessionAsync()).Roles);
        again.Refuses(HttpStatusCode.Unauthorized);
        Assert.Equal(0L, server.Sql($"SELECT count(*) FROM Invitations WHERE TokenHash = '{invitation.Token}'"));
        Assert.Null((await owner.GetAsync(ApiRoutes.Invitations)).Read(PeopleContractJson.Default.ListInvitationRow).Single().Token);
    }

    [Fact]
    public async Task Roles_Changed_HoldAtTheNextRequest_AndTheLastAdministratorStays()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor owner = await Visitor.OwnerAsync(server);
        using Visitor rita = await owner.InviteAsync(server, "rita@company.example", Roles.Reviewer);
        PersonRow row = (await owner.GetAsync(ApiRoutes.People)).Read(PeopleContractJson.Default.ListPersonRow).Single(person => person.Roles == Roles.Reviewer);
        PersonRow self = (await owner.GetAsync(ApiRoutes.People)).Read(PeopleContractJson.Default.ListPersonRow).Single(person => person.Roles != Roles.Reviewer);

        Assert.Equal(["If-Match"], (await PutRolesAsync(owner, row.Id, "Viewer", null)).Refuses(HttpStatusCode.PreconditionRequired));
        Answer changed = await PutRolesAsync(owner, row.Id, "Viewer", row.Revision);
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal(["If-Match"], (await PutRolesAsync(owner, row.Id, "Buyer", row.Revision)).Refuses(HttpStatusCode.PreconditionFailed));

        Assert.Equal(SessionState.SignedOut, (await rita.SessionAsync()).State);
        (await PutRolesAsync(owner, self.Id, "Buyer", self.Revision)).Refuses(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Disabled_PersonIsOutAtOnceAndCannotComeBack_AndNeitherCanHisKeys()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor owner = await Visitor.OwnerAsync(server);
        using Visitor bo = await owner.InviteAsync(server, "bo@company.example", Roles.Buyer);
        string secret = (await bo.PostAsync($"{ApiRoutes.Account}/keys", new("night job", KeyScopes.Read), PeopleContractJson.Default.NewKey)).Read(PeopleContractJson.Default.KeyRow).Secret!;
        using Visitor program = Visitor.WithKey(server, secret);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(ApiRoutes.Scenarios)).Status);
        PersonRow row = (await owner.GetAsync(ApiRoutes.People)).Read(PeopleContractJson.Default.ListPersonRow).Single(person => person.Roles == Roles.Buyer);

        Assert.Equal(HttpStatusCode.OK, (await owner.PostAsync($"{ApiRoutes.People}/{row.Id}/disable", "", "application/json", $"\"{row.Revision}\"")).Status);

        Assert.Equal(SessionState.SignedOut, (await bo.SessionAsync()).State);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(bo, "bo@company.example", Password)).Status);
        (await program.GetAsync(ApiRoutes.Scenarios)).Refuses(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Key_IsKeptAsAHash_BelongsToOnePerson_AndEndsWhenRevoked()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor buyer = await Visitor.OfAsync(server, Roles.Buyer);
        using Visitor reviewer = await Visitor.OfAsync(server, Roles.Reviewer);
        KeyRow key = (await buyer.PostAsync($"{ApiRoutes.Account}/keys", new("night job", KeyScopes.Read), PeopleContractJson.Default.NewKey)).Read(PeopleContractJson.Default.KeyRow);

        Assert.Equal(0L, server.Sql($"SELECT count(*) FROM ApiKeys WHERE SecretHash = '{key.Secret}' OR Id = '{key.Secret}'"));
        Assert.Empty((await reviewer.GetAsync($"{ApiRoutes.Account}/keys")).Read(PeopleContractJson.Default.ListKeyRow));
        (await reviewer.DeleteAsync($"{ApiRoutes.Account}/keys/{key.Id}")).Refuses(HttpStatusCode.NotFound);
        using Visitor program = Visitor.WithKey(server, key.Secret!);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(ApiRoutes.Runs)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await buyer.DeleteAsync($"{ApiRoutes.Account}/keys/{key.Id}")).Status);
        (await program.GetAsync(ApiRoutes.Runs)).Refuses(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Demo_SignsInAtTheMachineOnly_AndOnlyItsOwnPeople()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor visitor = new(server);
        Assert.Equal(6, (await visitor.SessionAsync()).DemoPeople.Count);
        HttpRequestMessage forwarded = new(HttpMethod.Post, $"{ApiRoutes.Session}/demo") { Content = new StringContent("""{"email":"admin@demo.invalid"}""", System.Text.Encoding.UTF8, "application/json") };
        forwarded.Headers.Add("X-Forwarded-For", "10.0.0.7");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.SendAsync(forwarded)).Status);

        using Visitor reviewer = await Visitor.OfAsync(server, Roles.Reviewer);
        Assert.Contains(Permission.Review, (await reviewer.SessionAsync()).Permissions);
    }

    [Fact]
    public async Task Demo_WhereItIsNotOn_SignsNobodyIn()
    {
        using TemporaryFolder folder = new();
        await (await PlannerServer.StartAsync(folder, isDemo: true)).DisposeAsync();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor visitor = new(server);

        (await visitor.PostAsync($"{ApiRoutes.Session}/demo", new("admin@demo.invalid"), PeopleContractJson.Default.DemoSignIn)).Refuses(HttpStatusCode.Unauthorized);
        Assert.Equal(SessionState.SetUp, (await visitor.SessionAsync()).State);
    }

    private static Task<Answer> SignInAsync(Visitor visitor, string email, string password) =>
        visitor.PostAsync(ApiRoutes.Session, new(email, password), PeopleContractJson.Default.SignIn);

    private static Task<Answer> PutRolesAsync(Visitor visitor, string id, string roles, string? revision)
    {
        HttpRequestMessage request = new(HttpMethod.Put, $"{ApiRoutes.People}/{id}/roles") { Content = new StringContent($$"""{"roles":"{{roles}}"}""", System.Text.Encoding.UTF8, "application/json") };
        if (revision is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{revision}\"");
        }

        return visitor.SendAsync(request);
    }
}
