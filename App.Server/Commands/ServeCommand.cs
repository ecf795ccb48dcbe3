using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.People;

namespace App.Server.Commands;

/// <summary>Starts the application.</summary>
internal static class ServeCommand
{
    private const string DefaultUrls = "http://localhost:5080";

    public static Option<string?> DataFolder() => new("--data-folder")
    {
        Description = "Folder of the database, outside the source tree. Default: PLANNER_DATA_FOLDER, else the user's application data.",
        HelpName = "DIR",
    };

    public static void AddTo(Command command)
    {
        Option<string?> urls = new("--urls")
        {
            Description = $"Addresses to listen on, separated by semicolons. Default: {DefaultUrls}",
            HelpName = "URLS",
        };
        Option<string?> dataFolder = DataFolder();
        Option<bool> demo = new("--demo")
        {
            Description = "Run as a demonstration: one person per role, signed in with a click at this machine. Not on a folder where people have accounts.",
        };
        command.Options.Add(urls);
        command.Options.Add(dataFolder);
        command.Options.Add(demo);
        command.SetAction((result, cancellation) => RunAsync(
            result.GetValue(urls) ?? DefaultUrls, DataStore.FolderOf(result.GetValue(dataFolder)), result.GetValue(demo), result.InvocationConfiguration, cancellation));
    }

    private static async Task<int> RunAsync(string urls, string folder, bool isDemo, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (Unusable(urls) is { } unusable)
        {
            return Failure.Say(console.Error, $"--urls is '{unusable}', which is not an address; accepted: for instance {DefaultUrls}");
        }

        // Before the data folder is touched: a start that fails leaves nothing behind.
        if (Busy(urls) is { } busy)
        {
            return NotListening(console, urls, busy);
        }

        await using WebApplication app = PlannerHost.Build([], folder, urls, isDemo);
        try
        {
            await DataStore.PrepareAsync(app.Services, folder, cancellation);
            if (isDemo)
            {
                await DemoPeople.SeedAsync(app.Services);
            }

            await app.StartAsync(cancellation);
        }
        catch (DataFolderException problem)
        {
            return Failure.Say(console.Error, problem.Message);
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            return NotListening(console, urls, problem);
        }

        console.Output.WriteLine($"ProcurementPlanner is at {string.Join(" and ", app.Urls)} (data in {folder}). Ctrl+C ends it.");
        _ = FirstDrawing.PractiseAsync(app, cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static int NotListening(InvocationConfiguration console, string urls, Exception problem) => Failure.Say(
        console.Error, $"--urls is '{urls}', which cannot be listened on ({problem.Message}); accepted: a free address of this machine");

    /// <summary>Why one of the addresses cannot be had; null where all are free.</summary>
    private static SocketException? Busy(string urls)
    {
        foreach (string url in urls.Split(';', StringSplitOptions.TrimEntries))
        {
            BindingAddress address = BindingAddress.Parse(url);
            IPAddress host = address.Host == "localhost" ? IPAddress.Loopback
                : IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? named) ? named : IPAddress.Any;
            try
            {
                using Socket probe = new(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                probe.Bind(new IPEndPoint(host, address.Port));
            }
            catch (SocketException problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? Unusable(string urls) => Array.Find(
        urls.Split(';', StringSplitOptions.TrimEntries),
        address => !Uri.TryCreate(address.Replace("//*", "//any").Replace("//+", "//any"), UriKind.Absolute, out Uri? uri)
            || uri.Scheme != Uri.UriSchemeHttp || uri.AbsolutePath != "/");
}
