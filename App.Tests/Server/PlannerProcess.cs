using System.Diagnostics;
using System.Text;

namespace App.Tests.Server;

/// <summary>The built executable as a user runs it.</summary>
internal static class PlannerProcess
{
    /// <summary>Starts it with its output redirected.</summary>
    /// <param name="dataFolder">Its data folder, given by the environment.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Process Start(string dataFolder, params string[] arguments)
    {
        // The tests and the server are built side by side, each in the folder of its own name.
        string built = AppContext.BaseDirectory.Replace(
            $"{Path.DirectorySeparatorChar}App.Tests{Path.DirectorySeparatorChar}",
            $"{Path.DirectorySeparatorChar}App.Server{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["PLANNER_DATA_FOLDER"] = dataFolder;
        foreach (string argument in arguments.Prepend(Path.Combine(built, "App.Server.dll")))
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Ending> RunAsync(params string[] arguments)
    {
        using Process process = Start("", arguments);
        return await EndAsync(process);
    }

    /// <summary>Waits for its end, at most a minute.</summary>
    public static async Task<Ending> EndAsync(Process process)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
