using App.Server.Data;
using App.Server.Hosting;
using App.Shared.People;
using Microsoft.AspNetCore.Http.Extensions;

namespace App.Server.People;

/// <summary>What stands before every address: only the machine itself until there is an owner, no requests from other sites, an audit.</summary>
internal static class Guards
{
    private const int LongestTarget = 400;

    public static void UseGuards(this WebApplication app)
    {
        app.Use(OnlyHereUntilOwnedAsync);
        app.Use(RefuseOtherSitesAsync);
    }

    /// <summary>Until the owner's account exists the server answers only on loopback.</summary>
    private static async Task OnlyHereUntilOwnedAsync(HttpContext context, RequestDelegate next)
    {
        if (Loopback.IsDirect(context) || context.Request.Path.StartsWithSegments("/health")
            || await context.RequestServices.GetRequiredService<Owner>().ExistsAsync(context.RequestAborted))
        {
            await next(context);
            return;
        }

        await Problems.Answer(
            StatusCodes.Status403Forbidden, "address", context.Request.GetDisplayUrl().Split('?')[0],
            "a visit from the machine itself, until the owner's account is made in the browser there or with the command 'people add-owner'").ExecuteAsync(context);
    }

    /// <summary>
    /// A browser says where a request comes from (Sec-Fetch-Site, Origin). One that changes something and comes from another site is refused,
    /// whoever is signed in; a key is never sent by a browser on its own.
    /// </summary>
    private static Task RefuseOtherSitesAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        bool reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (reads || request.Headers.ContainsKey("Authorization"))
        {
            return next(context);
        }

        string site = request.Headers["Sec-Fetch-Site"].ToString();
        string origin = request.Headers.Origin.ToString();
        bool ownSite = site is "" or "same-origin" or "none";

        // The name without the scheme: behind a proxy with TLS the browser says https and the request comes as http.
        bool ownOrigin = origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
        return ownSite && ownOrigin
            ? next(context)
            : Problems.Answer(StatusCodes.Status403Forbidden, "origin", origin.Length > 0 ? origin : site, "a request from a page of this application").ExecuteAsync(context);
    }

    /// <summary>Writes down who changed or took out what. Bodies, queries and secrets are not looked at.</summary>
    public static async Task AuditAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        Endpoint? endpoint = context.GetEndpoint();
        if (endpoint is not RouteEndpoint route || !context.Request.Path.StartsWithSegments("/api") || endpoint.Metadata.GetMetadata<StatedPolicy>() is not { } policy)
        {
            return;
        }

        // What asks only to read changes nothing, whatever the method: a calculation is sent with its case.
        bool changes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && policy.Permission != Permission.Read;
        if (!changes && endpoint.Metadata.GetMetadata<Audited>() is null)
        {
            return;
        }

        Caller? caller = context.Items.TryGetValue(SignedInNow, out object? signedIn) ? signedIn as Caller : Caller.Of(context.User);
        string target = string.Join(' ', context.Request.RouteValues.Where(value => value.Value is string).Select(value => value.Value));
        PlannerDbContext database = context.RequestServices.GetRequiredService<PlannerDbContext>();
        database.ChangeTracker.Clear();
        database.Add(new AuditRow
        {
            AtUtc = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime,
            PersonId = caller?.Actor.Id,
            Person = caller?.Actor.Name,
            Kind = caller is null ? "Nobody" : caller.IsLocal ? "Local" : $"{caller.Actor.Kind}",
            Action = $"{context.Request.Method} {route.RoutePattern.RawText}",
            Target = target.Length > LongestTarget ? target[..LongestTarget] : target,
            Status = context.Response.StatusCode,
        });
        await database.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>Where an address that signs somebody in leaves who that is, for the audit.</summary>
    public const string SignedInNow = "planner:signed-in-now";
}
