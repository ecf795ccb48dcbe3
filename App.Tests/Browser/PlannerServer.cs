using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace App.Tests.Browser;

/// <summary>The built server as a user runs it: its own process, a free loopback port, a data folder of its own.</summary>
public sealed partial class PlannerServer : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("planner-browser-");
    private readonly StringBuilder _output = new();
    private Process? _process;

    private readonly string[] _more;

    private PlannerServer(string[] more) => _more = more;

    /// <summary>Address without a slash at the end, for instance "http://127.0.0.1:40123". A restart keeps it.</summary>
    public string Address { get; private set; } = "http://127.0.0.1:0";

    /// <summary>Starts it.</summary>
    /// <param name="more">Further arguments, for instance "--demo".</param>
    public static async Task<PlannerServer> StartAsync(params string[] more)
    {
        PlannerServer server = new(more);
        await server.RestartAsync();
        return server;
    }

    /// <summary>Ends the process; the data folder and the address stay.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>Starts the process again on the same address.</summary>
    public async Task RestartAsync()
    {
        TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Process process = new() { StartInfo = StartInfo(), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data, listening);
        process.ErrorDataReceived += (_, line) => Read(line.Data, listening);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The server ended: {_output}"));
        _process = process;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Address = await listening.Task.WaitAsync(s_startLimit);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _data.Delete(recursive: true);
    }

    private ProcessStartInfo StartInfo()
    {
        // The tests and the server are built side by side, each in the folder of its own name.
        string built = AppContext.BaseDirectory.Replace(
            $"{Path.DirectorySeparatorChar}App.Tests{Path.DirectorySeparatorChar}", $"{Path.DirectorySeparatorChar}App.Server{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal);
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in new[] { Path.Combine(built, "App.Server.dll"), "--urls", Address, "--data-folder", _data.FullName }.Concat(_more))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_TieredPGO"] = "0"; // As in the tests' own process: it lives for seconds.
        return start;
    }

    private void Read(string? line, TaskCompletionSource<string> listening)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (ListeningPattern().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(match.Groups[1].Value);
        }
    }

    [GeneratedRegex(@"is at (http://127\.0\.0\.1:\d+)")]
    private static partial Regex ListeningPattern();
}
