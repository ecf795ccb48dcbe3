using System.Net;
using System.Net.Sockets;
using App.Server.Data;
using Microsoft.Data.Sqlite;

namespace App.Tests.Server.Commands;

public sealed class ServeCommandTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("localhost:5080")]
    [InlineData("http://localhost:99999")]
    [InlineData("http://127.0.0.1:0/path")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:0;nonsense")]
    [InlineData("")]
    [InlineData("http://192.0.2.1:5080")]
    public async Task Serve_OnWhatIsNoAddressOfThisMachine_IsRefused(string urls)
    {
        using TemporaryFolder folder = new();

        Ending ending = await Ending.OfAsync("serve", "--urls", urls, "--data-folder", folder.Path);

        Assert.StartsWith("--urls is '", ending.RefusesInOneLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OnATakenPort_IsRefusedNamingIt()
    {
        using TemporaryFolder folder = new();
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        string urls = $"http://{taken.LocalEndpoint}";

        Ending ending = await Ending.OfAsync("--urls", urls, "--data-folder", folder.At("new"));

        Assert.StartsWith($"--urls is '{urls}', which cannot be listened on", ending.RefusesInOneLine(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("new")));
    }

    [Fact]
    public async Task Serve_WithAFolderThatCannotBe_IsRefusedNamingIt()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("file", "");

        Ending onFile = await Ending.OfAsync("--urls", "http://127.0.0.1:0", "--data-folder", file);
        Ending below = await Ending.OfAsync("--urls", "http://127.0.0.1:0", "--data-folder", Path.Combine(file, "below"));

        Assert.StartsWith($"--data-folder is '{file}', which cannot be created; accepted: a folder", onFile.RefusesInOneLine(), StringComparison.Ordinal);
        Assert.StartsWith($"--data-folder is '{file}", below.RefusesInOneLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WithADatabaseOfANewerVersion_IsRefusedAndLeavesIt()
    {
        using TemporaryFolder folder = new();
        await using (PlannerServer server = await PlannerServer.StartAsync(folder))
        {
            server.Sql("INSERT INTO __EFMigrationsHistory VALUES ('29991231000000_FromTheFuture', '99.0.0')");
        }

        byte[] before = await File.ReadAllBytesAsync(folder.At("planner.db"), TestContext.Current.CancellationToken);

        Ending ending = await Ending.OfAsync("--urls", "http://127.0.0.1:0", "--data-folder", folder.Path);

        string line = ending.RefusesInOneLine();
        Assert.Contains("newer version", line, StringComparison.Ordinal);
        Assert.Contains("29991231000000_FromTheFuture", line, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.At("planner.db"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("not a database at all, but a text of some length that stands where the database should stand")]
    [InlineData("SQLite format 3\0 with nonsense behind it, and more of it to fill the header of a hundred bytes to its very end, and on")]
    public async Task Serve_WithADamagedDatabase_IsRefusedNamingTheFile(string content)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("planner.db", content);

        Ending ending = await Ending.OfAsync("--urls", "http://127.0.0.1:0", "--data-folder", folder.Path);

        Assert.StartsWith(file, ending.RefusesInOneLine(), StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Serve_AfterADeathDuringAMigration_Starts()
    {
        using TemporaryFolder folder = new();
        using (SqliteConnection connection = new(DataStore.ConnectionString(folder.Path) + ";Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL); "
                + "INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01')";
            command.ExecuteNonQuery();
        }

        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Assert.Equal(1L, server.Sql("SELECT count(*) FROM Scenarios"));
    }
}
