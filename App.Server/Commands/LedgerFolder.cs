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

/// <summary>Reads the ledger of a data folder; writes nothing to it.</summary>
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
        : await ReadAsync(DataStore.FolderOf(folder), error, async ledger =>
        {
            (LedgerState state, PlannerCatalog catalog) = await ledger.BothAsync(cancellation);
            return new LedgerReading(state, catalog);
        });

    /// <summary>Reads something from the ledger of a folder.</summary>
    /// <returns>Null where the folder cannot be read; it has been said why.</returns>
    public static async Task<T?> ReadAsync<T>(string folder, TextWriter error, Func<LedgerStore, Task<T>> read)
        where T : class
    {
        if (!DataStore.Exists(folder))
        {
            Failure.Say(error, $"--data-folder is '{folder}', which holds no ledger; accepted: the data folder of this application");
            return null;
        }

        await using WebApplication app = PlannerHost.Build([], folder, "http://127.0.0.1:0");
        try
        {
            return await read(app.Services.GetRequiredService<LedgerStore>());
        }
        catch (Exception problem) when (problem is Microsoft.Data.Sqlite.SqliteException or InvalidOperationException or FormatException)
        {
            Failure.Say(error, $"--data-folder is '{folder}', whose ledger cannot be read ({problem.Message}); accepted: a sound database of this version");
            return null;
        }
    }
}
