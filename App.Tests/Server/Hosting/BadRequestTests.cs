using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using App.Shared;

namespace App.Tests.Server.Hosting;

/// <summary>Requests that are wrong before any case is looked at: refused as problem details, nothing saved.</summary>
public sealed class BadRequestTests(RefusingServer refusing) : IClassFixture<RefusingServer>
{
    private const string Versions = $"{ApiRoutes.Scenarios}/reported-order/versions";

    private static readonly string[] s_posts = [ApiRoutes.Scenarios, Versions, ApiRoutes.Runs];

    [Fact]
    public async Task Post_OfWhatIsNotTheBody_IsRefused()
    {
        string sound = PlannerServer.NewVersion(1, "A name").ToJsonString();
        List<string> bodies =
        [
            "", " ", "null", "true", "1", "\"text\"", "[]", "{}", "{", "}", "{}{}", "{} trailing", "{,}", "[{}]",
            "{\"reason\":\"a\",}", "{/* comment */}", "{'reason':'a'}", "\u0000", "\uFEFF\uFEFF{}", "<case/>", "reason=a&case=b",
            "{\"reason\":NaN}", "{\"reason\":Infinity}", "{\"reason\":-Infinity}", "{\"reason\":01}", "{\"reason\":1,5}", "{\"reason\":\"a\tb\"}",
            "{\"reason\":\"\\ud800\",\"case\":{}}", "{\"\\ud800\":1}", "{\"reason\":\"\\x\"}",
            new('[', 100_000), string.Concat(Enumerable.Repeat("{\"case\":", 50_000)),
            .. Enumerable.Range(0, sound.Length / 97).Select(cut => sound[..(97 * cut)]),
        ];

        await RefuseEverywhereAsync(bodies.Select(body => ((HttpContent)Text(body), HttpStatusCode.BadRequest)));
    }

    [Fact]
    public async Task Post_OfBytesThatAreNotUtf8_IsRefused()
    {
        byte[] half = [.. "{\"reason\":\""u8, 0xC3, .. "\",\"case\":{}}"u8];

        await RefuseEverywhereAsync(
        [
            (Bytes([0xFF, 0xFE, 0x00, 0xD8]), HttpStatusCode.BadRequest),
            (Bytes(half), HttpStatusCode.BadRequest),
            (Bytes(Encoding.Unicode.GetBytes("{\"reason\":\"a\"}")), HttpStatusCode.BadRequest),
            (Bytes(Zipped("{\"reason\":\"a\"}")), HttpStatusCode.BadRequest),
        ]);
    }

