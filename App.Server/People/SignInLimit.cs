using System.Threading.RateLimiting;
using App.Server.Hosting;

namespace App.Server.People;

/// <summary>How often one address may try to sign in; beyond that comes the lock of the account.</summary>
internal static class SignInLimit
{
    public const string Policy = "sign-in";
    private const int DefaultTriesAMinute = 60;

    /// <summary>The configuration's SignIn:TriesAMinute sets another number.</summary>
    public static IServiceCollection AddSignInLimit(this IServiceCollection services, IConfiguration configuration) => services.AddRateLimiter(options =>
    {
        int tries = Math.Max(1, configuration.GetValue("SignIn:TriesAMinute", DefaultTriesAMinute));
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = async (context, _) => await Problems.Answer(
            StatusCodes.Status429TooManyRequests, "tries", $"more than {tries} a minute", "the same request a minute later").ExecuteAsync(context.HttpContext);
        options.AddPolicy(Policy, context => RateLimitPartition.GetFixedWindowLimiter(
            $"{context.Connection.RemoteIpAddress}", _ => new() { PermitLimit = tries, Window = TimeSpan.FromMinutes(1) }));
    });
}
