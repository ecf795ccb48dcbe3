using App.Client.Formatting;
using App.Client.Ledger;
using App.Client.Scenarios;
using App.Engine.Comparisons;
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

    /// <summary>Unit of a variable: the error of the serving model is a factor on a time.</summary>
    protected static string UnitOf(string variableId, string unit) =>
        variableId.StartsWith("modelError/", StringComparison.Ordinal) ? "×" : unit;

    /// <summary>An input's number with its unit.</summary>
    protected static string WithUnit(double value, string unit) => WithUnit(value, Show.Input(value), unit);

    /// <summary>A number, as it is to be read, with its unit; dollars in words where they are many.</summary>
    protected static string WithUnit(double value, string text, string unit) => unit switch
    {
        "USD" when Math.Abs(value) >= 1e6 => Show.Dollars(value),
        "×" => $"{text}×",
        _ => $"{text} {unit}".TrimEnd(),
    };

    /// <summary>Whether a variable says that an event happens, which is no number.</summary>
    protected static bool IsEvent(string variableId) =>
        variableId.StartsWith("events/", StringComparison.Ordinal) && variableId.EndsWith("/occurs", StringComparison.Ordinal);

    private void Refresh() => InvokeAsync(StateHasChanged);
}

/// <summary>A page about what is uncertain in the current case: loads what its address names.</summary>
public abstract class StudyPage : StudyView
{
    private BoundComparison? _seen;

    [Inject]
    public required LedgerCatalog Ledger { get; init; }

    [SupplyParameterFromQuery(Name = "scenario")]
    public string? ScenarioId { get; set; }

    [SupplyParameterFromQuery(Name = "version")]
    public string? ScenarioVersion { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        await Ledger.EnsureAsync();
        await Draft.OpenAsync(ScenarioId, ScenarioVersion);
        await LookAsync(isArriving: true);
    }

    /// <summary>Also when the case is changed while the page is open: by its forms, by undoing, or where a draft is taken over.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender) => await LookAsync(isArriving: _seen is null);

    /// <summary>Asks for what the page shows.</summary>
    /// <param name="study">The study.</param>
    /// <param name="isArriving">Whether somebody has come to the page; else the case was changed under what it shows.</param>
    protected abstract Task NeedAsync(StudyDraft study, bool isArriving);

    private async Task LookAsync(bool isArriving)
    {
        if (Draft.Answer is { } answer && !ReferenceEquals(answer, _seen))
        {
            _seen = answer;
            await NeedAsync(Study, isArriving);
        }
    }
}
