using App.Engine.Catalog;
using App.Engine.Evidence;
using App.Server.Data;
using App.Server.Ledger;
using App.Tests.Architecture;
using App.Tests.Engine.Evidence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace App.Tests.Server.Data;

/// <summary>The scripts for PostgreSQL, tried on one.</summary>
[Trait(Categories.Trait, Categories.Slow)]
public sealed class PostgresTests
{
    private const string NotAllowed = PostgresErrorCodes.InsufficientPrivilege;
    private static readonly string[] s_writtenOnce = ["LedgerEvents", "EvidenceCopies", "AuditEvents", "Scenarios", "ScenarioVersions", "Runs", "Studies", "Exports"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Application_AppendsToTheLedger_AndTheDatabaseRefusesItEveryChange()
    {
        await using PostgresCluster cluster = await PostgresCluster.StartAsync();
        await PrepareAsync(cluster);
        await using ServiceProvider one = Application(cluster);
        await using ServiceProvider other = Application(cluster);
        LedgerStore ledger = one.GetRequiredService<LedgerStore>();

        // The product's own store as the application's role, in two places at once: who was overtaken is refused, and nothing forks.
        Assert.Empty((await ledger.AppendAsync(LedgerBook.Author, [new AssumptionDefined(LedgerBook.SlotOf(LedgerBook.Slot))], Cancellation)).Problems);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => AppendAsync(
            i % 2 == 0 ? ledger : other.GetRequiredService<LedgerStore>(), new AnnotationAdded($"remark-{i}", AnnotationTarget.Assumption, LedgerBook.Slot, null, "From two sides."))));
        IReadOnlyList<LedgerEvent> events = await ledger.EventsAsync(Cancellation);
        Assert.Null(LedgerAudit.Verify(events));
        Assert.Equal(20, LedgerState.Of(events).Thread(AnnotationTarget.Assumption, LedgerBook.Slot).Count);

        await using NpgsqlDataSource application = NpgsqlDataSource.Create(cluster.ConnectionString(PostgresCluster.Application));
        foreach (string table in s_writtenOnce)
        {
            string column = (string)(await application.CreateCommand(
                $"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position LIMIT 1").ExecuteScalarAsync(Cancellation))!;
            foreach (string change in new[]
            {
                $"UPDATE \"{table}\" SET \"{column}\" = \"{column}\"",
                $"DELETE FROM \"{table}\"",
                $"TRUNCATE \"{table}\"",
                $"ALTER TABLE \"{table}\" DISABLE TRIGGER ALL",
                $"ALTER TABLE \"{table}\" ADD COLUMN more text",
                $"DROP TABLE \"{table}\"",
                $"CREATE TRIGGER quiet BEFORE INSERT ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION check_ledger_event()",
                $"GRANT UPDATE ON \"{table}\" TO {PostgresCluster.Application}; UPDATE \"{table}\" SET \"{column}\" = \"{column}\"",
            })
            {
                Assert.Equal((change, NotAllowed), (change, await RefusalAsync(application, change)));
            }
        }

        foreach (string change in new[]
        {
            "SET session_replication_role = replica",
            $"SET ROLE {PostgresCluster.Owner}",
            "CREATE OR REPLACE FUNCTION check_ledger_event() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE TABLE \"LedgerEvents2\" (\"Number\" bigint)",
            "INSERT INTO \"LedgerEvents\" SELECT * FROM \"LedgerEvents\" WHERE \"Number\" = 1 ON CONFLICT (\"Number\") DO UPDATE SET \"Payload\" = '{}'",
        })
        {
            Assert.Equal((change, NotAllowed), (change, await RefusalAsync(application, change)));
        }

