using System.CommandLine;
using App.Engine.Catalog;
using App.Engine.Evidence;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.Ledger;

namespace App.Server.Commands;

/// <summary>A ledger and the catalogue with it laid over.</summary>
/// <param name="State">The ledger.</param>
/// <param name="Catalog">The catalogue.</param>
internal sealed record LedgerReading(LedgerState State, PlannerCatalog Catalog);

/// <summary>Opens the ledger of a data folder for a command.</summary>
internal static class LedgerFolder
{
    /// <summary>The option of a command that evaluates: with it the ledger counts, as in the application.</summary>
    public static Option<string?> Option() => new("--data-folder")
    {
        Description = "Take values and evidence from the ledger of this data folder, as the application does: what was reviewed there, what has expired. "
            + "Without it the catalogue counts as delivered.",
        HelpName = "DIR",
    };

    /// <summary>The catalogue that a command evaluates with: as delivered, or with a folder's ledger laid over it.</summary>
    /// <returns>Null where the folder cannot be read; it has been said why.</returns>
    public static async Task<PlannerCatalog?> CatalogAsync(string? folder, TextWriter error, CancellationToken cancellation) =>
        (await BothAsync(folder, error, cancellation))?.Catalog;

    /// <summary>The same with the ledger, which is empty where the catalogue counts as delivered.</summary>
    /// <returns>Null where the folder cannot be read; it has been said why.</returns>
    public static async Task<LedgerReading?> BothAsync(string? folder, TextWriter error, CancellationToken cancellation) =>
        folder is null ? new(LedgerState.Empty, PlannerCatalog.Default)
        : await ReadAsync(DataStore.FolderOf(folder), error, async services =>
        {
            (LedgerState state, PlannerCatalog catalog) = await services.GetRequiredService<LedgerStore>().BothAsync(cancellation);
            return new LedgerReading(state, catalog);
        });

    /// <summary>Does something with the ledger of a folder.</summary>
    /// <returns>Null where the folder cannot be read; it has been said why.</returns>
    public static async Task<T?> ReadAsync<T>(string folder, TextWriter error, Func<IServiceProvider, Task<T>> read)
        where T : class
    {
        if (!DataStore.Exists(folder))
        {
            Failure.Say(error, $"--data-folder is '{folder}', which holds no ledger; accepted: the data folder of this application");
            return null;
        }

        await using WebApplication app = PlannerHost.Build([], folder, "http://127.0.0.1:0");
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
        try
        {
            return await read(scope.ServiceProvider);
        }
        catch (Exception problem) when (problem is Microsoft.Data.Sqlite.SqliteException or InvalidOperationException or FormatException)
        {
            Failure.Say(error, $"--data-folder is '{folder}', whose ledger cannot be read ({Reason(problem)}); accepted: a sound database of this version");
            return null;
        }

        // "No such table": the database was never filled, or by a version that knew no such table.
        string Reason(Exception problem) => problem is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 1 }
            ? "its tables are not those of this version; starting the application once brings it there"
            : problem is Microsoft.Data.Sqlite.SqliteException ? "it is damaged, or another program holds it" : problem.Message;
    }
}
