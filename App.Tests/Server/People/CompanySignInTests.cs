using System.Net;
using App.Engine.Evidence;
using App.Shared;
using App.Shared.People;

namespace App.Tests.Server.People;

/// <summary>Sign-in by OpenID Connect against a provider that checks the code's proof (PKCE) and the secret.</summary>
public sealed class CompanySignInTests
{
    [Fact]
    public async Task Person_OfTheCompany_HasTheRolesOfHisGroupsAtEverySignIn()
    {
        using TemporaryFolder folder = new();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using PlannerServer server = await StartAsync(folder, provider);
        using Visitor owner = await Visitor.OwnerAsync(server);
        using Visitor rita = new(server);
        Assert.True((await rita.SessionAsync()).HasCompanySignIn);

        provider.Groups = ["evidence", "canteen"];
        Assert.Equal("/", await SignInAsync(rita));
        Session first = await rita.SessionAsync();
        provider.Groups = ["procurement"];
        Assert.Equal("/", await SignInAsync(rita, "?again=true"));
        Session second = await rita.SessionAsync();

        Assert.Equal(("Rita of the Company", Roles.Viewer | Roles.Reviewer), (first.Name, first.Roles));
        Assert.Equal((first.PersonId, Roles.Viewer | Roles.Buyer), (second.PersonId, second.Roles));
        Assert.True(second.ConfirmedUtc > first.ConfirmedUtc);
        Assert.Equal(("S256", "code", "login", "0"), ($"{provider.Asked["code_challenge_method"]}", $"{provider.Asked["response_type"]}", $"{provider.Asked["prompt"]}", $"{provider.Asked["max_age"]}"));
        Assert.DoesNotContain(FakeProvider.ClientSecret, provider.Asked.SelectMany(pair => pair.Value), StringComparer.Ordinal);
        Assert.Equal(2L, server.Sql("SELECT count(*) FROM People"));
    }

    [Fact]
    public async Task Address_ThatALocalAccountHas_IsNotTakenOver()
    {
        using TemporaryFolder folder = new();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using PlannerServer server = await StartAsync(folder, provider);
        using Visitor owner = await Visitor.OwnerAsync(server);
        using Visitor mallory = new(server);
        provider.Email = "owner@company.example";

        Assert.Equal("/sign-in?problem=address", await SignInAsync(mallory));
        Assert.NotEqual(SessionState.SignedIn, (await mallory.SessionAsync()).State);
    }

    [Fact]
    public async Task Token_OfAnotherSignIn_AndACallbackThatNobodyBegan_SignNobodyIn()
    {
        using TemporaryFolder folder = new();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using PlannerServer server = await StartAsync(folder, provider);
        using Visitor owner = await Visitor.OwnerAsync(server);
        using Visitor rita = new(server);
        provider.IsReplaying = true;

        Assert.Equal("/sign-in?problem=company", await SignInAsync(rita));
        provider.IsReplaying = false;
        using Visitor begun = new(server);
        string callback = await AtTheProviderAsync(begun, "");
        using Visitor other = new(server);
        Assert.Equal("/sign-in?problem=company", Location(await other.GetAsync(callback)));
        Assert.NotEqual(SessionState.SignedIn, (await rita.SessionAsync()).State);
        Assert.NotEqual(SessionState.SignedIn, (await other.SessionAsync()).State);
    }

    [Fact]
    public async Task Company_BeforeThereIsAnOwner_MakesNobodysAccount()
    {
        using TemporaryFolder folder = new();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using PlannerServer server = await StartAsync(folder, provider);
        using Visitor early = new(server);

        Assert.Equal("/set-up", Location(await early.GetAsync(ApiRoutes.CompanySignIn)));
        Assert.Equal(0L, server.Sql("SELECT count(*) FROM People"));
    }

    [Fact]
    public async Task Request_ThroughAProxyWithTls_IsOfThisSite_AndItsCookieIsSecure()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: false, "--ForwardedHeaders_Enabled=true");
        using Visitor owner = await Visitor.OwnerAsync(server);
        using Visitor visitor = new(server);
        HttpRequestMessage request = new(HttpMethod.Post, ApiRoutes.Session)
        {
            Content = new StringContent("""{"email":"owner@company.example","password":"a horse of another kind"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Origin", $"https://{server.Http.BaseAddress!.Authority}");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "192.0.2.7");

        Answer answer = await visitor.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Contains("; secure", answer.Message.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("planner-session=", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
    }

    private static Task<PlannerServer> StartAsync(TemporaryFolder folder, FakeProvider provider) => PlannerServer.StartAsync(
        folder, isDemo: false, $"--Oidc:Authority={provider.Authority}", $"--Oidc:ClientId={FakeProvider.ClientId}", $"--Oidc:ClientSecret={FakeProvider.ClientSecret}",
        "--Oidc:RoleByGroup:evidence=Reviewer", "--Oidc:RoleByGroup:procurement=Buyer");

    /// <summary>Goes the whole way of a browser.</summary>
    /// <returns>Where it ends.</returns>
    private static async Task<string> SignInAsync(Visitor visitor, string query = "")
    {
        string next = Location(await visitor.GetAsync(await AtTheProviderAsync(visitor, query)));
        return next.StartsWith(ApiRoutes.CompanySignIn, StringComparison.Ordinal) ? Location(await visitor.GetAsync(next)) : next;
    }

    /// <summary>Begins here and signs in there.</summary>
    /// <returns>The address that the provider sends the browser back to.</returns>
    private static async Task<string> AtTheProviderAsync(Visitor visitor, string query)
    {
        string away = Location(await visitor.GetAsync(ApiRoutes.CompanySignIn + query));
        using HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        using HttpResponseMessage back = await browser.GetAsync(away, TestContext.Current.CancellationToken);
        return back.Headers.Location!.OriginalString;
    }

    private static string Location(Answer answer) => answer.Message.Headers.Location?.OriginalString ?? $"{(int)answer.Status} {answer.Text}";
}
