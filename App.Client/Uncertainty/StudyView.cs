using App.Client.Scenarios;
using App.Engine.Studies;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace App.Client.Uncertainty;

/// <summary>A component that shows the study of the current case and follows its changes.</summary>
public abstract class StudyView : ComponentBase, IDisposable
{
    [Inject]
    public required CaseDraft Draft { get; init; }

    [Inject]
    public required StudyDraft Study { get; init; }

    [Inject]
    public required IStringLocalizer<UncertaintyTexts> T { get; init; }

    protected StudyResult Result => Study.Result!;

    public void Dispose()
    {
        Study.Changed -= Refresh;
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Study.Changed += Refresh;

    /// <summary>Name of an option.</summary>
    protected string NameOf(string id) => Draft.Answer?.Comparison.Options.FirstOrDefault(option => option.Option.Id == id)?.Option.Name ?? id;

    /// <summary>Place of an option in the case: its letter and colour.</summary>
    protected int IndexOf(string id) =>
        Math.Max(0, Draft.Answer?.Comparison.Options.Select(option => option.Option.Id).ToList().IndexOf(id) ?? 0);

    private void Refresh() => InvokeAsync(StateHasChanged);
}

/// <summary>A page about the study of the current case: loads what its address names and makes a preview.</summary>
public abstract class StudyPage : StudyView
{
    [SupplyParameterFromQuery(Name = "scenario")]
    public string? ScenarioId { get; set; }

    [SupplyParameterFromQuery(Name = "version")]
    public string? ScenarioVersion { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        await Draft.OpenAsync(ScenarioId, ScenarioVersion);
        if (Draft.Answer is not null && (Study.Result is null || Study.IsStale) && Study.Progress is null)
        {
            await Study.PreviewAsync();
        }
    }
}
