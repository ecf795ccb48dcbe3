using App.Engine.Evidence;

namespace App.Shared.People;

/// <summary>What an address of the API asks of who calls it.</summary>
public enum Permission
{
    /// <summary>Nothing: signing in, joining, health.</summary>
    Open,

    /// <summary>To read scenarios, runs and the ledger.</summary>
    Read,

    /// <summary>To save scenarios and make runs.</summary>
    Save,

    /// <summary>To write slots, evidence, assertions and remarks.</summary>
    Write,

    /// <summary>To review.</summary>
    Review,

    /// <summary>To sign and to settle disputes and conflicts.</summary>
    Approve,

    /// <summary>To take data out.</summary>
    Export,

    /// <summary>To read the audit.</summary>
    Audit,

    /// <summary>To keep people and their rights.</summary>
    Manage,

    /// <summary>To look after one's own account, keys and passkeys.</summary>
    Own,
}

/// <summary>What a key may be used for: at most what its person may.</summary>
[Flags]
public enum KeyScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To read.</summary>
    Read = 1,

    /// <summary>To save scenarios and make runs.</summary>
    Save = 2,

    /// <summary>To write to the ledger; never to review or sign.</summary>
    Write = 4,

    /// <summary>To take data out.</summary>
    Export = 8,

    /// <summary>To read the audit.</summary>
    Audit = 16,
}

/// <summary>Who may do what. The server enforces it; the browser shows only what is allowed.</summary>
public static class Access
{
    private const Roles Writers = Roles.Buyer | Roles.Reviewer | Roles.Finance;
    private const Roles All = Writers | Roles.Viewer | Roles.Admin | Roles.Auditor;

    /// <summary>Whether a person may.</summary>
    /// <param name="permission">What is asked.</param>
    /// <param name="roles">The person's roles.</param>
    public static bool Allows(Permission permission, Roles roles) => permission switch
    {
        Permission.Open => true,
        Permission.Read or Permission.Own => (roles & All) != 0,
        Permission.Save => (roles & (Writers | Roles.Admin)) != 0,
        Permission.Write => (roles & Writers) != 0,
        Permission.Review => (roles & Roles.Reviewer) != 0 && (roles & Roles.Admin) == 0,
        Permission.Approve => (roles & (Roles.Reviewer | Roles.Finance)) != 0 && (roles & Roles.Admin) == 0,
        Permission.Export => (roles & ~Roles.Viewer & All) != 0,
        Permission.Audit => (roles & (Roles.Admin | Roles.Auditor)) != 0,
        Permission.Manage => (roles & Roles.Admin) != 0,
        _ => false,
    };

    /// <summary>Whether a key may: within its scopes and its person's rights.</summary>
    /// <param name="permission">What is asked.</param>
    /// <param name="roles">The person's roles.</param>
    /// <param name="scopes">The key's scopes.</param>
    public static bool Allows(Permission permission, Roles roles, KeyScopes scopes) => Allows(permission, roles) && permission switch
    {
        Permission.Open => true,
        Permission.Read => scopes.HasFlag(KeyScopes.Read),
        Permission.Save => scopes.HasFlag(KeyScopes.Save),
        Permission.Write => scopes.HasFlag(KeyScopes.Write),
        Permission.Export => scopes.HasFlag(KeyScopes.Export),
        Permission.Audit => scopes.HasFlag(KeyScopes.Audit),
        _ => false,
    };

    /// <summary>Whether somebody at the machine itself may, as long as there is no owner: look, calculate and save, but nothing that needs a name.</summary>
    /// <param name="permission">What is asked.</param>
    public static bool AllowsBeforeSetUp(Permission permission) =>
        permission is Permission.Open or Permission.Read or Permission.Save or Permission.Export;
}
