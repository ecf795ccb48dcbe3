using App.Engine.Evidence;
using App.Engine.Requirements;
using App.Server.Data;
using App.Server.Hosting;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace App.Server.People;

/// <summary>Makes accounts: the owner's once, others by invitation.</summary>
internal static class OwnerAccount
{
    /// <summary>The owner keeps people and works as a buyer; reviewing takes somebody else.</summary>
    public const Roles OwnersRoles = Roles.Admin | Roles.Buyer;

    /// <summary>Makes the owner's account, where there is none.</summary>
    public static async Task<(Person? Owner, ProblemHttpResult? Refusal)> CreateAsync(
        NewOwner body, UserManager<Person> people, PlannerDbContext database, TimeProvider clock)
    {
        // Begins with the write lock, so that two can't both be first.
        await using IDbContextTransaction transaction = await database.Database.BeginTransactionAsync();
        if (await database.Users.AnyAsync(person => !person.Email!.EndsWith(DemoPeople.Domain)))
        {
            return (null, Problems.Answer(StatusCodes.Status409Conflict, "owner", "there already", "signing in, or an invitation by the owner"));
        }

        Person owner = NewPerson(body.Email, body.Name, OwnersRoles, clock);
        if (await CreateAsync(owner, body.Password, people) is { } refusal)
        {
            return (null, refusal);
        }

        await transaction.CommitAsync();
        return (owner, null);
    }

    public static Person NewPerson(string email, string name, Roles roles, TimeProvider clock) => new()
    {
        UserName = email.Trim(),
        Email = email.Trim(),
        Name = name.Trim(),
        Roles = roles,
        CreatedUtc = clock.GetUtcNow().UtcDateTime,
    };

    /// <summary>Stores a person with a password.</summary>
    /// <returns>Why not, by field; null where it worked. The password is never repeated.</returns>
    public static async Task<ProblemHttpResult?> CreateAsync(Person person, string password, UserManager<Person> people)
    {
        IReadOnlyList<CaseProblem> problems = await CheckAsync(person, password, people);
        if (problems.Count == 0)
        {
            IdentityResult result = await people.CreateAsync(person, password);
            problems = [.. result.Errors.Select(Problem)];
        }

        return problems.Count == 0 ? null : Problems.Answer(problems, StatusCodes.Status400BadRequest);
    }

    /// <summary>What is wrong with a person and a password in themselves; nothing is looked up.</summary>
    public static async Task<IReadOnlyList<CaseProblem>> CheckAsync(Person person, string password, UserManager<Person> people)
    {
        List<CaseProblem> problems = [];
        if (person.Name.Length is < 1 or > 100 || person.Name.Any(char.IsControl))
        {
            problems.Add(new("name", $"{person.Name.Length} characters", "1 to 100 characters"));
        }

        string email = person.Email ?? "";
        if (email.Length > 200 || email.EndsWith(DemoPeople.Domain, StringComparison.OrdinalIgnoreCase)
            || !System.Net.Mail.MailAddress.TryCreate(email, out System.Net.Mail.MailAddress? address) || address.Address != email)
        {
            problems.Add(new("email", "not an address", "for instance name@company.example"));
        }
        else if (email.Any(letter => !people.Options.User.AllowedUserNameCharacters.Contains(letter, StringComparison.Ordinal)))
        {
            problems.Add(Problem(new IdentityErrorDescriber().InvalidUserName(email)));
        }

        problems.AddRange(await UnfitAsync(person, password, people));
        return problems;
    }

    /// <summary>What is wrong with a password for a person.</summary>
    public static async Task<IReadOnlyList<CaseProblem>> UnfitAsync(Person person, string password, UserManager<Person> people)
    {
        if (Unfit(password, person.Email) is { } unfit)
        {
            return [unfit];
        }

        foreach (IPasswordValidator<Person> validator in people.PasswordValidators)
        {
            if ((await validator.ValidateAsync(people, person, password)).Errors.FirstOrDefault() is { } error)
            {
                return [Problem(error)];
            }
        }

        return [];
    }

    /// <summary>What Identity does not look at: an overlong password, or one that contains the address.</summary>
    public static CaseProblem? Unfit(string password, string? email) =>
        password.Length > 200 || (email is { Length: > 0 } && password.Contains(email, StringComparison.OrdinalIgnoreCase))
            ? new("password", "too long, or with the address in it", "12 to 200 characters without the address")
            : null;

    public static CaseProblem Problem(IdentityError error) => error.Code switch
    {
        _ when error.Code.StartsWith("Password", StringComparison.Ordinal) => new("password", "too weak", "12 to 200 characters, at least 5 different ones"),
        "DuplicateUserName" or "DuplicateEmail" => new("email", "taken", "an address without an account"),
        _ => new("email", "not accepted", "letters, digits and - . _ @ +"),
    };
}
