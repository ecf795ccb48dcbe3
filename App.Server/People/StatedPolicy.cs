using App.Shared.People;
using Microsoft.AspNetCore.Authorization;

namespace App.Server.People;

/// <summary>What an address asks of its caller. Every address states one: what states none is not compiled, not started, and closed.</summary>
internal sealed record StatedPolicy(Permission Permission) : IAuthorizationRequirement;

/// <summary>Marks an address whose use is written to the audit although it only reads.</summary>
internal sealed record Audited;

internal static class StatedPolicies
{
    public static IServiceCollection AddStatedPolicies(this IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, StatedPolicyHandler>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder()
            .RequireAssertion(context => context.Resource is HttpContext request && (request.GetEndpoint() is not RouteEndpoint route || IsFrameworkFile(route))).Build());
        return services;
    }

    /// <summary>Files that the framework maps by itself, which nobody can state a policy for: parts of the browser's application.</summary>
    public static bool IsFrameworkFile(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText is { } text && (text.StartsWith("_framework/", StringComparison.Ordinal) || text == "{**path:file}");

    private sealed class StatedPolicyHandler : AuthorizationHandler<StatedPolicy>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, StatedPolicy requirement)
        {
            if (Caller.Of(context.User)?.May(requirement.Permission) == true)
            {
                context.Succeed(requirement);
            }

            return Task.CompletedTask;
        }
    }
}
