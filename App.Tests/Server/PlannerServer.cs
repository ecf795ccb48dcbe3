using System.Text;
using System.Text.Json.Nodes;
using App.Engine.Requirements;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.People;
using App.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;

namespace App.Tests.Server;

/// <summary>The real application: Kestrel on a free loopback port, SQLite in the folder it is given.</summary>
internal sealed class PlannerServer : IAsyncDisposable
{
    private static readonly string[] s_tables = ["Scenarios", "ScenarioVersions", "Runs", "Assumptions"];
    private readonly WebApplication _application;
    private readonly string _folder;

    private PlannerServer(WebApplication application, string folder)
    {
        (_application, _folder) = (application, folder);
        Http = new() { BaseAddress = new(application.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _application.Services;

    /// <summary>A saved scenario's first version as a request body.</summary>
    public static JsonObject NewScenario(string reason = "A test.") => new()
    {
        ["reason"] = reason,
        ["case"] = JsonNode.Parse(CaseReader.Write(SeededCase.Create())),
    };

    /// <summary>A further version as a request body.</summary>
    public static JsonObject NewVersion(int baseVersion, string name, string reason = "A test.")
    {
        JsonObject body = NewScenario(reason);
        body["baseVersion"] = baseVersion;
        body["case"]!["name"] = name;
        return body;
    }

    /// <summary>Starts it on a folder.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="isDemo">With one person per role, signed in by <see cref="Visitor.OfAsync"/>.</param>
    /// <param name="arguments">Configuration, for instance "--Oidc:Authority=…".</param>
    public static async Task<PlannerServer> StartAsync(TemporaryFolder folder, bool isDemo = false, params string[] arguments)
    {
        WebApplication application = PlannerHost.Build(arguments, folder.Path, "http://127.0.0.1:0", isDemo);
        await DataStore.PrepareAsync(application.Services, folder.Path, TestContext.Current.CancellationToken);
        if (isDemo)
        {
            await DemoPeople.SeedAsync(application.Services);
        }

        await application.StartAsync(TestContext.Current.CancellationToken);
        return new(application, folder.Path);
    }

    public Task<Answer> GetAsync(string address) => SendAsync(new(HttpMethod.Get, address));

    public Task<Answer> PostAsync(string address, JsonNode body) => PostAsync(address, body.ToJsonString());

    public Task<Answer> PostAsync(string address, string body, string mediaType = "application/json") =>
        SendAsync(new(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, mediaType) });

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        HttpResponseMessage response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, response);
    }

    /// <summary>Saves the worked example as a new scenario.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> CreateAsync()
    {
        Answer answer = await PostAsync(ApiRoutes.Scenarios, NewScenario());
        Assert.Equal(System.Net.HttpStatusCode.Created, answer.Status);
        return answer.Json["scenarioId"]!.GetValue<string>();
    }

    /// <summary>Runs a statement on the database file, past the application.</summary>
    public object? Sql(string statement)
    {
        using SqliteConnection connection = new($"{DataStore.ConnectionString(_folder)};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own statements.
        command.CommandText = statement;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    /// <summary>Rows of every table, to show that nothing was half-saved.</summary>
    public IReadOnlyList<long> RowCounts() =>
        [.. s_tables.Select(table => (long)Sql($"SELECT count(*) FROM {table}")!)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}
