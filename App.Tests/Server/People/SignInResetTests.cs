using System.Net;
using App.Engine.Evidence;
using App.Shared;
using App.Shared.People;
using Shapes = App.Shared.People.PeopleContractJson;

namespace App.Tests.Server.People;

[Collection("Standard input")]
public sealed class SignInResetTests
{
    private const string Password = "a horse of another kind";
    private const string NewPassword = "quite another horse now";

    [Fact]
    public async Task Reset_EndsEverythingThatLetsThePersonIn_AndItsLinkWorksOnce()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor owner = await Visitor.OwnerAsync(server);
        using Visitor bo = await owner.InviteAsync(server, "bo@company.example", Roles.Buyer);
        string secret = (await bo.PostAsync($"{ApiRoutes.Account}/keys", new("night job", KeyScopes.Read), Shapes.Default.NewKey)).Read(Shapes.Default.KeyRow).Secret!;
        using Visitor program = Visitor.WithKey(server, secret);
        using Visitor elsewhere = new(server);

        SignInReset first = (await ResetAsync(owner, "bo@company.example")).Read(Shapes.Default.SignInReset);
        Assert.Equal(SessionState.SignedOut, (await bo.SessionAsync()).State);
        (await program.GetAsync(ApiRoutes.Scenarios)).Refuses(HttpStatusCode.Unauthorized);
        (await elsewhere.PostAsync(ApiRoutes.Session, new("bo@company.example", Password), Shapes.Default.SignIn)).Refuses(HttpStatusCode.Unauthorized);

        // A newer link voids the older one; nothing but the right one with a sound password makes a new password, and that once.
        SignInReset second = (await ResetAsync(owner, "bo@company.example")).Read(Shapes.Default.SignInReset);
        foreach (NewSignIn wrong in new[] { new NewSignIn(first.PersonId, first.Token, NewPassword), new(second.PersonId, "x" + second.Token, NewPassword), new("nobody", second.Token, NewPassword), new(second.PersonId, "", NewPassword) })
        {
            Assert.Equal(["token"], (await elsewhere.PostAsync(ApiRoutes.Reset, wrong, Shapes.Default.NewSignIn)).Refuses(HttpStatusCode.Unauthorized));
        }

        Assert.Equal(["password"], (await elsewhere.PostAsync(ApiRoutes.Reset, new(second.PersonId, second.Token, "short"), Shapes.Default.NewSignIn)).Refuses(HttpStatusCode.BadRequest));
        Assert.Equal(HttpStatusCode.NoContent, (await elsewhere.PostAsync(ApiRoutes.Reset, new(second.PersonId, second.Token, NewPassword), Shapes.Default.NewSignIn)).Status);
        Session session = await elsewhere.SessionAsync();
        Assert.Equal(("bo@company.example", Roles.Buyer), (session.Email, session.Roles));
        (await bo.PostAsync(ApiRoutes.Reset, new(second.PersonId, second.Token, Password), Shapes.Default.NewSignIn)).Refuses(HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.NoContent, (await bo.PostAsync(ApiRoutes.Session, new("bo@company.example", NewPassword), Shapes.Default.SignIn)).Status);

