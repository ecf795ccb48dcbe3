using System.Buffers.Text;
using App.Server.Data;
using App.Server.Hosting;
using App.Shared;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace App.Server.People;

/// <summary>One's own account: password, passkeys, keys, signing out everywhere.</summary>
internal static class AccountApi
{
    private const int MostKeys = 20;

    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.Group(ApiRoutes.Account);
        group.MapPost("/password", Permission.Own, ChangePasswordAsync).Accepts<NewPassword>("application/json").RequireRateLimiting(SignInLimit.Policy);
        group.MapPost("/sign-out-everywhere", Permission.Own, SignOutEverywhereAsync);
        group.MapGet("/passkeys", Permission.Own, PasskeysAsync);
        group.MapPost("/passkeys/options", Permission.Own, PasskeyOptionsAsync);
        group.MapPost("/passkeys", Permission.Own, AddPasskeyAsync).Accepts<PasskeyAnswer>("application/json");
        group.MapDelete("/passkeys/{id}", Permission.Own, RemovePasskeyAsync);
        group.MapGet("/keys", Permission.Own, KeysAsync);
        group.MapPost("/keys", Permission.Own, AddKeyAsync).Accepts<NewKey>("application/json");
        group.MapDelete("/keys/{id}", Permission.Own, RemoveKeyAsync);
        RouteGroupBuilder session = routes.Group($"{ApiRoutes.Session}/passkey").RequireRateLimiting(SignInLimit.Policy);
        session.MapPost("/options", Permission.Open, PasskeySignInOptionsAsync);
        session.MapPost("/", Permission.Open, PasskeySignInAsync).Accepts<PasskeyAnswer>("application/json");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePasswordAsync(
        HttpContext context, UserManager<Person> people, SignInManager<Person> signIn, TimeProvider clock)
    {
        (NewPassword? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, PeopleContractJson.Default.NewPassword);
        if (body is null)
        {
            return refusal!;
        }

        Person person = (await people.GetUserAsync(context.User))!;
        if (person.PasswordHash is null || !(await signIn.CheckPasswordSignInAsync(person, body.Current, lockoutOnFailure: true)).Succeeded)
        {
            return SessionApi.Wrong();
        }

        IdentityResult result = await people.ChangePasswordAsync(person, body.Current, body.New);
        if (!result.Succeeded)
        {
            return Problems.Answer([.. result.Errors.Select(OwnerAccount.Problem)], StatusCodes.Status400BadRequest);
        }

        await SessionApi.BeginAsync(context, signIn, person, clock, "password");
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> SignOutEverywhereAsync(HttpContext context, UserManager<Person> people, SignInManager<Person> signIn)
    {
        await people.UpdateSecurityStampAsync((await people.GetUserAsync(context.User))!);
        await signIn.SignOutAsync();
        return TypedResults.NoContent();
    }

    private static async Task<Ok<List<PasskeyRow>>> PasskeysAsync(HttpContext context, UserManager<Person> people)
    {
        IList<UserPasskeyInfo> passkeys = await people.GetPasskeysAsync((await people.GetUserAsync(context.User))!);
        return TypedResults.Ok(passkeys.Select(passkey => new PasskeyRow(
            Base64Url.EncodeToString(passkey.CredentialId), passkey.Name ?? "", passkey.CreatedAt.UtcDateTime)).ToList());
    }

    private static async Task<ContentHttpResult> PasskeyOptionsAsync(HttpContext context, UserManager<Person> people, SignInManager<Person> signIn)
    {
        Person person = (await people.GetUserAsync(context.User))!;
        return TypedResults.Content(
            await signIn.MakePasskeyCreationOptionsAsync(new() { Id = person.Id, Name = person.Email!, DisplayName = person.Name }), "application/json");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AddPasskeyAsync(HttpContext context, UserManager<Person> people, SignInManager<Person> signIn)
    {
        (PasskeyAnswer? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, PeopleContractJson.Default.PasskeyAnswer);
        if (body is null)
        {
            return refusal!;
        }

        Person person = (await people.GetUserAsync(context.User))!;
        PasskeyAttestationResult? result = await Tried(() => signIn.PerformPasskeyAttestationAsync(body.Credential));
        if (result is not { Succeeded: true } || result.UserEntity.Id != person.Id)
        {
            return Problems.Answer(StatusCodes.Status400BadRequest, "credential", "not accepted", "what the browser gave for the options asked for just before");
        }

        result.Passkey.Name = body.Name is { Length: > 0 and <= 100 } name ? name : "Passkey";
        await people.AddOrUpdatePasskeyAsync(person, result.Passkey);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemovePasskeyAsync(string id, HttpContext context, UserManager<Person> people)
    {
        Person person = (await people.GetUserAsync(context.User))!;
        if (!Base64Url.IsValid(id) || await people.GetPasskeyAsync(person, Base64Url.DecodeFromChars(id)) is not { } passkey)
        {
            return Problems.Answer(StatusCodes.Status404NotFound, "id", id, "a passkey of your own");
        }

        await people.RemovePasskeyAsync(person, passkey.CredentialId);
        return TypedResults.NoContent();
    }

    private static async Task<ContentHttpResult> PasskeySignInOptionsAsync(SignInManager<Person> signIn) =>
        TypedResults.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    /// <summary>Signs in with a passkey; for somebody who is signed in, proves again who he is.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> PasskeySignInAsync(
        HttpContext context, UserManager<Person> people, SignInManager<Person> signIn, TimeProvider clock)
    {
        (PasskeyAnswer? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, PeopleContractJson.Default.PasskeyAnswer);
        if (body is null)
        {
            return refusal!;
        }

        PasskeyAssertionResult<Person>? result = await Tried(() => signIn.PerformPasskeyAssertionAsync(body.Credential));
        Caller? caller = Caller.Of(context.User);
        if (result is not { Succeeded: true } || result.User.IsDisabled || (caller is { IsLocal: false } && caller.Actor.Id != result.User.Id))
        {
            return SessionApi.Wrong();
        }

        await people.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        await SessionApi.BeginAsync(context, signIn, result.User, clock, "passkey");
        return TypedResults.NoContent();
    }

    private static async Task<Ok<List<KeyRow>>> KeysAsync(HttpContext context, PlannerDbContext database, CancellationToken cancellation)
    {
        string id = Caller.Of(context.User)!.Actor.Id;
        return TypedResults.Ok(await database.ApiKeys.AsNoTracking().Where(key => key.PersonId == id).OrderBy(key => key.CreatedUtc)
            .Select(key => new KeyRow(key.Id, key.Name, key.Scopes, key.CreatedUtc, key.LastUsedDate, null)).ToListAsync(cancellation));
    }

    private static async Task<Results<Created<KeyRow>, ProblemHttpResult>> AddKeyAsync(
        HttpContext context, PlannerDbContext database, TimeProvider clock, CancellationToken cancellation)
    {
        (NewKey? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, PeopleContractJson.Default.NewKey);
        if (body is null)
        {
            return refusal!;
        }

        string person = Caller.Of(context.User)!.Actor.Id;
        const KeyScopes all = KeyScopes.Read | KeyScopes.Save | KeyScopes.Write | KeyScopes.Export | KeyScopes.Audit;
        if (body.Name.Trim().Length is < 1 or > 100 || body.Scopes == KeyScopes.None || (body.Scopes & ~all) != 0)
        {
            return Problems.Answer(StatusCodes.Status400BadRequest, "name, scopes", $"{body.Name}, {body.Scopes}", $"1 to 100 characters, and some of {all}");
        }

        if (await database.ApiKeys.CountAsync(key => key.PersonId == person, cancellation) >= MostKeys)
        {
            return Problems.Answer(StatusCodes.Status409Conflict, "keys", $"{MostKeys} already", $"at most {MostKeys}; revoke one first");
        }

        (string text, string hash) = Secret.New("pp_");
        ApiKey added = new()
        {
            Id = Secret.NewId(),
            PersonId = person,
            Name = body.Name.Trim(),
            Scopes = body.Scopes,
            SecretHash = hash,
            CreatedUtc = clock.GetUtcNow().UtcDateTime,
        };
        database.Add(added);
        await database.SaveChangesAsync(cancellation);
        return TypedResults.Created((string?)null, new KeyRow(added.Id, added.Name, added.Scopes, added.CreatedUtc, null, text));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveKeyAsync(
        string id, HttpContext context, PlannerDbContext database, CancellationToken cancellation)
    {
        string person = Caller.Of(context.User)!.Actor.Id;
        return await database.ApiKeys.Where(key => key.Id == id && key.PersonId == person).ExecuteDeleteAsync(cancellation) == 1
            ? TypedResults.NoContent()
            : Problems.Answer(StatusCodes.Status404NotFound, "id", id, "a key of your own");
    }

    /// <summary>What a browser sends as a credential is read by Identity, which throws on some malformed ones.</summary>
    private static async Task<TResult?> Tried<TResult>(Func<Task<TResult>> attempt)
        where TResult : class
    {
        try
        {
            return await attempt();
        }
        catch (Exception problem) when (problem is InvalidOperationException or System.Text.Json.JsonException or FormatException or PasskeyException)
        {
            return null;
        }
    }
}
