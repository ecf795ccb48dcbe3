using System.Globalization;
using System.Security.Claims;
using App.Engine.Evidence;
using App.Shared.People;

namespace App.Server.People;

/// <summary>Who makes a request, read from what its authentication found.</summary>
internal sealed record Caller(Actor Actor, bool IsLocal, KeyScopes Scopes, DateTime? ConfirmedUtc, string Method)
{
    public const string KindClaim = "planner:kind";
    public const string RolesClaim = "planner:roles";
    public const string ScopesClaim = "planner:scopes";
    public const string ConfirmedClaim = "planner:confirmed";
    public const string MethodClaim = "planner:method";
    public const string Local = "local";

    /// <summary>Who it is; null for nobody.</summary>
    public static Caller? Of(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true || user.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id)
        {
            return null;
        }

        string kind = user.FindFirstValue(KindClaim) ?? "";
        int Number(string claim) => int.TryParse(user.FindFirstValue(claim), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
        DateTime? confirmed = long.TryParse(user.FindFirstValue(ConfirmedClaim), NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            ? new DateTime(ticks, DateTimeKind.Utc) : null;
        Actor actor = new(
            id, user.FindFirstValue(ClaimTypes.Name) ?? id, kind == nameof(ActorKind.Key) ? ActorKind.Key : ActorKind.Person, (Roles)Number(RolesClaim));
        return new(actor, kind == Local, (KeyScopes)Number(ScopesClaim), confirmed, user.FindFirstValue(MethodClaim) ?? "");
    }

    public bool May(Permission permission) => IsLocal ? Access.AllowsBeforeSetUp(permission)
        : Actor.Kind == ActorKind.Key ? Access.Allows(permission, Actor.Roles, Scopes)
        : Access.Allows(permission, Actor.Roles);

    public static ClaimsIdentity Identity(string scheme, string id, string name, string kind, Roles roles) => new(
        [
            new(ClaimTypes.NameIdentifier, id), new(ClaimTypes.Name, name), new(KindClaim, kind),
            new(RolesClaim, ((int)roles).ToString(CultureInfo.InvariantCulture)),
        ],
        scheme, ClaimTypes.Name, null);
}
