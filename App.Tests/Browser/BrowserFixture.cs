using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(App.Tests.Browser.BrowserFixture))]

namespace App.Tests.Browser;

/// <summary>
/// One server and one Chromium for all browser tests, started when the first of them asks; each test gets a context of its own.
/// The classes run beside each other, as many as there are cores: what one changes on the shared server, another must not depend on.
/// </summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--no-first-run",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly Lazy<Task<Started>> _started = new(StartAsync);

    /// <summary>A browser context with nothing remembered, and the address of the shared server.</summary>
    public async Task<(IBrowserContext Context, string Address)> NewContextAsync(BrowserNewContextOptions options)
    {
        Started started = await _started.Value;
        IBrowserContext context = await started.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(60_000);
        return (context, started.Server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated && _started.Value.IsCompletedSuccessfully)
        {
            Started started = await _started.Value;
            await started.Browser.DisposeAsync();
            started.Playwright.Dispose();
            await started.Server.DisposeAsync();
        }
    }

    private static async Task<Started> StartAsync()
    {
        string chromium = Chromium();
        Assertions.SetDefaultExpectTimeout(20_000);
        PlannerServer server = await PlannerServer.StartAsync();
        IPlaywright playwright = await Playwright.CreateAsync();
        return new(server, playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = s_arguments }));
    }

    private static string Chromium()
    {
        string[] places =
        [
            .. Environment.GetEnvironmentVariable("PLANNER_CHROMIUM") is { Length: > 0 } own ? [own] : Array.Empty<string>(),
            "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        ];
        return places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException(
            $"No Chromium at {string.Join(", ", places)}: install the package 'chromium' or set PLANNER_CHROMIUM to its executable.");
    }

    private sealed record Started(PlannerServer Server, IPlaywright Playwright, IBrowser Browser);
}
