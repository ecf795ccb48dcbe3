using System.Buffers.Text;
using System.Text;
using App.Server.Data;
using App.Server.Hosting;
using App.Shared;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace App.Server.People;

/// <summary>For whoever forgot his password or lost his device: everything that lets him in ends, and a link makes a new password, once.</summary>
internal static class SignInResetApi
{
    public static void MapSignInReset(this IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{ApiRoutes.People}/{{id}}/reset", Permission.Manage, ResetAsync);
        routes.MapPost(ApiRoutes.Reset, Permission.Open, TakeUpAsync).Accepts<NewSignIn>("application/json").RequireRateLimiting(SignInLimit.Policy);
    }

    /// <summary>Ends password, passkeys, keys and sessions of a person.</summary>
    public static async Task EndAsync(Person person, UserManager<Person> people, PlannerDbContext database)
    {
        (person.PasswordHash, person.LockoutEnd, person.AccessFailedCount) = (null, null, 0);
        await database.UserPasskeys.Where(passkey => passkey.UserId == person.Id).ExecuteDeleteAsync();
        await database.ApiKeys.Where(key => key.PersonId == person.Id).ExecuteDeleteAsync();

        // A new stamp ends sessions, and links that were made before.
        await people.UpdateSecurityStampAsync(person);
    }

    /// <summary>Gives an account a new password at the machine, and says so in the audit.</summary>
    public static async Task<(Person? Person, ProblemHttpResult? Refusal)> SetPasswordAsync(
        string email, string password, UserManager<Person> people, PlannerDbContext database, TimeProvider clock)
    {
        await using IDbContextTransaction transaction = await database.Database.BeginTransactionAsync();
        if (email.EndsWith(DemoPeople.Domain, StringComparison.OrdinalIgnoreCase) || await people.FindByEmailAsync(email.Trim()) is not { } person)
        {
            return (null, Problems.Answer(StatusCodes.Status404NotFound, "email", email, "the address of an account"));
        }

        if (OwnerAccount.Unfit(password, person.Email) is { } unfit)
        {
            return (null, Problems.Answer([unfit], StatusCodes.Status400BadRequest));
        }

        await EndAsync(person, people, database);
        IdentityResult result = await people.AddPasswordAsync(person, password);
        if (!result.Succeeded)
        {
            return (null, Problems.Answer([.. result.Errors.Select(OwnerAccount.Problem)], StatusCodes.Status400BadRequest));
        }

        database.Add(new AuditRow
        {
            AtUtc = clock.GetUtcNow().UtcDateTime,
            Kind = "Local",
            Action = "people reset-password",
            Target = person.Id,
            Status = StatusCodes.Status200OK,
        });
        await database.SaveChangesAsync();
        await transaction.CommitAsync();
        return (person, null);
    }

    private static async Task<Results<Created<SignInReset>, ProblemHttpResult>> ResetAsync(
        string id, HttpContext context, UserManager<Person> people, PlannerDbContext database, TimeProvider clock, IOptions<DataProtectionTokenProviderOptions> tokens)
    {
        await using IDbContextTransaction transaction = await database.Database.BeginTransactionAsync();
        if (await database.Users.SingleOrDefaultAsync(row => row.Id == id) is not { } person)
        {
            return Problems.Answer(StatusCodes.Status404NotFound, "id", id, "the id of a person");
        }

        if (EntityTags.Check(context.Request, person.ConcurrencyStamp!) is { } stale)
        {
            return stale;
        }

        if (id == Caller.Of(context.User)!.Actor.Id)
        {
            return Problems.Answer(StatusCodes.Status409Conflict, "id", "yourself", "somebody else; your own password is changed on your account's page");
        }

        if (person.Email!.EndsWith(DemoPeople.Domain, StringComparison.Ordinal) || await database.UserLogins.AnyAsync(login => login.UserId == id))
        {
            return Problems.Answer(StatusCodes.Status409Conflict, "id", person.Name, "somebody with a password or passkey here; the company or the demonstration lets this person in");
        }

        await EndAsync(person, people, database);
        string token = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(await people.GeneratePasswordResetTokenAsync(person)));
        await transaction.CommitAsync();
        return TypedResults.Created((string?)null, new SignInReset(person.Id, token, clock.GetUtcNow().UtcDateTime + tokens.Value.TokenLifespan));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeUpAsync(
        HttpContext context, UserManager<Person> people, SignInManager<Person> signIn, TimeProvider clock)
    {
        (NewSignIn? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, PeopleContractJson.Default.NewSignIn);
        if (body is null)
        {
            return refusal!;
        }

        string token = Base64Url.IsValid(body.Token) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(body.Token)) : "";
        if (await people.FindByIdAsync(body.PersonId) is not { IsDisabled: false } person
            || !await people.VerifyUserTokenAsync(person, people.Options.Tokens.PasswordResetTokenProvider, UserManager<Person>.ResetPasswordTokenPurpose, token))
        {
            return Problems.Answer(StatusCodes.Status401Unauthorized, "token", "not valid", "a link that is not used, not replaced by a newer one and not older than 24 hours");
        }

        if (OwnerAccount.Unfit(body.Password, person.Email) is { } unfit)
        {
            return Problems.Answer([unfit], StatusCodes.Status400BadRequest);
        }

        IdentityResult result = await people.ResetPasswordAsync(person, token, body.Password);
        if (!result.Succeeded)
        {
            return Problems.Answer([.. result.Errors.Select(OwnerAccount.Problem)], StatusCodes.Status400BadRequest);
        }

        await SessionApi.BeginAsync(context, signIn, person, clock, "password");
        return TypedResults.NoContent();
    }
}
