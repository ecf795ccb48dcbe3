using App.Client.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace App.Client.Scenarios;

/// <summary>A page about the current case: loads what its address names and follows its changes.</summary>
public abstract class DraftPage : ComponentBase, IDisposable
{
    [Inject]
    public required CaseDraft Draft { get; init; }

    [Inject]
    public required IStringLocalizer<Texts> L { get; init; }

    [SupplyParameterFromQuery(Name = "scenario")]
    public string? ScenarioId { get; set; }

    [SupplyParameterFromQuery(Name = "version")]
    public int? ScenarioVersion { get; set; }

    public void Dispose()
    {
        Draft.Changed -= Refresh;
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Draft.Changed += Refresh;

    protected override Task OnParametersSetAsync() => Draft.LoadAsync(ScenarioId, ScenarioVersion);

    private void Refresh() => InvokeAsync(StateHasChanged);
}
