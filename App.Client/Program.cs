using App.Client.Hosting;
using App.Client.Resources;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Microsoft.Extensions.Localization;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.Services.AddPages();
builder.Services.AddScoped(services => new HttpClient(
    new GoneServerHandler(services.GetRequiredService<IStringLocalizer<Texts>>(), GoneServerHandler.Patience) { InnerHandler = new HttpClientHandler() })
{
    BaseAddress = new Uri(builder.HostEnvironment.BaseAddress),
    Timeout = Timeout.InfiniteTimeSpan,
});
builder.Services.AddSingleton(TimeProvider.System);

await builder.Build().RunAsync();
