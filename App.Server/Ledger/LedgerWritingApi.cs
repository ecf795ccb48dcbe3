using System.Security.Cryptography;
using App.Engine.Evidence;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.People;
using App.Shared;
using App.Shared.Ledger;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Shapes = App.Shared.Ledger.LedgerContractJson;

namespace App.Server.Ledger;

/// <summary>Adds slots, evidence, assertions and remarks to the ledger.</summary>
public static class LedgerWritingApi
{
    public static void MapLedgerWriting(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.Group(ApiRoutes.Ledger);
        group.MapPost("/assumptions", Permission.Write, AddAssumption).Accepts<NewAssumption>("application/json");
        group.MapPost("/evidence", Permission.Write, AddEvidence).Accepts<NewEvidence>("application/json");
        group.MapPost("/evidence/{id}/copies", Permission.Write, AddCopyAsync)
            .Accepts<byte[]>("application/pdf", "image/png", "image/jpeg", "text/plain").WithMetadata(new RequestSizeLimitAttribute(EvidenceMedia.MaximumBytes));
        group.MapPost("/import", Permission.Write, ImportAsync).Accepts<string>("text/csv", "application/json");
        group.MapPost("/assertions", Permission.Write, AddAssertion).Accepts<NewAssertion>("application/json");
        group.MapPost("/versions", Permission.Write, AddVersion).Accepts<NewAssertionVersion>("application/json");
        group.MapPost("/versions/submit", Permission.Write, Submit).Accepts<VersionStep>("application/json");
        group.MapPost("/versions/withdraw", Permission.Write, Withdraw).Accepts<VersionStepWithText>("application/json");
        group.MapPost("/annotations", Permission.Write, Annotate).Accepts<NewAnnotation>("application/json");
        group.MapPost("/annotations/resolve", Permission.Write, ResolveThread).Accepts<ResolveAnnotation>("application/json");
    }

    private static Task<IResult> AddAssumption(HttpContext context, LedgerStore ledger, TimeProvider clock) =>
        new LedgerRequest(context, ledger, clock).HandleAsync(Shapes.Default.NewAssumption, (body, _) => new()
        {
            Id = body.Id,
            Entries =
            [
                new AssumptionDefined(new()
                {
                    Id = body.Id,
                    Subject = body.Subject,
                    Quantity = body.Quantity,
                    Unit = body.Unit,
                    Category = body.Category,
                    Scope = body.Scope,
                    IsText = body.IsText,
                }),
            ],
        });

    private static Task<IResult> AddEvidence(HttpContext context, LedgerStore ledger, TimeProvider clock) =>
        new LedgerRequest(context, ledger, clock).HandleAsync(Shapes.Default.NewEvidence, (body, _) =>
        {
            string id = NewId("e");
            return new()
            {
                Id = id,
                Entries =
                [
                    new EvidenceRecorded(new()
                    {
                        Id = id,
                        Subject = body.Subject,
                        Says = body.Says,
                        Title = body.Title,
                        Publisher = body.Publisher,
                        SourceType = body.SourceType,
                        Url = body.Url,
                        Locator = body.Locator,
                        Published = body.Published,
                        Accessed = body.Accessed,
                        IndependenceGroup = body.IndependenceGroup,
                        HasInterest = body.HasInterest,
                        IsPrimary = body.IsPrimary,
                        Marks = new(body.Reliability, body.Credibility),
                        Caveat = body.Caveat,
                    }),
                ],
            };
        });

