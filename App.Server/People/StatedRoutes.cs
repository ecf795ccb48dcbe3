using System.Diagnostics.CodeAnalysis;
using App.Shared.People;

// The one place that calls the framework's own mapping: everywhere else the compiler refuses it (BannedSymbols.txt).
#pragma warning disable RS0030
namespace App.Server.People;

/// <summary>Maps addresses, each with what it asks of its caller: an address without a stated policy does not compile.</summary>
internal static class StatedRoutes
{
    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Permission asks, Delegate handler) =>
        EndpointRouteBuilderExtensions.MapGet(routes, pattern, handler).Asks(asks);

    public static RouteHandlerBuilder MapPost(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Permission asks, Delegate handler) =>
        EndpointRouteBuilderExtensions.MapPost(routes, pattern, handler).Asks(asks);

    public static RouteHandlerBuilder MapPut(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Permission asks, Delegate handler) =>
        EndpointRouteBuilderExtensions.MapPut(routes, pattern, handler).Asks(asks);

    public static RouteHandlerBuilder MapDelete(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Permission asks, Delegate handler) =>
        EndpointRouteBuilderExtensions.MapDelete(routes, pattern, handler).Asks(asks);

    /// <summary>Addresses that begin alike.</summary>
    public static RouteGroupBuilder Group(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string prefix) => routes.MapGroup(prefix);

    /// <summary>The files of the browser's application.</summary>
    public static void MapFiles(this IEndpointRouteBuilder routes, Permission asks) => routes.MapStaticAssets().Asks(asks);

    /// <summary>The pages.</summary>
    public static void MapPages<TRoot>(this IEndpointRouteBuilder routes, Permission asks, System.Reflection.Assembly client) => routes.MapRazorComponents<TRoot>()
        .AddInteractiveWebAssemblyRenderMode().AddAdditionalAssemblies(client).Asks(asks);

    /// <summary>The description of the API for programs.</summary>
    public static void MapDescription(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Permission asks) => routes.MapOpenApi(pattern).Asks(asks);

    /// <summary>For what comes past these methods all the same, from a package for instance: it does not start.</summary>
    /// <exception cref="InvalidOperationException">An address states no policy; the message names it.</exception>
    public static void RequireStatedPolicies(this IEndpointRouteBuilder routes)
    {
        List<string> unstated = [.. routes.DataSources.SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<StatedPolicy>() is null && !(endpoint is RouteEndpoint file && StatedPolicies.IsFrameworkFile(file)))
            .Select(endpoint => endpoint.DisplayName ?? $"{endpoint}")];
        if (unstated.Count > 0)
        {
            throw new InvalidOperationException($"No policy is stated for {string.Join(", ", unstated)}: map it with the permission that it asks.");
        }
    }

    /// <summary>States what an address asks of its caller.</summary>
    private static TBuilder Asks<TBuilder>(this TBuilder builder, Permission permission)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.WithMetadata(new StatedPolicy(permission));
        if (permission is Permission.Export or Permission.Audit)
        {
            builder.WithMetadata(new Audited());
        }

        return permission == Permission.Open
            ? builder.AllowAnonymous()
            : builder.RequireAuthorization(policy => policy.AddRequirements(new StatedPolicy(permission)));
    }
}
