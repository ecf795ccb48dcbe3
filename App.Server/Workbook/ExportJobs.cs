using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Server.Brief;
using App.Server.Data;
using App.Shared.Exports;

namespace App.Server.Workbook;

/// <summary>Writes exports, a few at a time, and keeps the files of the newest until they are fetched.</summary>
public sealed class ExportJobs(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private const int AtATime = 2;
    private const int MostWaiting = 32;
    private const int Kept = 12;
    private readonly SemaphoreSlim _turns = new(AtATime);
    private readonly ConcurrentDictionary<string, Job> _jobs = new(StringComparer.Ordinal);

    public void Dispose() => _turns.Dispose();

    /// <summary>Starts an export.</summary>
    /// <returns>Null where too many wait already.</returns>
    internal ExportSummary? Start(CreateExport request, ProcurementCase procurement, PlannerCatalog catalog, LedgerState ledger, WorkbookOrigin origin, StudyResult? study)
    {
        if (_jobs.Values.Count(job => job.State is ExportState.Waiting or ExportState.Running) >= MostWaiting)
        {
            return null;
        }

        foreach (Job old in _jobs.Values.Where(job => job.State is ExportState.Done or ExportState.Failed).OrderByDescending(job => job.Id).Skip(Kept))
        {
            _jobs.TryRemove(old.Id, out _);
        }

        Job started = new(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), request);
        _jobs[started.Id] = started;
        _ = Task.Run(() => RunAsync(started, procurement, catalog, ledger, origin, study));
        return started.Summary;
    }

    /// <summary>An export; null where it is not known, or no longer.</summary>
    internal ExportSummary? Find(string id) => _jobs.TryGetValue(id, out Job? job) ? job.Summary : null;

    /// <summary>A file of an export; null where there is none.</summary>
    internal (ExportFile File, byte[] Content)? Fetch(string id, string format) =>
        _jobs.TryGetValue(id, out Job? job) && job.Files.FirstOrDefault(file => file.File.Format == format) is { Content: not null } found ? found : null;

    private async Task RunAsync(Job job, ProcurementCase procurement, PlannerCatalog catalog, LedgerState ledger, WorkbookOrigin origin, StudyResult? study)
    {
        await _turns.WaitAsync();
        try
        {
            (job.State, job.Progress) = (ExportState.Running, 0.05);
            BoundComparison bound = FleetComparison.EvaluateBound(procurement, catalog);
            if (bound.Plans.Count == 0)
            {
                (job.State, job.Problem) = (ExportState.Failed, "No option of the case has a plan, so there is nothing to export.");
                return;
            }

            job.Progress = 0.2;
            var look = FirstLook.Of(bound, catalog, Environment.ProcessorCount);
            var evaluation = Evaluation.Of(bound, look.Odds);
            WorkbookSource source = new(bound, catalog, origin, evaluation.Exposure, study)
            {
                Signatures = InputSignature.Of(bound, ledger),
                Order = WorkbookSource.MonthAfter(clock.GetUtcNow().UtcDateTime),
            };
            job.Progress = 0.4;
            using MemoryStream workbook = new();
            IReadOnlyList<SheetContent> sheets = FinanceWorkbook.Write(source, workbook).Sheets;
            job.Progress = 0.7;
            using MemoryStream tables = new();
            CsvTables.Write(tables, sheets);
            job.Progress = 0.85;
            using MemoryStream brief = new();
            DecisionBrief.Write(new(source, look, clock.GetUtcNow().UtcDateTime), brief);
            job.Progress = 0.9;
            byte[] json = Encoding.UTF8.GetBytes(Evaluation.Write(evaluation) + "\n");
            List<(ExportFile File, byte[] Content)> files =
            [
                Named(source, "xlsx", "xlsx", workbook.ToArray()), Named(source, "csv", "csv.zip", tables.ToArray()), Named(source, "json", "json", json),
                Named(source, "pdf", "pdf", brief.ToArray()),
            ];
            await RecordAsync(job, source, files);
            job.Files = files;
            (job.State, job.Progress) = (ExportState.Done, 1);
        }
        catch (Exception problem)
        {
            (job.State, job.Problem) = (ExportState.Failed, problem.Message);
        }
        finally
        {
            _turns.Release();
        }
    }

    private static (ExportFile File, byte[] Content) Named(WorkbookSource source, string format, string extension, byte[] content) => (
        new(format, $"{source.Origin.ScenarioId}-v{source.Origin.Version}-{source.RunId[..12]}.{extension}", Convert.ToHexStringLower(SHA256.HashData(content)), content.LongLength),
        content);

    private async Task RecordAsync(Job job, WorkbookSource source, List<(ExportFile File, byte[] Content)> files)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        PlannerDbContext database = scope.ServiceProvider.GetRequiredService<PlannerDbContext>();
        DateTime now = clock.GetUtcNow().UtcDateTime;
        database.AddRange(files.Select(file => new ExportRecord
        {
            ExportId = job.Id,
            Format = file.File.Format,
            ScenarioId = source.Origin.ScenarioId,
            Version = source.Origin.Version,
            RunId = source.RunId,
            FileName = file.File.FileName,
            Sha256 = file.File.Sha256,
            Bytes = file.File.Bytes,
            CreatedUtc = now,
        }));
        await database.SaveChangesAsync();
    }

    private sealed class Job(string id, CreateExport request)
    {
        public string Id => id;

        public ExportState State { get; set; } = ExportState.Waiting;

        public double Progress { get; set; }

        public string Problem { get; set; } = "";

        public IReadOnlyList<(ExportFile File, byte[] Content)> Files { get; set; } = [];

        public ExportSummary Summary => new(id, request.ScenarioId, request.Version, State, Progress, [.. Files.Select(file => file.File)], Problem);
    }
}
