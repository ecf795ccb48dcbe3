using System.Globalization;
using System.Security.Cryptography;
using App.Engine.Evidence;
using App.Engine.Studies;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.People;
using App.Shared;
using App.Shared.Ledger;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Shapes = App.Shared.Ledger.LedgerContractJson;

namespace App.Server.Ledger;

/// <summary>Reviews, signs, disputes and settles; issues reports.</summary>
public static class LedgerReviewApi
{
    public static void MapLedgerReview(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.Group(ApiRoutes.Ledger);
        group.MapPost("/reviews/start", Permission.Review, Start).Accepts<VersionStep>("application/json");
        group.MapPost("/reviews/return", Permission.Approve, Return).Accepts<ReturnVersion>("application/json");
        group.MapPost("/reviews/sign", Permission.Approve, SignAsync).Accepts<SignVersion>("application/json");
        group.MapPost("/reviews/dispute", Permission.Review, DisputeVersion).Accepts<DisputeVersion>("application/json");
        group.MapPost("/reviews/settle", Permission.Approve, Settle).Accepts<SettleDispute>("application/json");
        group.MapPost("/reviews/reconfirm", Permission.Review, Reconfirm).Accepts<ReconfirmVersion>("application/json");
        group.MapPost("/conflicts/resolve", Permission.Approve, Resolve).Accepts<ResolveConflict>("application/json");
        group.MapPost("/reports", Permission.Write, ReportAsync).Accepts<NewReport>("application/json");
    }

    private static Task<IResult> Start(HttpContext context, LedgerStore ledger, TimeProvider clock) =>
        new LedgerRequest(context, ledger, clock).HandleAsync(Shapes.Default.VersionStep, (body, state) =>
            LedgerWritingApi.Step(state, new ReviewStarted(body.AssertionId, body.Version)));

    private static Task<IResult> Return(HttpContext context, LedgerStore ledger, TimeProvider clock) =>
        new LedgerRequest(context, ledger, clock).HandleAsync(Shapes.Default.ReturnVersion, (body, state) =>
            LedgerWritingApi.Step(state, new ReviewReturned(body.AssertionId, body.Version, body.Rejected, body.Reason, body.Text)));

    private static async Task<IResult> SignAsync(
        HttpContext context, LedgerStore ledger, Materiality materiality, PlannerDbContext database, TimeProvider clock)
    {
        (SignVersion? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, Shapes.Default.SignVersion);
        if (body is null)
        {
            return refusal!;
        }

        LedgerRequest request = new(context, ledger, clock);
        LedgerState before = await ledger.StateAsync(request.Cancellation);
        if (await DamagedCopyAsync(before, new(body.AssertionId, body.Version), database, request.Cancellation) is { } damaged)
        {
            return Problems.Answer(StatusCodes.Status409Conflict, "archive", $"copy {damaged}", "a copy whose content has the hash that it is kept under");
        }

        (double fraction, ShareMeasure measure) = before.Assertions.TryGetValue(body.AssertionId, out AssertionState? assertion)
            ? await materiality.LargestAsync(assertion.AssumptionId, request.Cancellation) : default;
        SignedShare share = new(fraction, measure, LedgerRules.NeedsSecondSignature(ledger.Policy, fraction));
        return await request.AddAsync(state => LedgerWritingApi.Step(
            state,
            new VersionSigned(body.AssertionId, body.Version, body.Findings, fraction, share.NeedsSecond, request.Sign(body.Meaning, body.RecordHash), measure),
            share));
    }

    private static Task<IResult> DisputeVersion(HttpContext context, LedgerStore ledger, TimeProvider clock) =>
        new LedgerRequest(context, ledger, clock).HandleAsync(Shapes.Default.DisputeVersion, (body, state) =>
            LedgerWritingApi.Step(state, new VersionDisputed(body.AssertionId, body.Version, body.CounterEvidence, body.Text)));

    private static Task<IResult> Settle(HttpContext context, LedgerStore ledger, TimeProvider clock)
    {
        LedgerRequest request = new(context, ledger, clock);
        return request.HandleAsync(Shapes.Default.SettleDispute, (body, state) => LedgerWritingApi.Step(state, new DisputeSettled(
            body.AssertionId, body.Version, body.Upheld, body.Text, request.Sign(SignatureMeaning.Settled, body.RecordHash))));
    }

    private static Task<IResult> Reconfirm(HttpContext context, LedgerStore ledger, TimeProvider clock)
    {
        LedgerRequest request = new(context, ledger, clock);
        return request.HandleAsync(Shapes.Default.ReconfirmVersion, (body, state) => LedgerWritingApi.Step(state, new VersionReconfirmed(
            body.AssertionId, body.Version, body.Text, request.Sign(SignatureMeaning.Reconfirmed, body.RecordHash))));
    }

    private static Task<IResult> Resolve(HttpContext context, LedgerStore ledger, TimeProvider clock)
    {
        LedgerRequest request = new(context, ledger, clock);
        return request.HandleAsync(Shapes.Default.ResolveConflict, (body, state) => Resolution(body, state, request.Sign(SignatureMeaning.Settled, "")));
    }