        Assert.Equal(events, await ledger.EventsAsync(Cancellation));
    }

    [Fact]
    public async Task Event_OutOfTurn_OrSignedByItsAuthor_IsRefusedByTheDatabase()
    {
        await using PostgresCluster cluster = await PostgresCluster.StartAsync();
        await PrepareAsync(cluster);
        LedgerBook book = new LedgerBook().To(WorkflowState.InReview);
        await using NpgsqlDataSource application = NpgsqlDataSource.Create(cluster.ConnectionString(PostgresCluster.Application));
        foreach (LedgerEvent happened in book.Events)
        {
            Assert.Null(await AddAsync(application, happened));
        }

        LedgerEvent Next(Actor actor) => LedgerChain.Link(book.State.Head + 1, book.Now, actor, book.Verify(), book.State.HeadHash);
        Assert.Contains("nobody reviews or signs what he wrote", await AddAsync(application, Next(LedgerBook.Author)), StringComparison.Ordinal);
        Assert.Contains("nobody reviews or signs what he wrote", await AddAsync(application, Next(LedgerBook.Admin)), StringComparison.Ordinal);
        Assert.Contains("nobody reviews or signs what he wrote", await AddAsync(application, Next(LedgerBook.Key)), StringComparison.Ordinal);
        Assert.Contains("does not follow", await AddAsync(application, Next(LedgerBook.Reviewer) with { Number = book.State.Head + 2 }), StringComparison.Ordinal);
        Assert.Contains("does not follow", await AddAsync(application, Next(LedgerBook.Reviewer) with { PreviousHash = LedgerChain.Origin }), StringComparison.Ordinal);
        Assert.Contains("columns differ", await AddAsync(application, Next(LedgerBook.Author), "annotationAdded"), StringComparison.Ordinal);
        Assert.Null(await AddAsync(application, Next(LedgerBook.Reviewer)));
    }

    /// <summary>The tables as the product has them now, made by their owner, with both scripts.</summary>
    private static async Task PrepareAsync(PostgresCluster cluster)
    {
        await using ServiceProvider owner = Application(cluster, PostgresCluster.Owner);
        await using (AsyncServiceScope scope = owner.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<PlannerDbContext>().Database.EnsureCreatedAsync(Cancellation);
        }

        string scripts = Path.Combine(SourceTree.Root, "docs", "postgresql");
        await cluster.ScriptAsync(Path.Combine(scripts, "rules.sql"));
        await cluster.ScriptAsync(Path.Combine(scripts, "privileges.sql"), "--set", $"application={PostgresCluster.Application}");
    }

    private static ServiceProvider Application(PostgresCluster cluster, string role = PostgresCluster.Application) => new ServiceCollection()
        .AddSingleton(TimeProvider.System).AddSingleton(PlannerCatalog.Default).AddSingleton<LedgerStore>()
        .Configure<IdentityOptions>(DesignTimeFactory.Stores)
        .AddDbContext<PlannerDbContext>(options => options.UseNpgsql(cluster.ConnectionString(role)))
        .BuildServiceProvider();

    /// <summary>Adds an entry, again where somebody in another place was quicker.</summary>
    private static async Task AppendAsync(LedgerStore ledger, LedgerEntry entry)
    {
        while (true)
        {
            try
            {
                Assert.Empty((await ledger.AppendAsync(LedgerBook.Author, [entry], Cancellation)).Problems);
                return;
            }
            catch (PostgresException overtaken) when (overtaken.MessageText.Contains("does not follow", StringComparison.Ordinal))
            {
            }
        }
    }

    /// <returns>The code with which the database refuses; null where it does not.</returns>
    private static async Task<string?> RefusalAsync(NpgsqlDataSource application, string statement)
    {
        await using NpgsqlConnection connection = await application.OpenConnectionAsync(Cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        try
        {
            await new NpgsqlCommand(statement, connection, transaction).ExecuteNonQueryAsync(Cancellation);
            return null;
        }
        catch (PostgresException refusal)
        {
            return refusal.SqlState;
        }
    }

    /// <returns>What the database says against it; null where it is added.</returns>
    private static async Task<string?> AddAsync(NpgsqlDataSource application, LedgerEvent happened, string? type = null)
    {
        VersionEntry? step = happened.Entry as VersionEntry;
        await using NpgsqlCommand command = application.CreateCommand("""
            INSERT INTO "LedgerEvents" ("Number", "AtUtc", "ActorId", "ActorName", "ActorKind", "ActorRoles", "Type", "AssertionId", "Version", "Payload", "PreviousHash", "Hash")
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """);
        foreach (object value in new object[]
        {
            happened.Number, happened.AtUtc, happened.Actor.Id, happened.Actor.Name, $"{happened.Actor.Kind}", (int)happened.Actor.Roles, type ?? happened.Payload.Split('"', 5)[3],
            (object?)step?.AssertionId ?? DBNull.Value, (object?)step?.Version ?? DBNull.Value, happened.Payload, happened.PreviousHash, happened.Hash,
        })
        {
            command.Parameters.Add(new() { Value = value });
        }

        try
        {
            await command.ExecuteNonQueryAsync(Cancellation);
            return null;
        }
        catch (PostgresException refusal)
        {
            return refusal.MessageText;
        }
    }
}
