using App.Engine.Evidence;
using App.Tests.Engine.Evidence;
using Microsoft.Data.Sqlite;

namespace App.Tests.Server.Ledger;

public sealed class LedgerStoreTests
{
    private const string Slot = "accelerators/atlas-350-112gb/memoryGigabytes";
    private const string Assertion = Slot + "@catalogue";
    private static readonly Actor s_author = LedgerBook.Author;

    [Fact]
    public async Task Start_ImportsTheCatalogueOnce_AndTheChainHolds()
    {
        using TemporaryFolder folder = new();
        long head;
        await using (PlannerServer first = await PlannerServer.StartAsync(folder))
        {
            head = (await first.LedgerStateAsync()).Head;
            Assert.True(head > 2000);
            Assert.Null(LedgerAudit.Verify(await first.LedgerEventsAsync()));
        }

        await using PlannerServer second = await PlannerServer.StartAsync(folder);
        Assert.Equal(head, (await second.LedgerStateAsync()).Head);
    }

    [Fact]
    public async Task Append_By200AtOnce_LosesNoneAndKeepsTheChain()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        long before = (await server.LedgerStateAsync()).Head;

        LedgerAppend[] results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
            server.AppendAsync(s_author, new AnnotationAdded($"remark-{i}", AnnotationTarget.Assumption, Slot, null, $"Remark {i}.")))));

        Assert.All(results, result => Assert.Empty(result.Problems));
        IReadOnlyList<LedgerEvent> events = await server.LedgerEventsAsync();
        Assert.Equal(before + 200, events.Count);
        Assert.Null(LedgerAudit.Verify(events));
        Assert.Equal(
            Enumerable.Range(0, 200).Select(i => $"remark-{i}").Order(StringComparer.Ordinal),
            LedgerState.Of(events).Thread(AnnotationTarget.Assumption, Slot).Select(remark => remark.Entry.AnnotationId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Append_OfSeveralOfWhichOneIsRefused_StoresNone()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        long before = (await server.LedgerStateAsync()).Head;

        LedgerAppend result = await server.AppendAsync(
            s_author, new AnnotationAdded("one", AnnotationTarget.Assumption, Slot, null, "One."),
            new AnnotationAdded("two", AnnotationTarget.Assumption, "nowhere", null, "Two."));

        Assert.Equal("targetId", Assert.Single(result.Problems).Field);
        Assert.Equal(before, (await server.LedgerEventsAsync()).Count);
    }

    [Fact]
    public async Task Append_ByTwoStoresOnOneFile_SeesEachOther()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer one = await PlannerServer.StartAsync(folder);
        await using PlannerServer two = await PlannerServer.StartAsync(folder);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => (i % 2 == 0 ? one : two)
            .AppendAsync(s_author, new AnnotationAdded($"remark-{i}", AnnotationTarget.Assumption, Slot, null, "A remark.")))));

        Assert.Equal(40, (await one.LedgerStateAsync()).Thread(AnnotationTarget.Assumption, Slot).Count);
        Assert.Equal((await one.LedgerStateAsync()).HeadHash, (await two.LedgerStateAsync()).HeadHash);
        Assert.Null(LedgerAudit.Verify(await two.LedgerEventsAsync()));
    }

    [Theory]
    [InlineData("UPDATE LedgerEvents SET ActorName = 'Somebody' WHERE Number = 5", "immutable")]
    [InlineData("DELETE FROM LedgerEvents WHERE Number = 5", "immutable")]
    [InlineData("INSERT OR REPLACE INTO LedgerEvents SELECT * FROM LedgerEvents WHERE Number = 5", "does not follow")]
    [InlineData("INSERT INTO LedgerEvents SELECT Number + 10000, AtUtc, ActorId, ActorName, ActorKind, ActorRoles, Type, AssumptionId, AssertionId, Version, Payload, PreviousHash, Hash FROM LedgerEvents WHERE Number = 5", "does not follow")]
    public async Task Sql_ThatChangesOrSkips_IsRefusedByTheDatabase(string statement, string reason)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        SqliteException refused = Assert.Throws<SqliteException>(() => server.Sql(statement));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Null(LedgerAudit.Verify(await server.LedgerEventsAsync()));
    }

    [Theory]
    [InlineData("catalogue", "Person", 4, "versionSigned")] // The author of the version.
    [InlineData("somebody", "Key", 4, "versionSigned")]
    [InlineData("somebody", "Person", 20, "versionSigned")] // Reviewer and administrator.
    [InlineData("somebody", "Person", 2, "versionSigned")] // A buyer.
    [InlineData("catalogue", "Person", 4, "reviewStarted")]
    [InlineData("catalogue", "Person", 8, "disputeSettled")]
    [InlineData("catalogue", "Person", 4, "versionReconfirmed")]
    public async Task Sql_ThatSignsForTheAuthorAProgramOrAnAdministrator_IsRefusedByTheDatabase(string actor, string kind, int roles, string type)
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        SqliteException refused = Assert.Throws<SqliteException>(() => server.Sql(Insert(actor, kind, roles, type)));

        Assert.Contains("nobody reviews or signs what he wrote", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sql_WhoseColumnsDifferFromTheEntry_IsRefusedByTheDatabase()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Assert.Contains("columns differ", Assert.Throws<SqliteException>(() => server.Sql(
            Insert("catalogue", "Person", 4, "versionSigned").Replace("'versionSigned', '", "'annotationAdded', '", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Contains("columns differ", Assert.Throws<SqliteException>(() => server.Sql(
            Insert("catalogue", "Person", 4, "versionSigned").Replace($"'{Assertion}', 1", "'another', 1", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sql_ByAReviewerInTurn_PassesTheTriggersButNotTheChain()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        server.Sql(Insert("somebody", "Person", 4, "versionSigned"));

        ChainBreak? broken = LedgerAudit.Verify(await server.LedgerEventsAsync());

        Assert.Equal((await server.LedgerEventsAsync()).Count, broken?.Number);
    }

    [Fact]
    public async Task Expire_OnTheDayAfterTheClock_MarksOnce()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        LedgerState state = await server.LedgerStateAsync();

        Assert.True(state.InUse("accelerators/h20-96gb/priceUsDollars")!.IsExpired);
        Assert.False(state.InUse(Slot)!.IsExpired);
        Assert.Empty((await server.ExpireAsync()).Events);
    }

    private static string Insert(string actor, string kind, int roles, string type) =>
        $$"""
        INSERT INTO LedgerEvents (Number, AtUtc, ActorId, ActorName, ActorKind, ActorRoles, Type, AssumptionId, AssertionId, Version, Payload, PreviousHash, Hash)
        SELECT max(Number) + 1, '2026-11-24 10:00:00', '{{actor}}', 'x', '{{kind}}', {{roles}}, '{{type}}', '{{Slot}}', '{{Assertion}}', 1,
          '{"type":"{{type}}","assertionId":"{{Assertion}}","version":1}', (SELECT Hash FROM LedgerEvents ORDER BY Number DESC LIMIT 1), 'forged' FROM LedgerEvents
        """;
}
