using System.CommandLine;
using App.Server.Data;
using App.Server.Hosting;

namespace App.Server.Commands;

/// <summary>Starts the application.</summary>
internal static class ServeCommand
{
    public static Option<string?> Urls { get; } = new("--urls") { Description = "Addresses to listen on. Default: http://localhost:5080", HelpName = "URLS" };

    public static Option<string?> DataFolder { get; } = new("--data-folder") { Description = "Folder of the database, outside the source tree. Default: PLANNER_DATA_FOLDER, else the user's application data.", HelpName = "DIR" };

    public static async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        string folder = Path.GetFullPath(DataStore.FolderOf(result.GetValue(DataFolder)));
        try
        {
            Directory.CreateDirectory(folder);
            string probe = Path.Combine(folder, ".writable");
            await File.WriteAllTextAsync(probe, "", cancellation);
            File.Delete(probe);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Failure.Say($"--data-folder is '{folder}', which cannot be written ({problem.GetType().Name}); accepted: a writable folder");
        }

        WebApplication app = PlannerHost.Build([], folder, result.GetValue(Urls) ?? "http://localhost:5080");
        await DataStore.PrepareAsync(app.Services, cancellation);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException problem)
        {
            return Failure.Say($"--urls is '{string.Join(';', app.Urls)}', which cannot be listened on ({problem.Message}); accepted: a free address");
        }

        Console.WriteLine($"ProcurementPlanner is at {string.Join(" and ", app.Urls)} (data in {folder}). Ctrl+C ends it.");
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }
}
