using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using App.Engine.Evidence;
using App.Shared;
using App.Shared.Ledger;
using App.Shared.People;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace App.Tests.Server.People;

/// <summary>What somebody with bad intentions would try.</summary>
public sealed partial class AttackTests
{
    private const string Password = "a horse of another kind";

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Request_FromAnotherSite_IsRefusedWhoeverIsSignedIn(string header, string value)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor admin = await Visitor.OfAsync(server, Roles.Admin);
        using Visitor nobody = new(server);
        foreach ((Visitor visitor, string address, string body) in new[]
        {
            (admin, ApiRoutes.Invitations, """{"email":"mallory@evil.example","roles":"Admin"}"""),
            (nobody, ApiRoutes.Scenarios, PlannerServer.NewScenario().ToJsonString()),
            (nobody, ApiRoutes.SetUp, """{"email":"mallory@evil.example","name":"Mallory","password":"a horse of another kind"}"""),
        })
        {
            HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation(header, value);
            Assert.Equal(["origin"], (await visitor.SendAsync(request)).Refuses(HttpStatusCode.Forbidden));
        }

        Assert.Equal(0L, server.Sql("SELECT count(*) FROM Invitations"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task Body_OfAKindThatAFormCanSend_IsRefused(string mediaType)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor admin = await Visitor.OfAsync(server, Roles.Admin);

        (await admin.PostAsync(ApiRoutes.Invitations, """{"email":"mallory@evil.example","roles":"Admin"}""", mediaType)).Refuses(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("annotations", """{"target":"Assumption","targetId":"claims/order-value","text":"x","actor":{"id":"catalogue"}}""", "actor")]
    [InlineData("annotations", """{"target":"Assumption","targetId":"claims/order-value","text":"x","annotationId":"mine"}""", "annotationId")]
    [InlineData("evidence", """{"id":"hw-0001","subject":"s","says":"s","title":"t","publisher":"p","sourceType":"t","independenceGroup":"g","reliability":"A","credibility":1}""", "id")]
    [InlineData("assertions", """{"assumptionId":"claims/order-value","content":{"value":1,"low":1,"high":2,"basis":"b"},"why":"w","submit":true,"status":"Verified"}""", "status")]
    [InlineData("reviews/sign", """{"assertionId":"a","version":1,"recordHash":"h","meaning":"Approved","findings":{"certainty":"High","marks":{"reliability":"A","credibility":1}},"authenticatedUtc":"2026-11-24T00:00:00Z"}""", "authenticatedUtc")]
    [InlineData("reviews/sign", """{"assertionId":"a","version":1,"recordHash":"h","meaning":"Approved","findings":{"certainty":"High","marks":{"reliability":"A","credibility":1}},"materialityFraction":0}""", "materialityFraction")]
    public async Task Member_ThatIsTheServersToSay_IsRefused(string path, string body, string member)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor reviewer = await Visitor.OfAsync(server, Roles.Reviewer);

        Assert.Contains(member, (await reviewer.PostAsync($"{ApiRoutes.Ledger}/{path}", body)).Refuses(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Script_InARemarkOrAnAddress_IsKeptAsTextOrRefused_AndNeverServedAsAPage()
    {
        const string script = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor buyer = await Visitor.OfAsync(server, Roles.Buyer);
        Answer remark = await buyer.PostAsync($"{ApiRoutes.Ledger}/annotations", new(AnnotationTarget.Assumption, "claims/order-value", script), LedgerContractJson.Default.NewAnnotation);
        Answer address = await buyer.PostAsync(
            $"{ApiRoutes.Ledger}/evidence", new("s", "says", "t", "p", "press report", "g", SourceReliability.C, 3, "javascript:alert(1)"), LedgerContractJson.Default.NewEvidence);

        Assert.Equal(HttpStatusCode.Created, remark.Status);
        Assert.Equal(["url"], address.Refuses(HttpStatusCode.BadRequest));
        Answer page = await buyer.GetAsync($"{ApiRoutes.Ledger}/assumptions/claims/order-value");
        Assert.Equal("application/json", page.MediaType);
        Assert.Equal(script, page.Read(LedgerContractJson.Default.AssumptionDocument).Thread.Single().Entry.Text);
        Assert.Equal("nosniff", page.Message.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Copy_ThatIsAPageOrNotWhatItSays_IsRefused_AndAnAcceptedOneIsOnlyDownloaded()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor buyer = await Visitor.OfAsync(server, Roles.Buyer);
        string address = $"{ApiRoutes.Ledger}/evidence/hw-0030/copies";

        (await buyer.PostAsync(address, "<html><script>alert(1)</script></html>", "text/html")).Refuses(HttpStatusCode.UnsupportedMediaType);
        (await buyer.PostAsync(address, "<svg onload=alert(1)>", "image/svg+xml")).Refuses(HttpStatusCode.UnsupportedMediaType);
        (await buyer.PostAsync(address, "<script>not a picture</script>", "image/png")).Refuses(HttpStatusCode.UnsupportedMediaType);
        (await buyer.PostAsync(address, "", "text/plain")).Refuses(HttpStatusCode.UnsupportedMediaType);
        Answer kept = await buyer.PostAsync(address, "<script>alert(1)</script> said the slide", "text/plain");
        Answer copy = await buyer.GetAsync($"{ApiRoutes.Ledger}/copies/{kept.Read(LedgerContractJson.Default.Written).Id}");

        Assert.Equal("text/plain", copy.MediaType);
        Assert.Equal("attachment", copy.Message.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("sandbox", copy.Message.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ApiRoutes.Ledger + "/import?format=csv", 1_000_001)]
    [InlineData(ApiRoutes.Ledger + "/annotations", 1_000_001)]
    [InlineData(ApiRoutes.Ledger + "/evidence/hw-0030/copies", 10_000_001)]
    public async Task Body_ThatIsTooLarge_IsRefusedAndNothingIsKept(string address, int bytes)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor buyer = await Visitor.OfAsync(server, Roles.Buyer);
        object? before = server.Sql("SELECT max(Number) FROM LedgerEvents");

        string mediaType = address.EndsWith("annotations", StringComparison.Ordinal) ? "application/json" : address.Contains("import", StringComparison.Ordinal) ? "text/csv" : "text/plain";
        HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new StringContent(new string('a', bytes), Encoding.UTF8, mediaType) };

        // The server answers before it has read what it will not take; a client that does not ask first finds the connection closed.
        request.Headers.ExpectContinue = true;
        Answer answer = await buyer.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Equal(before, server.Sql("SELECT max(Number) FROM LedgerEvents"));
        Assert.Equal(0L, server.Sql("SELECT count(*) FROM EvidenceCopies"));
    }

    [Fact]
    public async Task Import_OfAFileWithOneBadRow_KeepsNothing_AndAGoodOneAll()
    {
        const string header = "subject,says,title,publisher,sourceType,independenceGroup,reliability,credibility,url\n";
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor buyer = await Visitor.OfAsync(server, Roles.Buyer);
        object? before = server.Sql("SELECT max(Number) FROM LedgerEvents");

        (await buyer.PostAsync($"{ApiRoutes.Ledger}/import", header + "a,b,c,d,e,f,A,1,https://example.org\na,b,c,d,e,f,A,1,javascript:alert(1)\n", "text/csv")).Refuses(HttpStatusCode.BadRequest);
        (await buyer.PostAsync($"{ApiRoutes.Ledger}/import?format=xml", "a,b", "text/csv")).Refuses(HttpStatusCode.BadRequest);
        (await buyer.PostAsync($"{ApiRoutes.Ledger}/import", "<x/>", "text/xml")).Refuses(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal(before, server.Sql("SELECT max(Number) FROM LedgerEvents"));

        Assert.Equal(HttpStatusCode.Created, (await buyer.PostAsync($"{ApiRoutes.Ledger}/import", header + "=1+1,b,c,d,e,f,A,1,https://example.org\n", "text/csv")).Status);
        Answer export = await buyer.GetAsync($"{ApiRoutes.Ledger}/export?format=csv");
        Assert.Contains("'=1+1", export.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n=1+1", export.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(",=1+1", export.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_OfEveryAnswer_ForbidInlineScriptFramesAndGuessing()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor visitor = new(server);
        foreach (string address in new[] { "/", "/requirements", ApiRoutes.Session, "/nowhere", $"{ApiRoutes.Ledger}/head", "/planner.css" })
        {
            Answer answer = await visitor.GetAsync(address);
            string policy = answer.Message.Headers.GetValues("Content-Security-Policy").Single();
            string scripts = policy.Split(';').Single(part => part.Trim().StartsWith("script-src", StringComparison.Ordinal));
            Assert.DoesNotContain("unsafe-inline", scripts, StringComparison.Ordinal);
            Assert.DoesNotContain("'unsafe-eval'", scripts, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("base-uri 'self'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Message.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Message.Headers.GetValues("Referrer-Policy").Single());
        }

        Answer first = await visitor.GetAsync("/");
        Assert.True(first.Message.Headers.CacheControl?.NoStore);
        string page = first.Text;
        Assert.All(Scripts().Matches(page), script => Assert.Contains("src=", script.Value, StringComparison.Ordinal));
        Assert.DoesNotMatch(Handlers(), page);
    }

    [Fact]
    public async Task Secrets_NeverReachLogsTheDatabaseExportsOrTheAudit()
    {
        const string wrong = "a wrong one that was typed";
        using TemporaryFolder folder = new();
        List<string> secrets = [Password, wrong];
        Recorder log = new();
        await using (PlannerServer server = await PlannerServer.StartAsync(
            folder, isDemo: false, "--Logging:LogLevel:Default=Trace", "--Logging:Console:LogLevel:Default=None"))
        {
            server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
            using Visitor owner = await Visitor.OwnerAsync(server, Password);
            InvitationRow invitation = (await owner.PostAsync(ApiRoutes.Invitations, new("otto@company.example", Roles.Auditor), PeopleContractJson.Default.NewInvitation)).Read(PeopleContractJson.Default.InvitationRow);
            secrets.Add(invitation.Token!);
            using Visitor otto = new(server);
            await otto.PostAsync(ApiRoutes.Join, new(invitation.Token!, "Otto", Password), PeopleContractJson.Default.Join);
            await otto.PostAsync(ApiRoutes.Session, new("owner@company.example", wrong), PeopleContractJson.Default.SignIn);
            PersonRow row = (await owner.GetAsync(ApiRoutes.People)).Read(PeopleContractJson.Default.ListPersonRow).Single(person => person.Roles == Roles.Auditor);
            SignInReset reset = (await owner.PostAsync($"{ApiRoutes.People}/{row.Id}/reset", ifMatch: $"\"{row.Revision}\"")).Read(PeopleContractJson.Default.SignInReset);
            secrets.Add(reset.Token);
            await otto.PostAsync(ApiRoutes.Reset, new(reset.PersonId, reset.Token, Password), PeopleContractJson.Default.NewSignIn);
            string key = (await owner.PostAsync($"{ApiRoutes.Account}/keys", new("k", KeyScopes.Read), PeopleContractJson.Default.NewKey)).Read(PeopleContractJson.Default.KeyRow).Secret!;
            secrets.Add(key);
            using Visitor program = Visitor.WithKey(server, key);
            await program.GetAsync(ApiRoutes.Scenarios);
            secrets.Add(owner.Cookies.GetCookies(server.Http.BaseAddress!)["planner-session"]!.Value);
            string taken = (await owner.GetAsync($"{ApiRoutes.Audit}/export")).Text + (await owner.GetAsync(ApiRoutes.Audit)).Text
                + (await owner.GetAsync($"{ApiRoutes.Ledger}/export?format=prov")).Text + (await owner.GetAsync($"{ApiRoutes.Ledger}/export?format=csv&table=events")).Text;
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, taken, StringComparison.Ordinal));
        }

        Assert.True(log.Lines.Count > 100);
        string lines = string.Join('\n', log.Lines);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, lines, StringComparison.Ordinal));
        foreach (string file in Directory.EnumerateFiles(folder.Path, "planner.db*"))
        {
            string content = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, content, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Audit_SaysWhoDidWhat_AndTheDatabaseRefusesToForget()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor owner = await Visitor.OwnerAsync(server);
        await owner.PostAsync(ApiRoutes.Invitations, new("=cmd@company.example", Roles.Viewer), PeopleContractJson.Default.NewInvitation);
        await new Visitor(server).PostAsync(ApiRoutes.Session, new("owner@company.example", "wrong"), PeopleContractJson.Default.SignIn);
        await owner.GetAsync($"{ApiRoutes.Ledger}/export");
        await owner.PostAsync(ApiRoutes.CaseEvidence, "{}");

        List<AuditLine> lines = (await owner.GetAsync(ApiRoutes.Audit)).Read(PeopleContractJson.Default.ListAuditLine);

        Assert.Contains(lines, line => line is { Action: "POST /api/v1/setup", Person: "Olga Owner", Status: 204 });
        Assert.Contains(lines, line => line is { Action: "POST /api/v1/invitations/", Person: "Olga Owner" });
        Assert.Contains(lines, line => line is { Action: "POST /api/v1/session/", Kind: "Nobody", Status: 401 });
        Assert.Contains(lines, line => line is { Action: "GET /api/v1/ledger/export", Person: "Olga Owner", Status: 200 });
        Assert.DoesNotContain(lines, line => line.Action.Contains(ApiRoutes.CaseEvidence, StringComparison.Ordinal));
        foreach (string change in new[] { "UPDATE AuditEvents SET Person = 'x'", "DELETE FROM AuditEvents", "INSERT OR REPLACE INTO AuditEvents SELECT * FROM AuditEvents" })
        {
            Assert.Contains("immutable", Assert.Throws<SqliteException>(() => server.Sql(change)).Message, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("<script[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Scripts();

    [GeneratedRegex(@"\son[a-z]+\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Handlers();

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
