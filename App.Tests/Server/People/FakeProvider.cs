using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace App.Tests.Server.People;

/// <summary>A provider of OpenID Connect on a free loopback port: it signs in whoever it is told to, and checks what a provider must.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "planner";
    public const string ClientSecret = "a secret of the company";
    private static readonly string[] s_code = ["code"];
    private static readonly string[] s_public = ["public"];
    private static readonly string[] s_algorithms = ["RS256"];
    private readonly WebApplication _application;
    private readonly RSA _key = RSA.Create(2048);
    private readonly Dictionary<string, (string Nonce, string Challenge)> _codes = [];

    private FakeProvider(WebApplication application) => _application = application;

    public string Authority => _application.Urls.Single();

    /// <summary>Who sits at the browser.</summary>
    public string Subject { get; set; } = "4711";

    public string Email { get; set; } = "rita@company.example";

    public string[] Groups { get; set; } = [];

    /// <summary>Whether the token carries another nonce than was asked for: one that was stolen elsewhere.</summary>
    public bool IsReplaying { get; set; }

    /// <summary>What the last request for a sign-in asked for.</summary>
    public IQueryCollection Asked { get; private set; } = new QueryCollection();

    public static async Task<FakeProvider> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        FakeProvider provider = new(builder.Build());
        provider.Map();
        await provider._application.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _key.Dispose();
    }

    private void Map()
    {
        _application.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Authority,
            ["authorization_endpoint"] = $"{Authority}/authorize",
            ["token_endpoint"] = $"{Authority}/token",
            ["jwks_uri"] = $"{Authority}/keys",
            ["response_types_supported"] = s_code,
            ["subject_types_supported"] = s_public,
            ["id_token_signing_alg_values_supported"] = s_algorithms,
        }));
        RSAParameters key = _key.ExportParameters(false);
        _application.MapGet("/keys", () => Results.Json(new Dictionary<string, object>
        {
            ["keys"] = new[]
            {
                new Dictionary<string, string> { ["kty"] = "RSA", ["kid"] = "1", ["use"] = "sig", ["n"] = Base64UrlEncoder.Encode(key.Modulus), ["e"] = Base64UrlEncoder.Encode(key.Exponent) },
            },
        }));
        _application.MapGet("/authorize", (HttpRequest request) =>
        {
            Asked = request.Query;
            string code = $"code-{_codes.Count}";
            _codes[code] = (Asked["nonce"]!, Asked["code_challenge"]!);
            return Results.Redirect($"{Asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(Asked["state"]!)}");
        });
        _application.MapPost("/token", TokenAsync);
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        IFormCollection form = await request.ReadFormAsync();
        bool isKnown = _codes.Remove(form["code"].ToString(), out (string Nonce, string Challenge) asked);
        string verified = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!isKnown || verified != asked.Challenge || form["client_secret"] != ClientSecret)
        {
            return Results.Json(new Dictionary<string, string> { ["error"] = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        }

        string token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Authority,
            Audience = ClientId,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = Subject,
                ["email"] = Email,
                ["name"] = "Rita of the Company",
                ["groups"] = Groups,
                ["nonce"] = IsReplaying ? "another" : asked.Nonce,
            },
            SigningCredentials = new(new RsaSecurityKey(_key) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        });
        return Results.Json(new Dictionary<string, object> { ["id_token"] = token, ["access_token"] = "opaque", ["token_type"] = "Bearer", ["expires_in"] = 60 });
    }
}
