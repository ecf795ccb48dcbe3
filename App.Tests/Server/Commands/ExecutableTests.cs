using System.Diagnostics;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;

namespace App.Tests.Server.Commands;

/// <summary>The built executable as a process: what cannot be seen from inside.</summary>
[Trait("Category", "Slow")]
public sealed class ExecutableTests
{
    [Fact]
    public async Task Evaluate_AsAProcess_PrintsAndWritesWhatTheCommandDoes()
    {
        using TemporaryFolder folder = new();
        Ending inside = await Ending.OfAsync("evaluate");

        Ending ending = await PlannerProcess.RunAsync("evaluate", "--json", folder.At("out.json"));

        Assert.Equal(inside, ending);
        Assert.Equal(
            Evaluation.Write(Evaluation.Of(SeededCase.Create(), PlannerCatalog.Default)) + "\n",
            await File.ReadAllTextAsync(folder.At("out.json"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("evaluate", "--case", "nowhere.json")]
    [InlineData("nonsense")]
    [InlineData("--urls", "nonsense")]
    [InlineData("--urls", "http://192.0.2.1:5080")]
    public async Task BadInput_ToAProcess_EndsItWithTwoAndOneLine(params string[] arguments)
    {
        using TemporaryFolder folder = new();
        using Process process = PlannerProcess.Start(folder.Path, arguments);

        Ending ending = await PlannerProcess.EndAsync(process);

        ending.RefusesInOneLine();
    }

    [Theory]
    [InlineData("catalog", "list")]
    [InlineData("evaluate")]
    public async Task Output_IntoAClosedPipe_EndsQuietly(params string[] arguments)
    {
        using Process process = PlannerProcess.Start("", arguments);
        process.StandardOutput.Close();

        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (process.ExitCode, error));
    }

    [Fact]
    public async Task Serve_OnTermination_EndsWithSuccessAndLeavesNoLog()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no termination signal.");
        using TemporaryFolder folder = new();
        using Process process = PlannerProcess.Start(folder.Path, "--urls", "http://127.0.0.1:0");
        string? line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Matches(@"^ProcurementPlanner is at http://127\.0\.0\.1:\d+ \(data in .+\)\. Ctrl\+C ends it\.$", line);

        using (Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Ending ending = await PlannerProcess.EndAsync(process);
        Assert.Equal(new(0, "", ""), ending);
        Assert.True(File.Exists(folder.At("planner.db")));
        Assert.False(File.Exists(folder.At("planner.db-wal")));
    }

    [Fact]
    public async Task Serve_ByTwoProcessesOnOneFolderAtOnce_StartsBoth()
    {
        using TemporaryFolder folder = new();
        Process[] processes = [.. Enumerable.Range(0, 2).Select(_ => PlannerProcess.Start(folder.Path, "--urls", "http://127.0.0.1:0"))];
        try
        {
            foreach (Process process in processes)
            {
                string? line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
                Assert.StartsWith("ProcurementPlanner is at", line, StringComparison.Ordinal);
            }
        }
        finally
        {
            foreach (Process process in processes)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
                process.Dispose();
            }
        }
    }
}
