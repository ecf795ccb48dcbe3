using App.Client.Exports;
using App.Client.Ledger;
using App.Client.People;
using App.Client.Scenarios;
using App.Client.Trust;
using App.Client.Uncertainty;
using MudBlazor;
using MudBlazor.Services;

namespace App.Client.Hosting;

/// <summary>What the pages need, wherever they are drawn.</summary>
public static class ClientServices
{
    /// <summary>Adds it, but for the <see cref="HttpClient"/> that reaches the server and the clock.</summary>
    public static void AddPages(this IServiceCollection services)
    {
        // Save and Undo stand at the top.
        services.AddMudServices(settings => settings.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft);
        services.AddLocalization();
        services.AddScoped<ScenarioClient>();
        services.AddScoped<CaseDraft>();
        services.AddScoped<ExportClient>();
        services.AddScoped<StudyClient>();
        services.AddScoped<TrustClient>();
        services.AddScoped<StudyDraft>();
        services.AddScoped<ApiClient>();
        services.AddScoped<Visit>();
        services.AddScoped<Passkeys>();
        services.AddScoped<LedgerCatalog>();
    }
}
