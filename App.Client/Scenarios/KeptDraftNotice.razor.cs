using App.Client.People;
using App.Engine.Requirements;
using App.Shared.Scenarios;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace App.Client.Scenarios;

/// <summary>Keeps unsaved changes in the browser while they are made, and gives them back on the next opening, never over a newer version.</summary>
public sealed partial class KeptDraftNotice
{
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(200);
    private readonly string _page = $"{Guid.NewGuid():N}";
    private string _scenario = "";
    private (ProcurementCase Case, int Version)? _kept;
    private KeptDraft? _restored;
    private KeptDraft? _waiting;
    private int _newer;
    private string? _problem;
    private bool _isLive;

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<DraftTexts> T { get; init; }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Draft.Changed += Follow;
        Visit.Changed += Follow;
    }

    protected override void Dispose(bool disposing)
    {
        Draft.Changed -= Follow;
        Visit.Changed -= Follow;
        base.Dispose(disposing);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Script.InvokeVoidAsync("planner.holdDraft", _page);
            _isLive = true;
            await FollowAsync();
        }
    }

    private void Follow() => InvokeAsync(FollowAsync);

    private async Task FollowAsync()
    {
        // Drawn by the server there is no browser to ask; and until it is known who is looking, nobody is offered anything.
        if (!_isLive || Visit.Session is null || Draft.Saved is not { } saved)
        {
            return;
        }

        if (_scenario != saved.ScenarioId)
        {
            // Whoever goes on to another scenario was asked whether the changes may be dropped.
            await ForgetOwnAsync();
            (_scenario, _restored, _waiting) = (saved.ScenarioId, null, null);
            await LookAsync(saved);
        }
        else if (!Draft.IsChanged)
        {
            _restored = null;
            await ForgetOwnAsync();
        }

        if (IsUnkept)
        {
            ProcurementCase? current = Draft.Case;
            await Task.Delay(s_rest, Clock);
            if (ReferenceEquals(current, Draft.Case))
            {
                await KeepAsync();
            }
        }
    }

    private bool IsUnkept => Draft is { IsChanged: true, Case: { } current, Saved: { } saved } && saved.ScenarioId == _scenario
        && !(_kept is { } kept && ReferenceEquals(kept.Case, current) && kept.Version == saved.Version);

    private async Task KeepAsync()
    {
        if (IsUnkept)
        {
            (ScenarioVersionDocument saved, ProcurementCase current) = (Draft.Saved!, Draft.Case!);
            _kept = (current, saved.Version);
            KeptDraft kept = new(
                _page, Visit.Session?.PersonId ?? "", saved.ScenarioId, saved.Name, saved.Version, saved.CaseHash, Clock.GetUtcNow().UtcDateTime, current);
            await Script.InvokeVoidAsync("planner.keepDraft", kept.Key, kept.Write());
        }
    }

    private async Task ForgetOwnAsync()
    {
        if (_kept is not null)
        {
            _kept = null;
            await ForgetAsync(KeptDraft.Prefix(_scenario) + _page);
        }
    }

    private ValueTask ForgetAsync(string key) => Script.InvokeVoidAsync("planner.forgetDraft", key);

    /// <summary>Whether a page that is gone has left something of this scenario.</summary>
    private async Task LookAsync(ScenarioVersionDocument saved)
    {
        string[] texts = await Script.InvokeAsync<string[]?>("planner.findDrafts", KeptDraft.Prefix(saved.ScenarioId)) ?? [];
        KeptDraft? left = texts.Select(KeptDraft.Read).OfType<KeptDraft>().Where(kept => kept.Person == (Visit.Session?.PersonId ?? "")).MaxBy(kept => kept.KeptUtc);
        if (left is null || Draft.Saved?.ScenarioId != saved.ScenarioId)
        {
            return;
        }

        _newer = saved.LatestVersion;
        if (CaseReader.Hash(left.Case) == saved.CaseHash)
        {
            await ForgetAsync(left.Key);
        }
        else if (left.CaseHash == saved.CaseHash && left.Version == saved.Version && saved.Version == saved.LatestVersion && !Draft.IsChanged)
        {
            Draft.Apply("", _ => left.Case);
            await RestoredAsync(left);
        }
        else
        {
            _waiting = left;
        }

        StateHasChanged();
    }

    private async Task RestoredAsync(KeptDraft left)
    {
        (_restored, _waiting) = (left, null);
        await KeepAsync();
        await ForgetAsync(left.Key);
    }

    private async Task TakeUpAsync()
    {
        KeptDraft left = _waiting!;
        _problem = null;
        try
        {
            await Draft.ResumeAsync(left.Version, left.CaseHash, left.Case);
        }
        catch (ScenarioException problem)
        {
            _problem = problem.Message;
            return;
        }

        await RestoredAsync(left);
        Navigation.NavigateTo(new Uri(Navigation.Uri).AbsolutePath + Draft.Query, replace: true);
    }

    private async Task DropAsync()
    {
        string key = _waiting!.Key;
        _waiting = null;
        await ForgetAsync(key);
    }
}
