using System.Net;
using App.Client.Resources;
using Microsoft.Extensions.Localization;

namespace App.Client.Hosting;

/// <summary>
/// Says it in one sentence for the person wherever the server gives no answer: not reached, broken off, too late, or a gateway that answers in its place.
/// Every client passes on the message as it is.
/// </summary>
/// <param name="texts">The texts.</param>
/// <param name="patience">How long an answer may take.</param>
public sealed class GoneServerHandler(IStringLocalizer<Texts> texts, TimeSpan patience) : DelegatingHandler
{
    /// <summary>How long an answer may take in the browser; what takes longer is a job that is asked about again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(patience);
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, late.Token);
            if (IsOfGateway(response))
            {
                response.Dispose();
                throw new HttpRequestException(texts["ServerGone"], null, response.StatusCode);
            }

            // An answer that breaks off is none.
            await response.Content.LoadIntoBufferAsync(late.Token);
            return response;
        }
        catch (HttpRequestException problem) when (problem.StatusCode is null)
        {
            throw new HttpRequestException(texts["ServerGone"], problem);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(texts["ServerGone"], problem);
        }
    }

    /// <summary>What the server itself answers with these statuses says why in problem details.</summary>
    private static bool IsOfGateway(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
        && response.Content.Headers.ContentType?.MediaType != "application/problem+json";
}
