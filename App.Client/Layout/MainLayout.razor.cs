using System.Web;
using App.Client.Resources;
using App.Client.Scenarios;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace App.Client.Layout;

/// <summary>The frame of every page.</summary>
public sealed partial class MainLayout : IDisposable
{
    private bool _isDark;
    private ErrorBoundary? _boundary;
    private LeaveDialog _leave = null!;

    [Inject]
    public required CaseDraft Draft { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<Texts> L { get; init; }

    private string Here => Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0];

    /// <summary>Name of the page, or of the one that a page without an entry of its own belongs to.</summary>
    private string CurrentName => AppPage.All.FirstOrDefault(page => $"/{Here.Split('?')[0]}/".StartsWith($"{page.Path.TrimEnd('/')}/", StringComparison.Ordinal)
        && (page.Path != "/" || Here.Split('?')[0].Length == 0)) is { } page ? L[page.TextKey] : "";

    public void Dispose()
    {
        Draft.Changed -= Refresh;
        Navigation.LocationChanged -= Moved;
    }

    protected override void OnInitialized()
    {
        Draft.Changed += Refresh;
        Navigation.LocationChanged += Moved;
    }

    protected override void OnParametersSet() => _boundary?.Recover();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _isDark = await Script.InvokeAsync<bool>("planner.isDark");
            await Script.InvokeVoidAsync("planner.ready");
            StateHasChanged();
        }
    }

    private string Link(string path) => path + Draft.Query;

    private void Refresh() => InvokeAsync(StateHasChanged);

    private void Moved(object? sender, LocationChangedEventArgs change)
    {
        _ = InvokeAsync(async () =>
        {
            await Script.InvokeVoidAsync("planner.closePages");
            StateHasChanged();
        });
    }

    /// <summary>Another scenario or version would take the place of unsaved changes: ask first.</summary>
    private async Task GuardAsync(LocationChangingContext context)
    {
        if (Draft.IsChanged && Draft.Saved is { } saved)
        {
            Uri target = Navigation.ToAbsoluteUri(context.TargetLocation);
            System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(target.Query);
            bool leaves = query["scenario"] is { } id && (id != saved.ScenarioId || (query["version"] is { } version && version != $"{saved.Version}"));
            if (leaves && !await _leave.AskAsync())
            {
                context.PreventNavigation();
            }
        }
    }

    private async Task ToggleAsync()
    {
        _isDark = !_isDark;
        await Script.InvokeVoidAsync("planner.setDark", _isDark);
    }
}
