using System.Net;
using App.Client.Ledger;
using App.Client.People;
using Bunit;

namespace App.Tests.Client.Ledger;

public sealed class RefusalPanelTests
{
    [Theory]
    [InlineData(400, "rekeyedValue", "Not accepted yet", "The value as you read it in the source: x. Accepted: y.")]
    [InlineData(401, "email, password", "Not accepted yet", "Password: x. Accepted: y.")]
    [InlineData(401, "session", "Nobody is signed in any more", "Session: x. Accepted: y.")]
    [InlineData(403, "who", "Somebody else must do this, or you must prove again who you are", "You: x. Accepted: y.")]
    [InlineData(409, "claims/950pr-fp4", "The ledger does not allow this as it stands", "claims/950pr-fp4: x. Accepted: y.")]
    [InlineData(412, "If-Match", "Somebody was quicker", "Reload the page")]
    [InlineData(500, "server", "The server failed; nothing was half-saved", "Server: x. Accepted: y.")]
    [InlineData(null, "", "The server does not answer", "As the server says it.")]
    public async Task Refusal_OfAStatus_IsTitledForWhatItIs_AndNamesTheFieldAsThePage(int? status, string field, string title, string said)
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        string body = status is null ? "" : $$"""{"problems":[{"field":"{{field}}","value":"x","accepted":"y"}]}""";

        IRenderedComponent<RefusalPanel> panel = context.Render<RefusalPanel>(parameters =>
            parameters.Add(it => it.Refused, new ApiException(status is { } code ? (HttpStatusCode)code : null, "As the server says it.", body)));

        Assert.Equal(title, panel.Find("strong").TextContent);
        Assert.Contains(said, panel.Find("div > div").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_WithoutFields_SaysWhatTheServerSaid()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();

        IRenderedComponent<RefusalPanel> panel = context.Render<RefusalPanel>(parameters =>
            parameters.Add(it => it.Refused, new ApiException(HttpStatusCode.BadGateway, "A proxy in between is down.", "<html>")));

        Assert.Contains("A proxy in between is down.", panel.Markup, StringComparison.Ordinal);
    }
}
