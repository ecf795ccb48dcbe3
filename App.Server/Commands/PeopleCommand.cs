using System.CommandLine;
using App.Engine.Documents;
using App.Engine.Requirements;
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
        Strange(folder) is { } strange
            ? Task.FromResult(Failure.Say(console.Error, strange))
            : WithPasswordAsync(folder, email, console, async (password, services) =>
            {
                // Before the data folder is touched: a refusal leaves nothing behind.
                UserManager<Person> people = services.GetRequiredService<UserManager<Person>>();
                IReadOnlyList<CaseProblem> problems = await OwnerAccount.CheckAsync(
                    OwnerAccount.NewPerson(email, name, OwnerAccount.OwnersRoles, TimeProvider.System), password, people);
                if (problems.Count > 0)
                {
                    return (null, problems);
                }

                await DataStore.PrepareAsync(services, folder, cancellation);
                (Person? owner, ProblemHttpResult? refusal) = await OwnerAccount.CreateAsync(
                    new NewOwner(email, name, password), people, services.GetRequiredService<PlannerDbContext>(), TimeProvider.System);
                return (owner is null ? null : $"{owner.Name} owns this data folder now and can sign in as {owner.Email}.", ProblemsOf(refusal));
            });

    private static Task<int> ResetAsync(string folder, string email, InvocationConfiguration console, CancellationToken cancellation) =>
        DataStore.Exists(folder)
            ? WithPasswordAsync(folder, email, console, async (password, services) =>
            {
                await DataStore.PrepareAsync(services, folder, cancellation);
                (Person? person, ProblemHttpResult? refusal) = await SignInResetApi.SetPasswordAsync(
                    email, password, services.GetRequiredService<UserManager<Person>>(), services.GetRequiredService<PlannerDbContext>(), TimeProvider.System);
                return (person is null ? null : $"{person.Name} can sign in with the new password; passkeys, keys and sessions have ended.", ProblemsOf(refusal));
            })
            : Task.FromResult(Failure.Say(console.Error, $"--data-folder is '{folder}', which holds no accounts{ClosedOption.Accepted}the data folder of this application"));

    /// <summary>Reads a password and does something with it in a data folder.</summary>
    private static async Task<int> WithPasswordAsync(
        string folder, string email, InvocationConfiguration console,
        Func<string, IServiceProvider, Task<(string? Done, IReadOnlyList<CaseProblem> Problems)>> step)
    {
        if (!Console.IsInputRedirected)
        {
            console.Error.Write("Password (at least 12 characters): ");
        }

        string password = Console.ReadLine() ?? "";
        await using WebApplication app = PlannerHost.Build([], folder, "http://127.0.0.1:0");
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
        try
        {
            (string? done, IReadOnlyList<CaseProblem> problems) = await step(password, scope.ServiceProvider);
            if (done is null)
            {
                return Failure.Say(console.Error, Refused(problems[0], folder, email));
            }

            console.Output.WriteLine(done);
            return 0;
        }
        catch (DataFolderException problem)
        {
            return Failure.Say(console.Error, problem.Message);
        }
    }

    /// <summary>A refusal in the words of the command: what was typed, by the name it was typed under.</summary>
    private static string Refused(CaseProblem problem, string folder, string email) => problem.Field switch
    {
        "email" when problem.Value == email => $"--email is '{StrictJson.Quotable(email)}', who has no account in {folder}{ClosedOption.Accepted}{problem.Accepted}",
        "email" => $"--email is '{StrictJson.Quotable(email)}', {problem.Value}{ClosedOption.Accepted}{problem.Accepted}",
        "name" => $"--name has {problem.Value}{ClosedOption.Accepted}{problem.Accepted}",
        "password" => $"the password on standard input is {problem.Value}{ClosedOption.Accepted}{problem.Accepted}",
        "owner" => $"--data-folder is '{folder}', which has an owner already{ClosedOption.Accepted}a data folder without accounts; others are invited by the owner, and `people reset-password` lets one in who cannot sign in",
        _ => $"{problem}",
    };

    private static IReadOnlyList<CaseProblem> ProblemsOf(ProblemHttpResult? refusal) =>
        refusal?.ProblemDetails.Extensions["problems"] as IReadOnlyList<CaseProblem> ?? [];

    /// <summary>Why a folder is hardly the one that is meant: it holds other things and nothing of this application.</summary>
    private static string? Strange(string folder) =>
        File.Exists(folder) ? $"--data-folder is '{folder}', a file{ClosedOption.Accepted}a folder, empty or of this application"
        : Directory.Exists(folder) && !DataStore.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(IsForeign)
            ? $"--data-folder is '{folder}', which holds other files and no data of this application{ClosedOption.Accepted}a data folder of this application, or one that is empty or not there yet"
            : null;

    private static bool IsForeign(string path) => Path.GetFileName(path) is not ("keys" or "preparing.lock" or "lost+found");
}
