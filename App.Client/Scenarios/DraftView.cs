using App.Client.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace App.Client.Scenarios;

/// <summary>A component that shows the current case and follows its changes, whatever its parent does.</summary>
public abstract class DraftView : ComponentBase, IDisposable
{
    [Inject]
    public required CaseDraft Draft { get; init; }

    [Inject]
    public required IStringLocalizer<Texts> L { get; init; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Draft.Changed -= Refresh;

    protected override void OnInitialized() => Draft.Changed += Refresh;

    private void Refresh() => InvokeAsync(StateHasChanged);
}
