using App.Client.Resources;
using App.Client.Scenarios;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace App.Client.Layout;

/// <summary>The frame of every page.</summary>
public sealed partial class MainLayout : IDisposable
{
    private static readonly (string Path, string Key)[] s_pages =
        [("/", "Compare"), ("/requirements", "Requirements"), ("/statement", "Statement"), ("/evidence", "Evidence")];

    private bool _isDark;
    private ErrorBoundary? _boundary;

    [Inject]
    public required CaseDraft Draft { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required IStringLocalizer<Texts> L { get; init; }

    public void Dispose() => Draft.Changed -= Refresh;

    protected override void OnInitialized() => Draft.Changed += Refresh;

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

    private async Task ToggleAsync()
    {
        _isDark = !_isDark;
        await Script.InvokeVoidAsync("planner.setDark", _isDark);
    }
}
