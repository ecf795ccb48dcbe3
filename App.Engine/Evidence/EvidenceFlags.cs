namespace App.Engine.Evidence;

/// <summary>What is the matter with a number beside how well it is supported.</summary>
[Flags]
public enum EvidenceFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The evidence is older than its kind keeps.</summary>
    Expired = 1,

    /// <summary>Somebody has contradicted it and nobody has settled it.</summary>
    Disputed = 2,
}
