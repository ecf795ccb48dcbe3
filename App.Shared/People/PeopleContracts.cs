using System.Text.Json.Serialization;
using App.Engine.Evidence;

namespace App.Shared.People;

/// <summary>How far a visitor has come.</summary>
public enum SessionState
{
    /// <summary>There is no owner yet, and the visitor sits at the machine itself.</summary>
    SetUp,

    /// <summary>Nobody is signed in.</summary>
    SignedOut,

    /// <summary>Somebody is.</summary>
    SignedIn,
}

/// <summary>Who is looking, and what is possible.</summary>
/// <param name="State">How far the visitor has come.</param>
/// <param name="PersonId">Id of the person; null where nobody is signed in.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Email">The person's address.</param>
/// <param name="Roles">The person's roles.</param>
/// <param name="Permissions">What is allowed.</param>
/// <param name="ConfirmedUtc">When the person last proved who he is.</param>
/// <param name="HasPassword">Whether the account has a password.</param>
/// <param name="HasPasskey">Whether it has a passkey.</param>
/// <param name="HasCompanySignIn">Whether the company's sign-in is set up.</param>
/// <param name="DemoPeople">Addresses of the demonstration's people, where it runs as one.</param>
public sealed record Session(
    SessionState State,
    string? PersonId,
    string? Name,
    string? Email,
    Roles Roles,
    IReadOnlyList<Permission> Permissions,
    DateTime? ConfirmedUtc,
    bool HasPassword,
    bool HasPasskey,
    bool HasCompanySignIn,
    IReadOnlyList<string> DemoPeople)
{
    /// <summary>Whether something is allowed.</summary>
    /// <param name="permission">What is asked.</param>
    public bool May(Permission permission) => Permissions.Contains(permission);
}

/// <summary>The owner's account, made once.</summary>
/// <param name="Email">Address to sign in with.</param>
/// <param name="Name">Name that signatures show.</param>
/// <param name="Password">At least 12 characters.</param>
public sealed record NewOwner(string Email, string Name, string Password);

/// <summary>Signs in.</summary>
/// <param name="Email">The address.</param>
/// <param name="Password">The password.</param>
public sealed record SignIn(string Email, string Password);

/// <summary>Names one of the demonstration's people.</summary>
/// <param name="Email">The address.</param>
public sealed record DemoSignIn(string Email);

/// <summary>Proves again who one is.</summary>
/// <param name="Password">The password.</param>
public sealed record Confirmation(string Password);

/// <summary>Changes one's password; everybody else who is signed in to the account is signed out.</summary>
/// <param name="Current">The password so far.</param>
/// <param name="New">The new one, at least 12 characters.</param>
public sealed record NewPassword(string Current, string New);

/// <summary>Takes an invitation up.</summary>
/// <param name="Token">The part of the link behind the #.</param>
/// <param name="Name">Name that signatures show.</param>
/// <param name="Password">At least 12 characters.</param>
public sealed record Join(string Token, string Name, string Password);

/// <summary>A link for somebody who cannot sign in any more; it is shown once.</summary>
/// <param name="PersonId">Whose it is.</param>
/// <param name="Token">What the link carries behind the # beside that id.</param>
/// <param name="ExpiresUtc">Until when it can be taken up.</param>
public sealed record SignInReset(string PersonId, string Token, DateTime ExpiresUtc);

/// <summary>Takes such a link up.</summary>
/// <param name="PersonId">Whose it is.</param>
/// <param name="Token">Its token.</param>
/// <param name="Password">The new password, at least 12 characters.</param>
public sealed record NewSignIn(string PersonId, string Token, string Password);

/// <summary>What a passkey said, as the browser gave it.</summary>
/// <param name="Credential">The credential as JSON text.</param>
/// <param name="Name">What the person calls it; where one is added.</param>
public sealed record PasskeyAnswer(string Credential, string? Name = null);

/// <summary>A passkey of one's own.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="CreatedUtc">When it was added.</param>
public sealed record PasskeyRow(string Id, string Name, DateTime CreatedUtc);

/// <summary>A person.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The address.</param>
/// <param name="Roles">The roles.</param>
/// <param name="IsDisabled">Whether signing in is barred.</param>
/// <param name="CreatedUtc">Since when.</param>
/// <param name="Revision">Changes with every change: the ETag.</param>
public sealed record PersonRow(string Id, string Name, string Email, Roles Roles, bool IsDisabled, DateTime CreatedUtc, string Revision);

/// <summary>Gives a person other roles.</summary>
/// <param name="Roles">All of them.</param>
public sealed record NewRoles(Roles Roles);

/// <summary>Invites somebody.</summary>
/// <param name="Email">The address.</param>
/// <param name="Roles">The roles.</param>
public sealed record NewInvitation(string Email, Roles Roles);

/// <summary>An invitation; its token is shown once.</summary>
/// <param name="Id">The id.</param>
/// <param name="Email">The address.</param>
/// <param name="Roles">The roles.</param>
/// <param name="InvitedBy">Who invites.</param>
/// <param name="ExpiresUtc">Until when it can be taken up.</param>
/// <param name="IsUsed">Whether it was.</param>
/// <param name="Token">What the link carries behind the #; null in lists.</param>
public sealed record InvitationRow(string Id, string Email, Roles Roles, string InvitedBy, DateTime ExpiresUtc, bool IsUsed, string? Token);

/// <summary>Makes a key.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may be used for.</param>
public sealed record NewKey(string Name, KeyScopes Scopes);

/// <summary>A key; its secret is shown once.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="CreatedUtc">Since when.</param>
/// <param name="LastUsedDate">The day on which it was last used.</param>
/// <param name="Secret">What a request carries as "Authorization: Bearer …"; null in lists.</param>
public sealed record KeyRow(string Id, string Name, KeyScopes Scopes, DateTime CreatedUtc, DateOnly? LastUsedDate, string? Secret);

/// <summary>A line of the audit.</summary>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="AtUtc">When.</param>
/// <param name="PersonId">Who, by id; null for nobody.</param>
/// <param name="Person">Who, by name.</param>
/// <param name="Kind">Person, Key, Local or Nobody.</param>
/// <param name="Action">What, as method and address pattern.</param>
/// <param name="Target">Of what.</param>
/// <param name="Status">What came of it: the status of the answer.</param>
public sealed record AuditLine(long Number, DateTime AtUtc, string? PersonId, string? Person, string Kind, string Action, string Target, int Status);

/// <summary>How the contracts of people are read and written in the browser and in request bodies.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(NewOwner))]
[JsonSerializable(typeof(SignIn))]
[JsonSerializable(typeof(DemoSignIn))]
[JsonSerializable(typeof(Confirmation))]
[JsonSerializable(typeof(NewPassword))]
[JsonSerializable(typeof(Join))]
[JsonSerializable(typeof(SignInReset))]
[JsonSerializable(typeof(NewSignIn))]
[JsonSerializable(typeof(PasskeyAnswer))]
[JsonSerializable(typeof(List<PasskeyRow>))]
[JsonSerializable(typeof(List<PersonRow>))]
[JsonSerializable(typeof(PersonRow))]
[JsonSerializable(typeof(NewRoles))]
[JsonSerializable(typeof(NewInvitation))]
[JsonSerializable(typeof(InvitationRow))]
[JsonSerializable(typeof(List<InvitationRow>))]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(KeyRow))]
[JsonSerializable(typeof(List<KeyRow>))]
[JsonSerializable(typeof(List<AuditLine>))]
public sealed partial class PeopleContractJson : JsonSerializerContext;
