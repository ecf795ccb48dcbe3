using System.Net;
using App.Engine.Evidence;
using App.Server.People;
using App.Shared;
using App.Shared.People;
using App.Tests.Architecture;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Server.People;

/// <summary>Who may call what, generated from the table of routes: a new address is in here as soon as it is mapped.</summary>
public sealed class AccessTests
{
    private static readonly Roles[] s_roles = [Roles.Viewer, Roles.Buyer, Roles.Reviewer, Roles.Finance, Roles.Admin, Roles.Auditor];
    private const KeyScopes AllScopes = KeyScopes.Read | KeyScopes.Save | KeyScopes.Write | KeyScopes.Export | KeyScopes.Audit;

    [Fact]
    public async Task EveryEndpoint_StatesWhatItAsks()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        IReadOnlyList<Endpoint> endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints;

        Assert.True(endpoints.Count > 60);
        Assert.All(endpoints, endpoint => Assert.True(
            endpoint.Metadata.GetMetadata<StatedPolicy>() is not null || StatedPolicies.IsFrameworkFile((RouteEndpoint)endpoint), $"{endpoint.DisplayName} {(endpoint as RouteEndpoint)?.RoutePattern.RawText} states no policy"));
    }

    [Fact]
    public async Task Documentation_ListsEveryEndpointWithWhatItAsks()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        string[] written = [.. (await File.ReadAllLinesAsync(Path.Combine(SourceTree.Root, "docs", "security.md"), TestContext.Current.CancellationToken))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        string[] mapped = [.. Api(server).Select(route => $"| `{route.Method} {route.Pattern}` | {route.Permission} |").Order(StringComparer.Ordinal)];

        Assert.Equal(mapped, written);
    }

    [Fact]
    public async Task Matrix_OfEveryEndpointAndEveryCaller_AllowsExactlyWhatTheTableSays()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true, "--SignIn:TriesAMinute=100000");
        await MakeOwnerAsync(server);
        List<(string Name, Func<Permission, bool> May, Func<Task<Visitor>> Enter)> callers =
        [
            ("nobody", permission => permission == Permission.Open, () => Task.FromResult(new Visitor(server))),
        ];
        foreach (Roles role in s_roles)
        {
            callers.Add(($"{role}", permission => Access.Allows(permission, role), () => Visitor.OfAsync(server, role)));
        }

        foreach ((Roles role, KeyScopes scopes) in new[] { (Roles.Buyer, AllScopes), (Roles.Buyer, KeyScopes.Read), (Roles.Reviewer, AllScopes), (Roles.Admin, AllScopes), (Roles.Viewer, AllScopes) })
        {
            string secret = await KeyAsync(server, role, scopes);
            callers.Add(($"key of {role} for {scopes}", permission => Access.Allows(permission, role, scopes), () => Task.FromResult(Visitor.WithKey(server, secret))));
        }

        callers.Add(("a key that nobody has", permission => permission == Permission.Open, () => Task.FromResult(Visitor.WithKey(server, "pp_" + new string('0', 64)))));
        List<string> wrong = [];
        foreach ((string name, Func<Permission, bool> may, Func<Task<Visitor>> enter) in callers)
        {
            Visitor visitor = await enter();
            foreach ((string method, string pattern, Permission permission, string mediaType) in Api(server))
            {
                HttpRequestMessage request = new(new(method), Fill(pattern)) { Content = new StringContent("{}", System.Text.Encoding.UTF8, mediaType) };
                HttpStatusCode status = (await visitor.SendAsync(request)).Status;
                bool turnedAway = status is HttpStatusCode.Forbidden || (status == HttpStatusCode.Unauthorized && permission != Permission.Open);
                if (may(permission) == turnedAway)
                {
                    wrong.Add($"{name}: {method} {pattern} ({permission}) answered {(int)status}");
                }

                if (pattern.EndsWith("sign-out-everywhere", StringComparison.Ordinal) || (method == "DELETE" && pattern == ApiRoutes.Session))
                {
                    visitor.Dispose();
                    visitor = await enter();
                }
            }

            visitor.Dispose();
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Table_OfRolesAndPermissions_KeepsApart()
    {
        foreach (Roles role in s_roles)
        {
            Assert.False(Access.Allows(Permission.Review, role | Roles.Admin));
            Assert.False(Access.Allows(Permission.Approve, role | Roles.Admin));
            Assert.False(Access.Allows(Permission.Review, role, AllScopes));
            Assert.False(Access.Allows(Permission.Approve, role, AllScopes));
            Assert.False(Access.Allows(Permission.Manage, role, AllScopes));
            Assert.False(Access.Allows(Permission.Own, role, AllScopes));
        }

        Assert.True(Access.Allows(Permission.Review, Roles.Reviewer));
        Assert.False(Access.Allows(Permission.Write, Roles.Auditor | Roles.Viewer));
        Assert.False(Access.Allows(Permission.Export, Roles.Viewer));
        Assert.Equal([Permission.Open, Permission.Read, Permission.Save, Permission.Export], Enum.GetValues<Permission>().Where(Access.AllowsBeforeSetUp));
        Assert.DoesNotContain(Enum.GetValues<Permission>().Where(permission => permission != Permission.Open), permission => Access.Allows(permission, Roles.None));
    }

    /// <summary>Every address of the API, and the others that are not files.</summary>
    private static IEnumerable<(string Method, string Pattern, Permission Permission, string MediaType)> Api(PlannerServer server) =>
        server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is { } text && (text.StartsWith("/api/", StringComparison.Ordinal) || text.StartsWith("/health", StringComparison.Ordinal) || text.StartsWith("/sign-in/", StringComparison.Ordinal)))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => (
                method, endpoint.RoutePattern.RawText!.Length > 1 ? endpoint.RoutePattern.RawText!.TrimEnd('/') : "/", endpoint.Metadata.GetMetadata<StatedPolicy>()!.Permission,
                endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json")))
            .OrderBy(route => route.Item2, StringComparer.Ordinal);

    private static string Fill(string pattern) => string.Join('/', pattern.Split('/').Select(part =>
        !part.StartsWith('{') ? part : part.Contains(":int", StringComparison.Ordinal) ? "1" : part.Contains("documentName", StringComparison.Ordinal) ? "v1" : "x"));

    private static async Task<string> KeyAsync(PlannerServer server, Roles role, KeyScopes scopes)
    {
        using Visitor person = await Visitor.OfAsync(server, role);
        Answer answer = await person.PostAsync($"{ApiRoutes.Account}/keys", new("test", scopes), PeopleContractJson.Default.NewKey);
        return answer.Read(PeopleContractJson.Default.KeyRow).Secret!;
    }

    /// <summary>Ends the time in which whoever sits at the machine may look and save.</summary>
    private static async Task MakeOwnerAsync(PlannerServer server) => (await Visitor.OwnerAsync(server)).Dispose();
}
