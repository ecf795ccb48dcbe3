using App.Engine.Evidence;
using App.Server.Data;
using App.Server.Hosting;
using App.Shared;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace App.Server.People;

/// <summary>Signing in and out, proving again who one is, and the owner's account at the first start.</summary>
internal static class SessionApi
{
    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.Group(ApiRoutes.Session).RequireRateLimiting(SignInLimit.Policy);
        routes.MapGet(ApiRoutes.Session, Permission.Open, GetAsync);
        group.MapPost("/", Permission.Open, SignInAsync).Accepts<SignIn>("application/json");
        group.MapPost("/demo", Permission.Open, DemoSignInAsync).Accepts<DemoSignIn>("application/json");
        group.MapPost("/confirm", Permission.Own, ConfirmAsync).Accepts<Confirmation>("application/json");
        group.MapDelete("/", Permission.Own, SignOutAsync);
        routes.MapPost(ApiRoutes.SetUp, Permission.Open, SetUpAsync).Accepts<NewOwner>("application/json").RequireRateLimiting(SignInLimit.Policy);
    }

    private static async Task<Ok<Session>> GetAsync(
        HttpContext context, PlannerDbContext database, Demo demo, IOptions<CompanySignInOptions> company, CancellationToken cancellation)
    {
        Caller? caller = Caller.Of(context.User);
        Person? person = caller is { IsLocal: false } ? await database.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == caller.Actor.Id, cancellation) : null;
        List<string> people = demo.IsOn && Loopback.IsDirect(context)
            ? await database.Users.Where(row => row.Email!.EndsWith(DemoPeople.Domain)).OrderBy(row => row.Email).Select(row => row.Email!).ToListAsync(cancellation) : [];
        return TypedResults.Ok(new Session(
            caller is null ? SessionState.SignedOut : caller.IsLocal ? SessionState.SetUp : SessionState.SignedIn,
            person?.Id, person?.Name, person?.Email, person?.Roles ?? Roles.None,
            [.. Enum.GetValues<Permission>().Where(permission => caller?.May(permission) ?? permission == Permission.Open)],
            caller?.ConfirmedUtc, person?.PasswordHash is not null,
            person is not null && await database.UserPasskeys.AnyAsync(passkey => passkey.UserId == person.Id, cancellation), company.Value.IsSetUp, people));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SetUpAsync(
        HttpContext context, UserManager<Person> people, SignInManager<Person> signIn, PlannerDbContext database, TimeProvider clock)
    {
        (NewOwner? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, PeopleContractJson.Default.NewOwner);
        if (body is null)
        {
            return refusal!;
        }

        if (!Loopback.IsDirect(context))
        {
            return Problems.Answer(StatusCodes.Status403Forbidden, "address", "from elsewhere", "a visit from the machine itself");
        }

        (Person? owner, refusal) = await OwnerAccount.CreateAsync(body, people, database, clock);
        if (owner is null)
        {
            return refusal!;
        }

        await BeginAsync(context, signIn, owner, clock, "password");
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SignInAsync(
        HttpContext context, UserManager<Person> people, SignInManager<Person> signIn, TimeProvider clock)
    {
        (SignIn? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, PeopleContractJson.Default.SignIn);
        if (body is null)
        {
            return refusal!;
        }

        Person? person = await people.FindByEmailAsync(body.Email.Trim());
        if (person?.PasswordHash is null)
        {
            // Takes as long as a wrong password, so that the time does not tell which addresses have an account.
            people.PasswordHasher.HashPassword(new() { Name = "", Roles = Roles.None, CreatedUtc = default }, body.Password);
            return Wrong();
        }

        if (person.IsDisabled || !(await signIn.CheckPasswordSignInAsync(person, body.Password, lockoutOnFailure: true)).Succeeded)
        {
            return Wrong();
        }

        await BeginAsync(context, signIn, person, clock, "password");
        return TypedResults.NoContent();
    }

    /// <summary>One of the demonstration's people, without a password: only where it runs as one, and only at the machine itself.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> DemoSignInAsync(
        HttpContext context, UserManager<Person> people, SignInManager<Person> signIn, Demo demo, TimeProvider clock)
    {
        (DemoSignIn? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, PeopleContractJson.Default.DemoSignIn);
        if (body is null)
        {
            return refusal!;
        }

        if (!demo.IsOn || !Loopback.IsDirect(context) || !body.Email.EndsWith(DemoPeople.Domain, StringComparison.Ordinal)
            || await people.FindByEmailAsync(body.Email) is not { PasswordHash: null, IsDisabled: false } person)
        {
            return Wrong();
        }

        await BeginAsync(context, signIn, person, clock, "demo");
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ConfirmAsync(
        HttpContext context, UserManager<Person> people, SignInManager<Person> signIn, TimeProvider clock)
    {
        (Confirmation? body, ProblemHttpResult? refusal) = await JsonBody.ReadAsync(context.Request, PeopleContractJson.Default.Confirmation);
        if (body is null)
        {
            return refusal!;
        }

        if (await people.GetUserAsync(context.User) is not { PasswordHash: not null } person
            || !(await signIn.CheckPasswordSignInAsync(person, body.Password, lockoutOnFailure: true)).Succeeded)
        {
            return Wrong();
        }

        await BeginAsync(context, signIn, person, clock, "password");
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> SignOutAsync(SignInManager<Person> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.NoContent();
    }

    /// <summary>Always a new session, never one that the browser brought along.</summary>
    internal static async Task BeginAsync(HttpContext context, SignInManager<Person> signIn, Person person, TimeProvider clock, string method)
    {
        await signIn.SignInAsync(person, Authentication.Confirmed(clock.GetUtcNow(), method));
        context.Items[Guards.SignedInNow] = new Caller(new(person.Id, person.Name, ActorKind.Person, person.Roles), false, KeyScopes.None, null, method);
    }

    /// <summary>The same answer for a wrong address, a wrong password, a bar and a lock.</summary>
    internal static ProblemHttpResult Wrong() => Problems.Answer(
        StatusCodes.Status401Unauthorized, "email, password", "not right", "an account's address and password; after five wrong ones it is locked for five minutes");
}
