using System.CommandLine;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.People;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace App.Server.Commands;

/// <summary>Makes the owner's account where nobody can sit at the machine: in a container, over a terminal.</summary>
internal static class PeopleCommand
{
    public static Command Create()
    {
        Option<string?> dataFolder = ServeCommand.DataFolder();
        Option<string> email = new("--email") { Description = "Address that the owner signs in with.", HelpName = "ADDRESS", Required = true };
        Option<string> name = new("--name") { Description = "Name that signatures show.", HelpName = "NAME", Required = true };
        Command add = new("add-owner", "Make the owner's account; the password is read from standard input, so that it stands in no history.")
        {
            dataFolder, email, name,
        };
        add.SetAction((result, cancellation) => AddAsync(
            DataStore.FolderOf(result.GetValue(dataFolder)), result.GetValue(email)!, result.GetValue(name)!, result.InvocationConfiguration, cancellation));
        return new("people", "Look after the accounts of a data folder.") { add };
    }

    private static async Task<int> AddAsync(string folder, string email, string name, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (!Console.IsInputRedirected)
        {
            console.Error.Write("Password (at least 12 characters): ");
        }

        string password = Console.ReadLine() ?? "";
        await using WebApplication app = PlannerHost.Build([], folder, "http://127.0.0.1:0");
        try
        {
            await DataStore.PrepareAsync(app.Services, folder, cancellation);
        }
        catch (DataFolderException problem)
        {
            return Failure.Say(console.Error, problem.Message);
        }

        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
        (Person? owner, ProblemHttpResult? refusal) = await OwnerAccount.CreateAsync(
            new NewOwner(email, name, password), scope.ServiceProvider.GetRequiredService<UserManager<Person>>(),
            scope.ServiceProvider.GetRequiredService<PlannerDbContext>(), TimeProvider.System);
        if (owner is null)
        {
            return Failure.Say(console.Error, refusal!.ProblemDetails.Detail ?? "refused");
        }

        console.Output.WriteLine($"{owner.Name} owns this data folder now and can sign in as {owner.Email}.");
        return 0;
    }
}
