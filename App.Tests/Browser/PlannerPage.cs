using App.Engine.Requirements;
using App.Shared;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
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

    public ILocator this[string testId] => Page.GetByTestId(testId);

    /// <summary>A context with nothing remembered.</summary>
    public static async Task<PlannerPage> NewAsync(
        BrowserFixture fixture, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, PlannerServer? server = null)
    {
        (IBrowserContext context, string address) = await fixture.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new(context, await context.NewPageAsync(), server?.Address ?? address);
    }

    /// <summary>Goes to a path and waits until WebAssembly is live; clicks before that are lost.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(Address + path);
        await Page.Locator("html[data-interactive=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 60_000 });
    }

    /// <summary>Goes on to a path within the running application.</summary>
    public async Task GoAsync(string path)
    {
        if (new Uri(Page.Url).AbsolutePath == path)
        {
            return;
        }

        ILocator heading = Page.Locator("main h1");
        string before = await heading.InnerTextAsync();
        await Page.EvaluateAsync("path => Blazor.navigateTo(path)", path);
        await Expect(heading).Not.ToHaveTextAsync(before);
        await Expect(heading).ToBeVisibleAsync();
    }

    /// <summary>Switches to a theme, "light" or "dark", by the button.</summary>
    public async Task ThemeAsync(string theme)
    {
        if (await Page.Locator("html").GetAttributeAsync("data-theme") != theme)
        {
            await this["theme"].ClickAsync();
            await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
        }
    }

    /// <summary>What axe finds serious or critical on the page as it stands.</summary>
    /// <param name="rules">Rules to look at; all where none is named. A page that was looked at whole differs in another theme by its colours alone.</param>
    public async Task<IReadOnlyList<string>> GraveAsync(params string[] rules)
    {
        AxeResult result = await Page.RunAxe(rules.Length == 0 ? null : new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = [.. rules] } });
        return [.. result.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation =>
            $"{violation.Id}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => $"{node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}"))}")];
    }

    /// <summary>axe's rule of colours.</summary>
    public const string Contrast = "color-contrast";

    /// <summary>axe's rules whose answer depends on theme and width; a page that was looked at whole needs no others in another width.</summary>
    public static readonly string[] OfThemeAndWidth = [Contrast, "scrollable-region-focusable", "target-size"];

    /// <summary>Errors in the console since the last time.</summary>
    public IReadOnlyList<string> TakeErrors()
    {
        List<string> taken = [.. _errors];
        _errors.Clear();
        return taken;
    }

    /// <summary>Waits until nothing of the answer is still being worked out.</summary>
    public Task SettledAsync() =>
        Page.WaitForFunctionAsync("() => !document.querySelector('.skeleton, .study-progress') && !document.body.innerText.includes('Working out')", null, new() { Timeout = 60_000 });

    /// <summary>Saves a case as a scenario of its own, beside the page.</summary>
    /// <returns>The scenario's id.</returns>
    public async Task<string> SaveAsync(ProcurementCase procurement)
    {
        string body = $$"""{"reason":"To try things.","case":{{CaseReader.Write(procurement)}}}""";
        IAPIResponse response = await Page.APIRequest.PostAsync(
            Address + ApiRoutes.Scenarios, new() { Data = body, Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json", ["Origin"] = Address } });
        Assert.Equal(201, response.Status);
        return (await response.JsonAsync())!.Value.GetProperty("scenarioId").GetString()!;
    }

    /// <summary>Types into a field as a person does, replacing what stands there.</summary>
    public async Task TypeAsync(string testId, string text)
    {
        await this[testId].FillAsync(text);
        await this[testId].BlurAsync();
    }

    /// <summary>Present costs of the options by their id, once they are those of what stands in the form.</summary>
    public async Task<Dictionary<string, string>> CostsAsync()
    {
        await Expect(Strip).ToHaveAttributeAsync("data-stale", "false");
        Dictionary<string, string> costs = [];
        foreach (ILocator option in await Strip.Locator("[data-option]").AllAsync())
        {
            costs.Add((await option.GetAttributeAsync("data-option"))!, await option.Locator(".strip-cost").InnerTextAsync());
        }

        return costs;
    }

    /// <summary>Waits until the answer is another than the given one.</summary>
    public async Task<Dictionary<string, string>> OtherCostsAsync(Dictionary<string, string> before)
    {
        (string option, string cost) = before.First();
        await Expect(Strip.Locator($"[data-option='{option}'] .strip-cost")).Not.ToHaveTextAsync(cost);
        return await CostsAsync();
    }

    /// <summary>Saves as the next version, from any page.</summary>
    public async Task SaveAsync(string reason)
    {
        await this["save"].ClickAsync();
        await this["reason"].FillAsync(reason);
        await this["save-version"].ClickAsync();
        await Expect(this["saved"]).ToContainTextAsync("version");
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
