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

await builder.Build().RunAsync();
