using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using App.Shared;
using App.Tests.Workbook;
using Microsoft.Data.Sqlite;

namespace App.Tests.Server.Workbook;

public sealed class ExportsTests
{
    private const string Seeded = """{"scenarioId":"reported-order","version":1}""";

    [Fact]
    public async Task Export_OfAVersion_IsRecordedFetchedAndTakenBack()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Answer started = await server.PostAsync(ApiRoutes.Exports, Seeded);
        Assert.Equal(HttpStatusCode.Accepted, started.Status);
        string address = started.Message.Headers.Location!.OriginalString;
        JsonNode done = await UntilDoneAsync(server, address);

        JsonNode[] files = [.. done["files"]!.AsArray().Select(file => file!)];
        Assert.Equal(["xlsx", "csv", "json", "pdf"], files.Select(file => file["format"]!.GetValue<string>()));
        JsonArray recorded = (await server.GetAsync(ApiRoutes.Exports)).Json.AsArray();
        foreach (JsonNode file in files)
        {
            byte[] content = await server.Http.GetByteArrayAsync($"{address}/{file["format"]}", TestContext.Current.CancellationToken);
            string hash = Convert.ToHexStringLower(SHA256.HashData(content));
            Assert.Equal(hash, file["sha256"]!.GetValue<string>());
            Assert.Contains(recorded, record => record!["sha256"]!.GetValue<string>() == hash && record["fileName"]!.GetValue<string>() == file["fileName"]!.GetValue<string>());
            Assert.StartsWith("reported-order-v1-", file["fileName"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        byte[] workbook = await server.Http.GetByteArrayAsync($"{address}/xlsx", TestContext.Current.CancellationToken);
        JsonNode unchanged = (await UploadAsync(server, workbook)).Json;
        Assert.Empty(unchanged["refusals"]!.AsArray());
        Assert.Empty(unchanged["changes"]!.AsArray());

        using TemporaryFile file1 = new();
        await File.WriteAllBytesAsync(file1.Path, workbook, TestContext.Current.CancellationToken);
        Dictionary<(string Sheet, string Address), XlsxCell> cells = XlsxCells.Read(file1.Path);
        string row = cells.Single(cell => cell.Key.Sheet == "Inputs" && cell.Value.Text == "finance/discountRateFraction").Key.Address[1..];
        using TemporaryFile edited = new();
        ExportedWorkbook.Edit(file1.Path, edited.Path, ("Inputs", $"F{row}", "<v>0.125</v>"));
        JsonNode changed = (await UploadAsync(server, await File.ReadAllBytesAsync(edited.Path, TestContext.Current.CancellationToken))).Json;
        Assert.Equal($"Inputs!F{row}", Assert.Single(changed["changes"]!.AsArray())!["address"]!.GetValue<string>());
        Assert.Equal(0.125, changed["case"]!["finance"]!["discountRateFraction"]!.GetValue<double>());
        Answer saved = await server.PostAsync($"{ApiRoutes.Scenarios}/reported-order/versions", new JsonObject
        {
            ["baseVersion"] = 1,
            ["reason"] = "Finance's rate",
            ["case"] = changed["case"]!.DeepClone(),
        });
        Assert.Equal(HttpStatusCode.Created, saved.Status);
        JsonNode newest = (await server.GetAsync($"{ApiRoutes.Scenarios}/reported-order/versions")).Json.AsArray()[0]!;
        Assert.Equal((2, "Finance's rate"), (newest["version"]!.GetValue<int>(), newest["reason"]!.GetValue<string>()));
        Assert.NotEqual("", newest["author"]!.GetValue<string>());

        Assert.Throws<SqliteException>(() => server.Sql("UPDATE Exports SET Sha256 = ''"));
        Assert.Throws<SqliteException>(() => server.Sql("DELETE FROM Exports"));
        (await server.GetAsync($"{ApiRoutes.Exports}/unknown")).Refuses(HttpStatusCode.NotFound);
        (await server.PostAsync(ApiRoutes.Exports, """{"scenarioId":"reported-order","version":99}""")).Refuses(HttpStatusCode.NotFound);
        (await UploadAsync(server, [1, 2, 3])).Refuses(HttpStatusCode.BadRequest);
    }

    private static Task<Answer> UploadAsync(PlannerServer server, byte[] file) =>
        server.SendAsync(new(HttpMethod.Post, $"{ApiRoutes.Exports}/upload") { Content = new ByteArrayContent(file) });

    private static async Task<JsonNode> UntilDoneAsync(PlannerServer server, string address)
    {
        while (true)
        {
            JsonNode state = (await server.GetAsync(address)).Json;
            Assert.NotEqual("Failed", state["state"]!.GetValue<string>());
            if (state["state"]!.GetValue<string>() == "Done")
            {
                return state;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