    /// <summary>Puts a copy by: the file as it is, or the passage as text.</summary>
    private static async Task<IResult> AddCopyAsync(string id, HttpContext context, LedgerStore ledger, PlannerDbContext database, TimeProvider clock)
    {
        string mediaType = (context.Request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        using MemoryStream content = new();
        try
        {
            await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        }
        catch (BadHttpRequestException problem)
        {
            return Problems.Answer(problem.StatusCode, "body", "too large or incomplete", $"at most {EvidenceMedia.MaximumBytes} bytes");
        }

        byte[] bytes = content.ToArray();
        if (bytes.Length == 0 || !EvidenceMedia.Fits(mediaType, bytes))
        {
            return Problems.Answer(
                StatusCodes.Status415UnsupportedMediaType, "Content-Type", $"{mediaType}, {bytes.Length} bytes", $"{EvidenceMedia.Accepted}, and a content of that kind");
        }

        LedgerRequest request = new(context, ledger, clock);
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        EvidenceArchived archived = new(id, hash, bytes.Length, mediaType);
        if (LedgerRules.Check(await ledger.StateAsync(request.Cancellation), ledger.Policy, request.Caller.Actor, archived, request.Now) is { Count: > 0 } problems)
        {
            return LedgerRequest.Refused(problems);
        }

        // The copy first: a copy that no event names does no harm.
        if (!await database.EvidenceCopies.AnyAsync(copy => copy.Sha256 == hash, request.Cancellation))
        {
            database.Add(new EvidenceCopy { Sha256 = hash, MediaType = mediaType, Bytes = bytes });
            await database.SaveChangesAsync(request.Cancellation);
        }

        return await request.AddAsync(_ => new() { Id = hash, Entries = [archived] });
    }

    private static async Task<IResult> ImportAsync(HttpContext context, LedgerStore ledger, TimeProvider clock, string format = "csv")
    {
        if (!LedgerExport.Formats.Contains(format))
        {
            return Problems.Answer(StatusCodes.Status400BadRequest, "format", format, string.Join(" or ", LedgerExport.Formats));
        }

        (string? text, ProblemHttpResult? refusal) = await JsonBody.ReadTextAsync(context.Request);
        if (text is null)
        {
            return refusal!;
        }

        (IReadOnlyList<EvidenceItem> items, IReadOnlyList<App.Engine.Requirements.CaseProblem> problems) = EvidenceColumns.Read(text, format, () => NewId("e"));
        return problems.Count > 0
            ? Problems.Answer(problems, StatusCodes.Status400BadRequest)
            : await new LedgerRequest(context, ledger, clock).AddAsync(state => new()
            {
                // What is there already, word for word, is not recorded again.
                Entries = [.. items.Where(item => state.Evidence.GetValueOrDefault(item.Id)?.Item != item).Select(item => new EvidenceRecorded(item))],
                Id = $"{items.Count} items",
            });
    }

    private static Task<IResult> AddAssertion(HttpContext context, LedgerStore ledger, TimeProvider clock) =>
        new LedgerRequest(context, ledger, clock).HandleAsync(Shapes.Default.NewAssertion, (body, state) =>
        {
            if (!state.Assumptions.ContainsKey(body.AssumptionId))
            {
                return Change.Refused("assumptionId", $"'{body.AssumptionId}'", "a slot that exists");
            }

            string id = $"{body.AssumptionId}@{NewId("a")}";
            return new()
            {
                Id = id,
                Version = 1,
                Slot = body.AssumptionId,
                Yours = body.Content,
                Entries = Drafted(new(id, 1, body.AssumptionId, body.Content, body.Why), body.Submit),
            };
        });

    private static Task<IResult> AddVersion(HttpContext context, LedgerStore ledger, TimeProvider clock) =>
        new LedgerRequest(context, ledger, clock).HandleAsync(Shapes.Default.NewAssertionVersion, (body, state) =>
        {
            if (!state.Assertions.TryGetValue(body.AssertionId, out AssertionState? assertion) || !assertion.Versions.TryGetValue(body.BaseVersion, out VersionState? origin))
            {
                return Change.Refused("assertionId, baseVersion", $"'{body.AssertionId}', {body.BaseVersion}", "a version that exists");
            }

            int next = assertion.Versions.Count + 1;
            return new()
            {
                Id = assertion.Id,
                Version = next,
                Slot = assertion.AssumptionId,
                Assertion = assertion.Id,
                Base = origin.Content,
                Yours = body.Content,
                Entries = Drafted(new(assertion.Id, next, assertion.AssumptionId, body.Content, body.Why), body.Submit),
            };
        });

    private static Task<IResult> Submit(HttpContext context, LedgerStore ledger, TimeProvider clock) =>
        new LedgerRequest(context, ledger, clock).HandleAsync(Shapes.Default.VersionStep, (body, state) =>
            Step(state, new VersionSubmitted(body.AssertionId, body.Version)));

    private static Task<IResult> Withdraw(HttpContext context, LedgerStore ledger, TimeProvider clock) =>
        new LedgerRequest(context, ledger, clock).HandleAsync(Shapes.Default.VersionStepWithText, (body, state) =>
            Step(state, new VersionWithdrawn(body.AssertionId, body.Version, body.Text)));

    private static Task<IResult> Annotate(HttpContext context, LedgerStore ledger, TimeProvider clock) =>
        new LedgerRequest(context, ledger, clock).HandleAsync(Shapes.Default.NewAnnotation, (body, _) =>
        {
            string id = NewId("n");
            return new() { Id = id, Entries = [new AnnotationAdded(id, body.Target, body.TargetId, body.ReplyTo, body.Text)] };
        });

    private static Task<IResult> ResolveThread(HttpContext context, LedgerStore ledger, TimeProvider clock) =>
        new LedgerRequest(context, ledger, clock).HandleAsync(Shapes.Default.ResolveAnnotation, (body, _) =>
            new() { Id = body.AnnotationId, Entries = [new AnnotationResolved(body.AnnotationId, body.Target, body.TargetId)] });

    /// <summary>A step of a version, whose slot must be as the sender saw it.</summary>
    internal static Change Step(LedgerState state, VersionEntry entry, SignedShare? share = null) => state.Assertions.TryGetValue(entry.AssertionId, out AssertionState? assertion)
        ? new() { Id = assertion.Id, Version = entry.Version, Slot = assertion.AssumptionId, Assertion = assertion.Id, Entries = [entry], Share = share }
        : Change.Refused("assertionId", $"'{entry.AssertionId}'", "an assertion that exists");

    internal static string NewId(string kind) => $"{kind}-{Guid.CreateVersion7():N}";

    private static IEnumerable<LedgerEntry> Drafted(VersionDrafted drafted, bool submit) =>
        submit ? [drafted, new VersionSubmitted(drafted.AssertionId, drafted.Version)] : [drafted];
}
