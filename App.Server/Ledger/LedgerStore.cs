using System.Data.Common;
using System.Globalization;
using App.Engine.Catalog;
using App.Engine.Evidence;
using App.Server.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace App.Server.Ledger;

/// <summary>
/// The ledger in the database. Writers take turns: each sees all that was acknowledged before it, and its events are on the disk before
/// it is answered. Another process may write to the same file; each look takes in what is new.
/// </summary>
public sealed class LedgerStore(IServiceScopeFactory scopes, PlannerCatalog catalog, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile Snapshot _newest = new(LedgerState.Empty, catalog);

    /// <summary>The rules of evidence in force.</summary>
    public EvidencePolicy Policy => catalog.EvidencePolicy;

    /// <summary>The catalogue as delivered, without the ledger.</summary>
    public PlannerCatalog Delivered => catalog;

    public void Dispose() => _turn.Dispose();

    /// <summary>The ledger as it is now.</summary>
    public async Task<LedgerState> StateAsync(CancellationToken cancellation = default) => (await NewestAsync(cancellation)).State;

    /// <summary>The catalogue with the ledger laid over it: what a case is evaluated with.</summary>
    public async Task<PlannerCatalog> CatalogAsync(CancellationToken cancellation = default) => (await NewestAsync(cancellation)).Catalog;

    /// <summary>Both, of the same moment.</summary>
    public async Task<(LedgerState State, PlannerCatalog Catalog)> BothAsync(CancellationToken cancellation = default)
    {
        Snapshot newest = await NewestAsync(cancellation);
        return (newest.State, newest.Catalog);
    }

    /// <summary>Adds entries that belong together: all or none.</summary>
    public Task<LedgerAppend> AppendAsync(Actor actor, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation = default) =>
        AppendAsync(actor, _ => ([], entries), cancellation);

    /// <summary>Adds the entries that follow from the ledger as it is when their turn comes, unless that speaks against them.</summary>
    public async Task<LedgerAppend> AppendAsync(
        Actor actor,
        Func<LedgerState, (IReadOnlyList<LedgerProblem> Problems, IEnumerable<LedgerEntry> Entries)> decide,
        CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            PlannerDbContext database = scope.ServiceProvider.GetRequiredService<PlannerDbContext>();

            // Begins with SQLite's write lock, so that no other process adds between our look and our insert.
            await using IDbContextTransaction transaction = await database.Database.BeginTransactionAsync(cancellation);
            LedgerState state = await CatchUpAsync(database, _newest.State, cancellation);
            (IReadOnlyList<LedgerProblem> problems, IEnumerable<LedgerEntry> entries) = decide(state);
            if (problems.Count > 0)
            {
                return new(problems, [], state);
            }

            LedgerAppend result = LedgerAppend.Try(state, Policy, actor, entries, clock.GetUtcNow().UtcDateTime);
            if (result.Events.Count > 0)
            {
                await InsertAsync(database, transaction, Rows(state, result.Events), cancellation);

                // From here on it is acknowledged, whoever stops waiting.
                await transaction.CommitAsync(CancellationToken.None);
                Publish(result.State);
            }

            return result;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>All events, in order.</summary>
    public async Task<IReadOnlyList<LedgerEvent>> EventsAsync(CancellationToken cancellation = default)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        List<LedgerRow> rows = await scope.ServiceProvider.GetRequiredService<PlannerDbContext>().LedgerEvents.AsNoTracking()
            .OrderBy(row => row.Number).ToListAsync(cancellation);
        return [.. rows.Select(row => row.ToEvent())];
    }

    /// <summary>Adds what the catalogue has to say and the ledger lacks, and marks what has expired.</summary>
    public async Task PrepareAsync(CancellationToken cancellation = default)
    {
        LedgerAppend import = await AppendAsync(Actor.Catalogue, state => ([], StartingLedger.Missing(state, catalog)), cancellation);
        if (import.Problems.Count > 0)
        {
            throw new InvalidOperationException($"The catalogue does not pass the rules of the ledger: {import.Problems[0]}");
        }

        await ExpireAsync(cancellation);
    }

    /// <summary>Marks live versions whose clock has run out.</summary>
    public Task<LedgerAppend> ExpireAsync(CancellationToken cancellation = default)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return AppendAsync(Actor.Ledger, state => ([], Freshness.RunOut(state, Policy, today)), cancellation);
    }

    /// <summary>One prepared statement for all: thousands of events at the first start, and no need to track rows that never change.</summary>
    private static async Task InsertAsync(
        PlannerDbContext database, IDbContextTransaction transaction, IEnumerable<LedgerRow> rows, CancellationToken cancellation)
    {
        await using DbCommand command = database.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = """
            INSERT INTO "LedgerEvents" ("Number", "AtUtc", "ActorId", "ActorName", "ActorKind", "ActorRoles", "Type", "AssumptionId", "AssertionId", "Version", "Payload", "PreviousHash", "Hash")
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12)
            """;
        for (int i = 0; i < 13; i++)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            command.Parameters.Add(parameter);
        }

        foreach (LedgerRow row in rows)
        {
            object?[] values =
            [
                row.Number, row.AtUtc, row.ActorId, row.ActorName, $"{row.ActorKind}", (int)row.ActorRoles, row.Type, row.AssumptionId, row.AssertionId,
                row.Version, row.Payload, row.PreviousHash, row.Hash,
            ];
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private async Task<Snapshot> NewestAsync(CancellationToken cancellation)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        PlannerDbContext database = scope.ServiceProvider.GetRequiredService<PlannerDbContext>();
        Snapshot known = _newest;
        long head = await database.LedgerEvents.MaxAsync(row => (long?)row.Number, cancellation) ?? 0;
        if (head > known.State.Head)
        {
            Publish(await CatchUpAsync(database, known.State, cancellation));
        }

        return _newest;
    }

    private static async Task<LedgerState> CatchUpAsync(PlannerDbContext database, LedgerState state, CancellationToken cancellation)
    {
        long head = state.Head;
        List<LedgerRow> rows = await database.LedgerEvents.AsNoTracking().Where(row => row.Number > head)
            .OrderBy(row => row.Number).ToListAsync(cancellation);
        return rows.Aggregate(state, (before, row) => before.Apply(row.ToEvent()));
    }

    private void Publish(LedgerState state)
    {
        lock (_turn)
        {
            if (state.Head > _newest.State.Head)
            {
                _newest = new(state, catalog);
            }
        }
    }

    private static IEnumerable<LedgerRow> Rows(LedgerState before, IReadOnlyList<LedgerEvent> events)
    {
        Dictionary<string, string> slots = before.Assertions.Values.ToDictionary(assertion => assertion.Id, assertion => assertion.AssumptionId, StringComparer.Ordinal);
        foreach (LedgerEvent happened in events)
        {
            LedgerEntry entry = happened.Entry;
            if (entry is VersionDrafted drafted)
            {
                slots[drafted.AssertionId] = drafted.AssumptionId;
            }

            VersionEntry? step = entry as VersionEntry;
            yield return new()
            {
                Number = happened.Number,
                AtUtc = happened.AtUtc,
                ActorId = happened.Actor.Id,
                ActorName = happened.Actor.Name,
                ActorKind = happened.Actor.Kind,
                ActorRoles = happened.Actor.Roles,
                Type = TypeOf(happened.Payload),
                AssumptionId = entry switch
                {
                    AssumptionDefined defined => defined.Assumption.Id,
                    ValuePreferred preferred => preferred.AssumptionId,
                    ConflictResolved resolved => resolved.AssumptionId,
                    AnnotationAdded remark => SlotOf(remark.Target, remark.TargetId),
                    AnnotationResolved settled => SlotOf(settled.Target, settled.TargetId),
                    VersionEntry => slots[step!.AssertionId],
                    _ => null,
                },
                AssertionId = step?.AssertionId,
                Version = step?.Version,
                Payload = happened.Payload,
                PreviousHash = happened.PreviousHash,
                Hash = happened.Hash,
            };
        }

        string? SlotOf(AnnotationTarget target, string id) => target switch
        {
            AnnotationTarget.Assumption => id,
            AnnotationTarget.Assertion => slots[id],
            _ => null,
        };
    }

    /// <summary>The discriminator stands first in every payload that the engine writes.</summary>
    private static string TypeOf(string payload) => payload.Split('"', 5)[3];

    /// <summary>A state with the catalogue that it makes; the latter is worked out when first asked for.</summary>
    private sealed class Snapshot(LedgerState state, PlannerCatalog delivered)
    {
        private readonly Lazy<PlannerCatalog> _catalog = new(() =>
            state.Head == 0 ? delivered : delivered.With(LedgerValues.Of(state, delivered)));

        public LedgerState State { get; } = state;

        public PlannerCatalog Catalog => _catalog.Value;
    }
}
