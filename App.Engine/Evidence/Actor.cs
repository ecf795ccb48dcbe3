namespace App.Engine.Evidence;

/// <summary>What a person may be; several at once are possible, but Admin never verifies.</summary>
[Flags]
public enum Roles
{
    /// <summary>No role.</summary>
    None = 0,

    /// <summary>Reads.</summary>
    Viewer = 1,

    /// <summary>Makes scenarios and runs, writes assumptions, assertions and evidence.</summary>
    Buyer = 2,

    /// <summary>Checks assertions against their evidence and signs for them; writes as a buyer does.</summary>
    Reviewer = 4,

    /// <summary>Answers for the money: signs second, settles disputes, exports; writes as a buyer does.</summary>
    Finance = 8,

    /// <summary>Keeps people, keys and settings; never verifies.</summary>
    Admin = 16,

    /// <summary>Reads and exports everything, the audit included; changes nothing.</summary>
    Auditor = 32,
}

/// <summary>What stands behind an event.</summary>
public enum ActorKind
{
    /// <summary>A person who has signed in.</summary>
    Person,

    /// <summary>A program with a key; it may add evidence, never verify.</summary>
    Key,

    /// <summary>The product itself: its catalogue, its clocks, its bookkeeping.</summary>
    System,
}

/// <summary>Who does something, with the rights held at that moment.</summary>
/// <param name="Id">Stable id; of a key, the id of the person it belongs to, so that nobody signs for what his own program wrote.</param>
/// <param name="Name">What a person reads.</param>
/// <param name="Kind">Person, key or the product.</param>
/// <param name="Roles">The roles.</param>
public sealed record Actor(string Id, string Name, ActorKind Kind, Roles Roles)
{
    /// <summary>The product, bringing its catalogue.</summary>
    public static Actor Catalogue { get; } = new("catalogue", "Catalogue", ActorKind.System, Roles.None);

    /// <summary>The product, drawing consequences and watching clocks.</summary>
    public static Actor Ledger { get; } = new("ledger", "Ledger", ActorKind.System, Roles.None);

    /// <summary>Whether assumptions, assertions and evidence may be written.</summary>
    public bool MayAuthor => Kind == ActorKind.System || (Roles & (Roles.Buyer | Roles.Reviewer | Roles.Finance)) != 0;

    /// <summary>Whether a version may be reviewed and signed for. Not by programs, not by administrators.</summary>
    public bool MayReview => Kind == ActorKind.Person && (Roles & Roles.Reviewer) != 0 && (Roles & Roles.Admin) == 0;

    /// <summary>Whether a second signature may be given and a dispute or conflict settled.</summary>
    public bool MayApprove => Kind == ActorKind.Person && (Roles & (Roles.Reviewer | Roles.Finance)) != 0 && (Roles & Roles.Admin) == 0;
}
