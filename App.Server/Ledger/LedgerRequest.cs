using System.Text.Json.Serialization.Metadata;
using App.Engine.Documents;
using App.Engine.Evidence;
using App.Engine.Requirements;
using App.Server.Hosting;
using App.Server.People;
using App.Shared.Ledger;
using Microsoft.AspNetCore.Http.HttpResults;

namespace App.Server.Ledger;

/// <summary>A request that adds to the ledger: its body, who sends it, and the revision that the sender has seen.</summary>
internal sealed class LedgerRequest(HttpContext context, LedgerStore ledger, TimeProvider clock)
{
    /// <summary>Whose request it is.</summary>
    public Caller Caller { get; } = Caller.Of(context.User)!;

    public CancellationToken Cancellation => context.RequestAborted;

    /// <summary>Reads the body and adds what it says.</summary>
    public async Task<IResult> HandleAsync<T>(JsonTypeInfo<T> type, Func<T, LedgerState, Change> decide)
        where T : class
    {
        (T? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, type);
        return body is null ? refusal! : await AddAsync(state => decide(body, state));
    }

    /// <summary>Adds what follows from the ledger as it is when its turn comes.</summary>
    public async Task<IResult> AddAsync(Func<LedgerState, Change> decide)
    {
        Change change = new();
        ProblemHttpResult? stale = null;
        LedgerAppend result = await ledger.AppendAsync(
            Caller.Actor,
            state =>
            {
                change = decide(state);
                stale = change.Problems.Count == 0 && change.Slot is { } slot ? Stale(state, slot, change) : null;
                return stale is null ? (change.Problems, change.Entries) : ([new(Refusal.Conflict, "If-Match", "", "")], []);
            },
            Cancellation);
        if (stale is not null)
        {
            return stale;
        }

        if (result.Problems.Count > 0)
        {
            return Refused(result.Problems);
        }

        long? revision = change.Slot is { } written && result.State.Assumptions.TryGetValue(written, out AssumptionState? after) ? after.Revision : null;
        if (revision is not null)
        {
            context.Response.Headers.ETag = EntityTags.Of(revision.Value);
        }

        return TypedResults.Json(new Written(change.Id, change.Version, result.State.Head, revision, change.Share), statusCode: StatusCodes.Status201Created);
    }

    /// <summary>A signature by the sender; when and how he last proved who he is comes from the session, never from the request.</summary>
    public Signature Sign(SignatureMeaning meaning, string recordHash) => new(
        meaning, recordHash, Caller.ConfirmedUtc ?? DateTime.UnixEpoch, Caller.Method.Length > 0 ? Caller.Method : "none");

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public static ProblemHttpResult Refused(IReadOnlyList<LedgerProblem> problems) => Problems.Answer(
        [.. problems.Select(problem => new CaseProblem(problem.Field, StrictJson.Quotable(problem.Value), problem.Accepted))],
        problems.Any(problem => problem.Refusal == Refusal.NotAllowed) ? StatusCodes.Status403Forbidden
        : problems.Any(problem => problem.Refusal == Refusal.Invalid) ? StatusCodes.Status400BadRequest
        : StatusCodes.Status409Conflict);

    /// <summary>Whether somebody else was quicker; then what there was, what there is and what was sent, side by side.</summary>
    private ProblemHttpResult? Stale(LedgerState state, string slot, Change change)
    {
        long revision = state.Assumptions[slot].Revision;
        if (EntityTags.Check(context.Request, revision) is not { } refusal)
        {
            return null;
        }

        if (refusal.StatusCode == StatusCodes.Status412PreconditionFailed && change.Yours is { } yours)
        {
            VersionState? theirs = change.Assertion is { } id && state.Assertions.TryGetValue(id, out AssertionState? assertion) ? assertion.Latest : state.InUse(slot);
            refusal.ProblemDetails.Extensions["threeWay"] = new ThreeWay(change.Base, theirs?.Content, yours, theirs?.Author.Name, revision);
        }

        return refusal;
    }
}

/// <summary>What a request would add.</summary>
internal sealed class Change
{
    public IReadOnlyList<LedgerProblem> Problems { get; init; } = [];

    public IEnumerable<LedgerEntry> Entries { get; init; } = [];

    /// <summary>What is written, for the answer.</summary>
    public string Id { get; init; } = "";

    public int? Version { get; init; }

    /// <summary>For a signature, what it decides.</summary>
    public SignedShare? Share { get; init; }

    /// <summary>The slot whose revision must be the one that was seen; null where nothing can be overtaken.</summary>
    public string? Slot { get; init; }

    /// <summary>The assertion that is changed.</summary>
    public string? Assertion { get; init; }

    public AssertionContent? Base { get; init; }

    public AssertionContent? Yours { get; init; }

    public static Change Refused(string field, string value, string accepted) => new() { Problems = [new(Refusal.Invalid, field, value, accepted)] };
}
