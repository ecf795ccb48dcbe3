using System.Text.Json.Serialization;
using App.Client;
using App.Engine.Catalog;
using App.Server.Assumptions;
using App.Server.Comparisons;
using App.Server.Components;
using App.Server.Data;
using App.Server.Ledger;
using App.Server.Measurements;
using App.Server.People;
using App.Server.Runs;
using App.Server.Scenarios;
using App.Server.Studies;
using App.Server.Workbook;
using App.Shared.People;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace App.Server.Hosting;

/// <summary>Puts the web application together.</summary>
public static class PlannerHost
{
    // Blazor compiles WebAssembly; MudBlazor sets styles on elements.
    private const string ContentPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static WebApplication Build(string[] args, string dataFolder, string urls, bool isDemo = false)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(PlannerHost).Assembly.GetName().Name,
        });
        builder.WebHost.UseUrls(urls).UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = JsonBody.MaximumBytes;
        });

        // Standard output is for answers. Why a start failed is said by the command, in one line; a failure of the database is logged
        // once, with the request that it befell.
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // The keys of cookies outlive a restart, also where there is no home folder, as in a container.
        builder.Services.AddDataProtection().SetApplicationName("ProcurementPlanner")
            .PersistKeysToFileSystem(new(Path.Combine(dataFolder, "keys")));
        builder.Services.AddRazorComponents().AddInteractiveWebAssemblyComponents();
        builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => PlannerCatalog.Default);
        builder.Services.AddMemoryCache(cache => cache.SizeLimit = 64);
        builder.Services.AddPagesDrawnHere();
        builder.Services.AddSingleton<LedgerStore>();
        builder.Services.AddSingleton<Materiality>();
        builder.Services.AddSingleton<StudyJobs>();
        builder.Services.AddSingleton<ExportJobs>();
        builder.Services.AddHostedService<LedgerClock>();
        builder.Services.AddDbContext<PlannerDbContext>(options => options.UseSqlite(DataStore.ConnectionString(dataFolder)));
        builder.AddPeople(isDemo);
        builder.Services.AddSignInLimit(builder.Configuration);
        builder.Services.AddOpenApi("v1");
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        WebApplication app = builder.Build();
        app.Use(ProtectAsync);
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseWhen(context => !IsPage(context), rest => rest.UseStatusCodePages(context => Problems.FillAsync(context.HttpContext)));
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Problems.FillAsync,
            StatusCodeSelector = exception => exception switch
            {
                SqliteException or DbUpdateException => StatusCodes.Status503ServiceUnavailable,
                BadHttpRequestException refused => refused.StatusCode,
                _ => StatusCodes.Status500InternalServerError,
            },
        });
        app.UseResponseCompression();
        app.UseGuards();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.Use(Guards.AuditAsync);
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapFiles(Permission.Open);
        app.MapScenarios();
        app.MapCaseEvidence();
        app.MapCaseFlips();
        app.MapRuns();
        app.MapStudies();
        app.MapExports();
        app.MapAssumptions();
        app.MapTrust();
        app.MapLedgerReading();
        app.MapLedgerWriting();
        app.MapLedgerReview();
        app.MapSession();
        app.MapAccount();
        app.MapPeople();
        app.MapSignInReset();
        app.MapCompanySignIn();
        app.MapDescription("/api/{documentName}/openapi.json", Permission.Read);
        app.MapGet("/health/live", Permission.Open, () => TypedResults.Ok("live"));
        app.MapGet("/health/ready", Permission.Open, ReadyAsync);
        app.MapPages<HostPage>(Permission.Open, typeof(Routes).Assembly);
        app.RequireStatedPolicies();
        return app;
    }

    private static bool IsPage(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api") && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static Task ProtectAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            IHeaderDictionary headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = ContentPolicy;
            }

            headers["Referrer-Policy"] = "no-referrer";
            if (context.Request.Path.StartsWithSegments("/api") || context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(context);
    }

    private static async Task<IResult> ReadyAsync(PlannerDbContext database, CancellationToken cancellation) =>
        await database.Database.CanConnectAsync(cancellation)
            ? TypedResults.Ok("ready")
            : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
}
