using Microsoft.Playwright;

namespace App.Tests.Browser;

/// <summary>One server and one Chromium for all browser tests; each test gets a context of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--no-first-run",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;

    public PlannerServer Server { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        string chromium = Chromium();
        Assertions.SetDefaultExpectTimeout(20_000);
        Server = await PlannerServer.StartAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = s_arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
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
}

/// <summary>All browser tests: they share the browser and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}
