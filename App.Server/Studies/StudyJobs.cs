using System.Collections.Concurrent;
using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Server.Data;
using App.Shared.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace App.Server.Studies;

/// <summary>Makes studies one after another, each on all cores; a study that is stopped or fails leaves nothing behind.</summary>
public sealed partial class StudyJobs(IServiceScopeFactory scopes, TimeProvider clock, ILogger<StudyJobs> log) : IDisposable
{
    private const int MostWaiting = 16;
    private const int MostHeld = 16;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<string, Job> _jobs = new(StringComparer.Ordinal);
    private long _last;

    public void Dispose()
    {
        foreach (Job job in _jobs.Values)
        {
            job.Dispose();
        }

        _turn.Dispose();
    }

    /// <summary>Starts a study, or finds the one that is under way.</summary>
    /// <returns>Null where too many wait already.</returns>
    public StudySummary? Start(CreateStudy request, ProcurementCase procurement, PlannerCatalog catalog)
    {
        StudySettings settings = new(request.Worlds, request.Seed, request.Sampler);
        string id = StudyRun.IdOf(CaseReader.Hash(procurement), catalog.Hash, EngineVersion.Current, settings);
        if (_jobs.TryGetValue(id, out Job? existing) && existing.Summary is { } known && (known.IsUnderWay || existing.ResultJson is not null))
        {
            return known;
        }

        if (_jobs.Values.Count(job => job.Summary.IsUnderWay) >= MostWaiting)
        {
            return null;
        }

        Job started = new(id, request, procurement, catalog, settings, Interlocked.Increment(ref _last));
        _jobs[id] = started;
        ForgetOld();
        _ = Task.Run(() => RunAsync(started));
        return started.Summary;
    }

    public StudySummary? Find(string id) => _jobs.TryGetValue(id, out Job? job) ? job.Summary : null;

    /// <summary>The result of a study of an unsaved case; null where there is none.</summary>
    public string? ResultOf(string id) => _jobs.TryGetValue(id, out Job? job) ? job.ResultJson : null;

    /// <summary>What a study of an unsaved case was made of; null where there is none.</summary>
    public (ProcurementCase Procurement, PlannerCatalog Catalog, StudySettings Settings)? MadeOf(string id) =>
        _jobs.TryGetValue(id, out Job? job) && job.ResultJson is not null ? (job.Procurement, job.Catalog, job.Settings) : null;

    public IReadOnlyList<StudySummary> UnderWay() =>
        [.. _jobs.Values.Select(job => job.Summary).Where(summary => summary.IsUnderWay)];

    /// <summary>Stops a study.</summary>
    /// <returns>False where none of this id is under way.</returns>
    public bool Cancel(string id)
    {
        if (!_jobs.TryGetValue(id, out Job? job) || !job.Summary.IsUnderWay)
        {
            return false;
        }

        job.Cancellation.Cancel();
        return true;
    }

    private const string Unexpected = "The study could not be finished: an error of the program, which the server's log holds. The case is not changed.";

    [LoggerMessage(Level = LogLevel.Error, Message = "Study {Id} failed.")]
    private static partial void LogFailed(ILogger log, Exception problem, string id);

    private async Task RunAsync(Job job)
    {
        try
        {
            await _turn.WaitAsync(job.Cancellation.Token);
            try
            {
                job.State = StudyState.Running;
                BoundComparison bound = FleetComparison.EvaluateBound(job.Procurement, job.Catalog);
                job.Run = new(UncertainCase.Of(bound, job.Catalog), job.Settings);
                job.Run.Run(Environment.ProcessorCount, job.Cancellation.Token);
                job.State = StudyState.Analysing;
                StudyResult result = StudyAnalysis.Of(job.Run, Environment.ProcessorCount, job.Cancellation.Token);
                await KeepAsync(job, JsonSerializer.Serialize(result, StudyJson.Default.StudyResult));
            }
            finally
            {
                job.Run = null;
                _turn.Release();
            }
        }
        catch (OperationCanceledException)
        {
            job.State = StudyState.Cancelled;
        }
        catch (CorrelationException problem)
        {
            (job.State, job.Problem) = (StudyState.Failed, $"uncertainty.correlations is {problem.Value}; accepted: {problem.Accepted}");
        }
        catch (InvalidOperationException problem) when (problem.Message == StudyRun.NothingToStudy)
        {
            (job.State, job.Problem) = (StudyState.Failed, problem.Message);
        }
        catch (Exception problem)
        {
            LogFailed(log, problem, job.Id);
            (job.State, job.Problem) = (StudyState.Failed, Unexpected);
        }
    }

    private async Task KeepAsync(Job job, string json)
    {
        if (job.Summary.IsKept)
        {
            await StoreAsync(job, json);
            job.State = StudyState.Done;
            _jobs.TryRemove(job.Id, out _);
        }
        else
        {
            (job.ResultJson, job.State) = (json, StudyState.Done);
        }
    }

    /// <summary>Results of unsaved cases, and what was stopped or failed, are held for the newest alone.</summary>
    private void ForgetOld()
    {
        foreach (Job old in _jobs.Values.Where(job => !job.Summary.IsUnderWay).OrderByDescending(job => job.Number).Skip(MostHeld))
        {
            _jobs.TryRemove(old.Id, out _);
        }
    }

    private async Task StoreAsync(Job job, string json)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        PlannerDbContext database = scope.ServiceProvider.GetRequiredService<PlannerDbContext>();

        // Begins with SQLite's write lock; the same study may have been made at the same time.
        await using IDbContextTransaction transaction = await database.Database.BeginTransactionAsync();
        if (await database.Studies.AnyAsync(study => study.Id == job.Id))
        {
            return;
        }

        database.Add(new Study
        {
            Id = job.Id,
            ScenarioId = job.Request.ScenarioId,
            Version = job.Request.Version,
            CaseHash = CaseReader.Hash(job.Procurement),
            EngineVersion = EngineVersion.Current,
            CatalogHash = job.Catalog.Hash,
            Worlds = job.Request.Worlds,
            SeedBits = unchecked((long)job.Request.Seed),
            Sampler = job.Request.Sampler,
            ResultJson = json,
            CreatedUtc = clock.GetUtcNow().UtcDateTime,
        });
        await database.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private sealed class Job(string id, CreateStudy request, ProcurementCase procurement, PlannerCatalog catalog, StudySettings settings, long number) : IDisposable
    {
        public string Id => id;

        public CreateStudy Request => request;

        public ProcurementCase Procurement => procurement;

        public PlannerCatalog Catalog => catalog;

        public StudySettings Settings => settings;

        /// <summary>Its place in the order in which they were started.</summary>
        public long Number => number;

        /// <summary>The result, where it is not stored.</summary>
        public string? ResultJson { get; set; }

        public CancellationTokenSource Cancellation { get; } = new();

        public StudyRun? Run { get; set; }

        public StudyState State { get; set; } = StudyState.Waiting;

        public string Problem { get; set; } = "";

        public void Dispose()
        {
            // Ends a study that is still being made when the application stops.
            Cancellation.Cancel();
            Cancellation.Dispose();
        }

        public StudySummary Summary => new(
            id, request.ScenarioId, request.Version, CaseReader.Hash(procurement), EngineVersion.Current, request.Worlds, request.Seed,
            request.Sampler, State, Run?.WorldsDone ?? 0, Problem, false);
    }
}
