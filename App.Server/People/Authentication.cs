using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using App.Engine.Evidence;
using App.Server.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace App.Server.People;

/// <summary>How a request is told whose it is: a session cookie, a key, or, before there is an owner, the machine it comes from.</summary>
internal static class Authentication
{
    private const string Selecting = "Planner";
    public const string KeyScheme = "Key";
    public const string LocalScheme = "Local";

    public static void AddPeople(this WebApplicationBuilder builder, bool isDemo)
    {
        IServiceCollection services = builder.Services;
        services.AddSingleton<Owner>();
        services.AddSingleton(new Demo(isDemo));
        services.AddStatedPolicies();
        AuthenticationBuilder authentication = services.AddAuthentication(options =>
        {
            options.DefaultScheme = Selecting;
            options.DefaultSignInScheme = IdentityConstants.ExternalScheme;
        });
        authentication.AddPolicyScheme(Selecting, null, options => options.ForwardDefaultSelector = SchemeOf);
        authentication.AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyScheme, null);
        authentication.AddScheme<AuthenticationSchemeOptions, LocalHandler>(LocalScheme, null);
        authentication.AddIdentityCookies();
        services.ConfigureApplicationCookie(SessionCookie);
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, options => options.Cookie.Name = "planner-passkey");
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ExternalScheme, options => options.Cookie.Name = "planner-company");
        services.AddIdentityCore<Person>(options =>
        {
            DesignTimeFactory.Stores(options);
            options.User.RequireUniqueEmail = true;

            // Length counts, not the kind of letters (NIST SP 800-63B).
            (options.Password.RequiredLength, options.Password.RequiredUniqueChars) = (12, 5);
            (options.Password.RequireDigit, options.Password.RequireLowercase) = (false, false);
            (options.Password.RequireUppercase, options.Password.RequireNonAlphanumeric) = (false, false);
            (options.Lockout.MaxFailedAccessAttempts, options.Lockout.DefaultLockoutTimeSpan) = (5, TimeSpan.FromMinutes(5));
        }).AddEntityFrameworkStores<PlannerDbContext>().AddSignInManager().AddTokenProvider<DataProtectorTokenProvider<Person>>(TokenOptions.DefaultProvider);
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = TimeSpan.FromHours(24));
        CompanySignIn.Add(builder, authentication);
    }

    private static string SchemeOf(HttpContext context) => context.Request.Headers.ContainsKey("Authorization") ? KeyScheme
        : context.Request.Cookies.ContainsKey(SessionCookieName) ? IdentityConstants.ApplicationScheme
        : LocalScheme;

    private const string SessionCookieName = "planner-session";

    private static void SessionCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = SessionCookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.Events = new()
        {
            OnValidatePrincipal = RefreshAsync,
            OnRedirectToLogin = context => Status(context.Response, StatusCodes.Status401Unauthorized),
            OnRedirectToAccessDenied = context => Status(context.Response, StatusCodes.Status403Forbidden),
            OnSigningIn = KeepConfirmation,
        };
    }

    /// <summary>Looks the person up at every request: roles and bars hold at once, and a changed stamp ends every session.</summary>
    private static async Task RefreshAsync(CookieValidatePrincipalContext context)
    {
        UserManager<Person> people = context.HttpContext.RequestServices.GetRequiredService<UserManager<Person>>();
        Person? person = await people.GetUserAsync(context.Principal!);
        if (person is null || person.IsDisabled
            || context.Principal!.FindFirstValue(people.Options.ClaimsIdentity.SecurityStampClaimType) != person.SecurityStamp)
        {
            context.RejectPrincipal();
            return;
        }

        ClaimsIdentity identity = Caller.Identity(IdentityConstants.ApplicationScheme, person.Id, person.Name, nameof(ActorKind.Person), person.Roles);
        foreach ((string item, string claim) in s_kept)
        {
            if (context.Properties.Items.TryGetValue(item, out string? value) && value is not null)
            {
                identity.AddClaim(new(claim, value));
            }
        }

        identity.AddClaim(new(people.Options.ClaimsIdentity.SecurityStampClaimType, person.SecurityStamp!));
        context.ReplacePrincipal(new(identity));
    }

    private static readonly (string Item, string Claim)[] s_kept = [("confirmed", Caller.ConfirmedClaim), ("method", Caller.MethodClaim)];

    /// <summary>When and how somebody proved who he is, sealed into the cookie.</summary>
    public static AuthenticationProperties Confirmed(DateTimeOffset now, string method) => new(new Dictionary<string, string?>
    {
        ["confirmed"] = now.UtcTicks.ToString(CultureInfo.InvariantCulture),
        ["method"] = method,
    });

    private static Task KeepConfirmation(CookieSigningInContext context)
    {
        context.Properties.IsPersistent = false;
        return Task.CompletedTask;
    }

    private static Task Status(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>A key in the Authorization header.</summary>
    private sealed class KeyHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, PlannerDbContext database, TimeProvider clock)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
    {
        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            string header = Request.Headers.Authorization.ToString();
            if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || header.Length > 200)
            {
                return AuthenticateResult.Fail("Not a key.");
            }

            string hash = Secret.HashOf(header[7..].Trim());
            ApiKey? key = await database.ApiKeys.SingleOrDefaultAsync(row => row.SecretHash == hash, Context.RequestAborted);
            Person? person = key is null ? null : await database.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == key.PersonId, Context.RequestAborted);
            if (key is null || person is null || person.IsDisabled)
            {
                return AuthenticateResult.Fail("Not a key.");
            }

            DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            if (key.LastUsedDate != today)
            {
                key.LastUsedDate = today;
                await database.SaveChangesAsync(Context.RequestAborted);
            }

            ClaimsIdentity identity = Caller.Identity(Scheme.Name, person.Id, $"{person.Name} (key {key.Name})", nameof(ActorKind.Key), person.Roles);
            identity.AddClaim(new(Caller.ScopesClaim, ((int)key.Scopes).ToString(CultureInfo.InvariantCulture)));
            return AuthenticateResult.Success(new(new(identity), Scheme.Name));
        }
    }

    /// <summary>Somebody at the machine itself, as long as there is no owner.</summary>
    private sealed class LocalHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Owner owner)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
    {
        protected override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Loopback.IsDirect(Context) && !await owner.ExistsAsync(Context.RequestAborted)
                ? AuthenticateResult.Success(new(
                    new(Caller.Identity(Scheme.Name, Caller.Local, "Somebody at this machine", Caller.Local, Roles.None)), Scheme.Name))
                : AuthenticateResult.NoResult();
    }
}

/// <summary>Whether the application runs as a demonstration.</summary>
internal sealed record Demo(bool IsOn);
