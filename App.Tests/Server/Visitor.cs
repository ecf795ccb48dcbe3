using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using App.Engine.Evidence;
using App.Shared;
using App.Shared.Ledger;
using App.Shared.People;

namespace App.Tests.Server;

/// <summary>Somebody with a browser of his own: cookies of his own, and a revision of each slot that he has seen.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(PlannerServer server)
    {
        Cookies = new();
        _http = new(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = server.Http.BaseAddress };
    }

    public CookieContainer Cookies { get; }

    /// <summary>One of the demonstration's people.</summary>
    public static async Task<Visitor> OfAsync(PlannerServer server, Roles role)
    {
        Visitor visitor = new(server);
        Answer answer = await visitor.PostAsync($"{ApiRoutes.Session}/demo", new($"{role}".ToLowerInvariant() + "@demo.invalid"), PeopleContractJson.Default.DemoSignIn);
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        return visitor;
    }

    /// <summary>The owner of a server that has none yet, signed in.</summary>
    public static async Task<Visitor> OwnerAsync(PlannerServer server, string password = "a horse of another kind")
    {
        Visitor visitor = new(server);
        Answer answer = await visitor.PostAsync(ApiRoutes.SetUp, new("owner@company.example", "Olga Owner", password), PeopleContractJson.Default.NewOwner);
        Assert.True(answer.Status == HttpStatusCode.NoContent, answer.Text);
        return visitor;
    }

    /// <summary>Somebody whom the owner invites, with a password.</summary>
    public async Task<Visitor> InviteAsync(PlannerServer server, string email, Roles roles, string password = "a horse of another kind")
    {
        InvitationRow invitation = (await PostAsync(ApiRoutes.Invitations, new(email, roles), PeopleContractJson.Default.NewInvitation)).Read(PeopleContractJson.Default.InvitationRow);
        Visitor visitor = new(server);
        Answer joined = await visitor.PostAsync(ApiRoutes.Join, new(invitation.Token!, email.Split('@')[0], password), PeopleContractJson.Default.Join);
        Assert.True(joined.Status == HttpStatusCode.NoContent, joined.Text);
        return visitor;
    }

    /// <summary>Uses a key instead of cookies.</summary>
    public static Visitor WithKey(PlannerServer server, string secret)
    {
        Visitor visitor = new(server);
        visitor._http.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        return visitor;
    }

    public Task<Answer> GetAsync(string address) => SendAsync(new(HttpMethod.Get, address));

    public Task<Answer> DeleteAsync(string address) => SendAsync(new(HttpMethod.Delete, address));

    public Task<Answer> PostAsync<T>(string address, T body, JsonTypeInfo<T> type, string? ifMatch = null) =>
        PostAsync(address, JsonSerializer.Serialize(body, type), "application/json", ifMatch);

    public Task<Answer> PostAsync(string address, string body = "", string mediaType = "application/json", string? ifMatch = null)
    {
        HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        HttpResponseMessage response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, response);
    }

    public async Task<Session> SessionAsync() => (await GetAsync(ApiRoutes.Session)).Read(PeopleContractJson.Default.Session);

    public async Task<AssumptionDocument> SlotAsync(string id) => (await GetAsync($"{ApiRoutes.Ledger}/assumptions/{id}")).Read(LedgerContractJson.Default.AssumptionDocument);

    /// <summary>Posts a step about a slot with the revision that it has now.</summary>
    public async Task<Answer> StepAsync<T>(string slot, string path, T body, JsonTypeInfo<T> type) =>
        await PostAsync($"{ApiRoutes.Ledger}/{path}", body, type, $"\"{(await SlotAsync(slot)).Revision}\"");

    public void Dispose() => _http.Dispose();
}
