using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

/// <summary>A page of the application in a browser context of its own, which notes every error the console shows.</summary>
public sealed class PlannerPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    private PlannerPage(IBrowserContext context, IPage page, string address)
    {
        (_context, Page, Address) = (context, page, address);
        page.Console += (_, message) => Note(message.Type == "error", message.Text);
        page.PageError += (_, message) => Note(true, message);
    }

    public IPage Page { get; }

    public string Address { get; }

    /// <summary>Errors in the console so far.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public ILocator Verdict => Page.GetByTestId("verdict");

    public ILocator Strip => Page.GetByTestId("answer-strip");

    /// <summary>Present cost of the best option in the answer strip.</summary>
    public ILocator BestCost => Strip.Locator(".strip-best .strip-cost");

    /// <summary>A context with nothing remembered.</summary>
    public static async Task<PlannerPage> NewAsync(
        BrowserFixture fixture, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, PlannerServer? server = null)
    {
        IBrowserContext context = await fixture.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new(context, await context.NewPageAsync(), (server ?? fixture.Server).Address);
    }

    /// <summary>A second tab of the same person.</summary>
    public async Task<PlannerPage> NewTabAsync() => new(_context, await _context.NewPageAsync(), Address);

    /// <summary>Goes to a path and waits until WebAssembly is live; clicks before that are lost.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(Address + path);
        await Page.Locator("html[data-interactive=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 60_000 });
    }

    /// <summary>Types into a field as a person does, replacing what stands there.</summary>
    public async Task TypeAsync(string testId, string text)
    {
        ILocator field = Page.GetByTestId(testId);
        await field.FillAsync(text);
        await field.BlurAsync();
    }

    /// <summary>The answer, once it is that of what stands in the form.</summary>
    public async Task<string> BestCostAsync()
    {
        await Expect(Strip).ToHaveAttributeAsync("data-stale", "false");
        return await BestCost.InnerTextAsync();
    }

    /// <summary>Saves as the next version, from any page.</summary>
    public async Task SaveAsync(string reason)
    {
        await Page.GetByTestId("save").ClickAsync();
        await Page.GetByTestId("reason").FillAsync(reason);
        await Page.GetByTestId("save-version").ClickAsync();
        await Expect(Page.GetByTestId("saved")).ToContainTextAsync("version");
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Note(bool isError, string text)
    {
        if (isError)
        {
            _errors.Add(text);
        }
    }
}
