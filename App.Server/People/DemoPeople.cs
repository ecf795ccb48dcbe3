using App.Engine.Evidence;
using App.Server.Data;
using Microsoft.AspNetCore.Identity;

namespace App.Server.People;

/// <summary>One person per role, for a demonstration. They have no password: see <see cref="SessionApi"/>.</summary>
internal static class DemoPeople
{
    public const string Domain = "@demo.invalid";

    private static readonly (string Name, Roles Role)[] s_people =
    [
        ("Vera Viewer", Roles.Viewer), ("Bo Buyer", Roles.Buyer), ("Rita Reviewer", Roles.Reviewer), ("Finn Finance", Roles.Finance),
        ("Ada Admin", Roles.Admin), ("Otto Auditor", Roles.Auditor),
    ];

    public static async Task SeedAsync(IServiceProvider services)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        UserManager<Person> people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        TimeProvider clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        if (await scope.ServiceProvider.GetRequiredService<Owner>().ExistsAsync(default))
        {
            throw new DataFolderException("--demo is set, but people have accounts in this data folder; accepted: an empty folder, or a start without --demo");
        }

        foreach ((string name, Roles role) in s_people)
        {
            string email = $"{role}".ToLowerInvariant() + Domain;
            if (await people.FindByEmailAsync(email) is null)
            {
                await people.CreateAsync(OwnerAccount.NewPerson(email, name, role, clock));
            }
        }
    }
}
