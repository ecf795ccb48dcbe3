using System.Net;
using App.Client.Hosting;
using App.Client.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace App.Tests.Client.Hosting;

public sealed class GoneServerHandlerTests
{
    private const string Sentence = "The planner's server does not answer. Nothing you entered is lost; try again in a moment.";

    [Fact]
    public async Task Get_OfAServerThatIsGone_SaysSoInOneSentence() =>
        Assert.Equal(Sentence, await SaidAsync((_, _) => throw new HttpRequestException("TypeError: Failed to fetch")));

    [Fact]
    public async Task Get_AnsweredTooLate_SaysSoInOneSentence() => Assert.Equal(Sentence, await SaidAsync(
        async (_, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return new(HttpStatusCode.OK);
        },
        TimeSpan.FromMilliseconds(50)));

    [Fact]
    public async Task Get_WhoseAnswerBreaksOff_SaysSoInOneSentence() => Assert.Equal(Sentence, await SaidAsync(
        (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream()) })));

    [Theory]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task Get_AnsweredByAGateway_SaysSoInOneSentence(HttpStatusCode status) => Assert.Equal(Sentence, await SaidAsync(
        (_, _) => Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent("<html>nginx</html>", null, "text/html") })));

    [Fact]
    public async Task Get_RefusedByTheServerItself_KeepsItsWords()
    {
        using HttpClient client = await ClientAsync((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
        {
            Content = new StringContent("{\"detail\":\"the database\"}", null, "application/problem+json"),
        }));

        using HttpResponseMessage answer = await client.GetAsync("/api", TestContext.Current.CancellationToken);

        Assert.Contains("the database", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_GivenUpByTheCaller_IsNoFailureOfTheServer()
    {
        using HttpClient client = await ClientAsync(async (_, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return new(HttpStatusCode.OK);
        });
        using CancellationTokenSource given = new(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync("/api", given.Token));
    }

    private static async Task<string> SaidAsync(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> respond, TimeSpan? patience = null)
    {
        using HttpClient client = await ClientAsync(respond, patience);
        return (await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/api", TestContext.Current.CancellationToken))).Message;
    }

    private static async Task<HttpClient> ClientAsync(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> respond, TimeSpan? patience = null)
    {
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        return new(new GoneServerHandler(services.GetRequiredService<IStringLocalizer<Texts>>(), patience ?? GoneServerHandler.Patience) { InnerHandler = new Answering(respond) })
        {
            BaseAddress = new("http://localhost/"),
        };
    }

    private sealed class Answering(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> respond) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => respond(request, cancellationToken);
    }

    /// <summary>Begins and breaks off.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("reset");
    }
}
