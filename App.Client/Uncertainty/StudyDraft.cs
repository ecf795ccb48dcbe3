using App.Client.Scenarios;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Shared.Studies;

namespace App.Client.Uncertainty;

/// <summary>The study of the current case. The server makes it: a small one for whoever looks, a full one that is kept where the version is saved.</summary>
public sealed class StudyDraft : IDisposable
{
    private const int Seed = 1;
    private static readonly TimeSpan s_pollPause = TimeSpan.FromMilliseconds(300);
    private readonly CaseDraft _draft;
    private readonly StudyClient _client;
    private readonly TimeProvider _clock;
    private CancellationTokenSource _work = new();
    private BoundComparison? _studied;
    private BoundComparison? _asked;

    public StudyDraft(CaseDraft draft, StudyClient client, TimeProvider clock)
    {
        (_draft, _client, _clock) = (draft, client, clock);
        draft.Changed += Notify;
    }

    /// <summary>Raised whenever something here or in the case changes.</summary>
    public event Action? Changed;

    /// <summary>The study; the last whole one while another is being made.</summary>
    public StudyResult? Result { get; private set; }

    /// <summary>Whether the server keeps it.</summary>
    public bool IsKept { get; private set; }

    /// <summary>Whether one is asked for or being made.</summary>
    public bool IsWorking { get; private set; }

    /// <summary>The study being made; null while none is, or the server has not answered yet.</summary>
    public StudySummary? UnderWay { get; private set; }

    /// <summary>Why the last one could not be made.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the inputs have changed since the study.</summary>
    public bool IsStale => Result is not null && (_draft.IsStale || !ReferenceEquals(_studied, _draft.Answer));

    /// <summary>Whether the case as it stands can be studied: every entry is accepted and its answer is there.</summary>
    public bool CanStudy => _draft is { IsSound: true, IsStale: false };

    public void Dispose()
    {
        _draft.Changed -= Notify;
        _work.Dispose();
    }

    /// <summary>Sees to it that there is a study of the case: shows the largest that is there, goes on with one under way, or has a small one made.</summary>
    public Task EnsureAsync() => (Result is null || IsStale) && !(IsWorking && ReferenceEquals(_asked, _draft.Answer))
        ? WorkAsync(async (answer, cancellation) =>
        {
            List<StudySummary> there = Largest(await _client.ListAsync(cancellation), answer);
            if (there.Find(study => study.State == StudyState.Done) is { } done)
            {
                await ShowAsync(done, answer, cancellation);
            }

            StudySummary? next = there.Find(study => study.IsUnderWay)
                ?? (Result is null || IsStale ? await StartAsync(answer.Comparison.Case, StudySettings.FirstWorlds, keep: false, cancellation) : null);
            if (next is not null)
            {
                await FollowAsync(next, answer, cancellation);
            }
        })
        : Task.CompletedTask;

    /// <summary>
    /// Where inputs are changed under a study that is shown: goes on to the study of what they are now if the server has one, for instance
    /// after undoing; else the last stays and is stale until another is asked for.
    /// </summary>
    public async Task FollowInputsAsync()
    {
        if (Result is null)
        {
            await EnsureAsync();
        }
        else if (IsStale && !IsWorking && _draft.Answer is { } answer)
        {
            try
            {
                if (Largest(await _client.ListAsync(CancellationToken.None), answer).Find(study => study.State == StudyState.Done) is { } done)
                {
                    await ShowAsync(done, answer, CancellationToken.None);
                }
            }
            catch (HttpRequestException)
            {
                // Asking again says why the server does not answer; until then what is shown stays, marked as stale.
            }
        }
    }

    /// <summary>Has the server make a full study of the case as it stands and waits for it; of a saved version it is kept.</summary>
    public Task StudyAsync() => WorkAsync(async (answer, cancellation) => await FollowAsync(
        await StartAsync(answer.Comparison.Case, StudySettings.DefaultWorlds, keep: true, cancellation), answer, cancellation));

    /// <summary>Stops what is being made, here and on the server.</summary>
    public async Task CancelAsync()
    {
        string? id = UnderWay?.Id;
        await _work.CancelAsync();
        End();
        if (id is not null)
        {
            try
            {
                await _client.CancelAsync(id);
            }
            catch (HttpRequestException problem)
            {
                Problem = problem.Message;
                Changed?.Invoke();
            }
        }
    }

    /// <summary>Opens one world of the study.</summary>
    public async Task<OpenedWorld?> OpenAsync(int world) => Result is { } result ? await _client.WorldAsync(result.Id, world) : null;

    private static List<StudySummary> Largest(IEnumerable<StudySummary> studies, BoundComparison answer)
    {
        string hash = CaseReader.Hash(answer.Comparison.Case);
        return [.. studies.Where(study => study.CaseHash == hash && !study.IsStale).OrderByDescending(study => study.Worlds)];
    }

    private Task<StudySummary> StartAsync(ProcurementCase procurement, int worlds, bool keep, CancellationToken cancellation) =>
        keep && _draft.Saved is { } saved && ReferenceEquals(saved.Case, procurement)
            ? _client.StartAsync(new CreateStudy(saved.ScenarioId, saved.Version, worlds, Seed, Sampler.Sobol), cancellation)
            : _client.StartAsync(new CreateCaseStudy(procurement, worlds, Seed, Sampler.Sobol), cancellation);

    private async Task FollowAsync(StudySummary summary, BoundComparison answer, CancellationToken cancellation)
    {
        while (summary.IsUnderWay)
        {
            UnderWay = summary;
            Changed?.Invoke();
            await Task.Delay(s_pollPause, _clock, cancellation);
            summary = await _client.FindAsync(summary.Id, cancellation);
        }

        if (summary.State == StudyState.Done)
        {
            await ShowAsync(summary, answer, cancellation);
        }
        else if (summary.State == StudyState.Failed)
        {
            Problem = summary.Problem;
        }
    }

    private async Task ShowAsync(StudySummary summary, BoundComparison answer, CancellationToken cancellation)
    {
        StudyResult result = await _client.ResultAsync(summary.Id, cancellation);
        (Result, IsKept, _studied) = (result, summary.IsKept, answer);
        Changed?.Invoke();
    }

    private async Task WorkAsync(Func<BoundComparison, CancellationToken, Task> work)
    {
        if (_draft.Answer is not { } answer)
        {
            return;
        }

        await _work.CancelAsync();
        _work = new();
        CancellationToken cancellation = _work.Token;
        (IsWorking, UnderWay, Problem, _asked) = (true, null, null, answer);
        Changed?.Invoke();
        try
        {
            await work(answer, cancellation);
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

    private void End()
    {
        (IsWorking, UnderWay) = (false, null);
        Changed?.Invoke();
    }

    private void Notify() => Changed?.Invoke();
}
