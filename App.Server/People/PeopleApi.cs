using System.Text;
using App.Engine.Evidence;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.Ledger;
using App.Shared;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace App.Server.People;

/// <summary>People, their roles, invitations and the audit.</summary>
internal static class PeopleApi
{
    private const Roles Known = Roles.Viewer | Roles.Buyer | Roles.Reviewer | Roles.Finance | Roles.Admin | Roles.Auditor;
    private const int MostLines = 1000;

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder people = routes.Group(ApiRoutes.People);
        people.MapGet("/", Permission.Manage, ListAsync);
        people.MapPut("/{id}/roles", Permission.Manage, ChangeRolesAsync).Accepts<NewRoles>("application/json");
        people.MapPost("/{id}/disable", Permission.Manage, (string id, HttpContext context, UserManager<Person> manager, PlannerDbContext database) =>
            BarAsync(id, true, context, manager, database));
        people.MapPost("/{id}/enable", Permission.Manage, (string id, HttpContext context, UserManager<Person> manager, PlannerDbContext database) =>
            BarAsync(id, false, context, manager, database));
        people.MapPost("/{id}/sign-out", Permission.Manage, SignOutAsync);
        RouteGroupBuilder invitations = routes.Group(ApiRoutes.Invitations);
        invitations.MapGet("/", Permission.Manage, InvitationsAsync);
        invitations.MapPost("/", Permission.Manage, InviteAsync).Accepts<NewInvitation>("application/json");
        invitations.MapDelete("/{id}", Permission.Manage, WithdrawAsync);
        routes.MapPost(ApiRoutes.Join, Permission.Open, JoinAsync).Accepts<Join>("application/json").RequireRateLimiting(SignInLimit.Policy);
        routes.MapGet(ApiRoutes.Audit, Permission.Audit, AuditAsync);
        routes.MapGet($"{ApiRoutes.Audit}/export", Permission.Audit, ExportAuditAsync);
    }

    private static async Task<Ok<List<PersonRow>>> ListAsync(PlannerDbContext database, CancellationToken cancellation) =>
        TypedResults.Ok((await database.Users.AsNoTracking().OrderBy(person => person.Email).ToListAsync(cancellation)).ConvertAll(Row));

    private static async Task<Results<Ok<PersonRow>, ProblemHttpResult>> ChangeRolesAsync(
        string id, HttpContext context, UserManager<Person> people, PlannerDbContext database)
    {
        (NewRoles? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, PeopleContractJson.Default.NewRoles);
        if (body is null)
        {
            return refusal!;
        }

        if (body.Roles == Roles.None || (body.Roles & ~Known) != 0)
        {
            return Problems.Answer(StatusCodes.Status400BadRequest, "roles", $"{body.Roles}", $"some of {Known}");
        }

        return await ChangeAsync(id, context, people, database, person => person.Roles = body.Roles);
    }

    private static Task<Results<Ok<PersonRow>, ProblemHttpResult>> BarAsync(
        string id, bool bar, HttpContext context, UserManager<Person> people, PlannerDbContext database) =>
        ChangeAsync(id, context, people, database, person => person.IsDisabled = bar);

    /// <summary>Changes a person whom the caller has seen as he is now; the last administrator stays one.</summary>
    private static async Task<Results<Ok<PersonRow>, ProblemHttpResult>> ChangeAsync(
        string id, HttpContext context, UserManager<Person> people, PlannerDbContext database, Action<Person> change)
    {
        await using IDbContextTransaction transaction = await database.Database.BeginTransactionAsync();
        if (await database.Users.SingleOrDefaultAsync(person => person.Id == id) is not { } person)
        {
            return Unknown(id);
        }

        if (EntityTags.Check(context.Request, person.ConcurrencyStamp!) is { } stale)
        {
            return stale;
        }

        change(person);
        bool keeps = !person.IsDisabled && (person.Roles & Roles.Admin) != 0;
        if (!keeps && !await database.Users.AnyAsync(other => other.Id != id && !other.IsDisabled && ((int)other.Roles & (int)Roles.Admin) != 0))
        {
            return Problems.Answer(StatusCodes.Status409Conflict, "roles", $"{person.Roles}", "a change that leaves at least one administrator who can sign in");
        }

        // A new stamp as well: what the person holds open ends.
        await people.UpdateSecurityStampAsync(person);
        await transaction.CommitAsync();
        context.Response.Headers.ETag = $"\"{person.ConcurrencyStamp}\"";
        return TypedResults.Ok(Row(person));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SignOutAsync(string id, UserManager<Person> people)
    {
        if (await people.FindByIdAsync(id) is not { } person)
        {
            return Unknown(id);
        }

        await people.UpdateSecurityStampAsync(person);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<List<InvitationRow>>> InvitationsAsync(PlannerDbContext database, CancellationToken cancellation) =>
        TypedResults.Ok(await database.Invitations.AsNoTracking().OrderByDescending(invitation => invitation.ExpiresUtc).Take(200)
            .Select(invitation => new InvitationRow(
                invitation.Id, invitation.Email, invitation.Roles, invitation.InvitedBy, invitation.ExpiresUtc, invitation.UsedUtc != null, null))
            .ToListAsync(cancellation));

    private static async Task<Results<Created<InvitationRow>, ProblemHttpResult>> InviteAsync(
        HttpContext context, PlannerDbContext database, TimeProvider clock, CancellationToken cancellation)
    {
        (NewInvitation? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, PeopleContractJson.Default.NewInvitation);
        if (body is null)
        {
            return refusal!;
        }

        string email = body.Email.Trim();
        if (body.Roles == Roles.None || (body.Roles & ~Known) != 0 || email.Length > 200
            || !System.Net.Mail.MailAddress.TryCreate(email, out System.Net.Mail.MailAddress? address) || address.Address != email)
        {
            return Problems.Answer(StatusCodes.Status400BadRequest, "email, roles", $"{email}, {body.Roles}", $"an address, and some of {Known}");
        }

        (string token, string hash) = Secret.New("");
        Invitation invitation = new()
        {
            Id = Secret.NewId(),
            Email = email,
            Roles = body.Roles,
            TokenHash = hash,
            InvitedBy = Caller.Of(context.User)!.Actor.Name,
            ExpiresUtc = clock.GetUtcNow().UtcDateTime.AddDays(7),
        };
        database.Add(invitation);
        await database.SaveChangesAsync(cancellation);
        return TypedResults.Created((string?)null, new InvitationRow(
            invitation.Id, invitation.Email, invitation.Roles, invitation.InvitedBy, invitation.ExpiresUtc, false, token));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(string id, PlannerDbContext database, CancellationToken cancellation) =>
        await database.Invitations.Where(invitation => invitation.Id == id && invitation.UsedUtc == null).ExecuteDeleteAsync(cancellation) == 1
            ? TypedResults.NoContent()
            : Problems.Answer(StatusCodes.Status404NotFound, "id", id, "an invitation that nobody has taken up");

    private static async Task<Results<NoContent, ProblemHttpResult>> JoinAsync(
        HttpContext context, UserManager<Person> people, SignInManager<Person> signIn, PlannerDbContext database, TimeProvider clock, CancellationToken cancellation)
    {
        (Join? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, PeopleContractJson.Default.Join);
        if (body is null)
        {
            return refusal!;
        }

        await using IDbContextTransaction transaction = await database.Database.BeginTransactionAsync(cancellation);
        string hash = Secret.HashOf(body.Token);
        DateTime now = clock.GetUtcNow().UtcDateTime;
        Invitation? invitation = await database.Invitations.SingleOrDefaultAsync(row => row.TokenHash == hash, cancellation);
        if (invitation is null || invitation.UsedUtc is not null || invitation.ExpiresUtc < now)
        {
            return Problems.Answer(StatusCodes.Status401Unauthorized, "token", "not valid", "an invitation that is not used, withdrawn or older than seven days");
        }

        Person person = OwnerAccount.NewPerson(invitation.Email, body.Name, invitation.Roles, clock);
        if (await OwnerAccount.CreateAsync(person, body.Password, people) is { } problem)
        {
            return problem;
        }

        invitation.UsedUtc = now;
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await SessionApi.BeginAsync(context, signIn, person, clock, "password");
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<List<AuditLine>>, ProblemHttpResult>> AuditAsync(
        PlannerDbContext database, CancellationToken cancellation, long before = long.MaxValue, int take = 200) =>
        take is < 1 or > MostLines
            ? Problems.Answer(StatusCodes.Status400BadRequest, "take", $"{take}", $"1 to {MostLines}")
            : TypedResults.Ok(await Lines(database.AuditEvents.Where(row => row.Number < before).OrderByDescending(row => row.Number).Take(take)).ToListAsync(cancellation));

    private static async Task<FileContentHttpResult> ExportAuditAsync(PlannerDbContext database, CancellationToken cancellation)
    {
        List<AuditLine> lines = await Lines(database.AuditEvents.OrderBy(row => row.Number)).ToListAsync(cancellation);
        string csv = LedgerExport.Csv(
            ["number", "atUtc", "personId", "person", "kind", "action", "target", "status"],
            lines.Select(line => new object?[] { line.Number, LedgerExport.Time(line.AtUtc), line.PersonId, line.Person, line.Kind, line.Action, line.Target, line.Status }));
        return TypedResults.File(Encoding.UTF8.GetBytes(csv), "text/csv; charset=utf-8", $"audit-{lines.Count}.csv");
    }

    private static IQueryable<AuditLine> Lines(IQueryable<AuditRow> rows) => rows.AsNoTracking().Select(row => new AuditLine(
        row.Number, row.AtUtc, row.PersonId, row.Person, row.Kind, row.Action, row.Target, row.Status));

    private static PersonRow Row(Person person) => new(
        person.Id, person.Name, person.Email!, person.Roles, person.IsDisabled, person.CreatedUtc, person.ConcurrencyStamp!);

    private static ProblemHttpResult Unknown(string id) => Problems.Answer(StatusCodes.Status404NotFound, "id", id, "the id of a person");
}
