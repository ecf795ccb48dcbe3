namespace App.Engine.Evidence;

/// <summary>Why an entry is refused, by kind.</summary>
public enum Refusal
{
    /// <summary>Something in it is wrong.</summary>
    Invalid,

    /// <summary>This person may not do it.</summary>
    NotAllowed,

    /// <summary>It does not fit what the ledger says now.</summary>
    Conflict,
}

/// <summary>Why an entry is refused.</summary>
/// <param name="Refusal">By kind.</param>
/// <param name="Field">What is wrong.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Accepted">What would be accepted.</param>
public sealed record LedgerProblem(Refusal Refusal, string Field, string Value, string Accepted)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field} is {Value}; accepted: {Accepted}";
}

/// <summary>What came of adding entries: all of them, or none and why.</summary>
/// <param name="Problems">Why nothing was added; empty where all was.</param>
/// <param name="Events">The events, with those that the ledger itself adds.</param>
/// <param name="State">The ledger after them; as it was where nothing was added.</param>
public sealed record LedgerAppend(IReadOnlyList<LedgerProblem> Problems, IReadOnlyList<LedgerEvent> Events, LedgerState State)
{
    /// <summary>Adds entries that belong together.</summary>
    /// <param name="state">The ledger.</param>
    /// <param name="policy">The rules that can be set.</param>
    /// <param name="actor">Who adds them.</param>
    /// <param name="entries">The entries, in order.</param>
    /// <param name="atUtc">When.</param>
    public static LedgerAppend Try(LedgerState state, EvidencePolicy policy, Actor actor, IEnumerable<LedgerEntry> entries, DateTime atUtc)
    {
        List<LedgerEvent> events = [];
        LedgerState next = state;
        foreach (LedgerEntry entry in entries)
        {
            IReadOnlyList<LedgerProblem> problems = LedgerRules.Check(next, policy, actor, entry, atUtc);
            if (problems.Count > 0)
            {
                return new(problems, [], state);
            }

            LedgerState before = next;
            Add(actor, entry);
            foreach (LedgerEntry consequence in LedgerRules.Consequences(before, next, entry).ToList())
            {
                Add(Actor.Ledger, consequence);
            }
        }

        return new([], events, next);

        void Add(Actor who, LedgerEntry entry)
        {
            LedgerEvent happened = LedgerChain.Link(next.Head + 1, atUtc, who, entry, next.HeadHash);
            events.Add(happened);
            next = next.Apply(happened, entry);
        }
    }
}
