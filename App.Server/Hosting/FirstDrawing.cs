using App.Client.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Net.Http.Headers;

namespace App.Server.Hosting;

/// <summary>Draws the first view of a page here, so that its answer is on the screen before the browser has loaded the engine.</summary>
public static class FirstDrawing
{
    private const string Client = "first drawing";

    /// <summary>Adds what the pages need when they are drawn here; they ask this server in the name of whoever asked for the page.</summary>
    public static void AddPagesDrawnHere(this IServiceCollection services)
    {
        services.AddPages();
        services.AddHttpContextAccessor();
        services.AddHttpClient(Client).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseCookies = false, UseProxy = false });
        services.AddScoped(provider =>
        {
            HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client);
            client.BaseAddress = OwnAddress(provider.GetRequiredService<IServer>());
            if (provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.Request.Headers.Cookie is { Count: > 0 } cookie)
            {
                client.DefaultRequestHeaders.TryAddWithoutValidation(HeaderNames.Cookie, cookie.ToString());
            }

            return client;
        });
    }

    /// <summary>Draws the first page for nobody, so that the first visitor does not wait for the code to be compiled.</summary>
    public static async Task PractiseAsync(WebApplication app, CancellationToken cancellation)
    {
        try
        {
            using HttpClient client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient(Client);
            client.BaseAddress = OwnAddress(app.Services.GetRequiredService<IServer>());
            using HttpResponseMessage ignored = await client.GetAsync("/", cancellation);
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            // Nobody asked; whoever asks next gets the reason.
        }
    }

    /// <summary>Where this server listens. Not the address in the request: that is the caller's word.</summary>
    private static Uri OwnAddress(IServer server)
    {
        string address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        BindingAddress binding = BindingAddress.Parse(address);
        string host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
        return new($"{binding.Scheme}://{host}:{binding.Port}");
    }
}
