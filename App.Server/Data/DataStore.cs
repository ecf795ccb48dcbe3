using App.Engine.Catalog;
using App.Engine.Requirements;
using App.Server.Assumptions;
using App.Server.Ledger;
using App.Server.Scenarios;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace App.Server.Data;

/// <summary>A data folder that this version cannot use; the message says why in one line.</summary>
public sealed class DataFolderException(string message) : Exception(message);

/// <summary>The data folder: found, created, migrated and seeded at start.</summary>
public static class DataStore
{
    public const string SeededScenarioId = "reported-order";

    private const string FileName = "planner.db";
    private const string SeedReason = "The worked example.";

    /// <summary>The folder that is meant: the option, else the environment, else the user's application data.</summary>
    public static string FolderOf(string? option)
    {
        string?[] named = [option, Environment.GetEnvironmentVariable("PLANNER_DATA_FOLDER")];
        return Path.GetFullPath(Array.Find(named, folder => !string.IsNullOrWhiteSpace(folder)) ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "ProcurementPlanner"));
    }

    /// <summary>Whether a folder holds a database.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    public static string ConnectionString(string folder) =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, FileName), DefaultTimeout = 10 }.ToString();

    /// <summary>Brings the database to this version and fills in what is missing, in one transaction.</summary>
    /// <exception cref="DataFolderException">The folder cannot be written, or its database is damaged or from a newer version.</exception>
    public static async Task PrepareAsync(IServiceProvider services, string folder, CancellationToken cancellation = default)
    {
        await using FileStream turn = await TakeTurnAsync(folder, cancellation);
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        PlannerDbContext database = scope.ServiceProvider.GetRequiredService<PlannerDbContext>();
        PlannerCatalog catalog = scope.ServiceProvider.GetRequiredService<PlannerCatalog>();
        DateTime now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        try
        {
            await MigrateAsync(database, folder, cancellation);
            await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
            await SeedAsync(database, now, cancellation);
            await SynchroniseAsync(database, catalog, cancellation);
            await database.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            await scope.ServiceProvider.GetRequiredService<LedgerStore>().PrepareAsync(cancellation);
        }
        catch (Exception problem) when ((problem as SqliteException ?? problem.InnerException) is SqliteException failure)
        {
            throw new DataFolderException(
                $"{Path.Combine(folder, FileName)} cannot be used ({failure.Message}); accepted: a sound database of this application, or none");
        }
    }

    /// <summary>
    /// One process at a time prepares a folder. The operating system frees the file when a process dies, unlike the migrations' own
    /// lock, a row that stays and would stop every later start.
    /// </summary>
    private static async Task<FileStream> TakeTurnAsync(string folder, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw NotWritable();
        }

        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new(Path.Combine(folder, "preparing.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 300 && File.Exists(Path.Combine(folder, "preparing.lock")))
            {
                await Task.Delay(100, cancellation);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw NotWritable();
            }
        }

        DataFolderException NotWritable() =>
            new($"--data-folder is '{folder}', which cannot be {(Directory.Exists(folder) ? "written" : "created")}; accepted: a folder that can be written");
    }

    private static async Task MigrateAsync(PlannerDbContext database, string folder, CancellationToken cancellation)
    {
        HashSet<string> known = [.. database.Database.GetMigrations()];
        List<string> applied = [.. await database.Database.GetAppliedMigrationsAsync(cancellation)];
        if (applied.Find(migration => !known.Contains(migration)) is { } unknown)
        {
            throw new DataFolderException(
                $"{Path.Combine(folder, FileName)} is from a newer version of the application (migration {unknown}); "
                + $"accepted: a database up to migration {known.Max()}");
        }

        if (applied.Count == known.Count)
        {
            return;
        }

        // Readers never wait for the writer, and a transaction that was cut short is undone at the next opening.
        await database.Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", cancellation);

        // Left behind by a process that died while it migrated; nobody else is migrating now.
        await database.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS __EFMigrationsLock", cancellation);
        await database.Database.MigrateAsync(cancellation);
    }

    /// <summary>
    /// Stores the worked example. When a later version brings another one it becomes the next version of the scenario, unless somebody
    /// has gone on from the old.
    /// </summary>
    private static async Task SeedAsync(PlannerDbContext database, DateTime now, CancellationToken cancellation)
    {
        ProcurementCase seeded = SeededCase.Create();
        ScenarioVersion? newest = await database.ScenarioVersions.AsNoTracking().Where(version => version.ScenarioId == SeededScenarioId)
            .OrderByDescending(version => version.Version).FirstOrDefaultAsync(cancellation);
        if (newest is null)
        {
            database.Add(new Scenario { Id = SeededScenarioId, CreatedUtc = now });
        }

        if (newest is null || (newest.Reason == SeedReason && newest.CaseHash != CaseReader.Hash(seeded)))
        {
            database.Add(ScenariosApi.NewVersion(SeededScenarioId, (newest?.Version ?? 0) + 1, SeedReason, "ProcurementPlanner", seeded, now));
        }
    }

    private static async Task SynchroniseAsync(PlannerDbContext database, PlannerCatalog catalog, CancellationToken cancellation)
    {
        if (await database.Assumptions.AnyAsync(record => record.CatalogHash == catalog.Hash, cancellation))
        {
            return;
        }

        await database.Assumptions.ExecuteDeleteAsync(cancellation);
        foreach ((string path, string subject, string key, Quantity quantity) in AssumptionPath.All(catalog))
        {
            QuantityInfo? info = QuantityRegistry.Find(key);
            database.Add(new AssumptionRecord
            {
                Id = path,
                Subject = subject,
                Label = info?.Label ?? key,
                Unit = info?.UnitSymbol ?? "",
                Value = quantity.Value,
                Low = quantity.Low ?? quantity.Value,
                High = quantity.High ?? quantity.Value,
                Status = catalog.StatusOf(quantity),
                CatalogHash = catalog.Hash,
            });
        }
    }
}
