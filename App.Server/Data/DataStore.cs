using App.Engine.Catalog;
using App.Engine.Requirements;
using App.Server.Assumptions;
using App.Server.Scenarios;
using Microsoft.EntityFrameworkCore;

namespace App.Server.Data;

/// <summary>The data folder: found, created, migrated and seeded at start.</summary>
public static class DataStore
{
    public const string SeededScenarioId = "reported-order";

    /// <summary>The folder that is meant: the option, else the environment, else the user's application data.</summary>
    public static string FolderOf(string? option) =>
        option ?? Environment.GetEnvironmentVariable("PLANNER_DATA_FOLDER")
        ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "ProcurementPlanner");

    public static string ConnectionString(string folder) => $"Data Source={Path.Combine(folder, "planner.db")};Default Timeout=10";

    /// <summary>Brings the database to this version and fills in what is missing, in one transaction.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation = default)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        PlannerDbContext database = scope.ServiceProvider.GetRequiredService<PlannerDbContext>();
        PlannerCatalog catalog = scope.ServiceProvider.GetRequiredService<PlannerCatalog>();
        DateTime now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await database.Database.MigrateAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (!await database.Scenarios.AnyAsync(scenario => scenario.Id == SeededScenarioId, cancellation))
        {
            ProcurementCase seeded = SeededCase.Create();
            Scenario scenario = new() { Id = SeededScenarioId, CreatedUtc = now };
            scenario.Versions.Add(ScenariosApi.NewVersion(SeededScenarioId, 1, "The worked example.", seeded, now));
            database.Add(scenario);
        }

        await SynchroniseAsync(database, catalog, cancellation);
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
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
