using App.Engine.Catalog;
using App.Engine.Evidence;
using App.Server.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Server.Ledger;

/// <summary>The ledger of a running server, past its API.</summary>
internal static class LedgerAccess
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<LedgerState> LedgerStateAsync(this PlannerServer server) => Store(server).StateAsync(Cancellation);

    public static Task<IReadOnlyList<LedgerEvent>> LedgerEventsAsync(this PlannerServer server) => Store(server).EventsAsync(Cancellation);

    /// <summary>The catalogue with the ledger laid over it.</summary>
    public static Task<PlannerCatalog> CatalogAsync(this PlannerServer server) => Store(server).CatalogAsync(Cancellation);

    public static Task<LedgerAppend> AppendAsync(this PlannerServer server, Actor actor, params LedgerEntry[] entries) =>
        Store(server).AppendAsync(actor, entries, Cancellation);

    public static Task<LedgerAppend> ExpireAsync(this PlannerServer server) => Store(server).ExpireAsync(Cancellation);

    private static LedgerStore Store(PlannerServer server) => server.Services.GetRequiredService<LedgerStore>();
}
