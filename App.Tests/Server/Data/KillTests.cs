using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using App.Engine.Catalog;
using App.Engine.Requirements;
using App.Shared;

namespace App.Tests.Server.Data;

/// <summary>The real process, killed without warning while it saves.</summary>
[Trait("Category", "Slow")]
public sealed partial class KillTests
{
    private const int Kills = 6;

    [Fact]
    public async Task Server_KilledWhileItSaves_KeepsEveryAcknowledgedVersionWhole()
    {
        using TemporaryFolder folder = new();
        Random moments = new(20261124);
        List<string> acknowledged = [SeededCase.Create().Name];

        for (int kill = 0; kill < Kills; kill++)
        {
            using Process process = PlannerProcess.Start(folder.Path, "--urls", "http://127.0.0.1:0");
            try
            {
                using HttpClient http = new() { BaseAddress = await AddressAsync(process) };
                await FindEveryAcknowledgedAsync(http, acknowledged);
                using CancellationTokenSource killed = new();
                Task saving = SaveAsync(http, acknowledged, kill, killed.Token);
                await Task.Delay(moments.Next(50, 800), TestContext.Current.CancellationToken);
                process.Kill(entireProcessTree: true);
                await killed.CancelAsync();
                await saving;
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }

                await process.WaitForExitAsync(CancellationToken.None);
            }
        }

        // Killed at its very start, while it migrates and seeds a folder that is still empty.
        using TemporaryFolder fresh = new();
        for (int kill = 0; kill < Kills; kill++)
        {
            using Process process = PlannerProcess.Start(fresh.Path, "--urls", "http://127.0.0.1:0");
            await Task.Delay(moments.Next(100, 1200), TestContext.Current.CancellationToken);
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(acknowledged.Count > Kills, $"only {acknowledged.Count} versions were saved before the kills");
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        await FindEveryAcknowledgedAsync(server.Http, acknowledged);
        Assert.Equal("ok", server.Sql("PRAGMA integrity_check"));
        Assert.Null(server.Sql("PRAGMA foreign_key_check"));
        await using PlannerServer started = await PlannerServer.StartAsync(fresh);
        Assert.Equal("ok", started.Sql("PRAGMA integrity_check"));
        Assert.Equal(1L, started.Sql("SELECT count(*) FROM ScenarioVersions"));
        Assert.Equal((long)AssumptionPath.All(PlannerCatalog.Default).Count(), started.Sql("SELECT count(*) FROM Assumptions"));
    }

    /// <summary>Adds version after version until the server is gone; notes each one that was acknowledged.</summary>
    private static async Task SaveAsync(HttpClient http, List<string> acknowledged, int kill, CancellationToken killed)
    {
        try
        {
            while (true)
            {
                string name = $"Kill {kill}, version {acknowledged.Count + 1}";
                using StringContent body = new(PlannerServer.NewVersion(acknowledged.Count, name).ToJsonString(), Encoding.UTF8, "application/json");
                using HttpResponseMessage response = await http.PostAsync($"{ApiRoutes.Scenarios}/reported-order/versions", body, killed);
                if (!response.IsSuccessStatusCode)
                {
                    throw new InvalidOperationException(await response.Content.ReadAsStringAsync(CancellationToken.None));
                }

                acknowledged.Add(name);
            }
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException or IOException)
        {
            // The server is gone.
        }
    }

    /// <summary>
    /// Every acknowledged version is there and whole. One more may be: saved, but killed before the answer was out. It is then taken as
    /// acknowledged, since it was found.
    /// </summary>
    private static async Task FindEveryAcknowledgedAsync(HttpClient http, List<string> acknowledged)
    {
        JsonNode latest = (await http.GetFromJsonAsync<JsonNode>($"{ApiRoutes.Scenarios}/reported-order", TestContext.Current.CancellationToken))!;
        int newest = latest["latestVersion"]!.GetValue<int>();
        Assert.InRange(newest, acknowledged.Count, acknowledged.Count + 1);
        if (newest > acknowledged.Count)
        {
            acknowledged.Add(latest["name"]!.GetValue<string>());
        }

        foreach ((int index, string name) in acknowledged.Index())
        {
            JsonNode stored = (await http.GetFromJsonAsync<JsonNode>(
                $"{ApiRoutes.Scenarios}/reported-order/versions/{index + 1}", TestContext.Current.CancellationToken))!;
            Assert.Equal(name, stored["name"]!.GetValue<string>());
            CaseReading reading = CaseReader.Read(stored["case"]!.ToJsonString(), PlannerCatalog.Default);
            Assert.Equal(stored["caseHash"]!.GetValue<string>(), CaseReader.Hash(reading.Case!));
        }
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        string? line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return line is not null
            ? new(AddressPattern().Match(line).Value)
            : throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressPattern();
}
