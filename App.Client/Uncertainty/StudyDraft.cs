using App.Client.Scenarios;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Shared.Studies;

namespace App.Client.Uncertainty;

/// <summary>The study of the current case: a preview made here, or one made and kept by the server.</summary>
public sealed class StudyDraft : IDisposable
{
    private const int PreviewSeed = 1;
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_pollPause = TimeSpan.FromMilliseconds(400);
    private readonly CaseDraft _draft;
    private readonly StudyClient _client;
    private readonly TimeProvider _clock;
    private CancellationTokenSource _work = new();
    private BoundComparison? _answer;
    private string? _underWay;

    public StudyDraft(CaseDraft draft, StudyClient client, TimeProvider clock)
    {
        (_draft, _client, _clock) = (draft, client, clock);
        draft.Changed += Notify;
    }

    /// <summary>Raised whenever something here or in the case changes.</summary>
    public event Action? Changed;

    /// <summary>What is uncertain about the case that was studied.</summary>
    public UncertainCase? Uncertain { get; private set; }

    /// <summary>The study; the last whole one while another is being made.</summary>
    public StudyResult? Result { get; private set; }

    /// <summary>Whether the server made and keeps it.</summary>
    public bool IsStored { get; private set; }

    /// <summary>How far the study being made is, 0 to 1; null while none is.</summary>
    public double? Progress { get; private set; }

    /// <summary>Why the last one could not be made.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the inputs have changed since the study.</summary>
    public bool IsStale => Result is not null && !ReferenceEquals(_answer, _draft.Answer);

    /// <summary>Whether the case stands on the server as it stands here.</summary>
    public bool CanStore => _draft is { Saved: not null, IsChanged: false, IsSound: true };

    public void Dispose()
    {
        _draft.Changed -= Notify;
        _work.Dispose();
    }

    /// <summary>Makes a preview here, a slice at a time so that the page stays alive.</summary>
    public async Task PreviewAsync()
    {
        if (_draft.Answer is not { } answer)
        {
            return;
        }

        CancellationToken cancellation = Begin();
        try
        {
            await Task.Delay(1, cancellation);
            UncertainCase uncertain = UncertainCase.Of(answer, PlannerCatalog.Default.Uncertainty, new Dictionary<string, Distribution>());
            StudyRun run = new(uncertain, new(StudySettings.PreviewWorlds, PreviewSeed, Sampler.Sobol));
            long slice = _clock.GetTimestamp();
            foreach (int done in run.Steps())
            {
                if (_clock.GetElapsedTime(slice) > s_slice)
                {
                    Progress = (double)done / StudySettings.PreviewWorlds;
                    Changed?.Invoke();
                    await Task.Delay(1, cancellation);
                    slice = _clock.GetTimestamp();
                }
            }

            Progress = 1;
            Changed?.Invoke();
            await Task.Delay(1, cancellation);
            (Uncertain, Result, IsStored, _answer) = (uncertain, StudyAnalysis.Of(run, 1, isPreview: true), false, answer);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (CorrelationException problem)
        {
            Problem = problem.Message;
        }

        End();
    }

    /// <summary>Has the server make a study of the saved version and waits for it.</summary>
    public async Task StoreAsync(int worlds)
    {
        if (_draft.Saved is not { } saved || _draft.Answer is not { } answer)
        {
            return;
        }

        CancellationToken cancellation = Begin();
        try
        {
            StudySummary summary = await _client.StartAsync(new(saved.ScenarioId, saved.Version, worlds, PreviewSeed, Sampler.Sobol), cancellation);
            _underWay = summary.Id;
            while (summary.State is StudyState.Waiting or StudyState.Running)
            {
                Progress = (double)summary.WorldsDone / summary.Worlds;
                Changed?.Invoke();
                await Task.Delay(s_pollPause, _clock, cancellation);
                summary = await _client.FindAsync(summary.Id, cancellation);
            }

            if (summary.State == StudyState.Done)
            {
                StudyResult result = await _client.ResultAsync(summary.Id, cancellation);
                (Result, IsStored, _answer) = (result, true, answer);
                Uncertain ??= UncertainCase.Of(answer, PlannerCatalog.Default.Uncertainty, new Dictionary<string, Distribution>());
            }
            else if (summary.State == StudyState.Failed)
            {
                Problem = summary.Problem;
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (HttpRequestException problem)
        {
            Problem = problem.Message;
        }

        End();
    }

    /// <summary>Stops what is being made, here and on the server.</summary>
    public async Task CancelAsync()
    {
        string? id = _underWay;
        await _work.CancelAsync();
        End();
        if (id is not null)
        {
            await _client.CancelAsync(id);
        }
    }

    /// <summary>Opens one world of the study.</summary>
    public async Task<OpenedWorld?> OpenAsync(int world) => (Result, IsStored) switch
    {
        (null, _) => null,
        ({ } stored, true) => await _client.WorldAsync(stored.Id, world),
        ({ } preview, false) => new StudyRun(Uncertain!, preview.Settings).Open(world),
    };

    private CancellationToken Begin()
    {
        _work.Cancel();
        _work = new();
        (Progress, Problem, _underWay) = (0, null, null);
        Changed?.Invoke();
        return _work.Token;
    }

    private void End()
    {
        (Progress, _underWay) = (null, null);
        Changed?.Invoke();
    }

    private void Notify() => Changed?.Invoke();
}
