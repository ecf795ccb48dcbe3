using App.Client.People;
using App.Client.Scenarios;
using App.Engine.Catalog;
using App.Engine.Evidence;
using App.Shared;
using App.Shared.Ledger;

namespace App.Client.Ledger;

/// <summary>Lays the ledger's numbers over the catalogue that comes with the engine, so that the browser evaluates with what the server does.</summary>
public sealed class LedgerCatalog(ApiClient api, CaseDraft draft)
{
    /// <summary>Asks before a case is evaluated for the first time; a draft that was handed on brings its numbers along.</summary>
    public Task EnsureAsync() => draft.Saved is null ? LoadAsync() : Task.CompletedTask;

    /// <summary>Asks for the numbers that differ and evaluates anew where they have changed.</summary>
    public async Task LoadAsync()
    {
        try
        {
            List<LedgerValue> values = await api.GetAsync($"{ApiRoutes.Ledger}/values", LedgerContractJson.Default.ListLedgerValue);
            draft.Use(PlannerCatalog.Default.With(new LedgerValues(values)));
        }
        catch (ApiException)
        {
            // Nobody signed in, or no answer: the catalogue as delivered stays in use, and the page says who is signed in.
        }
    }
}
