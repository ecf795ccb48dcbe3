using Microsoft.AspNetCore.Components;

namespace App.Client.Scenarios;

/// <summary>A page about the current case: loads what its address names.</summary>
public abstract class DraftPage : DraftView
{
    [SupplyParameterFromQuery(Name = "scenario")]
    public string? ScenarioId { get; set; }

    [SupplyParameterFromQuery(Name = "version")]
    public int? ScenarioVersion { get; set; }

    protected override Task OnParametersSetAsync() => Draft.LoadAsync(ScenarioId, ScenarioVersion);
}
