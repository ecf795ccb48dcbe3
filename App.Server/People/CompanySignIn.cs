using System.Security.Claims;
using App.Engine.Evidence;
using App.Shared;
using App.Shared.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace App.Server.People;

/// <summary>How the company's sign-in is set up: section "Oidc" of the configuration, for instance the environment's Oidc__Authority.</summary>
internal sealed class CompanySignInOptions
{
    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>The claim that names a person's groups.</summary>
    public string RolesClaim { get; set; } = "groups";

    /// <summary>Role by group; who is in none may view.</summary>
    public Dictionary<string, Roles> RoleByGroup { get; } = [];

    public bool IsSetUp => !string.IsNullOrWhiteSpace(Authority) && !string.IsNullOrWhiteSpace(ClientId);
}

/// <summary>OpenID Connect, where the configuration names a provider. The provider's groups give the roles at every sign-in.</summary>
internal static class CompanySignIn
{
    private const string Scheme = "Company";
    private const string Return = ApiRoutes.CompanySignIn + "/return";

    public static void Add(WebApplicationBuilder builder, AuthenticationBuilder authentication)
    {
        IConfigurationSection section = builder.Configuration.GetSection("Oidc");
        builder.Services.Configure<CompanySignInOptions>(section);
        CompanySignInOptions company = section.Get<CompanySignInOptions>() ?? new();
        if (!company.IsSetUp)
        {
            return;
        }

        authentication.AddOpenIdConnect(Scheme, options =>
        {
            options.SignInScheme = IdentityConstants.ExternalScheme;
            (options.Authority, options.ClientId, options.ClientSecret) = (company.Authority, company.ClientId, company.ClientSecret);
            options.ResponseType = OpenIdConnectResponseType.Code;
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            options.RequireHttpsMetadata = !new Uri(company.Authority!).IsLoopback;
            options.MapInboundClaims = false;
            options.SaveTokens = false;
            options.GetClaimsFromUserInfoEndpoint = false;
            options.CallbackPath = ApiRoutes.CompanySignIn + "/callback";
            options.Scope.Add("email");

            // The provider sends the browser back by a plain navigation, so neither cookie needs to come along from other sites.
            (options.CorrelationCookie.SameSite, options.CorrelationCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            (options.NonceCookie.SameSite, options.NonceCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            options.TokenValidationParameters.NameClaimType = "name";
            options.Events.OnRedirectToIdentityProvider = context =>
            {
                if (context.Properties.Items.ContainsKey("again"))
                {
                    context.ProtocolMessage.Prompt = "login";
                    context.ProtocolMessage.MaxAge = "0";
                }

                return Task.CompletedTask;
            };
            options.Events.OnRemoteFailure = context =>
            {
                context.Response.Redirect("/sign-in?problem=company");
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    public static void MapCompanySignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ApiRoutes.CompanySignIn, Permission.Open, BeginAsync).ExcludeFromDescription();
        routes.MapGet(Return, Permission.Open, EndAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> BeginAsync(HttpContext context, Owner owner, IOptions<CompanySignInOptions> company, bool again = false)
    {
        if (!company.Value.IsSetUp)
        {
            return TypedResults.Redirect("/sign-in");
        }

        // The owner comes first: he keeps people, whatever the company's groups say.
        if (!await owner.ExistsAsync(context.RequestAborted))
        {
            return TypedResults.Redirect("/set-up");
        }

        AuthenticationProperties properties = new() { RedirectUri = Return };
        if (again)
        {
            properties.Items["again"] = "yes";
        }

        return TypedResults.Challenge(properties, [Scheme]);
    }

    private static async Task<IResult> EndAsync(
        HttpContext context, UserManager<Person> people, SignInManager<Person> signIn, IOptions<CompanySignInOptions> company, TimeProvider clock)
    {
        AuthenticateResult found = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        ClaimsPrincipal? outside = found.Succeeded ? found.Principal : null;
        if (outside?.FindFirstValue("sub") is not { Length: > 0 } subject || outside.FindFirstValue("email") is not { Length: > 0 } email)
        {
            return TypedResults.Redirect("/sign-in?problem=company");
        }

        Roles roles = outside.FindAll(company.Value.RolesClaim).Aggregate(Roles.Viewer, (sum, claim) => sum | company.Value.RoleByGroup.GetValueOrDefault(claim.Value));
        string provider = company.Value.Authority!;
        Person? person = await people.FindByLoginAsync(provider, subject);
        if (person is null)
        {
            person = new()
            {
                UserName = email,
                Email = email,
                Name = outside.FindFirstValue("name") is { Length: > 0 and <= 100 } name ? name : email,
                Roles = roles,
                CreatedUtc = clock.GetUtcNow().UtcDateTime,
            };

            // An address that a local account has already is not taken for its owner's: the create fails and the person is sent back.
            if (!(await people.CreateAsync(person)).Succeeded || !(await people.AddLoginAsync(person, new(provider, subject, Scheme))).Succeeded)
            {
                return TypedResults.Redirect("/sign-in?problem=address");
            }
        }
        else if (person.Roles != roles)
        {
            person.Roles = roles;
            await people.UpdateAsync(person);
        }

        if (person.IsDisabled)
        {
            return TypedResults.Redirect("/sign-in?problem=company");
        }

        await signIn.SignInAsync(person, Authentication.Confirmed(clock.GetUtcNow(), "oidc"));
        return TypedResults.Redirect("/");
    }
}
