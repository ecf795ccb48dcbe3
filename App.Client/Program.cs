using App.Client.Ledger;
using App.Client.People;
using App.Client.Scenarios;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using MudBlazor.Services;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.Services.AddMudServices();
builder.Services.AddLocalization();
builder.Services.AddScoped(_ => new HttpClient { BaseAddress = new Uri(builder.HostEnvironment.BaseAddress) });
builder.Services.AddScoped<ScenarioClient>();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddScoped<CaseDraft>();
builder.Services.AddScoped<ApiClient>();
builder.Services.AddScoped<Visit>();
builder.Services.AddScoped<Passkeys>();
builder.Services.AddScoped<LedgerCatalog>();

await builder.Build().RunAsync();