        List<AuditLine> audit = (await owner.GetAsync(ApiRoutes.Audit)).Read(Shapes.Default.ListAuditLine);
        Assert.Equal(2, audit.Count(line => line.Action == "POST /api/v1/people/{id}/reset" && line.Target == first.PersonId && line.Status == 201 && line.PersonId != first.PersonId));
        Assert.Single(audit, line => line.Action == "POST /api/v1/reset" && line.PersonId == first.PersonId && line.Status == 204);
    }

    [Fact]
    public async Task Reset_OfOneself_OfTheDemonstration_OrOfWhoWasChangedMeanwhile_IsRefused()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor owner = await Visitor.OwnerAsync(server);
        PersonRow self = await RowAsync(owner, "owner@company.example");
        PersonRow demo = (await owner.GetAsync(ApiRoutes.People)).Read(Shapes.Default.ListPersonRow).First(person => person.Roles == Roles.Reviewer);

        (await owner.PostAsync($"{ApiRoutes.People}/{self.Id}/reset", "", "application/json", $"\"{self.Revision}\"")).Refuses(HttpStatusCode.Conflict);
        (await owner.PostAsync($"{ApiRoutes.People}/{demo.Id}/reset", "", "application/json", $"\"{demo.Revision}\"")).Refuses(HttpStatusCode.Conflict);
        Assert.Equal(["If-Match"], (await owner.PostAsync($"{ApiRoutes.People}/{demo.Id}/reset", "", "application/json")).Refuses(HttpStatusCode.PreconditionRequired));
        Assert.Equal(["If-Match"], (await owner.PostAsync($"{ApiRoutes.People}/{demo.Id}/reset", "", "application/json", "\"old\"")).Refuses(HttpStatusCode.PreconditionFailed));
        Assert.Equal(SessionState.SignedIn, (await owner.SessionAsync()).State);
    }

    [Fact]
    public async Task Link_OfWhoIsBarred_LetsNobodyIn()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor owner = await Visitor.OwnerAsync(server);
        using Visitor bo = await owner.InviteAsync(server, "bo@company.example", Roles.Buyer);
        SignInReset reset = (await ResetAsync(owner, "bo@company.example")).Read(Shapes.Default.SignInReset);
        PersonRow row = await RowAsync(owner, "bo@company.example");
        await owner.PostAsync($"{ApiRoutes.People}/{row.Id}/disable", "", "application/json", $"\"{row.Revision}\"");

        (await bo.PostAsync(ApiRoutes.Reset, new(reset.PersonId, reset.Token, NewPassword), Shapes.Default.NewSignIn)).Refuses(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Commands_MakeTheOwner_AndGiveHimANewPassword_AndSaySoInTheAudit()
    {
        using TemporaryFolder folder = new();
        Ending made = await CommandAsync(folder, Password, "add-owner", "--email", "owner@company.example", "--name", "Olga Owner");
        Ending second = await CommandAsync(folder, Password, "add-owner", "--email", "other@company.example", "--name", "Other");
        Ending none = await CommandAsync(folder, NewPassword, "reset-password", "--email", "nobody@company.example");
        Ending weak = await CommandAsync(folder, "short", "reset-password", "--email", "owner@company.example");
        Ending done = await CommandAsync(folder, NewPassword, "reset-password", "--email", "owner@company.example");

        Assert.Equal((0, "", "Olga Owner owns this data folder now and can sign in as owner@company.example.\n"), (made.ExitCode, made.Error, made.Output));
        Assert.Contains($"--data-folder is '{folder.Path}', which has an owner already", second.RefusesInOneLine(), StringComparison.Ordinal);
        Assert.Contains("--email is 'nobody@company.example', who has no account", none.RefusesInOneLine(), StringComparison.Ordinal);
        Assert.Contains("password", weak.RefusesInOneLine(), StringComparison.Ordinal);
        Assert.Equal((0, ""), (done.ExitCode, done.Error));
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor owner = new(server);
        (await owner.PostAsync(ApiRoutes.Session, new("owner@company.example", Password), Shapes.Default.SignIn)).Refuses(HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.PostAsync(ApiRoutes.Session, new("owner@company.example", NewPassword), Shapes.Default.SignIn)).Status);
        Assert.Single((await owner.GetAsync(ApiRoutes.Audit)).Read(Shapes.Default.ListAuditLine), line => line is { Action: "people reset-password", Kind: "Local" });
    }

    [Theory]
    [InlineData("add-owner", "short", "owner@company.example", "the password on standard input is too weak; accepted: 12 to 200 characters")]
    [InlineData("add-owner", Password, "owner", "--email is 'owner', not an address; accepted: for instance name@company.example")]
    [InlineData("add-owner", Password, "o wner@company.example", "--email is 'o wner@company.example', not ")]
    [InlineData("reset-password", Password, "owner@company.example", "which holds no accounts; accepted: the data folder of this application")]
    public async Task Commands_ThatRefuse_NameWhatWasTyped_AndLeaveNothingBehind(string command, string password, string email, string expected)
    {
        using TemporaryFolder folder = new();
        string[] name = command == "add-owner" ? ["--name", "Olga Owner"] : [];

        string line = (await CommandAsync(folder, password, [command, "--email", email, .. name])).RefusesInOneLine();

        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task AddOwner_InAFolderOfOtherThings_IsRefusedAndLeavesNothingBehind()
    {
        using TemporaryFolder folder = new();
        string other = folder.Write("letter.txt", "other work");

        string line = (await CommandAsync(folder, Password, "add-owner", "--email", "owner@company.example", "--name", "Olga Owner")).RefusesInOneLine();

        Assert.Contains($"--data-folder is '{folder.Path}', which holds other files", line, StringComparison.Ordinal);
        Assert.Equal([other], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static Task<Ending> CommandAsync(TemporaryFolder folder, string password, params string[] arguments)
    {
        Console.SetIn(new StringReader(password));
        return Ending.OfAsync(["people", .. arguments, "--data-folder", folder.Path]);
    }

    private static async Task<Answer> ResetAsync(Visitor admin, string email)
    {
        PersonRow row = await RowAsync(admin, email);
        return await admin.PostAsync($"{ApiRoutes.People}/{row.Id}/reset", "", "application/json", $"\"{row.Revision}\"");
    }

    private static async Task<PersonRow> RowAsync(Visitor admin, string email) =>
        (await admin.GetAsync(ApiRoutes.People)).Read(Shapes.Default.ListPersonRow).Single(person => person.Email == email);
}
