using System.Text.Json;
using App.Client.Ledger;
using App.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace App.Client.Scenarios;

/// <summary>A page about the current case: loads what its address names, once, wherever the page is drawn first.</summary>
public abstract class DraftPage : DraftView
{
    private const string StartKey = "draft-start";
    private PersistingComponentStateSubscription _handingOn;

    [Inject]
    public required PersistentComponentState State { get; init; }

    [Inject]
    public required LedgerCatalog Ledger { get; init; }

    [SupplyParameterFromQuery(Name = "scenario")]
    public string? ScenarioId { get; set; }

    [SupplyParameterFromQuery(Name = "version")]
    public string? ScenarioVersion { get; set; }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _handingOn = State.RegisterOnPersisting(HandOn, RenderMode.InteractiveWebAssembly);
        if (State.TryTakeFromJson(StartKey, out string? start) && start is not null
            && JsonSerializer.Deserialize(start, SharedJson.Default.DraftStart) is { } drawn)
        {
            Draft.Begin(drawn);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        // First what it is evaluated with, so that it is evaluated once.
        await Ledger.EnsureAsync();
        await Draft.OpenAsync(ScenarioId, ScenarioVersion);
        if (!RendererInfo.IsInteractive)
        {
            // Drawn once and for all: what the answer rests on belongs into it.
            await Draft.EvidenceWork;
        }
    }

    protected override void Dispose(bool disposing)
    {
        _handingOn.Dispose();
        base.Dispose(disposing);
    }

    private Task HandOn()
    {
        if (Draft.Start is { } start)
        {
            State.PersistAsJson(StartKey, JsonSerializer.Serialize(start, SharedJson.Default.DraftStart));
        }

        return Task.CompletedTask;
    }
}
