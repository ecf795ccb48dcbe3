using App.Engine.Comparisons;
using App.Engine.Inputs;

namespace App.Engine.Evidence;

/// <summary>Ties a run to the versions that it used, and tells later whether they are still the ones in use.</summary>
public static class RunPins
{
    /// <summary>The versions behind every assumption that some option reads.</summary>
    /// <param name="bound">The comparison with its plans.</param>
    /// <param name="state">The ledger that it was evaluated with.</param>
    public static IReadOnlyList<Pin> Of(BoundComparison bound, LedgerState state) => [.. bound.Plans.Values
        .SelectMany(plan => plan.Slots.Table.Inputs).Where(input => input.Kind == InputKind.Assumption).Select(input => input.Id)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .Select(id => Now(state, id)).OfType<Pin>()];

    /// <summary>The pins that are no longer what the ledger says: another version, another word, another flag.</summary>
    /// <param name="pinned">What a run used.</param>
    /// <param name="state">The ledger now.</param>
    /// <returns>What was used and what is in use now (null where nothing is); empty where the run is up to date.</returns>
    public static IReadOnlyList<(Pin Was, Pin? Now)> Stale(RunPinned pinned, LedgerState state) => [.. pinned.Pins
        .Select(pin => (Was: pin, Now: Now(state, pin.AssumptionId))).Where(pair => pair.Was != pair.Now)];

    private static Pin? Now(LedgerState state, string assumptionId) => state.InUse(assumptionId) is { } version
        ? new(assumptionId, version.Ref.AssertionId, version.Ref.Version, state.StatusOf(version), version.Flags)
        : null;
}