    [Fact]
    public async Task Post_OfMoreThanAMegabyte_IsRefusedAsTooLarge()
    {
        string padded = PlannerServer.NewScenario().ToJsonString() + new string(' ', 1_000_000);

        await RefuseEverywhereAsync(
        [
            (Text(padded), HttpStatusCode.RequestEntityTooLarge),
            (new ChunkedContent(Encoding.UTF8.GetBytes(padded)), HttpStatusCode.RequestEntityTooLarge),
        ]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonx")]
    public async Task Post_OfAnotherContentType_IsRefusedNamingIt(string? contentType)
    {
        ByteArrayContent content = Bytes(Encoding.UTF8.GetBytes(PlannerServer.NewScenario().ToJsonString()));
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);

        IReadOnlyList<string> fields = await RefuseEverywhereAsync([(content, HttpStatusCode.UnsupportedMediaType)]);

        Assert.All(fields, field => Assert.Equal("Content-Type", field));
    }

    [Fact]
    public async Task Post_OfAMemberTwice_IsRefused()
    {
        string sound = PlannerServer.NewVersion(1, "A name").ToJsonString();

        await RefuseEverywhereAsync(new[]
        {
            sound.Replace("{\"reason\"", "{\"reason\":\"b\",\"reason\"", StringComparison.Ordinal),
            sound.Replace("\"site\":", "\"site\":{},\"site\":", StringComparison.Ordinal),
            sound.Replace("\"kind\":", "\"kind\":\"Ranking\",\"kind\":", StringComparison.Ordinal),
        }.Select(body => ((HttpContent)Text(body), HttpStatusCode.BadRequest)));
    }

    [Theory]
    [InlineData("reason", "1", "reason")]
    [InlineData("reason", "null", "reason")]
    [InlineData("reason", "\"\"", "reason")]
    [InlineData("reason", "\"   \"", "reason")]
    [InlineData("reason", "\"a\\u0000b\"", "reason")]
    [InlineData("reason", null, "reason")]
    [InlineData("baseVersion", "\"1\"", "baseVersion")]
    [InlineData("baseVersion", "1.5", "baseVersion")]
    [InlineData("baseVersion", "1e0", "baseVersion")]
    [InlineData("baseVersion", "99999999999", "baseVersion")]
    [InlineData("baseVersion", "null", "baseVersion")]
    [InlineData("baseVersion", null, "baseVersion")]
    [InlineData("case", "null", "case")]
    [InlineData("case", "[]", "case")]
    [InlineData("case", null, "case")]
    [InlineData("Reason", "\"again\"", "Reason")]
    [InlineData("scenarioId", "\"x\"", "scenarioId")]
    public async Task PostVersion_WithAWrongMember_NamesIt(string member, string? json, string field)
    {
        JsonObject body = PlannerServer.NewVersion(1, "A name");
        body.Remove(member);
        if (json is not null)
        {
            body[member] = JsonNode.Parse(json);
        }

        Answer answer = await refusing.Server.PostAsync(Versions, body);

        Assert.Contains(field, answer.Refuses(HttpStatusCode.BadRequest));
        refusing.AssertNothingSaved();
    }

    [Theory]
    [InlineData("""{"scenarioId":"reported-order"}""", "version")]
    [InlineData("""{"version":1}""", "scenarioId")]
    [InlineData("""{"scenarioId":null,"version":1}""", "scenarioId")]
    [InlineData("""{"scenarioId":7,"version":1}""", "scenarioId")]
    [InlineData("""{"scenarioId":"reported-order","version":"1"}""", "version")]
    [InlineData("""{"scenarioId":"reported-order","version":1.5}""", "version")]
    [InlineData("""{"scenarioId":"reported-order","version":1,"seed":2}""", "seed")]
    public async Task PostRun_WithAWrongMember_NamesIt(string body, string field)
    {

        Answer answer = await refusing.Server.PostAsync(ApiRoutes.Runs, body);

        Assert.Contains(field, answer.Refuses(HttpStatusCode.BadRequest));
        refusing.AssertNothingSaved();
    }

    [Fact]
    public async Task Request_ForAnIdThatCannotBe_IsNotFoundAndNeverAFailure()
    {
        string[] ids =
        [
            new('a', 2000), "..%2F..%2Fetc%2Fpasswd", "%5C..%5C", "a%0D%0Ab", "%1B%5B31m", "%27%20OR%201%3D1%20--", "%25",
            "%E9%87%87%E8%B4%AD", "%F0%9F%92%B0", "%C3%28", "reported-order%20", "REPORTED-ORDER", "null", "undefined", "-1",
        ];

        foreach (string id in ids)
        {
            (await refusing.Server.GetAsync($"{ApiRoutes.Scenarios}/{id}")).Refuses(HttpStatusCode.NotFound);
            (await refusing.Server.GetAsync($"{ApiRoutes.Scenarios}/{id}/versions/1")).Refuses(HttpStatusCode.NotFound);
            (await refusing.Server.GetAsync($"{ApiRoutes.Runs}/{id}")).Refuses(HttpStatusCode.NotFound);
            (await refusing.Server.PostAsync($"{ApiRoutes.Scenarios}/{id}/versions", PlannerServer.NewVersion(1, "x"))).Refuses(HttpStatusCode.NotFound);
        }

        foreach (string version in new[] { "0", "-1", "2", "99999999999", "1.5", "abc", "1e0" })
        {
            Answer answer = await refusing.Server.GetAsync($"{ApiRoutes.Scenarios}/reported-order/versions/{version}");
            Assert.Equal(["version"], answer.Refuses(HttpStatusCode.NotFound));
        }

        refusing.AssertNothingSaved();
    }

    [Theory]
    [InlineData("DELETE", ApiRoutes.Scenarios, HttpStatusCode.MethodNotAllowed, "method")]
    [InlineData("PUT", ApiRoutes.Runs, HttpStatusCode.MethodNotAllowed, "method")]
    [InlineData("PATCH", $"{ApiRoutes.Scenarios}/reported-order", HttpStatusCode.MethodNotAllowed, "method")]
    [InlineData("DELETE", $"{ApiRoutes.Scenarios}/reported-order/versions/1", HttpStatusCode.MethodNotAllowed, "method")]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound, "path")]
    [InlineData("GET", "/api/v2/scenarios", HttpStatusCode.NotFound, "path")]
    [InlineData("GET", "/api", HttpStatusCode.NotFound, "path")]
    public async Task Request_OfAnotherMethodOrAddress_IsRefusedAsProblemEvenToABrowser(
        string method, string address, HttpStatusCode status, string field)
    {
        HttpRequestMessage request = new(new(method), address);
        request.Headers.Accept.ParseAdd("text/html,*/*;q=0.1");

        Answer answer = await refusing.Server.SendAsync(request);

        Assert.Equal([field], answer.Refuses(status));
    }

    /// <summary>Posts each body to each address that takes one.</summary>
    /// <returns>Every field that was named.</returns>
    private async Task<IReadOnlyList<string>> RefuseEverywhereAsync(IEnumerable<(HttpContent Content, HttpStatusCode Status)> requests)
    {
        List<string> fields = [];
        foreach ((HttpContent content, HttpStatusCode status) in requests)
        {
            foreach (string address in s_posts)
            {
                HttpRequestMessage request = new(HttpMethod.Post, address) { Content = content };

                // The answer may come before the body is sent; without asking first the pipe would break under the sender.
                request.Headers.ExpectContinue = true;
                fields.AddRange((await refusing.Server.SendAsync(request)).Refuses(status));
            }
        }

        refusing.AssertNothingSaved();
        return fields;
    }

    private static StringContent Text(string body) => new(body, Encoding.UTF8, "application/json");

    private static ByteArrayContent Bytes(byte[] body) => new(body) { Headers = { ContentType = new("application/json") } };

    private static byte[] Zipped(string body)
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(body));
        }

        return packed.ToArray();
    }

    /// <summary>A body whose length is not announced.</summary>
    private sealed class ChunkedContent : HttpContent
    {
        private readonly byte[] _body;

        public ChunkedContent(byte[] body)
        {
            _body = body;
            Headers.ContentType = new("application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
