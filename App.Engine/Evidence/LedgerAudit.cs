namespace App.Engine.Evidence;

/// <summary>Checks a whole ledger from its events: the chain, and that nobody signed for what he wrote.</summary>
public static class LedgerAudit
{
    /// <summary>Walks a ledger.</summary>
    /// <param name="events">All events, in order.</param>
    /// <returns>The first event that is not what it should be, or null.</returns>
    public static ChainBreak? Verify(IReadOnlyList<LedgerEvent> events)
    {
        if (LedgerChain.Verify(events) is { } broken)
        {
            return broken;
        }

        LedgerState state = LedgerState.Empty;
        foreach (LedgerEvent happened in events)
        {
            try
            {
                if (happened.Entry is VersionSigned or DisputeSettled or VersionReconfirmed
                    && (!happened.Actor.MayApprove || state.Assertions[((VersionEntry)happened.Entry).AssertionId]
                        .IsEditedBy(happened.Actor.Id, ((VersionEntry)happened.Entry).Version)))
                {
                    return new(happened.Number, $"{happened.Actor.Name} signed without the right to");
                }

                state = state.Apply(happened);
            }
            catch (Exception problem) when (problem is System.Text.Json.JsonException or KeyNotFoundException or ArgumentException or NullReferenceException)
            {
                return new(happened.Number, $"it does not follow from the events before it ({problem.GetType().Name})");
            }
        }

        return null;
    }
}
