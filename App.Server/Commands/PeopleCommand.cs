using System.CommandLine;
using App.Server.Data;
using App.Server.Hosting;
using App.Server.People;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace App.Server.Commands;

/// <summary>Makes the owner's account, and gives it a new password, where nobody can sit at the browser: in a container, over a terminal.</summary>
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
        Option<string> whose = new("--email") { Description = "Address of the account.", HelpName = "ADDRESS", Required = true };
        Command reset = new("reset-password", "Give an account a new password, read from standard input; its passkeys, keys and sessions end. For an owner who cannot sign in.")
        {
            dataFolder, whose,
        };
        reset.SetAction((result, cancellation) => ResetAsync(
            DataStore.FolderOf(result.GetValue(dataFolder)), result.GetValue(whose)!, result.InvocationConfiguration, cancellation));
        return new("people", "Look after the accounts of a data folder.") { add, reset };
    }

    private static Task<int> AddAsync(string folder, string email, string name, InvocationConfiguration console, CancellationToken cancellation) =>
        WithPasswordAsync(folder, console, async (password, services) =>
        {
            (Person? owner, ProblemHttpResult? refusal) = await OwnerAccount.CreateAsync(
                new NewOwner(email, name, password), services.GetRequiredService<UserManager<Person>>(),
                services.GetRequiredService<PlannerDbContext>(), TimeProvider.System);
            return (owner is null ? null : $"{owner.Name} owns this data folder now and can sign in as {owner.Email}.", refusal);
        }, cancellation);

    private static Task<int> ResetAsync(string folder, string email, InvocationConfiguration console, CancellationToken cancellation) =>
        WithPasswordAsync(folder, console, async (password, services) =>
        {
            (Person? person, ProblemHttpResult? refusal) = await SignInResetApi.SetPasswordAsync(
                email, password, services.GetRequiredService<UserManager<Person>>(), services.GetRequiredService<PlannerDbContext>(), TimeProvider.System);
            return (person is null ? null : $"{person.Name} can sign in with the new password; passkeys, keys and sessions have ended.", refusal);
        }, cancellation);

    /// <summary>Reads a password and does something with it in a data folder.</summary>
    private static async Task<int> WithPasswordAsync(
        string folder, InvocationConfiguration console, Func<string, IServiceProvider, Task<(string? Done, ProblemHttpResult? Refusal)>> step,
        CancellationToken cancellation)
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
        (string? done, ProblemHttpResult? refusal) = await step(password, scope.ServiceProvider);
        if (done is null)
        {
            return Failure.Say(console.Error, refusal!.ProblemDetails.Detail ?? "refused");
        }

        console.Output.WriteLine(done);
        return 0;
    }
}