    private static Change Resolution(ResolveConflict body, LedgerState state, Signature signature)
    {
        if (!state.Assumptions.TryGetValue(body.AssumptionId, out AssumptionState? slot))
        {
            return Change.Refused("assumptionId", $"'{body.AssumptionId}'", "a slot that exists");
        }

        List<VersionState> sides = [.. body.Sides.Select(state.Find).OfType<VersionState>()];
        if (sides.Count != body.Sides.Count)
        {
            return Change.Refused("sides", $"{body.Sides.Count}", "versions that exist");
        }

        List<LedgerEntry> entries = [];
        string assertion = body.AssertionId ?? "";
        string? target = null;
        if (body.Kind == ResolutionKind.Split)
        {
            if (body.NewScope is not { } scope)
            {
                return Change.Refused("newScope", "missing", "the scope of the slot that the side moves to");
            }

            target = $"{slot.Assumption.Id}@{LedgerWritingApi.NewId("s")}";
            entries.Add(new AssumptionDefined(slot.Assumption with { Id = target, Scope = scope, Note = $"Split from {slot.Assumption.Id}." }));
        }
        else if (body.Kind == ResolutionKind.Pool)
        {
            if (sides.Count == 0 || sides.Exists(side => side.Content.Value is null))
            {
                return Change.Refused("sides", "statements", "numbers, at least two");
            }

            (double low, double value, double high) = Pooling.Pool([.. sides.Select(side => (side.Content, Pooling.Weight(state.EvidenceOf(side))))]);
            assertion = $"{slot.Assumption.Id}@{LedgerWritingApi.NewId("p")}";
            entries.Add(new VersionDrafted(assertion, 1, slot.Assumption.Id, new()
            {
                Value = value,
                Low = low,
                High = high,
                Unit = slot.Assumption.Unit,
                Basis = $"Pooled from {string.Join(", ", body.Sides)} by the marks of their evidence. {body.Reason}",
                AssumedReason = sides.TrueForAll(side => side.Content.Evidence.Count == 0) ? "All sides are judgements." : null,
                Evidence = [.. sides.SelectMany(side => side.Content.Evidence).Distinct(StringComparer.Ordinal)],
            }, "Pooled."));
            entries.Add(new VersionSubmitted(assertion, 1));
        }

        entries.Add(new ConflictResolved(slot.Assumption.Id, body.Kind, body.Sides, assertion, target, body.Reason, signature));
        return new() { Id = target ?? assertion, Slot = slot.Assumption.Id, Entries = entries };
    }

    /// <summary>Issues a report of a stored run. Final is refused while an input that matters is expired or disputed, or no longer what the run used.</summary>
    private static async Task<IResult> ReportAsync(
        HttpContext context, LedgerStore ledger, Materiality materiality, PlannerDbContext database, TimeProvider clock)
    {
        (NewReport? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, Shapes.Default.NewReport);
        if (body is null)
        {
            return refusal!;
        }

        LedgerRequest request = new(context, ledger, clock);
        if (await database.Runs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == body.RunId, request.Cancellation) is not { } run)
        {
            return LedgerReadingApi.Unknown("runId", body.RunId, "the id of a run");
        }

        DecisionShares shares = await materiality.OfAsync(run, request.Cancellation);
        return await request.AddAsync(state =>
        {
            string id = LedgerWritingApi.NewId("r");
            List<LedgerProblem> problems = [];
            if (body.IsFinal)
            {
                problems.AddRange(ReportGate.Bars(shares, state, ledger.Policy).Select(bar => new LedgerProblem(
                    Refusal.Conflict, bar.AssumptionId, string.Create(
                        CultureInfo.InvariantCulture, $"{bar.Flags}, {100 * bar.ShareFraction:0.0}% of the uncertainty by {Name(shares.Measure)}"),
                    "a reconfirmed or settled value, and a run made with it")));
                if (state.Runs.TryGetValue(body.RunId, out RunPinned? pinned) && RunPins.Stale(pinned, state) is { Count: > 0 } stale)
                {
                    problems.Add(new(Refusal.Conflict, "runId", $"{stale.Count} inputs have changed since", "a run made with the ledger as it is now"));
                }
            }

            return new() { Id = id, Problems = problems, Entries = [new ReportIssued(id, body.RunId, body.IsFinal, body.Title)] };
        });
    }

    private static string Name(ShareMeasure measure) => measure == ShareMeasure.ValueOfInformation ? "EVPPI" : "swing";

    /// <summary>The first copy of a version's evidence whose bytes no longer have the hash that they are kept under.</summary>
    private static async Task<string?> DamagedCopyAsync(LedgerState state, VersionRef version, PlannerDbContext database, CancellationToken cancellation)
    {
        foreach (string hash in (state.Find(version)?.Content.Evidence ?? []).SelectMany(id => state.Evidence[id].Copies).Select(copy => copy.Sha256).Distinct())
        {
            EvidenceCopy? copy = await database.EvidenceCopies.AsNoTracking().SingleOrDefaultAsync(row => row.Sha256 == hash, cancellation);
            if (copy is null || Convert.ToHexStringLower(SHA256.HashData(copy.Bytes)) != hash)
            {
                return hash;
            }
        }

        return null;
    }
}
