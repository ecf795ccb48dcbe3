using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Inputs;

namespace App.Server.Workbook;

/// <summary>A reviewer's signature for the value of an input.</summary>
/// <param name="Input">The input.</param>
/// <param name="Version">What was signed for.</param>
/// <param name="Signing">Who signed, when, and what the signature says.</param>
internal sealed record InputSignature(Input Input, VersionRef Version, Signing Signing)
{
    /// <summary>What a signature says, in a sentence.</summary>
    public string Meaning => Signing.Signature.Meaning switch
    {
        SignatureMeaning.CheckedAgainstSource => "Compared the value with its source: it says so.",
        SignatureMeaning.Reproduced => "Repeated the measurement or calculation: it comes out so.",
        SignatureMeaning.Approved => "Checked the first reviewer's work and takes responsibility for it.",
        SignatureMeaning.Reconfirmed => "Looked again: nothing has changed.",
        _ => "Weighed both sides of a dispute: it is settled so.",
    };

    /// <summary>The signatures for the versions in use of every assumption that some option reads, in the order of the inputs.</summary>
    /// <param name="bound">The comparison with its plans.</param>
    /// <param name="state">The ledger that it was evaluated with.</param>
    public static IReadOnlyList<InputSignature> Of(BoundComparison bound, LedgerState state) => [.. bound.Plans.Values
        .SelectMany(plan => plan.Slots.Table.Inputs).Where(input => input.Kind == InputKind.Assumption).DistinctBy(input => input.Id, StringComparer.Ordinal)
        .Select(input => (Input: input, Version: state.InUse(input.Id)))
        .Where(pair => pair.Version is not null)
        .SelectMany(pair => pair.Version!.Signings.Select(signing => new InputSignature(pair.Input, pair.Version.Ref, signing)))];
}
