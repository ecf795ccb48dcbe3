using App.Client;
using App.Engine.Catalog;
using App.Server.Assumptions;
using App.Server.Components;
using App.Server.Data;
using App.Server.Runs;
using App.Server.Scenarios;
using Microsoft.EntityFrameworkCore;

namespace App.Server.Hosting;

/// <summary>Puts the web application together.</summary>
public static class PlannerHost
{
    private const long MaximumBodyBytes = 1_000_000;

    public static WebApplication Build(string[] args, string dataFolder, string urls)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(PlannerHost).Assembly.GetName().Name,
        });
        builder.WebHost.UseUrls(urls).UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaximumBodyBytes);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRazorComponents().AddInteractiveWebAssemblyComponents();
        builder.Services.AddProblemDetails();
        builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => PlannerCatalog.Default);
        builder.Services.AddDbContext<PlannerDbContext>(options => options.UseSqlite(DataStore.ConnectionString(dataFolder)));
        builder.Services.ConfigureHttpJsonOptions(options =>
            options.SerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter()));
        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseResponseCompression();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapScenarios();
        app.MapRuns();
        app.MapAssumptions();
        app.MapGet("/health/live", () => TypedResults.Ok("live"));
        app.MapGet("/health/ready", ReadyAsync);
        app.Map("/api/{**rest}", () => TypedResults.NotFound());
        app.MapRazorComponents<HostPage>()
            .AddInteractiveWebAssemblyRenderMode()
            .AddAdditionalAssemblies(typeof(Routes).Assembly);
        return app;
    }

    private static async Task<IResult> ReadyAsync(PlannerDbContext database, CancellationToken cancellation) =>
        await database.Database.CanConnectAsync(cancellation)
            ? TypedResults.Ok("ready")
            : TypedResults.Problem("The database cannot be reached.", statusCode: StatusCodes.Status503ServiceUnavailable);
}
