using App.Client.Scenarios;
using App.Client.Uncertainty;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using MudBlazor.Services;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.Services.AddMudServices();
builder.Services.AddLocalization();
builder.Services.AddScoped(_ => new HttpClient { BaseAddress = new Uri(builder.HostEnvironment.BaseAddress) });
builder.Services.AddScoped<ScenarioClient>();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddScoped<CaseDraft>();
builder.Services.AddScoped<StudyClient>();
builder.Services.AddScoped<StudyDraft>();

await builder.Build().RunAsync();
