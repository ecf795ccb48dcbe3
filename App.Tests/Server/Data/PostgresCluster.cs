using System.Diagnostics;

namespace App.Tests.Server.Data;

/// <summary>A PostgreSQL of one's own for a test: in a folder of its own, reached by a socket there, thrown away afterwards.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    public const string Owner = "planner_owner";
    public const string Application = "planner";
    private const string Administrator = "administrator";
    private const string Database = "planner";

    // initdb and postgres do not run as root; Debian's package brings this account.
    private static readonly string[] s_asSomebody = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--"] : [];
    private readonly string _programs;
    private readonly string _folder;

    private PostgresCluster(string programs, string folder) => (_programs, _folder) = (programs, folder);

    /// <summary>Starts one, with an owner for the tables and a role for the application; neither is an administrator.</summary>
    public static async Task<PostgresCluster> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("planner-pg-").FullName;
        PostgresCluster cluster = new(Programs(), folder);
        try
        {
            await cluster.MakeAsync();
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    private async Task MakeAsync()
    {
        if (s_asSomebody.Length > 0)
        {
            await RunAsync("chown", "postgres", _folder);
        }

        await ProgramAsync("initdb", "--pgdata", Data, "--username", Administrator, "--auth", "trust", "--no-sync", "--encoding", "UTF8");
        await ProgramAsync(
            "pg_ctl", "start", "--silent", "--wait", "--pgdata", Data, "--log", Path.Combine(_folder, "log"), "--options", $"-k {_folder} -c listen_addresses= -c fsync=off");
        await PsqlAsync(Administrator, "postgres", "--command", $"CREATE ROLE {Owner} LOGIN", "--command", $"CREATE ROLE {Application} LOGIN", "--command", $"CREATE DATABASE {Database} OWNER {Owner}");
    }

    private string Data => Path.Combine(_folder, "data");

    public string ConnectionString(string role) => $"Host={_folder};Database={Database};Username={role}";

    /// <summary>Runs a script as the owner of the tables.</summary>
    public Task ScriptAsync(string file, params string[] options) => PsqlAsync(Owner, Database, [.. options, "--file", file]);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await ProgramAsync("pg_ctl", "stop", "--silent", "--wait", "--mode", "immediate", "--pgdata", Data);
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Debian keeps the programs of each version apart, off the path.</summary>
    private static string Programs() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order().Reverse().Select(version => Path.Combine(version, "bin")) : [])
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")))
        ?? throw new InvalidOperationException("PostgreSQL is not installed: install the package 'postgresql' and run the test again.");

    private Task PsqlAsync(string role, string database, params string[] arguments) => RunAsync(
        "psql", ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--host", _folder, "--username", role, "--dbname", database, .. arguments]);

    private Task ProgramAsync(string program, params string[] arguments) => RunAsync([.. s_asSomebody, Path.Combine(_programs, program), .. arguments]);

    private static Task RunAsync(string program, string[] arguments) => RunAsync([program, .. arguments]);

    private static async Task RunAsync(params string[] words)
    {
        // Output goes nowhere: the server that pg_ctl leaves behind would keep a pipe open for ever. What is wrong is said on the error stream of the others.
        bool leavesServer = words.Contains("start");
        ProcessStartInfo start = new(words[0], words[1..]) { RedirectStandardOutput = !leavesServer, RedirectStandardError = !leavesServer, WorkingDirectory = "/" };
        using Process process = Process.Start(start)!;
        Task<string> output = leavesServer ? Task.FromResult("") : process.StandardOutput.ReadToEndAsync();
        string error = leavesServer ? "" : await process.StandardError.ReadToEndAsync();
        await Task.WhenAll(output, process.WaitForExitAsync());
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', words)} ended with {process.ExitCode}: {error} {await output}");
    }
}
